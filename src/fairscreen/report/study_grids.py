"""Tables of figures that know what kind of figure each column holds.

One grid becomes a table in a document, where figures are written the Swedish way, and a sheet of a
workbook, where they stay numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from fairscreen.documents.writing import Table
from fairscreen.experiment.conclusion import decimal
from fairscreen.report.study_words import p_value

__all__ = ["HIDDEN", "Column", "Grid", "sheet_rows", "to_table"]

#: What stands for a figure that is kept back.
HIDDEN = "döljs"
Kind = Literal["text", "count", "percent", "points", "number", "p"]
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """``percent`` and ``points`` hold shares (0.1 = ten per cent, ten percentage points)."""

    name: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True, slots=True)
class Grid:
    """A named table; a cell that is text is shown as it stands, whatever its column's kind."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def to_table(grid: Grid, *, caption: str | None = None) -> Table:
    """The grid as a table of a document, the first column naming its rows."""
    return Table(
        header=[column.name for column in grid.columns],
        rows=[
            [_shown(cell, column.kind) for cell, column in zip(row, grid.columns, strict=True)]
            for row in grid.rows
        ],
        caption=grid.title if caption is None else caption,
        numeric=[i for i, column in enumerate(grid.columns) if column.kind != "text"],
        row_headers=True,
    )


def sheet_rows(grid: Grid) -> list[list[Cell]]:
    """The rows with numbers kept as numbers; shares as per cent or percentage points."""
    return [
        [_stored(cell, column.kind) for cell, column in zip(row, grid.columns, strict=True)]
        for row in grid.rows
    ]


def _shown(cell: Cell, kind: Kind) -> str:
    if isinstance(cell, str):
        return cell
    if cell is None or not isfinite(cell):
        return "–"
    match kind:
        case "percent":
            return f"{decimal(100 * cell, 1, 'sv')} %"
        case "points":
            return decimal(100 * cell, 1, "sv")
        case "number":
            return decimal(cell, 2, "sv")
        case "p":
            return p_value(cell)
        case _:
            return f"{cell:g}"


def _stored(cell: Cell, kind: Kind) -> Cell:
    if isinstance(cell, str) or cell is None or not isfinite(cell):
        return cell if isinstance(cell, str) else None
    return round(100 * cell, 6) if kind in ("percent", "points") else cell
