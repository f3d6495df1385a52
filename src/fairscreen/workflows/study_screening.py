"""One selection step from one table, or from two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.experiment import Table

__all__ = ["screen_tables"]


def screen_tables(tables: Sequence[tuple[str, bytes]], *, reference: str = "") -> dict[str, Any]:
    """Adverse impact of one selection step, as ``fairscreen.screening/1``.

    Parameters
    ----------
    tables:
        Name and bytes of one table with ``application``, ``shortlisted`` and a column per
        attribute, or of two: the selection first, then the groups.
    reference:
        The group to compare with, in whichever attribute it is found; empty for the usual one.

    Raises
    ------
    FairscreenError
        With row and column, as :func:`fairscreen.experiment.screen_selection`;
        ``study-reference-unknown`` when no attribute has the group.
    """
    from fairscreen.experiment import read_groups, read_table, screen_selection
    from fairscreen.experiment.screening import read_selection

    read = [read_table(data, name=name) for name, data in tables]
    chosen, grouped = (read[0], read[1]) if len(read) > 1 else _split(read[0])
    selected, groups = read_selection(chosen), read_groups(grouped)
    references = {}
    if reference:
        for attribute in groups.attributes:
            levels = {row.get(attribute, "").casefold() for row in groups.levels.values()}
            if reference.casefold() in levels:
                references[attribute] = reference
        if not references:
            raise FairscreenError("study-reference-unknown", name=grouped.name)
    return screen_selection(selected, groups, references=references)


def _split(table: Table) -> tuple[Table, Table]:
    """One table as the selection and the groups; each keeps the rows' numbers."""
    from fairscreen.experiment import Table
    from fairscreen.experiment.cells import COLUMN_NAMES

    key = next((c for c in table.columns if COLUMN_NAMES.get(c) == "application"), None)
    if key is None:
        raise FairscreenError(
            "study-column-missing", name=table.name, column="ansökan",
            needed="ansökan, vald och minst ett attribut (till exempel kön)",
        )  # fmt: skip
    own = {"shortlisted", "score", "rank"}
    steps = [c for c in table.columns if COLUMN_NAMES.get(c) in own]
    rest = [c for c in table.columns if c not in steps and c != key]
    return (
        Table(table.name, (key, *steps), table.rows),
        Table(table.name, (key, *rest), table.rows),
    )
