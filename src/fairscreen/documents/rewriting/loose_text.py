"""Text that stands on no page of a pdf, such as form fields nobody drew, on pages of its own."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice

from fairscreen.documents.rewriting.page_file import PagePicture, TextAt, letters_of_size

__all__ = ["loose_pages"]

_WIDTH, _HEIGHT = 595.0, 842.0  # points: A4
_MARGIN, _STEP, _SIZE = 60.0, 16.0, 11.0
_LETTERS = 85
_SCALE = 150 / 72


def loose_pages(texts: Sequence[str]) -> Iterator[PagePicture]:
    """Pages with the texts, each beginning on a line of its own."""
    from PIL import Image, ImageDraw

    lines = iter([line for text in texts for line in textwrap.wrap(text, _LETTERS)])
    on_a_page = int((_HEIGHT - 2 * _MARGIN) / _STEP)
    font = letters_of_size(round(_SIZE * _SCALE))
    while page := list(islice(lines, on_a_page)):
        image = Image.new("RGB", (round(_WIDTH * _SCALE), round(_HEIGHT * _SCALE)), "white")
        pen = ImageDraw.Draw(image)
        placed = []
        for number, line in enumerate(page):
            top = _MARGIN + number * _STEP
            pen.text((_MARGIN * _SCALE, top * _SCALE), line, fill="black", font=font)
            width = pen.textlength(line, font) / _SCALE
            placed.append(TextAt(line, _MARGIN, _HEIGHT - top - _STEP, width, _STEP))
        yield PagePicture(image, _WIDTH, _HEIGHT, placed)
