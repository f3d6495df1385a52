"""Lines on pages made into paragraphs, headings and list items.

Two lines belong to one paragraph when nothing speaks against it: a larger gap, another size or
weight, a bullet, or room left on the first line for the next one's first word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fairscreen.documents.pdf_order import BAND, BULLET, TextLine, ordered, without_furniture
from fairscreen.documents.structure import Builder, Line

__all__ = ["arrange"]

_NUMBER = re.compile(r"\d{1,2}[.)]\s+\S")
# A row of a CV: years and what was done then; or a label and its value.
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*(?:(?:19|20)\d\d)?,?\s+[A-ZÅÄÖ]")
_LABEL = re.compile(r"[A-ZÅÄÖ][a-zåäö]+:\s")
# "barn- och", "kväll- eller": the hyphen stands for the rest of the word and stays.
_KEEPS_HYPHEN = re.compile(r"(?:och|eller|samt|respektive|resp|som|and|or)\b", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"[^\W\d_]*[^\W\d_A-ZÅÄÖ]{2}-\Z")
_OPEN_RANGE = re.compile(r"\d[–—]\Z")
_LARGER = 1.15
_HEADING_CHARS = 150


def arrange(
    pages: Sequence[Sequence[TextLine]],
    builder: Builder,
    furniture: list[TextLine] | None = None,
) -> set[str]:
    """Add the pages' text to ``builder``; keys of warnings come back.

    Page heads, feet and numbers go to ``furniture`` when it is given, and else nowhere.
    """
    kept, notes = without_furniture([ordered(page) for page in pages], furniture)
    lines = [line for page in kept for line in page]
    if not lines:
        return notes
    body = _body_size(lines)
    measure = _Measure(lines)
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and measure.belongs(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    sizes = sorted({g[0].size for g in groups if _is_heading(g, body)}, reverse=True)
    levels = {size: min(level, 6) for level, size in enumerate(sizes, 1)}
    indents = _clusters([group[0].left for group in groups if group[0].bullet])
    for group in groups:
        line = _joined(group)
        if _is_heading(group, body):
            builder.add([line], "heading", levels[group[0].size])
        elif group[0].bullet:
            level = bisect_left(indents, group[0].left - 6)
            if marker := BULLET.match(line.text):
                line = line.cut(marker.end())
            builder.add([line], "list_item", min(level, 8))
        else:
            builder.add([line])
    return notes


class _Measure:
    """What is usual in this document: the leading, and how far lines reach."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        steps = [
            (before.bottom - after.bottom) / before.size
            for before, after in pairwise(lines)
            if before.page == after.page
            and before.size == after.size
            and 0.8 < (before.bottom - after.bottom) / before.size < 2.5
        ]
        # Among the smallest: in ads with many one-line paragraphs most steps are gaps.
        steps.sort()
        self._leading = steps[len(steps) // 20] if steps else 1.2
        self._in_column = _in_columns(lines)
        self._reach: dict[tuple[int, int, bool], float] = {}
        for line in lines:
            key = self._key(line)
            self._reach[key] = max(self._reach.get(key, line.right), line.right)

    def _key(self, line: TextLine, step: int = 0) -> tuple[int, int, bool]:
        return line.page, round(line.left / 24) + step, id(line) in self._in_column

    def _margin(self, line: TextLine) -> float:
        """The right edge of the column that a line stands in."""
        return max(self._reach.get(self._key(line, step), line.right) for step in (-1, 0, 1))

    def belongs(self, group: Sequence[TextLine], line: TextLine) -> bool:
        """Whether a line goes on with the paragraph of the lines before it."""
        first, last = group[0], group[-1]
        if line.beside(last):
            # What stands far to the right on the same line is a cell or a tabbed value.
            return line.left > last.right and (
                last.bullet or line.left - last.right < 4 * last.size
            )
        if line.size != first.size or _NUMBER.match(line.text) or _YEARS.match(line.text):
            return False
        if _LABEL.match(line.text) and (_YEARS.match(first.text) or _LABEL.match(first.text)):
            return False
        if self._has_room(last, line):
            return False
        goes_on = last.text[-1] not in ".!?:"
        mid_sentence = goes_on and line.text[:1].islower()
        if line.bold != first.bold and line.bold != last.bold and not mid_sentence:
            return False
        if line.bullet and not (line.text[0] in "–—" and goes_on and not first.bullet):
            return False  # but a dash in running text may come to stand first on a line
        if first.bullet and line.page == first.page:
            # Lines of an item hang under its text, or where nobody set an indent, under its
            # bullet; a drawn bullet is no part of the line.
            hangs = group[-1].left > first.left + 0.3 * first.size
            flush = first.drawn_bullet or (not hangs and last.text[-1] not in ".!?")
            if line.left < first.left + (-0.3 if flush else 0.3) * first.size:
                return False
        if line.page != last.page or line.bottom > last.bottom:  # next page, next column
            return mid_sentence
        step = (last.bottom - line.bottom) / last.size
        return step <= 1.3 * self._leading and line.left < last.right

    def _has_room(self, last: TextLine, line: TextLine) -> bool:
        """Whether the next line's first word would have fitted: then the break is meant."""
        word = line.text.split(maxsplit=1)[0]
        width = (last.right - last.left) / max(len(last.text), 1)
        return last.right + (1.2 * len(word) + 1) * width < self._margin(last) - 0.5 * last.size


def _in_columns(lines: Sequence[TextLine]) -> set[int]:
    """Identities of lines with text to the right of them, and of those that go on below such."""
    bands: dict[tuple[int, int], float] = {}  # the rightmost beginning of a line in each band
    for line in lines:
        band = line.page, round(line.bottom / BAND)
        bands[band] = max(bands.get(band, line.left), line.left)
    found: set[int] = set()
    before: TextLine | None = None
    for line in lines:
        height = round(line.bottom / BAND)
        rightmost = max(bands.get((line.page, height + step), line.left) for step in (-1, 0, 1))
        goes_on = (
            before is not None
            and id(before) in found
            and before.page == line.page
            and abs(before.left - line.left) < 3
            and line.right <= before.right + 2 * line.size
        )
        if rightmost > line.right or goes_on:
            found.add(id(line))
        before = line
    return found


def _body_size(lines: Sequence[TextLine]) -> float:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0]


def _is_heading(group: Sequence[TextLine], body: float) -> bool:
    text = " ".join(line.text for line in group)
    return (
        group[0].size >= _LARGER * body
        and len(text) <= _HEADING_CHARS
        and not group[0].bullet
        and not text.endswith(".")
        and any(letter.isalpha() for letter in text)
    )


def _clusters(places: Sequence[float]) -> list[float]:
    """Distinct indents in points; those within 6 points are one."""
    result: list[float] = []
    for place in sorted(places):
        if not result or place - result[-1] > 6:
            result.append(place)
    return result


def _joined(group: Sequence[TextLine]) -> Line:
    """The lines as one, words put together that were parted at the end of a line."""
    text = group[0].text
    traced = group[0].origins is not None
    origins = list(group[0].origins or ())
    for line in group[1:]:
        if text.endswith("\u00ad"):
            text, origins = text[:-1], origins[:-1]
        elif _OPEN_RANGE.search(text) and line.text[:1].isdigit():
            pass  # "2015–" and "2019" are one
        elif not text.endswith("-") or _KEEPS_HYPHEN.match(line.text):
            text, origins = text + " ", [*origins, -1]
        elif _BROKEN_WORD.search(text) and line.text[:1].islower():
            text, origins = text[:-1], origins[:-1]
        # else "IT-", "e-": the hyphen is the word's own
        text += line.text
        origins += line.origins or ()
    bold = all(line.bold for line in group)
    return Line(text, bold, tuple(origins) if traced else None)
