"""Identifiers planted all over a file, and what is left of them afterwards."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterable

import pytest

from fairscreen.documents import (
    ApplicationDocument,
    Replacement,
    RewriteLayout,
    inspect,
    read_application,
    rewrite,
)
from fairscreen.documents.applications.ocr import has_ocr

VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstv"


class Garden:
    """Plants invented surnames, each in one place of its own."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        syllables = ("".join(pair) for pair in itertools.product(CONSONANTS, VOWELS))
        self._names = (
            f"{first}{second}qvist".capitalize()
            for first, second in itertools.product(list(syllables), ["lo", "mi", "ra", "ve"])
        )

    def plant(self, place: str) -> str:
        """A surname that stands nowhere else."""
        name = next(self._names)
        assert place not in self.places.values(), place
        self.places[name] = place
        return name

    def left_in(self, data: bytes, name: str, *, ocr: bool = True) -> dict[str, list[str]]:
        """For each place whose surname is in a layer of the file: those layers."""
        found: dict[str, list[str]] = {}
        for layer in inspect(data, name=name):
            if not ocr and "in the picture" in layer.name:
                continue
            text = layer.text.lower()
            for surname, place in self.places.items():
                if surname.lower() in text:
                    found.setdefault(place, []).append(layer.name)
        return found

    def replacements(self, document: ApplicationDocument) -> list[Replacement]:
        """Each planted surname in the text replaced."""
        pattern = re.compile("|".join(self.places), re.IGNORECASE)
        return [Replacement(m.start(), m.end(), "[NAMN]") for m in pattern.finditer(document.text)]

    def survivors(
        self, data: bytes, name: str, layout: RewriteLayout, form: str
    ) -> dict[str, object]:
        """What is left after the file was read, written anew and taken apart."""
        document = read_application(data, name=name)
        made = rewrite(
            document,
            self.replacements(document),
            layout=layout,
            format=form,
            title="K07 – cv",  # type: ignore[arg-type]
        )
        assert any("NAMN" in layer.text for layer in inspect(made, name="K07"))
        return self.left_in(made, "K07")


@pytest.fixture
def garden() -> Garden:
    """A garden with nothing planted."""
    return Garden()


@pytest.fixture
def picture_of() -> Callable[..., bytes]:
    """A picture of lines of text, black on white."""

    def make(lines: Iterable[str], kind: str = "PNG", **options: object) -> bytes:
        from importlib.resources import files

        from PIL import Image, ImageDraw, ImageFont

        font = files("fairscreen.documents.writing").joinpath("fonts/NotoSans_400Regular.ttf")
        letters = ImageFont.truetype(io.BytesIO(font.read_bytes()), 34)
        rows = list(lines)
        image = Image.new("RGB", (1654, 240 + 70 * len(rows)), "white")
        pen = ImageDraw.Draw(image)
        for number, row in enumerate(rows):
            pen.text((140, 120 + 70 * number), row, fill="black", font=letters)
        written = io.BytesIO()
        image.save(written, kind, **options)
        return written.getvalue()

    return make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("ocr") and not has_ocr():
            item.add_marker(pytest.mark.skip("tesseract with Swedish is not installed"))
