"""Pages as pictures: hidden words are covered in the pixels, and pictures are gone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from fairscreen.documents import Replacement, read_application, rewrite


def page_of(data: bytes, number: int = 0) -> Any:
    return pypdfium2.PdfDocument(data)[number].render(scale=2).to_pil().convert("L")


def dark(image: Any, left: float, bottom: float, right: float, top: float) -> int:
    """The number of dark pixels in a box of points from the lower left."""
    height = image.height
    box = image.crop(
        (int(left * 2), height - int(top * 2), int(right * 2), height - int(bottom * 2))
    )
    return sum(count for level, count in enumerate(box.histogram()) if level < 100)


def blind(data: bytes, pattern: str) -> bytes:
    document = read_application(data, name="cv.pdf")
    found = [Replacement(*m.span(), "") for m in re.finditer(pattern, document.text)]
    assert found
    return rewrite(document, found, layout="keep")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_hidden_word_has_no_pixels_left(make_pdf: Callable[..., bytes], turn: int) -> None:
    import pikepdf

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 14)
        canvas.drawString(100, 700, "Provlund")
        canvas.drawString(100, 600, "undersköterska")

    pdf = pikepdf.open(io.BytesIO(make_pdf(draw)))
    pdf.pages[0].obj.MediaBox = [20, 30, 595, 842]
    pdf.pages[0].obj.Rotate = turn
    written = io.BytesIO()
    pdf.save(written)
    before, made = written.getvalue(), blind(written.getvalue(), "Provlund")
    seen, left = page_of(before), page_of(made)
    assert all(abs(a - b) < 3 for a, b in zip(seen.size, left.size, strict=True))
    seen, left = (image.rotate(turn, expand=True) for image in (seen, left))
    name, word = (78, 665, 150, 690), (78, 565, 200, 590)
    assert dark(seen, *name) > 100
    assert dark(left, *name) == 0
    assert dark(left, *word) > 0.7 * dark(seen, *word)


def test_pictures_and_pen_strokes_are_gone_and_rules_stay(make_pdf: Callable[..., bytes]) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Any) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (50, 50), "black")), 100, 700, 80, 80)
        canvas.bezier(100, 600, 150, 700, 200, 500, 260, 620)
        canvas.rect(100, 500, 200, 10, fill=1)
        canvas.line(100, 450, 400, 450)
        for row in range(12):  # a code of squares
            for column in range(12):
                if (row * 7 + column * 5) % 3:
                    canvas.rect(100 + 3 * column, 300 + 3 * row, 3, 3, stroke=0, fill=1)
        canvas.circle(104, 254, 2, stroke=0, fill=1)
        canvas.drawString(112, 250, "Provlund är här")

    made = page_of(blind(make_pdf(draw), "Provlund"))
    assert dark(made, 100, 700, 180, 780) == 0
    assert dark(made, 100, 560, 260, 650) == 0
    assert dark(made, 100, 300, 140, 340) == 0
    assert dark(made, 100, 500, 300, 510) > 5000
    assert dark(made, 100, 445, 400, 455) > 500
    assert dark(made, 100, 250, 108, 258) > 10


def test_the_text_over_the_picture_is_the_blind_one(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, "Jag heter Provlund och är undersköterska.")

    document = read_application(make_pdf(draw), name="cv.pdf")
    start = document.text.index("Provlund")
    made = rewrite(document, [Replacement(start, start + 8, "[NAMN]")], layout="keep", title="K07")
    page = pypdfium2.PdfDocument(made)[0]
    assert page.get_textpage().get_text_range() == "Jag heter [NAMN] och är undersköterska."
    assert pypdfium2.PdfDocument(made).get_metadata_dict()["Title"] == "K07"


def test_of_a_searchable_scan_the_words_are_kept_and_the_rest_is_gone(
    make_pdf: Callable[..., bytes],
) -> None:
    def scan(canvas: Any) -> None:
        from PIL import Image, ImageDraw
        from reportlab.lib.utils import ImageReader

        image = Image.new("RGB", (595, 842), "white")
        pen = ImageDraw.Draw(image)
        for left, top in ((100, 100), (100, 200), (300, 500)):  # two words and a signature
            pen.rectangle((left, top, left + 90, top + 12), fill="black")
        canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
        words = (("Provlund", 100), ("undersköterska", 200), ("och mycket mer än så", 300))
        for text, top in words:
            line = canvas.beginText(100, 842 - top - 10)
            line.setTextRenderMode(3)
            line.setFont("Helvetica", 14)
            line.textOut(text)
            canvas.drawText(line)

    made = page_of(blind(make_pdf(scan), "Provlund"))
    assert dark(made, 90, 842 - 120, 200, 842 - 95) < 200
    assert dark(made, 95, 842 - 215, 200, 842 - 195) > 2000
    assert dark(made, 290, 842 - 520, 400, 842 - 490) == 0


def test_a_word_of_a_scan_that_is_hidden_in_part_leaves_no_pixels(
    make_pdf: Callable[..., bytes],
) -> None:
    def scan(canvas: Any) -> None:
        from PIL import Image, ImageDraw
        from reportlab.lib.utils import ImageReader

        image = Image.new("RGB", (595, 842), "white")
        ImageDraw.Draw(image).rectangle((100, 100, 168, 112), fill="black")  # all of the word
        canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
        line = canvas.beginText(100, 842 - 110)
        line.setTextRenderMode(3)
        line.setFont("Helvetica", 14)
        line.textOut("(Provlund), undersköterska")
        canvas.drawText(line)

    made = blind(make_pdf(scan), "Provlund")
    assert dark(page_of(made), 90, 842 - 120, 200, 842 - 95) < 100  # the bar is 3,000
    assert read_application(made, name="x.pdf").text == "(), undersköterska"


def test_a_field_that_stands_on_no_page_gets_a_page(make_pdf: Callable[..., bytes]) -> None:
    import pikepdf
    from pikepdf import Dictionary, Name, String

    pdf = pikepdf.open(io.BytesIO(make_pdf(lambda canvas: canvas.drawString(72, 700, "Namn:"))))
    field = Dictionary(FT=Name.Tx, T=String("namn"), V=String("Provlund är undersköterska"))
    pdf.Root.AcroForm = Dictionary(Fields=[pdf.make_indirect(field)])
    written = io.BytesIO()
    pdf.save(written)
    made = blind(written.getvalue(), "Provlund")
    assert read_application(made, name="x.pdf").text == "Namn:\n\när undersköterska"


@pytest.mark.ocr
def test_a_pen_stroke_on_a_scan_is_gone() -> None:
    from importlib.resources import files

    from PIL import Image, ImageDraw, ImageFont

    font = files("fairscreen.documents.writing").joinpath("fonts/NotoSans_400Regular.ttf")
    image = Image.new("RGB", (1240, 900), "white")
    pen = ImageDraw.Draw(image)
    letters = ImageFont.truetype(io.BytesIO(font.read_bytes()), 30)
    for row, text in enumerate(("Jag är undersköterska sedan tolv år", "Med vänlig hälsning")):
        pen.text((120, 120 + 60 * row), text, fill="black", font=letters)
    pen.arc((120, 300, 420, 420), 0, 300, fill="black", width=5)
    pen.arc((300, 280, 640, 440), 90, 330, fill="black", width=5)
    pen.text((120, 500), "Astrid Provlund", fill="black", font=letters)
    written = io.BytesIO()
    image.save(written, "PNG")
    made = page_of(blind(written.getvalue(), "Astrid Provlund"))
    scale = 72 / 300
    height = 900 * scale
    assert dark(made, 0, height - 480 * scale, 1240 * scale, height - 270 * scale) == 0
    assert dark(made, 0, 0, 1240 * scale, height - 490 * scale) == 0
    assert dark(made, 0, height - 260 * scale, 1240 * scale, height) > 200
