"""The layout that all applicants get: structure stays, looks go."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from fairscreen.documents import Replacement, read, read_application, rewrite

BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Erfarenhet</w:t></w:r></w:p>'
    '<w:p><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr>'
    "<w:t>Undersköterska i Nyäng</w:t></w:r></w:p>"
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:r><w:t>dokumentation</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>2015–2019</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>Solgläntan</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>Björkbacken</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_headings_lists_and_tables_stay(make_docx: Callable[..., bytes], form: Any) -> None:
    document = read_application(make_docx(BODY), name="cv.docx")
    made = rewrite(document, [], format=form, title="K07 – cv")
    again = read(made, name=f"x.{form}")
    kinds = [(block.kind, again.text[block.start : block.end]) for block in again.blocks]
    assert kinds[1:] == [
        ("heading", "Erfarenhet"),
        ("paragraph", "Undersköterska i Nyäng"),
        ("list_item", "dokumentation"),
        ("table_cell", "2015–2019"),
        ("table_cell", "Solgläntan"),
        ("table_cell", "Björkbacken"),
    ]


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
def test_the_same_words_give_the_same_bytes_whatever_they_looked_like(
    make_docx: Callable[..., bytes], form: Any
) -> None:
    plain = make_docx("<w:p><w:r><w:t>Jag heter Ola</w:t></w:r></w:p>")
    fancy = make_docx(
        '<w:p><w:r><w:rPr><w:sz w:val="40"/></w:rPr><w:t>Jag heter </w:t></w:r><w:r><w:t>Ida</w:t>'
        "</w:r></w:p>"
    )
    files = [
        rewrite(read_application(data, name=name), [Replacement(10, 13, "[NAMN]")], format=form)
        for data, name in ((plain, "Ola.docx"), (fancy, "Ida.docx"))
    ]
    assert files[0] == files[1]


def test_page_heads_stand_once_and_page_numbers_nowhere(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        for number in (1, 2, 3):
            canvas.drawString(72, 815, "Ansökan till Solgläntan")
            for line in range(8):
                canvas.drawString(72, 700 - 14 * line, f"Rad {line} av sida {'abc'[number - 1]}")
            canvas.drawString(290, 20, f"{number} (3)")
            canvas.showPage()

    document = read_application(make_pdf(draw), name="cv.pdf")
    assert document.text.count("Ansökan till Solgläntan") == 3
    text = rewrite(document, [], format="txt").decode()
    assert text.count("Ansökan till Solgläntan") == 1
    assert "(3)" not in text
    assert "Rad 7 av sida c" in text


def test_a_table_keeps_its_columns_when_a_cell_is_hidden(make_docx: Callable[..., bytes]) -> None:
    document = read_application(make_docx(BODY), name="cv.docx")
    start = document.text.index("2015")
    made = rewrite(document, [Replacement(start, start + 9, "")], format="docx")
    from docx import Document

    table = Document(io.BytesIO(made)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "Solgläntan"],
        ["", "Björkbacken"],
    ]
