"""Pictures of text read by Tesseract, a program of its own (Debian: tesseract-ocr).

The picture goes in and the words come out through pipes; nothing is written to disk. Each call has
a time limit and one thread. Pages are read as Swedish first, which Tesseract does better alone
than together with English, and again as English when they look so. What Tesseract makes of
signatures and photos, words of odd shapes, is left out.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from fairscreen.documents.applications.draft import Letters
from fairscreen.documents.pdf_order import TextLine
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["OcrLine", "OcrPage", "OcrWord", "has_ocr", "lines_of", "ocr"]

_LANGUAGES = ("swe", "eng")
_SECONDS = 60
_DOUBTFUL = 40.0  # confidence of 100
_SHORT_AND_SURE = 50.0  # signs of one or two letters need as much
_TALL = 1.8  # times the usual height of words; headings so tall are read with confidence
_TALL_AND_SURE = 80.0
_WIDE = 1.6  # times its height, for each letter
_BEST_SIZE = 3500  # pixels of the longer side: an A4 page at 300 to the inch
_GOOD_SIZE = 2000
_LARGEST_SCALE = 3.0
_ENGLISH = frozenset(("the", "and", "of", "to", "with", "for", "in", "a", "my", "have"))
_SWEDISH = frozenset(("och", "att", "som", "med", "för", "i", "en", "är", "jag", "av", "på"))
# Without English letters' company Tesseract takes @ for Q.
_AT_SIGN = re.compile(r"(?<=[a-z0-9._-])(?:Q|©|®)(?=[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}\b)")
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


_MAILBOX = re.compile(r"([a-zåäö0-9._-]{3,})\(?[Q©®@]")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,6}")
_Found: TypeAlias = tuple[tuple[int, int, int], OcrWord]
"""A word and the numbers of its block, paragraph and line."""


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


def ocr(image: Image, name: str, *, thorough: bool = True) -> OcrPage:
    """The text in a picture.

    ``thorough`` enlarges small letters more and looks for text in every picture; without it a
    picture is read in a third of the time, well enough to find a name in it.

    A picture in which little can be read is turned upright, when Tesseract can tell how, and read
    again.

    Raises
    ------
    FairscreenError
        ``ocr-missing`` or ``ocr-failed``.
    """
    if not has_ocr():
        raise FairscreenError("ocr-missing", name=name)
    best = _BEST_SIZE if thorough else _GOOD_SIZE
    page = _page(image, 0, name, best)
    if page.confidence >= _SURE or not (thorough or page.lines):
        return page
    turns = _turns(image)
    if not turns:
        return page
    upright = _page(image.rotate(90 * turns, expand=True), turns, name, best)
    return max(page, upright, key=lambda read: read.confidence)


def _page(image: Image, turns: int, name: str, best: int) -> OcrPage:
    scale = min(max(best / max(image.size), 1.0), _LARGEST_SCALE)
    shown = image.convert("L")
    if scale > 1.15:
        from PIL.Image import Resampling

        size = (round(image.width * scale), round(image.height * scale))
        shown = shown.resize(size, Resampling.LANCZOS)
    else:
        scale = 1.0
    words = _words(shown, "swe", name)
    if _looks_english(words):
        words = max(words, _words(shown, "eng", name), key=_confidence)
    lines, doubtful = _lines(words, scale)
    return OcrPage(lines, doubtful, turns, image.height, _confidence(words))


def _words(image: Image, language: str, name: str) -> list[_Found]:
    table = _run(image, ["-l", language, "--psm", "3", "--dpi", "300", "tsv"])
    if table is None:
        raise FairscreenError("ocr-failed", name=name)
    return list(_parsed(table))


def _looks_english(words: list[_Found]) -> bool:
    read = [word.text.lower() for _, word in words]
    return sum(w in _ENGLISH for w in read) > sum(w in _SWEDISH for w in read)


def _confidence(words: list[_Found]) -> float:
    """Mean confidence of words of three letters and more, 0 to 100."""
    sure = [word.confidence for _, word in words if len(word.text) > 2]
    return statistics.mean(sure) if sure else 0.0


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


def _parsed(table: str) -> Iterator[_Found]:
    """The words in Tesseract's table, with their block, paragraph and line."""
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        text = cells[11].strip() if len(cells) > 11 and cells[0] == _LEVEL_WORD else ""
        if text:
            left, top, width, height = map(int, cells[6:10])
            text = _AT_SIGN.sub("@", text)
            word = OcrWord(text, left, top, left + width, top + height, float(cells[10]))
            yield (int(cells[2]), int(cells[3]), int(cells[4])), word


def _lines(words: list[_Found], scale: float) -> tuple[list[OcrLine], bool]:
    """The lines, in pixels of the picture as it was given, and whether some of it is doubtful."""
    if not words:
        return [], False
    usual = statistics.median(word.bottom - word.top for _, word in words)
    lines: dict[tuple[int, int, int], list[OcrWord]] = {}
    doubtful = False
    for place, word in words:
        line = lines.setdefault(place, [])
        if not line and word.text in _LIKE_BULLETS:
            word = replace(word, text="•")
        elif not _is_word(word, usual):
            doubtful = doubtful or len(word.text) > 2
            continue
        doubtful = doubtful or word.confidence < _DOUBTFUL
        edges = (word.left, word.top, word.right, word.bottom)
        left, top, right, bottom = (round(edge / scale) for edge in edges)
        line.append(replace(word, left=left, top=top, right=right, bottom=bottom))
    return [
        OcrLine(tuple(_with_addresses(line)), (block, paragraph))
        for (block, paragraph, _), line in lines.items()
        if line
    ], doubtful


def _with_addresses(line: list[OcrWord]) -> Iterator[OcrWord]:
    """The words, a mail address that was read as two put together."""
    words = iter(line)
    for word in words:
        name = _MAILBOX.fullmatch(word.text)
        following = next(words, None) if name else None
        if following is None:
            yield word
        elif name and _DOMAIN.fullmatch(following.text):
            text = f"{name[1]}@{following.text}"
            yield OcrWord(
                text, word.left, min(word.top, following.top), following.right,
                max(word.bottom, following.bottom), word.confidence,
            )  # fmt: skip
        else:
            yield word
            yield following


def _is_word(word: OcrWord, usual: float) -> bool:
    """Whether a word has the shape of one; pen strokes are read as few letters over much paper."""
    width, height = word.right - word.left, word.bottom - word.top
    letters = sum(map(str.isalnum, word.text))
    if letters <= 2 and word.confidence < _SHORT_AND_SURE:
        return False
    if height > _TALL * usual and word.confidence < _TALL_AND_SURE:
        return False
    return width <= _WIDE * height * max(len(word.text), 1)


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
