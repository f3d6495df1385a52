"""Numbered underlines in a text: the text cut at every edge of every finding.

Findings may overlap, nest and run over line breaks. Every code point of the text that is not a
line break comes out exactly once, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from fairscreen.ads import Finding

__all__ = ["Line", "Number", "Piece", "mark"]

Level = Literal["must", "should", "hint"]

_LINE = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ITEM = re.compile(r"\s*(?:[-–—•·*▪‣◦o]|\d{1,2}[.)])\s")
_WEIGHT: dict[Level, int] = {"must": 3, "should": 2, "hint": 1}


@dataclass(frozen=True, slots=True)
class Number:
    """A finding's number, counted from 1 in the order of the review, and its level."""

    number: int
    level: Level


_Place = tuple[int, int, Number]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same findings.

    ``level`` is the weightiest of them, ``None`` for plain text; ``ends`` are the findings whose
    numbers are shown after the stretch.
    """

    text: str
    level: Level | None = None
    numbers: tuple[int, ...] = ()
    ends: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    ``gap`` when a blank one stood before it, ``item`` when it begins with a list mark; ``lang`` is
    set when the line is in another language than the text.
    """

    pieces: tuple[Piece, ...] = field(default=())
    gap: bool = False
    item: bool = False
    lang: Literal["sv", "en"] | None = None


def mark(text: str, findings: Sequence[Finding], *, main: Literal["sv", "en"]) -> list[Line]:
    """The lines of ``text`` with its ``findings``; ``main`` is the language of the whole."""
    waiting = sorted(
        (
            (*_shown(text, finding), Number(number, finding.level))
            for number, finding in enumerate(findings, 1)
        ),
        key=lambda place: (place[0], place[2].number),
        reverse=True,
    )
    under_way: list[_Place] = []
    lines: list[Line] = []
    gap = False
    for start, end in _lines(text):
        if not text[start:end].strip():
            gap = bool(lines)
            continue
        while waiting and waiting[-1][0] <= end:
            under_way.append(waiting.pop())
        pieces = tuple(_pieces(text, start, end, under_way))
        line = text[start:end]
        is_item = _ITEM.match(line) is not None
        lines.append(Line(pieces, gap, is_item, _other_language(line, main)))
        gap = False
        under_way = [place for place in under_way if place[1] > end]
    return lines


def _shown(text: str, finding: Finding) -> tuple[int, int]:
    # A number after a line break would stand alone on the next line.
    words = text[finding.start : finding.end].rstrip()
    if words:
        return finding.start, finding.start + len(words)
    # Nothing to underline: the number stands before the next word, or after the last.
    rest = text[finding.start :]
    at = len(text) - len(rest.lstrip()) if rest.strip() else len(text.rstrip())
    return at, at


def _lines(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for found in _LINE.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _pieces(text: str, start: int, end: int, places: list[_Place]) -> Iterable[Piece]:
    cuts = {start, end}
    for left, right, _ in places:
        cuts.update(cut for cut in (left, right) if start < cut < end)
    for left, right in pairwise(sorted(cuts)):
        over = [number for first, last, number in places if first <= left and right <= last]
        # An empty place at the very start of a line is numbered after the line's first piece.
        ends = [
            number
            for first, last, number in places
            if last == right or first == last == left == start
        ]
        yield Piece(
            text[left:right],
            max((n.level for n in over), key=_WEIGHT.__getitem__, default=None),
            tuple(n.number for n in over),
            tuple(ends),
        )


def _other_language(line: str, main: Literal["sv", "en"]) -> Literal["sv", "en"] | None:
    from fairscreen.language import detect

    if len(line.split()) < 6:  # too little to tell by
        return None
    found = detect(line)
    return found if found != main else None
