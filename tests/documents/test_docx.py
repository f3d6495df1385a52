"""Word documents: what Word shows with all changes accepted."""

from __future__ import annotations

import io
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.documents import read

Make = Callable[..., bytes]
Blocks = Callable[[bytes, str], list[tuple[str, int, str]]]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def style(identity: str, name: str, inside: str = "", based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{based}'
        f"{inside}</w:style>"
    )


def styles(*entries: str) -> str:
    return f"<w:styles {W}>{''.join(entries)}</w:styles>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r("Vi ") + r("söker"), "Vi söker"),
        (r("a") + "<w:r><w:br/></w:r>" + r("b"), "a\nb"),
        (r("a") + '<w:r><w:br w:type="page"/></w:r>' + r("b"), "a\n\nb"),
        (r("a") + "<w:r><w:tab/></w:r>" + r("b"), "a\tb"),
        (r("e") + "<w:r><w:noBreakHyphen/></w:r>" + r("post"), "e-post"),
        (r("under") + "<w:r><w:softHyphen/></w:r>" + r("sköterska"), "undersköterska"),
        ('<w:hyperlink r:id="x" xmlns:r="r">' + r("länk") + "</w:hyperlink>", "länk"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>' + r(" start"), "→ start"),
        ("<w:smartTag>" + r("Farsta") + "</w:smartTag>", "Farsta"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("1"), "1"),
        ("<w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent>" + r("fält")
         + "</w:sdtContent></w:sdt>", "fält"),
        ("<w:r><w:ruby><w:rt>" + r("över") + "</w:rt><w:rubyBase>" + r("bas")
         + "</w:rubyBase></w:ruby></w:r>", "bas"),
    ],
)  # fmt: skip
def test_runs_become_text(make_docx: Make, inside: str, text: str) -> None:
    assert read(make_docx(f"<w:p>{inside}</w:p>"), name="a.docx").text == text


@pytest.mark.parametrize(
    ("identity", "name", "level"),
    [
        ("Heading1", "heading 1", 1),
        ("Rubrik2", "heading 2", 2),
        ("Rubrik3", "Rubrik 3", 3),
        ("Rubrik", "Title", 1),
        ("Underrubrik", "Subtitle", 2),
    ],
)
def test_headings_by_style(
    make_docx: Make, blocks_of: Blocks, identity: str, name: str, level: int
) -> None:
    body = p("Om oss", f'<w:pStyle w:val="{identity}"/>') + p("Vi")
    data = make_docx(body, styles=styles(style(identity, name)))
    assert blocks_of(data, "a.docx")[0] == ("heading", level, "Om oss")


def test_a_style_inherits_its_heading_level(make_docx: Make, blocks_of: Blocks) -> None:
    sheet = styles(
        style("Rubrik1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        style("Stadens", "Stadens rubrik", based_on="Rubrik1"),
    )
    data = make_docx(p("Om oss", '<w:pStyle w:val="Stadens"/>'), styles=sheet)
    assert blocks_of(data, "a.docx") == [("heading", 1, "Om oss")]


def test_styles_that_inherit_in_a_circle_end(make_docx: Make) -> None:
    sheet = styles(style("A", "a", based_on="B"), style("B", "b", based_on="A"))
    assert read(make_docx(p("text", '<w:pStyle w:val="A"/>'), styles=sheet)).text == "text"


def test_a_bold_line_is_a_heading(make_docx: Make, blocks_of: Blocks) -> None:
    data = make_docx(p("Kvalifikationer", run="<w:b/>") + p("Du har utbildning och erfarenhet."))
    assert blocks_of(data, "a.docx")[0] == ("heading", 1, "Kvalifikationer")


@pytest.mark.parametrize("run", ['<w:b w:val="0"/>', '<w:b w:val="false"/>'])
def test_bold_switched_off_is_not_bold(make_docx: Make, blocks_of: Blocks, run: str) -> None:
    data = make_docx(p("Kvalifikationer", run=run) + p("Du har utbildning och erfarenhet."))
    assert blocks_of(data, "a.docx")[0][0] == "paragraph"


def test_lists_by_numbering(make_docx: Make, blocks_of: Blocks) -> None:
    def item(text: str, depth: int, number: int = 1) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')

    body = item("ett", 0) + item("under", 1) + item("ej", 0, number=0)
    assert blocks_of(make_docx(body), "a.docx") == [
        ("list_item", 0, "ett"),
        ("list_item", 1, "under"),
        ("paragraph", 0, "ej"),
    ]


def test_a_bullet_typed_in_a_list_style_is_dropped(make_docx: Make, blocks_of: Blocks) -> None:
    assert blocks_of(make_docx(p("•\tstäda") + p("· tvätta")), "a.docx") == [
        ("list_item", 0, "städa"),
        ("list_item", 0, "tvätta"),
    ]


def test_tables_and_tables_in_them(make_docx: Make, blocks_of: Blocks) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('c')}</w:tc><w:tc>{p('d')}</w:tc></w:tr></w:tbl>"
    table = (
        f"<w:tbl><w:tblPr/><w:tr><w:trPr/><w:tc><w:tcPr/>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('mer')}</w:tc><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    )
    cells = blocks_of(make_docx(table), "a.docx")
    assert cells == [("table_cell", 0, letter) for letter in ("a", "b", "mer", "c", "d")]


def test_changes_are_read_as_accepted(make_docx: Make) -> None:
    body = (
        f"<w:p>{r('Vi ')}<w:ins>{r('söker')}</w:ins>"
        f"<w:del><w:r><w:delText>vill ha</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r(' bort')}</w:moveFrom><w:moveTo>{r(' hit')}</w:moveTo></w:p>"
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('struken')}</w:tc></w:tr></w:tbl>"
    )
    document = read(make_docx(body), name="a.docx")
    assert document.text == "Vi söker hit"
    assert any("spårade ändringar" in warning for warning in document.warnings)


def test_a_deleted_paragraph_mark_joins_two_paragraphs(make_docx: Make) -> None:
    body = p("Vi söker ", "<w:rPr><w:del/></w:rPr>") + p("dig")
    assert read(make_docx(body), name="a.docx").text == "Vi söker dig"


def test_text_boxes_come_once_after_their_paragraph(make_docx: Make) -> None:
    box = f"<w:txbxContent>{p('i rutan')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent {MC}><mc:Choice><w:drawing><x><w:y>{box}</w:y></x></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{r('före')}<w:r>{drawing}</w:r>{r(' efter')}</w:p>"
    assert read(make_docx(body), name="a.docx").text == "före efter\n\ni rutan"


def test_an_old_text_box_is_read(make_docx: Make) -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('vml')}</w:txbxContent></w:pict></w:r></w:p>"
    assert read(make_docx(box), name="a.docx").text == "vml"


@pytest.mark.parametrize(
    ("body", "parts", "word"),
    [
        (p("a") + p("dold", run="<w:vanish/>"), {}, "Dold text"),
        ("<w:commentRangeStart/>" + p("a"), {}, None),
        (f"<w:p><w:commentRangeStart/>{r('a')}</w:p>", {"comments": f"<w:c {W}/>"}, "Kommentarer"),
        (p("a"), {"header1": f"<w:hdr {W}>{p('Staden')}</w:hdr>"}, "Sidhuvud"),
        (p("a"), {"footer1": f"<w:ftr {W}><w:p/></w:ftr>"}, None),
        (p("a") + '<w:altChunk r:id="x" xmlns:r="r"/>', {}, "inbäddade"),
    ],
)
def test_what_is_left_out_is_told(
    make_docx: Make, body: str, parts: dict[str, str], word: str | None
) -> None:
    document = read(make_docx(body, **parts), name="a.docx")
    assert document.text == "a"
    if word is None:
        assert document.warnings == ()
    else:
        assert [word in warning for warning in document.warnings] == [True]


def test_macros_are_told(make_zip: Callable[..., bytes]) -> None:
    data = make_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{p('a')}</w:body></w:document>",
            "word/vbaProject.bin": b"\x00",
        }
    )
    document = read(data, name="annons.docm")
    assert document.format == "docx"
    assert ["makron" in warning for warning in document.warnings] == [True]


def test_footnotes_come_last(make_docx: Make) -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator">{p("streck")}</w:footnote>'
        f"<w:footnote>{p('en not')}</w:footnote></w:footnotes>"
    )
    assert read(make_docx(p("text"), footnotes=notes), name="a.docx").text == "text\n\nen not"


def test_strict_open_xml_is_read(make_zip: Callable[..., bytes]) -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    data = make_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": '<Relationships><Relationship Type="http://purl.oclc.org/ooxml/'
            'officeDocument/relationships/officeDocument" Target="/word/doc2.xml"/>'
            "</Relationships>",
            "word/doc2.xml": f"<w:document {strict}><w:body>{p('Hej')}</w:body></w:document>",
        }
    )
    assert read(data, name="a.docx").text == "Hej"


# Text that Word can hold: XML's characters, no line breaks inside a paragraph, nothing that a
# reader takes for a bullet, and no blanks at the ends, which do not show.
_PARAGRAPHS = st.lists(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cn")),
        min_size=1,
        max_size=40,
    )
    .map(lambda text: f"A{text}Ö")
    .filter(lambda text: not {"\ufffe", "\uffff"} & set(text)),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=30)
@given(_PARAGRAPHS)
def test_paragraphs_come_back_as_they_were(paragraphs: list[str]) -> None:
    import docx

    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    found = read(written.getvalue(), name="a.docx")
    assert [found.text[b.start : b.end] for b in found.blocks] == paragraphs
