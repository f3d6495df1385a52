"""Pictures of text read by Tesseract, a program of its own (Debian: tesseract-ocr).

The picture goes in and the words come out through pipes; nothing is written to disk. Each call has
a time limit and one thread. Words that Tesseract itself doubts are left out: what it makes of a
signature or a photo is noise.
"""

from __future__ import annotations

import io
import os
import shutil
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fairscreen.documents.applications.draft import Letters
from fairscreen.documents.pdf_order import TextLine
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["OcrLine", "OcrWord", "has_ocr", "lines_of", "ocr"]

_LANGUAGES = ("swe", "eng")
_SECONDS = 60
_LEAST_CONFIDENCE = 30.0  # of 100; below it Tesseract guesses at pictures
_LEAST_LETTERS = 2
_LEVEL_WORD = "5"


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word and its box in pixels, origin at the upper left. ``confidence`` 0 to 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class OcrLine:
    """Words on a line; ``paragraph`` numbers blocks and paragraphs of the page."""

    words: tuple[OcrWord, ...]
    paragraph: tuple[int, int]


@cache
def has_ocr() -> bool:
    """Whether Tesseract with Swedish and English is installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=10, check=False
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.TimeoutExpired):
        return False
    return set(_LANGUAGES) <= set(listed.split())


def ocr(image: Image, name: str) -> tuple[list[OcrLine], bool]:
    """The lines of text in a picture, and whether doubtful words were left out.

    Raises
    ------
    FairscreenError
        ``ocr-missing`` or ``ocr-failed``.
    """
    if not has_ocr():
        raise FairscreenError("ocr-missing", name=name)
    picture = io.BytesIO()
    image.convert("L").save(picture, "PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "-l", "+".join(_LANGUAGES), "--psm", "3",
               "--dpi", "300", "tsv"]  # fmt: skip
    try:
        done = subprocess.run(
            command, input=picture.getvalue(), capture_output=True, timeout=_SECONDS, check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise FairscreenError("ocr-failed", name=name) from error
    return _parsed(done.stdout.decode("utf-8", "replace"))


def _parsed(table: str) -> tuple[list[OcrLine], bool]:
    lines: dict[tuple[str, str, str], list[OcrWord]] = {}
    doubtful = False
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != _LEVEL_WORD or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        word = OcrWord(cells[11].strip(), left, top, left + width, top + height, float(cells[10]))
        if word.confidence < _LEAST_CONFIDENCE:
            doubtful = doubtful or sum(map(str.isalnum, word.text)) >= _LEAST_LETTERS
            continue
        lines.setdefault((cells[2], cells[3], cells[4]), []).append(word)
    return [
        OcrLine(tuple(words), (int(block), int(paragraph)))
        for (block, paragraph, _), words in lines.items()
    ], doubtful


def lines_of(
    read: Sequence[OcrLine], page: int, scale: float, height_px: int, letters: Letters
) -> list[TextLine]:
    """The lines as text lines of a page; ``scale`` is pixels per point."""
    if not read:
        return []
    heights = [word.bottom - word.top for line in read for word in line.words]
    usual = statistics.median(heights)
    result = []
    for line in read:
        words = line.words
        top, bottom = min(w.top for w in words), max(w.bottom for w in words)
        tall = statistics.median(w.bottom - w.top for w in words)
        # Heights of boxes differ with the letters in them; only clearly larger ones are headings.
        size = round((tall if tall > 1.45 * usual else usual) / scale, 1)
        numbers: list[int] = []
        for word in words:
            numbers += [-1] if numbers else []
            width = (word.right - word.left) / len(word.text)
            numbers += [
                letters.number((
                    page, (word.left + width * index) / scale, (height_px - word.bottom) / scale,
                    (word.left + width * (index + 1)) / scale, (height_px - word.top) / scale,
                )) for index in range(len(word.text))
            ]  # fmt: skip
        result.append(
            TextLine(
                " ".join(word.text for word in words),
                words[0].left / scale, max(w.right for w in words) / scale,
                (height_px - bottom) / scale, (height_px - top) / scale,
                size=size, bold=False, page=page, origins=tuple(numbers),
            )
        )  # fmt: skip
    return result
