"""New documents: every part in every format, the same bytes each time, nothing more than given."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen import documents
from fairscreen.documents.writing import (
    WRITTEN,
    Figure,
    Heading,
    Layout,
    ListItem,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Written,
    write,
)

SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>"
    "<rect width='20' height='20' fill='#0b4f8a'/></svg>"
)
LAYOUT = Layout(
    title="K07 – meritförteckning",
    parts=(
        Paragraph("Ingressen.", "lead"),
        Heading("Erfarenhet"),
        Paragraph(("Undersköterska, ", Run("4 år", bold=True), ".")),
        ListItem("första"),
        ListItem("inre", depth=1),
        ListItem("andra"),
        Heading("Antal", 2),
        Table(("Grupp", "Antal"), (("A", "1"), ("B", "2")), caption="Per grupp", numeric=(1,)),
        Figure(alt="En stapel", svg=SVG, caption="Stapeln"),
        PageBreak(),
        ListItem("steg ett", numbered=True),
        ListItem("steg två", numbered=True),
    ),
)
WORDS = [
    "K07 – meritförteckning",
    "Ingressen.",
    "Erfarenhet",
    "4 år",
    "inre",
    "steg två",
    "Per grupp",
]


def test_words_are_kept_and_read_back(form: Written) -> None:
    text = documents.read(write(LAYOUT, form), name=f"k07.{form}").text
    assert [word for word in WORDS if word not in text] == []


def test_same_layout_gives_same_bytes(form: Written) -> None:
    assert write(LAYOUT, form) == write(LAYOUT, form)


@pytest.fixture(params=WRITTEN)
def form(request: pytest.FixtureRequest) -> Written:
    return request.param


def test_pdf_claims_ua_and_has_title_language_and_tags() -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(write(LAYOUT, "pdf"))) as pdf:
        assert pdf.Root.Lang == "sv"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == LAYOUT.title
            assert "xmp:CreateDate" not in meta


def test_pdf_is_written_even_where_no_font_has_the_letters() -> None:
    odd = "\U0001e100"  # Nyiakeng Puachue Hmong: hardly any machine has it
    assert write(Layout("T", (Paragraph(odd),)), "pdf").startswith(b"%PDF")


def test_text_never_acts_as_markup_in_pdf() -> None:
    text = "#panic() *inte fet* $x$ [a](b) \\ <script>alert(1)</script>"
    assert text in documents.read(write(Layout("T", (Paragraph(text),)), "pdf"), name="a.pdf").text


def test_html_escapes_and_drops_unsafe_links() -> None:
    run = Run("<b>hej</b>", link="javascript:alert(1)")
    page = write(Layout("<T>", (Paragraph(run),)), "html").decode()
    assert "&lt;b&gt;hej&lt;/b&gt;" in page
    assert "javascript" not in page
    assert "<title>&lt;T&gt;</title>" in page


def test_html_lists_nest() -> None:
    page = write(LAYOUT, "html").decode().replace("\n", "")
    assert "<ul><li>första<ul><li>inre</li></ul></li><li>andra</li></ul>" in page


def test_docx_has_real_headings_lists_and_repeated_header_row() -> None:
    document = WordDocument(io.BytesIO(write(LAYOUT, "docx")))
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["Erfarenhet"] == "Heading 1"
    assert styles["inre"] == "List Bullet 2"
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml


def test_docx_has_neither_author_dates_nor_thumbnail() -> None:
    with zipfile.ZipFile(io.BytesIO(write(LAYOUT, "docx"))) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
        names = package.namelist()
        core = package.read("docProps/core.xml").decode()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    assert "<dc:creator></dc:creator>" in core
    assert "2000-01-01" in core


def test_numbered_lists_start_anew() -> None:
    parts = (ListItem("a", numbered=True), Paragraph("x"), ListItem("b", numbered=True))
    document = WordDocument(io.BytesIO(write(Layout("T", parts), "docx")))
    a, _, b = document.paragraphs[1:]
    assert a._p.pPr.numPr.numId.val != b._p.pPr.numPr.numId.val
    assert write(Layout("", parts), "txt").decode() == "1. a\n\nx\n\n1. b\n"


def test_a_figure_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="alternative"):
        Figure(alt=" ", svg=SVG)


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_written(text: str) -> None:
    layout = Layout(text, (Paragraph(text), ListItem(text, depth=2), Table((text,), ((text,),))))
    for form in WRITTEN:
        assert write(layout, form)
