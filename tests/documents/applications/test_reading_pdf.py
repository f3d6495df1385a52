"""Pdf files as applications: letters in all directions, with their places, and drawn text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fairscreen.documents import read_application


def test_each_letter_knows_where_it_stands(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(100, 700, "Jag heter Astrid")
        canvas.showPage()
        canvas.drawString(300, 400, "Provlund")

    document = read_application(make_pdf(draw), name="cv.pdf")
    for word, page, left, bottom in (("Jag", 0, 100, 700), ("Provlund", 1, 300, 400)):
        place = document.places[document.text.index(word)]
        box = document.boxes[place]
        assert box[0] == page
        assert abs(box[1] - left) < 3
        assert box[2] < bottom + 3 < box[4]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_text_beside_upright_text_is_read_whole(
    make_pdf: Callable[..., bytes], angle: int
) -> None:
    def draw(canvas: Any) -> None:
        for row in range(6):
            canvas.drawString(120, 700 - 15 * row, "Jag är undersköterska sedan tolv år.")
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "Astrid Provlund, Storgatan 12")

    document = read_application(make_pdf(draw), name="cv.pdf")
    assert "Astrid Provlund, Storgatan 12" in document.text
    assert document.text.count("Jag är undersköterska sedan tolv år.") == 6


def test_columns_are_read_one_after_the_other(make_pdf: Callable[..., bytes]) -> None:
    left = [f"Vänstra spalten berättar om erfarenhet nummer {n}" for n in "abcdefgh"]
    right = [f"Högra spalten berättar om utbildning nummer {n}" for n in "abcdefgh"]

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        for row, (first, second) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(50, 700 - 12 * row, first)
            canvas.drawString(320, 700 - 12 * row, second)

    text = " ".join(read_application(make_pdf(draw), name="cv.pdf").text.split())
    assert " ".join(left) in text
    assert " ".join(right) in text


# Letters of bars in a field of 4 by 6: left, bottom, width, height.
BARS = {
    "H": [(0, 0, 1, 6), (3, 0, 1, 6), (0, 2.5, 4, 1)],
    "E": [(0, 0, 1, 6), (0, 0, 4, 1), (0, 2.5, 3.5, 1), (0, 5, 4, 1)],
    "L": [(0, 0, 1, 6), (0, 0, 4, 1)],
    "T": [(1.5, 0, 1, 6), (0, 5, 4, 1)],
    "I": [(1.5, 0, 1, 6)],
    " ": [],
}


@pytest.mark.ocr
def test_text_drawn_as_shapes_is_read(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        for row, text in enumerate(("HELT LITET", "TILLIT", "HELHET")):
            for column, letter in enumerate(text):
                for left, bottom, width, height in BARS[letter]:
                    x, y = 100 + 5 * (5 * column + left), 600 - 60 * row + 5 * bottom
                    canvas.rect(x, y, 5 * width, 5 * height, stroke=0, fill=1)

    document = read_application(make_pdf(draw), name="cv.pdf")
    assert "HELT LITET" in document.text
    assert "ocr" in {warning.code for warning in document.warnings}


def test_a_field_without_an_appearance_is_read(make_pdf: Callable[..., bytes]) -> None:
    import io

    import pikepdf
    from pikepdf import Dictionary, Name, String

    pdf = pikepdf.open(io.BytesIO(make_pdf(lambda canvas: canvas.drawString(72, 700, "Namn:"))))
    field = Dictionary(FT=Name.Tx, T=String("namn"), V=String("Astrid Provlund"))
    pdf.Root.AcroForm = Dictionary(Fields=[pdf.make_indirect(field)])
    written = io.BytesIO()
    pdf.save(written)
    document = read_application(written.getvalue(), name="ansökan.pdf")
    assert document.text == "Namn:\n\nAstrid Provlund"
    assert document.blocks[-1].part == "form field"
