"""A Word file with a surname in every layer: all are seen, none survives."""

# ruff: noqa: E501 - an element a line
from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from fairscreen.documents import inspect, read_application

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def relations(*entries: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target, mode) in enumerate(entries, 1)
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rows}</Relationships>"
    )


def body(plant: Callable[[str], str]) -> str:
    split = plant("name parted between runs")
    by_date = f'w:author="{plant("author of an insertion")}" w:date="2020-01-01T00:00:00Z"'
    parts = [
        paragraph(run(plant("heading")), '<w:pStyle w:val="Rubrik1"/>'),
        paragraph(run("Jag heter " + plant("running text") + ".")),
        paragraph(run(split[:4], "<w:b/>") + run(split[4:])),
        paragraph(run(plant("list item")), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        paragraph(run(plant("text in capitals").upper())),
        paragraph(f'<w:hyperlink r:id="rId1">{run(plant("text of a link"))}</w:hyperlink>'),
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
            f'HYPERLINK "mailto:{plant("field code")}@example.se"</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(plant("result of a field"))}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        paragraph(
            f'<w:fldSimple w:instr="AUTHOR {plant("code of a simple field")}">'
            f'{run(plant("result of a simple field"))}</w:fldSimple>'
        ),
        paragraph(run(plant("hidden text"), "<w:vanish/>") + run("synlig")),
        paragraph(f'<w:ins {by_date}>{run(plant("inserted text"))}</w:ins>'),
        paragraph(
            f'<w:del w:author="{plant("author of a deletion")}"><w:r><w:delText>'
            f'{plant("deleted text")}</w:delText></w:r></w:del>' + run("kvar")
        ),
        paragraph(f'<w:moveFrom w:author="X">{run(plant("text moved away"))}</w:moveFrom>'),
        paragraph(f'<w:bookmarkStart w:id="1" w:name="{plant("name of a bookmark")}"/>' + run("x")),
        paragraph(
            f'<w:smartTag w:uri="x" w:element="{plant("name of a smart tag")}">'
            f'{run(plant("text of a smart tag"))}</w:smartTag>'
        ),
        "<w:sdt><w:sdtPr>"
        f'<w:alias w:val="{plant("title of a content control")}"/>'
        f'<w:tag w:val="{plant("tag of a content control")}"/></w:sdtPr>'
        f'<w:sdtContent>{paragraph(run(plant("content control")))}</w:sdtContent></w:sdt>',
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f'{paragraph(run(plant("prompt of a content control")))}</w:sdtContent></w:sdt>',
        paragraph(
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{plant("name of a form field")}"/>'
            f'<w:ddList><w:listEntry w:val="{plant("choice in a form field")}"/></w:ddList>'
            "</w:ffData></w:fldChar></w:r>"
        ),
        paragraph(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
            f'<wp:docPr id="1" name="{plant("name of a drawing")}" descr="{plant("alternative text")}" '
            f'title="{plant("title of a drawing")}"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
            f'<w:txbxContent>{paragraph(run(plant("text box")))}</w:txbxContent></wps:txbx></wps:wsp>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
            f'<v:textbox><w:txbxContent>{paragraph(run(plant("old version of a text box")))}'
            "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        paragraph(f'<w:r><w:pict><v:shape alt="{plant("alternative text of old art")}">'
                  f'<v:textpath string="{plant("WordArt")}"/></v:shape></w:pict></w:r>'),
        paragraph(f'<m:oMath><m:r><m:t>{plant("formula")}</m:t></m:r></m:oMath>'),
        paragraph('<w:commentRangeStart w:id="1"/>' + run("text") + '<w:r><w:commentReference w:id="1"/></w:r>'),
        paragraph(run("not") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'),
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>"
        f'<w:tc><w:tcPr/>{paragraph(run(plant("table cell")))}</w:tc><w:tc>{paragraph(run("2019"))}</w:tc></w:tr>'
        f'<w:tr><w:tc><w:tbl><w:tr><w:tc>{paragraph(run(plant("table in a table")))}</w:tc></w:tr></w:tbl>'
        f"<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        f"<!-- {plant('comment in the markup')} -->",
        f"<?{plant('processing instruction')} x?>",
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:headerReference w:type="first" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        "<w:titlePg/></w:sectPr>",
    ]  # fmt: skip
    return "".join(parts)


@pytest.fixture
def planted(garden: Any, make_zip: Callable[..., bytes], picture_of: Callable[..., bytes]) -> bytes:
    """The file."""
    plant = garden.plant

    def story(tag: str, content: str) -> str:
        return f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"

    def note(tag: str) -> str:
        return story(f"{tag}s", f'<w:{tag} w:id="2">{paragraph(run(plant(tag)))}</w:{tag}>')

    main = relations(
        ("hyperlink", f"https://example.se/{plant('target of a link')}", ' TargetMode="External"'),
        ("footnotes", "footnotes.xml", ""), ("endnotes", "endnotes.xml", ""),
        ("header", "header1.xml", ""), ("header", "header2.xml", ""), ("footer", "footer1.xml", ""),
        ("styles", "styles.xml", ""), ("numbering", "numbering.xml", ""),
        ("comments", "comments.xml", ""), ("settings", "settings.xml", ""),
        ("image", "media/image1.png", ""),
    )  # fmt: skip
    workbook = make_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/sharedStrings.xml": f"<sst><si><t>{plant('embedded workbook')}</t></si></sst>",
        }
    )
    from PIL.PngImagePlugin import PngInfo

    chunk = PngInfo()
    chunk.add_text("Author", plant("text chunk of a picture"))
    picture = picture_of(["."], pnginfo=chunk)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": story("document", f"<w:body>{body(plant)}</w:body>"),
        "word/_rels/document.xml.rels": main,
        "word/header1.xml": story("hdr", paragraph(run(plant("page head")))),
        "word/header2.xml": story("hdr", paragraph(run(plant("page head of the first page")))),
        "word/footer1.xml": story("ftr", paragraph(run(plant("page foot")))),
        "word/footnotes.xml": note("footnote"),
        "word/endnotes.xml": note("endnote"),
        "word/comments.xml": story(
            "comments",
            f'<w:comment w:id="1" w:author="{plant("author of a comment")}" '
            f'w:initials="{plant("initials of a comment")}">{paragraph(run(plant("comment")))}</w:comment>',
        ),
        "word/people.xml": f'<people><person author="{plant("list of people")}"/></people>',
        "word/styles.xml": story(
            "styles",
            f'<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
            f'<w:style w:type="paragraph" w:styleId="{plant("id of a style")}">'
            f'<w:name w:val="Mall {plant("name of a style")}"/><w:rPr><w:rFonts '
            f'w:ascii="{plant("name of a font")}"/></w:rPr></w:style>',
        ),
        "word/numbering.xml": story(
            "numbering",
            f'<w:abstractNum w:abstractNumId="1"><w:name w:val="{plant("name of a list")}"/>'
            f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{plant("mark of a list")}"/>'
            '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        ),
        "word/settings.xml": story(
            "settings",
            f'<w:docVars><w:docVar w:name="namn" w:val="{plant("document variable")}"/></w:docVars>'
            f'<w:mailMerge><w:query w:val="{plant("mail merge")}"/></w:mailMerge>',
        ),
        "word/_rels/settings.xml.rels": relations(
            ("attachedTemplate", f"file:///C:/{plant('path of the template')}.dotx",
             ' TargetMode="External"')
        ),
        "word/fontTable.xml": story("fonts", f'<w:font w:name="{plant("font table")}"/>'),
        "word/theme/theme1.xml": f'<a:theme xmlns:a="x" name="{plant("name of the theme")}"/>',
        "word/glossary/document.xml": story(
            "glossaryDocument", paragraph(run(plant("building block")))
        ),
        "word/embeddings/bok.xlsx": workbook,
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"
        + plant("embedded object").encode("utf-16-le"),
        "word/vbaProject.bin": b"\x00\x01" + plant("macro").encode() + b"\x00",
        "word/media/image1.png": picture,
        f"word/media/{plant('name of a part')}.png": picture_of(["."]),
        "word/afchunk.htm": f"<html><body><p>{plant('imported page')}</p></body></html>",
        "docProps/core.xml": "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'>" + "".join(
            f"<{tag}>{plant(f'property {tag[3:]}')}</{tag}>"
            for tag in ("dc:creator", "cp:lastModifiedBy", "dc:title", "dc:subject", "cp:keywords",
                        "dc:description", "cp:category")
        ) + "</cp:coreProperties>",
        "docProps/app.xml": "<Properties>" + "".join(
            f"<{tag}>{plant(f'property {tag}')}</{tag}>" for tag in ("Manager", "Company", "Template")
        ) + "</Properties>",
        "docProps/custom.xml": f"<Properties><property name='x'><lpwstr>{plant('property of one’s own')}"
                               "</lpwstr></property></Properties>",
        "customXml/item1.xml": f"<x><y>{plant('XML of one’s own')}</y></x>",
    }  # fmt: skip
    data = io.BytesIO(make_zip(parts))
    with zipfile.ZipFile(data, "a") as package:
        package.comment = plant("remark on the package").encode()
    return data.getvalue()


def test_every_planted_name_is_in_a_layer(garden: Any, planted: bytes) -> None:
    assert len(garden.places) >= 60
    found = garden.left_in(planted, "cv.docx")
    missed = set(garden.places.values()) - set(found)
    assert not missed


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
def test_no_planted_name_survives_in_the_common_layout(
    garden: Any, planted: bytes, form: str
) -> None:
    assert garden.survivors(planted, "cv.docx", "uniform", form) == {}


def test_no_planted_name_survives_with_the_look_kept(garden: Any, planted: bytes) -> None:
    assert garden.survivors(planted, "cv.docx", "keep", "docx") == {}


def test_what_shows_is_read_and_nothing_else(garden: Any, planted: bytes) -> None:
    text = read_application(planted, name="cv.docx").text.lower()
    read = {place for name, place in garden.places.items() if name.lower() in text}
    assert read == {
        "heading", "running text", "name parted between runs", "list item", "text in capitals",
        "text of a link", "result of a field", "result of a simple field", "inserted text",
        "text of a smart tag", "content control", "choice in a form field", "text box", "WordArt",
        "formula", "table cell", "table in a table", "page head", "page head of the first page",
        "page foot", "footnote", "endnote",
    }  # fmt: skip


def test_what_is_left_out_is_told(planted: bytes) -> None:
    document = read_application(planted, name="cv.docx")
    assert {warning.code for warning in document.warnings} == {
        "comments", "tracked-changes", "markup-hidden", "macros", "embedded", "images",
    }  # fmt: skip


def test_the_author_is_known_but_not_shown(garden: Any, planted: bytes) -> None:
    document = read_application(planted, name="cv Anna.docx")
    names = {place: name for name, place in garden.places.items()}
    assert {names["property creator"], names["property lastModifiedBy"], "cv Anna"} <= set(
        document.identity
    )
    assert names["property creator"] not in repr(document)


def test_a_name_can_be_pointed_at_in_its_layer(garden: Any, planted: bytes) -> None:
    names = {place: name for name, place in garden.places.items()}
    layers = {layer.name: layer.text for layer in inspect(planted)}
    assert names["comment"] in layers["word/comments.xml: text"]
    assert names["deleted text"] in layers["word/document.xml: deleted text"]
    assert names["hidden text"] in layers["word/document.xml: hidden text"]
    assert names["field code"] in layers["word/document.xml: field codes"]
    assert names["macro"] in layers["word/vbaProject.bin: macros"]
    assert names["name parted between runs"] in layers["word/document.xml: text"]
