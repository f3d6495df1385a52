"""Which group each application belongs to.

The labels live in a file of their own that no reader sees, and that is deleted on a date set in the
design. What nobody knows is *unknown*: counted, never a group, never a benchmark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from fairscreen.errors import FairscreenError
from fairscreen.experiment.cells import COLUMN_NAMES, is_unknown, required
from fairscreen.experiment.observations import Attribute
from fairscreen.experiment.spreadsheets import Table
from fairscreen.rulefiles import read_words

__all__ = ["Groups", "attributes_of", "read_groups"]


@dataclass(frozen=True, slots=True)
class Groups:
    """The group file.

    Attributes
    ----------
    attributes:
        Names of the attribute columns.
    levels:
        For each application its level by attribute; missing = unknown.
    rows:
        For each application its row in the file.
    """

    name: str
    attributes: tuple[str, ...]
    levels: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, int]


def read_groups(table: Table) -> Groups:
    """Groups from a table with the column ``application`` and one column per attribute.

    Raises
    ------
    FairscreenError
        ``study-column-missing``, ``study-duplicate`` or ``study-value-missing``.
    """
    key = next((c for c in table.columns if COLUMN_NAMES.get(c) == "application"), None)
    attributes = tuple(column for column in table.columns if column != key)
    if key is None or not attributes:
        raise FairscreenError(
            "study-column-missing", name=table.name,
            column="application" if key is None else "attribut",
            needed="application och minst ett attribut",
        )  # fmt: skip
    levels: dict[str, dict[str, str]] = {}
    rows: dict[str, int] = {}
    spelling: dict[tuple[str, str], str] = {}
    for row in table.rows:
        application = required(table, row, key)
        if application in rows:
            raise FairscreenError(
                "study-duplicate", name=table.name, row=row.number, first_row=rows[application],
                column=key,
            )  # fmt: skip
        rows[application] = row.number
        levels[application] = {
            attribute: spelling.setdefault((attribute, row[attribute].casefold()), row[attribute])
            for attribute in attributes
            if not is_unknown(row[attribute])
        }
    return Groups(table.name, attributes, levels, rows)


def attributes_of(
    groups: Groups, applications: Sequence[str], *, references: Mapping[str, str] | None = None
) -> tuple[Attribute, ...]:
    """The attributes of the study's applications, as arrays.

    Parameters
    ----------
    references:
        Reference level by attribute, from the design. Without one it is a usual reference
        (``reference_levels.txt``) or else the largest group, the first in the alphabet among ties.

    Raises
    ------
    FairscreenError
        ``study-group-single`` with row and column, ``study-reference-missing``, or
        ``study-groups-foreign`` when not one application is in the file.
    """
    if not any(application in groups.levels for application in applications):
        raise FairscreenError("study-groups-foreign", name=groups.name)
    return tuple(
        _attribute(groups, name, applications, (references or {}).get(name))
        for name in groups.attributes
    )


def _attribute(
    groups: Groups, name: str, applications: Sequence[str], reference: str | None
) -> Attribute:
    own = [groups.levels.get(application, {}).get(name) for application in applications]
    sizes = Counter(level for level in own if level is not None)
    for application, level in zip(applications, own, strict=True):
        if level is not None and sizes[level] == 1:
            raise FairscreenError(
                "study-group-single", name=groups.name, row=groups.rows[application], column=name
            )
    if reference is None:
        reference = _usual_reference(sizes)
    else:
        match = [level for level in sizes if level.casefold() == reference.casefold()]
        if not match:
            raise FairscreenError("study-reference-missing", name=groups.name, column=name)
        reference = match[0]
    rest = sorted((level for level in sizes if level != reference), key=str.casefold)
    levels = (reference, *rest) if reference is not None else ()
    codes = [levels.index(level) if level is not None else -1 for level in own]
    return Attribute(name, levels, np.array(codes, dtype=int))


@cache
def _usual() -> frozenset[str]:
    return frozenset(read_words(files("fairscreen.experiment").joinpath("reference_levels.txt")))


def _usual_reference(sizes: Counter[str]) -> str | None:
    if not sizes:
        return None
    usual = sorted(level for level in sizes if level.casefold() in _usual())
    if usual:
        return usual[0]
    return min(sizes, key=lambda level: (-sizes[level], level.casefold()))
