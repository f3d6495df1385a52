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
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from fairscreen.documents.applications.draft import Letters
from fairscreen.documents.pdf_order import TextLine
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["OcrLine", "OcrPage", "OcrWord", "has_ocr", "lines_of", "ocr"]

_LANGUAGES = ("swe", "eng")
_SECONDS = 60
_LEAST_CONFIDENCE = 30.0  # of 100; below it Tesseract guesses at pictures
_LEAST_LETTERS = 2
_LEVEL_WORD = "5"
_SURE = 65.0  # mean of 100; upright pages of text are read with 85 and more
_LIKE_BULLETS = frozenset("¢«»°©®*·¤e")


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


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What was read: ``doubtful`` when words were left out, ``turns`` how many quarter turns
    anticlockwise put the picture upright before, ``height`` of the upright picture in pixels."""

    lines: list[OcrLine]
    doubtful: bool
    turns: int
    height: int
    confidence: float


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


def ocr(image: Image, name: str) -> OcrPage:
    """The text in a picture.

    A picture in which little can be read is turned upright, when Tesseract can tell how, and read
    again.

    Raises
    ------
    FairscreenError
        ``ocr-missing`` or ``ocr-failed``.
    """
    if not has_ocr():
        raise FairscreenError("ocr-missing", name=name)
    page = _page(image, 0, name)
    if page.confidence >= _SURE:
        return page
    turns = _turns(image)
    if not turns:
        return page
    upright = _page(image.rotate(90 * turns, expand=True), turns, name)
    return max(page, upright, key=lambda read: read.confidence)


def _page(image: Image, turns: int, name: str) -> OcrPage:
    table = _run(image, ["-l", "+".join(_LANGUAGES), "--psm", "3", "--dpi", "300", "tsv"])
    if table is None:
        raise FairscreenError("ocr-failed", name=name)
    lines, doubtful = _parsed(table)
    sure = [word.confidence for line in lines for word in line.words if len(word.text) > 2]
    return OcrPage(lines, doubtful, turns, image.height, statistics.mean(sure) if sure else 0.0)


def _turns(image: Image) -> int:
    """Quarter turns anticlockwise that put the picture upright; 0 when that cannot be told."""
    told = _run(image, ["--psm", "0", "--dpi", "300"]) or ""
    found = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    if float(found.get("Orientation confidence", 0)) < 1:
        return 0
    return -int(found.get("Rotate", 0)) // 90 % 4


def _run(image: Image, options: list[str]) -> str | None:
    """What Tesseract answers; ``None`` when it does not."""
    picture = io.BytesIO()
    image.convert("L").save(picture, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", *options], input=picture.getvalue(),
            capture_output=True, timeout=_SECONDS, check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def _parsed(table: str) -> tuple[list[OcrLine], bool]:
    """The lines in Tesseract's table, and whether words were left out."""
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
        line = lines.setdefault((cells[2], cells[3], cells[4]), [])
        if not line and word.text in _LIKE_BULLETS:
            word = replace(word, text="•")
        line.append(word)
    return [
        OcrLine(tuple(words), (int(block), int(paragraph)))
        for (block, paragraph, _), words in lines.items()
    ], doubtful


def lines_of(read: OcrPage, page: int, scale: float, letters: Letters) -> list[TextLine]:
    """The lines as text lines of a page; ``scale`` is pixels per point."""
    if not read.lines:
        return []
    height_px = read.height
    heights = [word.bottom - word.top for line in read.lines for word in line.words]
    usual = statistics.median(heights)
    result = []
    for line in read.lines:
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
