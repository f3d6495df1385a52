"""What may stand in a cell, in Swedish or English, and what is said when it does not."""

from __future__ import annotations

import math
from collections.abc import Mapping

from fairscreen.errors import FairscreenError
from fairscreen.experiment.assignment import ARMS
from fairscreen.experiment.spreadsheets import Row, Table

__all__ = [
    "COLUMN_NAMES", "UNKNOWN", "arm_code", "column_map", "flag", "is_unknown", "number",
    "required",
]  # fmt: skip

#: Words of a header and the column they mean.
COLUMN_NAMES: Mapping[str, str] = {
    "reviewer": "reviewer", "reader": "reviewer", "läsare": "reviewer", "bedömare": "reviewer",
    "application": "application", "ansökan": "application", "kandidat": "application",
    "candidate": "application",
    "arm": "arm", "version": "arm",
    "shortlisted": "shortlisted", "vald": "shortlisted", "utvald": "shortlisted",
    "urval": "shortlisted",
    "rank": "rank", "rang": "rank",
    "score": "score", "poäng": "score",
    "recognised": "recognised", "recognized": "recognised", "igenkänd": "recognised",
    "guess": "guess", "gissning": "guess",
    "time": "time", "tid": "time",
    "order": "order", "ordning": "order",
    "block": "block", "stratum": "stratum",
}  # fmt: skip
_ARM_WORDS = {
    "open": 0, "öppen": 0, "öppet": 0,
    "anonymous": 1, "anonym": 1, "anonymt": 1, "anonymiserad": 1, "anonymised": 1, "blind": 1,
}  # fmt: skip
_YES_WORDS = {"1", "1,0", "1.0", "ja", "j", "yes", "y", "true", "sant"}
_NO_WORDS = {"0", "0,0", "0.0", "nej", "n", "no", "false", "falskt"}
UNKNOWN = frozenset(
    {"", "-", "?", "okänd", "okänt", "unknown", "na", "n/a", "nan", "none", "vet ej",
     "uppgift saknas", "saknas", "missing"}
)  # fmt: skip


def column_map(
    table: Table, *, needed: tuple[str, ...], allowed: tuple[str, ...], prefixes: tuple[str, ...]
) -> dict[str, str]:
    """For each known column the header it has in this table.

    ``prefixes`` are those of families of columns (``score_``, ``guess_``), kept as they stand.

    Raises
    ------
    FairscreenError
        ``study-column-unknown``, ``study-column-double`` or ``study-column-missing``.
    """
    found: dict[str, str] = {}
    for header in table.columns:
        if header.startswith(prefixes) and prefixes:
            found[header] = header
            continue
        column = COLUMN_NAMES.get(header)
        if column is None or column not in (*needed, *allowed):
            raise FairscreenError(
                "study-column-unknown", name=table.name, column=header,
                allowed=", ".join((*needed, *allowed)),
            )  # fmt: skip
        if column in found:
            raise FairscreenError("study-column-double", name=table.name, column=header)
        found[column] = header
    for column in needed:
        if column not in found:
            raise FairscreenError(
                "study-column-missing", name=table.name, column=column, needed=", ".join(needed)
            )
    return found


def required(table: Table, row: Row, header: str) -> str:
    """The cell, which must hold something."""
    value = row[header]
    if not value:
        raise FairscreenError("study-value-missing", name=table.name, row=row.number, column=header)
    return value


def arm_code(table: Table, row: Row, header: str) -> int:
    """0 open, 1 anonymous."""
    value = required(table, row, header).casefold()
    if value not in _ARM_WORDS:
        raise FairscreenError(
            "study-arm-unknown", name=table.name, row=row.number, column=header,
            choices=" eller ".join(ARMS),
        )  # fmt: skip
    return _ARM_WORDS[value]


def flag(table: Table, row: Row, header: str) -> bool:
    """Yes or no."""
    value = required(table, row, header).casefold()
    if value in _YES_WORDS:
        return True
    if value in _NO_WORDS:
        return False
    raise _invalid(table, row, header, "1 eller 0, ja eller nej")


def number(
    table: Table, row: Row, header: str, *, low: float = -math.inf, high: float = math.inf
) -> float:
    """A number, with decimal comma or point; an empty cell is nan."""
    text = row[header].replace("\u00a0", "").replace(" ", "").replace("\u2212", "-")
    if text.casefold() in UNKNOWN:
        return math.nan
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or not low <= value <= high:
        within = "ett tal" if math.isinf(low) and math.isinf(high) else f"ett tal från {low:g}"
        if math.isfinite(high):
            within += f" till {high:g}"
        raise _invalid(table, row, header, within)
    return value


def is_unknown(value: str) -> bool:
    """Whether the cell says that nobody knows."""
    return value.casefold() in UNKNOWN


def _invalid(table: Table, row: Row, header: str, choices: str) -> FairscreenError:
    return FairscreenError(
        "study-value-invalid", name=table.name, row=row.number, column=header, choices=choices
    )
