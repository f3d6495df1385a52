"""Pieces of a document put together to one text with blocks.

Readers report lines of text with what their format says: kind, level, bold or not, which table
cell. Formats are used sloppily, though: a heading is often just a bold line, a list is often typed
with hyphens, and a table is often only there to place things on the page. :class:`Builder` makes
up for that in one place, so that the same ad gives the same blocks whichever format it comes in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fairscreen.spans import Block, BlockKind

__all__ = ["Builder", "Flow", "Line", "Piece", "gap"]

_NOTHING = "\\s\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_BLANK = re.compile(f"[{_NOTHING}]*\\Z")
_MARGINS = re.compile(f"\\A[{_NOTHING}]+|[{_NOTHING}]+\\Z")
# Bullets that only lists use (with Wingdings' and Symbol's), and signs that need company: a dash
# may open a quotation, a star may point to a footnote.
_SURE_BULLET = re.compile("[•●○◦▪▫■□‣⁃·➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc][ \t\u00a0]*(?=\\S)")
_DASH_BULLET = re.compile("(?:[-–—*+]|o(?=\t))[ \t\u00a0]+(?=\\S)")
_HEADING_CHARS = 80


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a piece; ``bold`` when all that shows in it is bold.

    ``origins``, where a reader gives them, tell for each letter of ``text`` which letter of the
    source it was, by a number of the reader's own; -1 stands for a letter that was put in.
    """

    text: str
    bold: bool = False
    origins: tuple[int, ...] | None = None

    def cut(self, start: int, end: int | None = None) -> Line:
        """The line from ``start`` to ``end``."""
        if start == 0 and (end is None or end >= len(self.text)):
            return self
        origins = None if self.origins is None else self.origins[start:end]
        return Line(self.text[start:end], self.bold, origins)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands by itself: a paragraph, heading, list item or table cell.

    ``row`` numbers the rows of all tables from 1; 0 is outside tables. ``column`` counts from 0.
    ``part`` is where the piece stands when that is not the body of the document.
    """

    text: str
    kind: BlockKind
    level: int = 0
    bold: bool = False
    row: int = 0
    column: int = 0
    columns: int = 0
    part: str = ""
    origins: tuple[int, ...] | None = None

    def without_start(self, count: int) -> Piece:
        """The piece without its first letters."""
        origins = None if self.origins is None else self.origins[count:]
        return replace(self, text=self.text[count:], origins=origins)


class Flow:
    """Running text of one paragraph, gathered run by run."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._plain: list[bool] = [False]
        self._origins: list[list[int]] | None = None

    def write(self, text: str, *, bold: bool = False, origins: Sequence[int] | None = None) -> None:
        """Add a run of text, with the places its letters come from when they are to be kept."""
        if origins is not None or self._origins is not None:
            self._trace(len(text), origins)
        self._lines[-1].append(text)
        if not bold and not _BLANK.match(text):
            self._plain[-1] = True

    def break_line(self) -> None:
        """Begin a new line in the same paragraph."""
        self._lines.append([])
        self._plain.append(False)
        if self._origins is not None:
            self._origins.append([])

    def _trace(self, length: int, origins: Sequence[int] | None) -> None:
        if self._origins is None:
            self._origins = [[-1] * sum(map(len, line)) for line in self._lines]
        self._origins[-1] += [-1] * length if origins is None else origins

    def take(self) -> list[Line]:
        """The lines so far; the flow is empty afterwards."""
        origins = self._origins or [None] * len(self._lines)
        lines = [
            Line("".join(parts), not plain, None if places is None else tuple(places))
            for parts, plain, places in zip(self._lines, self._plain, origins, strict=True)
        ]
        self._lines, self._plain, self._origins = [[]], [False], None
        return lines


class Builder:
    """Collects pieces in reading order and joins them.

    ``part`` names the part of the document that pieces come from until it is set anew.
    """

    def __init__(self) -> None:
        self.part = ""
        self._pieces: list[Piece] = []
        self._rows: list[list[tuple[int, int]]] = []  # open rows: their cells as piece ranges
        self._row_number = 0
        self.size = 0

    def add(self, lines: Sequence[Line], kind: BlockKind = "paragraph", level: int = 0) -> None:
        """Add a paragraph, heading or list item; an empty line inside ends a paragraph."""
        for group in _groups(lines) if kind == "paragraph" else [_shown(lines)]:
            if group:
                text = "\n".join(line.text for line in group)
                bold = all(line.bold for line in group)
                self._pieces.append(
                    Piece(text, kind, level, bold, part=self.part, origins=_origins(group))
                )
                self.size += len(text) + 1

    def start_row(self) -> None:
        """Begin a table row; rows nest with their tables."""
        self._rows.append([])

    def start_cell(self) -> None:
        """Begin a cell of the innermost open row."""
        if self._rows:
            self._rows[-1].append((len(self._pieces), len(self._pieces)))

    def end_cell(self) -> None:
        """End the innermost cell."""
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] = (self._rows[-1][-1][0], len(self._pieces))

    def drop_cell(self) -> None:
        """Take back the innermost cell when nothing was added to it."""
        if self._rows and self._rows[-1] and self._rows[-1][-1][0] == len(self._pieces):
            self._rows[-1].pop()

    def end_row(self) -> None:
        """End the innermost row.

        Only cells of one paragraph beside other cells are table cells. A row of one cell, or a
        cell with several paragraphs, is there for the looks of the page.
        """
        if not self._rows:
            return
        cells = self._rows.pop()
        if len(cells) < 2:
            return
        self._row_number += 1
        for column, (start, end) in enumerate(cells):
            if end - start == 1 and self._pieces[start].kind == "paragraph":
                self._pieces[start] = replace(
                    self._pieces[start], kind="table_cell", row=self._row_number, column=column,
                    columns=len(cells),
                )  # fmt: skip

    def pieces(self) -> list[Piece]:
        """The pieces in order, with headings and lists told."""
        return _promote_headings(_read_typed_lists(self._pieces))

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """The whole text and its blocks."""
        pieces = self.pieces()
        parts: list[str] = []
        blocks: list[Block] = []
        position = 0
        for before, piece in zip([None, *pieces], pieces, strict=False):
            between = gap(before, piece)
            position += len(between)
            parts += [between, piece.text]
            blocks.append(Block(position, position + len(piece.text), piece.kind, piece.level))
            position += len(piece.text)
        return "".join(parts), tuple(blocks)


def _origins(lines: Sequence[Line]) -> tuple[int, ...] | None:
    """Where the letters of the lines, joined by line breaks, come from."""
    if all(line.origins is None for line in lines):
        return None
    joined: list[int] = []
    for number, line in enumerate(lines):
        joined += [-1] if number else []
        joined += [-1] * len(line.text) if line.origins is None else line.origins
    return tuple(joined)


def _shown(lines: Sequence[Line]) -> list[Line]:
    return [_trimmed(line) for line in lines if not _BLANK.match(line.text)]


def _trimmed(line: Line) -> Line:
    shown = _MARGINS.sub("", line.text)
    if len(shown) == len(line.text):
        return line
    start = line.text.index(shown)
    return line.cut(start, start + len(shown))


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Split where a line is empty, a typed bullet begins, or a bold line heads plain ones."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if _BLANK.match(line.text):
            groups.append([])
            continue
        line = _shown([line])[0]
        last = groups[-1][-1] if groups[-1] else None
        bullet = _SURE_BULLET.match(line.text) or _DASH_BULLET.match(line.text)
        if last and (bullet or line.bold != last.bold):
            groups.append([])
        groups[-1].append(line)
    return groups


def gap(before: Piece | None, piece: Piece) -> str:
    """What stands between two pieces in the text."""
    if before is None:
        return ""
    if piece.row and piece.row == before.row:
        return "\t"
    if piece.kind == before.kind and piece.kind in ("list_item", "table_cell"):
        return "\n"
    return "\n\n"


def _read_typed_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs that begin with a typed bullet become list items without it."""

    def is_dashed(index: int) -> bool:
        return (
            0 <= index < len(pieces)
            and pieces[index].kind == "paragraph"
            and bool(_DASH_BULLET.match(pieces[index].text))
        )

    result = []
    for index, piece in enumerate(pieces):
        if piece.kind in ("paragraph", "list_item"):
            marker = _SURE_BULLET.match(piece.text)
            if not marker and is_dashed(index) and (is_dashed(index - 1) or is_dashed(index + 1)):
                marker = _DASH_BULLET.match(piece.text)
            if marker:
                level = piece.level if piece.kind == "list_item" else 0
                piece = replace(piece.without_start(marker.end()), kind="list_item", level=level)
        result.append(piece)
    return result


def _promote_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """A short bold line of its own with text after it is a heading, whatever its style says."""
    result = []
    level = 0
    # Where most of the text is bold, bold says nothing.
    paragraphs = [piece for piece in pieces if piece.kind == "paragraph"]
    bold = sum(len(piece.text) for piece in paragraphs if piece.bold)
    if bold * 2 > sum(len(piece.text) for piece in paragraphs):
        return list(pieces)
    for index, piece in enumerate(pieces):
        follower = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.kind == "heading":
            level = piece.level
        elif follower and piece.kind == "paragraph" and piece.bold and _like_heading(piece.text):
            piece = replace(piece, kind="heading", level=min(level + 1, 6))
        result.append(piece)
    return result


def _like_heading(text: str) -> bool:
    return (
        len(text) <= _HEADING_CHARS
        and "\n" not in text
        and text[-1] not in ".,;…"
        and any(letter.isalpha() for letter in text)
    )
