"""A Word file with its look kept: what may stay, stays; what may not, has no way in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.shared import Pt, RGBColor

from fairscreen.documents import Replacement, read_application, rewrite


def word_file() -> bytes:
    document = Document()
    document.core_properties.author = "Astrid Provlund"
    document.sections[0].header.paragraphs[0].text = "Astrid Provlund – cv"
    document.add_heading("Astrid Provlund", 1)
    paragraph = document.add_paragraph("Jag heter ")
    run = paragraph.add_run("Ast")
    run.bold, run.font.size, run.font.name = True, Pt(14), "Georgia"
    other = paragraph.add_run("rid Prov")
    other.font.color.rgb = RGBColor(200, 0, 0)
    paragraph.add_run("lund och är undersköterska.")
    document.add_paragraph("Delegering för läkemedel", style="List Bullet")
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2015", "Solgläntan"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def blind(data: bytes) -> bytes:
    document = read_application(data, name="cv.docx")
    found = [
        Replacement(*m.span(), "[NAMN]") for m in re.finditer("Astrid Provlund", document.text)
    ]
    assert len(found) == 3
    return rewrite(document, found, layout="keep", title="K07 – cv")


def test_looks_stay_and_the_first_run_takes_the_new_words() -> None:
    made = Document(io.BytesIO(blind(word_file())))
    heading, paragraph, item = made.paragraphs[:3]
    assert (heading.style.name, heading.text) == ("Heading 1", "[NAMN]")
    assert [run.text for run in paragraph.runs] == [
        "Jag heter ",
        "[NAMN]",
        " och är undersköterska.",
    ]
    run = paragraph.runs[1]
    assert (run.bold, run.font.size, run.font.name) == (True, Pt(14), "Georgia")
    assert (item.style.name, item.text) == ("List Bullet", "Delegering för läkemedel")
    assert made.tables[0].style.name == "Table Grid"
    assert made.sections[0].header.paragraphs[0].text == "[NAMN] – cv"
    assert made.core_properties.author == ""
    assert made.core_properties.title == "K07 – cv"


def test_the_package_has_the_parts_it_needs_and_no_others() -> None:
    with zipfile.ZipFile(io.BytesIO(blind(word_file()))) as package:
        assert set(package.namelist()) == {
            "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml",
            "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml",
            "word/settings.xml", "word/header1.xml",
        }  # fmt: skip
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        text = "".join(package.read(name).decode() for name in package.namelist())
    assert not re.search("rsid|Provlund|w:author|w:date|drawing|instrText|hyperlink r:id", text)


def test_the_same_input_gives_the_same_bytes() -> None:
    data = word_file()
    assert blind(data) == blind(data)


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:r><w:rPr><w:rFonts w:ascii="Provlunds typsnitt"/></w:rPr><w:t>x</w:t></w:r></w:p>',
        '<w:p w:rsidR="00Provlund"><w:r><w:t>x</w:t></w:r></w:p>',
        "<w:p><w:r><w:t>x</w:t></w:r><w:r><w:drawing/><w:Provlund/></w:r></w:p>",
        '<w:p><w:pPr><w:pStyle w:val="Provlund"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
        '<w:p><w:permStart w:ed="Provlund"/><w:r><w:t>x</w:t></w:r></w:p>',
        '<w:p><w:r><w:sym w:font="Provlund" w:char="F0B7"/><w:t>x</w:t></w:r></w:p>',
    ],
)
def test_what_is_not_on_the_list_does_not_come_along(
    make_docx: Callable[..., bytes], body: str
) -> None:
    made = rewrite(read_application(make_docx(body), name="a.docx"), [], layout="keep")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert not any(b"Provlund" in package.read(name) for name in package.namelist())
    assert read_application(made, name="b.docx").text == "x"
