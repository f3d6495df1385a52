"""Pieces that a reader finds, put together to an application document."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from fairscreen.documents.applications.document import (
    ApplicationBlock,
    Attachment,
    CoverageWarning,
    coverage,
)
from fairscreen.documents.structure import Builder, Line, Piece, gap
from fairscreen.spans import AlignedText, BlockKind

__all__ = ["ApplicationBuilder", "Box", "Draft", "Letters", "tidy"]

_PRIVATE = re.compile("[\ue000-\uf8ff]")  # letters of symbol fonts: they mean nothing elsewhere


Box: TypeAlias = tuple[int, float, float, float, float]
"""Page (from 0), then left, bottom, right and top in points from the page's lower left."""


@dataclass(slots=True)
class Letters:
    """Places of letters on pages, by number."""

    boxes: list[Box] = field(default_factory=list)

    def number(self, box: Box) -> int:
        """Remember a letter's place."""
        self.boxes.append(box)
        return len(self.boxes) - 1


class Draft:
    """What a reader has found so far.

    Readers add text to ``builder``, seeds to ``identity``, and call :meth:`warn`.
    """

    def __init__(self) -> None:
        self.builder = ApplicationBuilder()
        self.identity: list[str] = []
        self.images = 0
        self.letters = Letters()
        self.scanned: list[tuple[int, int]] = []  # page from 0, quarter turns to put it upright
        self.attachments: list[Attachment] = []
        self._warnings: dict[str, CoverageWarning] = {}

    def warn(self, code: str, **params: Any) -> None:
        """Tell once what was left out or guessed."""
        self._warnings.setdefault(code, coverage(code, **params))

    def know(self, *seeds: str | None) -> None:
        """Keep what the file says about its author."""
        for seed in seeds:
            tidied = " ".join(tidy(seed or "").split())
            said = tidied and not (tidied.startswith("(") and tidied.endswith(")"))
            if said and tidied not in self.identity:
                self.identity.append(tidied[:300])

    @property
    def warnings(self) -> tuple[CoverageWarning, ...]:
        """The warnings, those that a person should look at first."""
        return tuple(sorted(self._warnings.values(), key=lambda w: (w.level == "note", w.code)))

    def finish(self) -> tuple[str, tuple[ApplicationBlock, ...], Sequence[int]]:
        """The text, its blocks, and where its letters come from."""
        text: list[str] = []
        blocks: list[ApplicationBlock] = []
        places = array("q")
        traced = False
        position = 0
        before: Piece | None = None
        for piece in self.builder.pieces():
            if before is not None:
                between = gap(before, piece) if before.part == piece.part else "\n\n"
                text.append(between)
                places.extend([-1] * len(between))
                position += len(between)
            text.append(piece.text)
            traced = traced or piece.origins is not None
            places.extend(piece.origins or [-1] * len(piece.text))
            end = position + len(piece.text)
            blocks.append(
                ApplicationBlock(
                    position, end, piece.kind, piece.level,
                    piece.part, piece.row, piece.column, piece.columns,
                )
            )  # fmt: skip
            position = end
            before = piece
        return "".join(text), tuple(blocks), places if traced else ()


class ApplicationBuilder(Builder):
    """A builder that tidies every line, so that no name hides behind odd characters."""

    def take_over(self, other: Builder) -> None:
        """Add what another builder has gathered."""
        self._pieces += other.pieces()

    def add(self, lines: Sequence[Line], kind: BlockKind = "paragraph", level: int = 0) -> None:
        """Add a paragraph, heading or list item."""
        super().add([_tidied(line) for line in lines], kind, level)


def tidy(text: str) -> str:
    """Composed letters, plain blanks, nothing invisible."""
    return AlignedText.of(text).text


def _tidied(line: Line) -> Line:
    aligned = AlignedText.of(line.text)
    if aligned.origins is None:
        return line
    origins = line.origins
    if origins is not None:
        origins = tuple(origins[place] for place in aligned.origins[:-1])
    # A line separator inside a run is a line break to the reader.
    return replace(line, text=aligned.text, origins=origins)
