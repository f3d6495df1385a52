"""The lines of a page in reading order, without page heads and feet.

The order of the page's content is trusted, because the programs that ads are written in keep it;
only pages whose content jumps about are sorted by place.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

__all__ = [
    "BAND",
    "BULLET",
    "TextLine",
    "is_page_number",
    "ordered",
    "with_drawn_bullets",
    "without_furniture",
]

BULLET = re.compile("[•●○◦▪▫■□‣⁃·➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc]\\s*|[-–*]\\s+")
_PAGE_NUMBER = re.compile(
    r"(?:sida|sid\.?|s\.|page|p\.)?\s*\d{1,4}\s*(?:(?:/|\(|av|of)\s*\d{1,4}\s*\)?)?", re.IGNORECASE
)
_MOST_LINES = 2_000  # a page of text has a hundred; more are no columns
_EDGE_LINES = 4  # most lines of a page head or foot
_EDGE_GAP = 2.5  # in font sizes: from a page head or foot to the text
BAND = 8.0  # points; near enough to compare places


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line on a page: its place in points (origin at the lower left), font size and weight."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    page: int
    drawn_bullet: bool = False
    origins: tuple[int, ...] | None = None  # which letters of the page the text shows

    @property
    def bullet(self) -> bool:
        """Whether a bullet stands before it."""
        return self.drawn_bullet or bool(BULLET.match(self.text))

    def beside(self, other: TextLine) -> bool:
        """Whether the two stand on one line of the page."""
        overlap = min(self.top, other.top) - max(self.bottom, other.bottom)
        return self.page == other.page and overlap > 0.5 * min(
            self.top - self.bottom, other.top - other.bottom
        )


def with_drawn_bullets(
    lines: Sequence[TextLine], dots: Sequence[tuple[float, float]]
) -> list[TextLine]:
    """Mark the lines that have a small drawn shape (its centre is given) just before them."""
    by_height: dict[int, list[tuple[float, float]]] = {}
    for x, y in dots:
        by_height.setdefault(round(y / BAND), []).append((x, y))
    result = []
    for line in lines:
        middle = round((line.bottom + line.top) / 2 / BAND)
        found = any(
            line.left - 2.5 * line.size < x < line.left and line.bottom < y < line.top
            for band in (middle - 1, middle, middle + 1)
            for x, y in by_height.get(band, ())
        )
        result.append(replace(line, drawn_bullet=True) if found else line)
    return result


def ordered(page: Sequence[TextLine]) -> list[TextLine]:
    """The page's lines in reading order."""
    lines = list(page)
    upward = sum(
        after.bottom > before.bottom + 0.4 * before.size and not _is_next_column(before, after)
        for before, after in pairwise(lines)
    )
    gutter = _gutter(lines)
    if gutter is not None:
        sides = [line.left >= gutter for line in lines if not line.left < gutter < line.right]
        switches = sum(a != b for a, b in pairwise(sides))
        interleaved = switches > min(sides.count(True), sides.count(False))
        if interleaved or upward * 4 > len(lines):
            return _by_columns(lines, gutter)
    if upward * 4 > len(lines):
        return sorted(lines, key=lambda line: (-round(line.bottom / 3), line.left))
    return lines


def _is_next_column(before: TextLine, after: TextLine) -> bool:
    return after.left >= before.right or after.left > before.left + 10 * before.size


def _gutter(lines: Sequence[TextLine]) -> float | None:
    """Where an empty strip parts two columns of running text; ``None`` without one.

    Columns of running text have long lines that fill them. A table's columns do not, and a table
    is read row by row.
    """
    if not 8 <= len(lines) <= _MOST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    narrow = sorted(
        (line for line in lines if line.right - line.left < 0.6 * (right - left)),
        key=lambda line: line.left,
    )
    reach = left
    for index, line in enumerate(narrow):
        if index >= 4 and line.left - reach > 0.8 * line.size:
            sides = narrow[:index], narrow[index:]
            if all(_is_running_text(side) for side in sides):
                return (reach + line.left) / 2
        reach = max(reach, line.right)
    return None


def _is_running_text(lines: Sequence[TextLine]) -> bool:
    if len(lines) < 4:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    typical = statistics.median(line.right - line.left for line in lines)
    letters = statistics.median(len(line.text) for line in lines)
    return letters >= 20 and typical >= 0.7 * width


def _by_columns(lines: Sequence[TextLine], gutter: float) -> list[TextLine]:
    """Top to bottom; between lines that span the page, the left column before the right."""
    result: list[TextLine] = []
    left: list[TextLine] = []
    right: list[TextLine] = []
    for line in sorted(lines, key=lambda line: (-line.top, line.left)):
        if line.left < gutter < line.right:
            result += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.right <= gutter else right).append(line)
    return [*result, *left, *right]


def without_furniture(
    pages: Sequence[Sequence[TextLine]], dropped: list[TextLine] | None = None
) -> tuple[list[list[TextLine]], set[str]]:
    """Drop page numbers, and lines that stand apart at the same edge of most pages.

    They are put into ``dropped`` when it is given.
    """
    keys: dict[int, tuple[str, int]] = {}
    on_pages: Counter[tuple[str, int]] = Counter()
    for page in pages:
        at_edge = {id(line): _key(line) for line in _apart(page)}
        keys.update(at_edge)
        on_pages.update(set(at_edge.values()))
    often = max(2, round(0.6 * len(pages)))
    notes: set[str] = set()
    kept: list[list[TextLine]] = []
    for page in pages:
        kept.append([])
        for line in page:
            key = keys.get(id(line))
            is_number = key is not None and _PAGE_NUMBER.fullmatch(line.text) is not None
            if key and (is_number or on_pages[key] >= often):
                if not is_number:
                    notes.add("page-furniture")
                if dropped is not None:
                    dropped.append(line)
                continue
            kept[-1].append(line)
    return kept, notes


def is_page_number(text: str) -> bool:
    """Whether the text is nothing but a page number."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def _key(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.bottom / 6)


def _apart(page: Sequence[TextLine]) -> list[TextLine]:
    """The few lines at the top and at the bottom that a gap parts from the rest of the page."""
    result: list[TextLine] = []
    rising = sorted(page, key=lambda line: line.bottom)
    for lines, sign in ((rising, 1), (rising[::-1], -1)):
        for count in range(min(_EDGE_LINES, len(lines) - 1), 0, -1):
            outer, inner = lines[count - 1], lines[count]
            step = sign * (inner.bottom - outer.bottom)
            if step > _EDGE_GAP * outer.size:
                result += lines[:count]
                break
    return result
