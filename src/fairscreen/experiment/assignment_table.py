"""The assignment as a table: ``reviewer,application,arm`` and what the analysis also needs.

The extra columns are ``order`` (place in the reader's own order) and, where the draw used them,
``block`` and ``stratum``; with them the table alone is enough to know the law of the draw.
"""

from __future__ import annotations

import hashlib

from fairscreen.errors import FairscreenError
from fairscreen.experiment.assignment import ARMS, Assignment
from fairscreen.experiment.cells import arm_code, column_map, number, required
from fairscreen.experiment.design import AssignmentKind
from fairscreen.experiment.spreadsheets import Table, TableFormat, write_table

__all__ = ["read_assignment", "write_assignment"]


def write_assignment(assignment: Assignment, *, format: TableFormat = "csv") -> bytes:
    """One row per pair, in each reader's own order."""
    columns = ["reviewer", "application", "arm", "order"]
    if assignment.kind == "blocked":
        columns.append("block")
    if assignment.kind == "crossover":
        columns.append("stratum")
    matrix = assignment.arm_matrix()
    rows = []
    for reader, name in enumerate(assignment.readers):
        for order, place in enumerate(assignment.orders[reader], start=1):
            row = [name, assignment.applications[place], ARMS[matrix[reader, place]], order]
            if assignment.kind == "blocked":
                row.append(assignment.blocks[reader])
            if assignment.kind == "crossover":
                row.append(assignment.strata[place])
            rows.append(row)
    return write_table(columns, rows, format=format, title="tilldelning")


def read_assignment(table: Table, *, kind: AssignmentKind | None = None) -> Assignment:
    """An assignment from a table.

    Without a ``kind`` the columns tell: ``stratum`` means crossover, ``block`` means blocked.
    The seed of the inference is made from the content, so that the same table always gives the
    same result.

    Raises
    ------
    FairscreenError
        With row and column, as for judgements.
    """
    found = column_map(
        table, needed=("reviewer", "application", "arm"),
        allowed=("order", "block", "stratum"), prefixes=(),
    )  # fmt: skip
    if kind is None:
        kind = "crossover" if "stratum" in found else "blocked" if "block" in found else "complete"
    arms: dict[tuple[str, str], tuple[int, int]] = {}
    orders: dict[str, list[tuple[float, str]]] = {}
    blocks: dict[str, str] = {}
    strata: dict[str, str] = {}
    first_of: dict[str, tuple[int, int]] = {}
    for row in table.rows:
        reader = required(table, row, found["reviewer"])
        application = required(table, row, found["application"])
        arm = arm_code(table, row, found["arm"])
        if (reader, application) in arms:
            other, first = arms[reader, application]
            raise FairscreenError(
                "study-duplicate" if other == arm else "study-both-versions", name=table.name,
                row=row.number, first_row=first, column=found["arm"],
            )  # fmt: skip
        other, first = first_of.setdefault(reader, (arm, row.number))
        if other != arm and kind != "crossover":
            raise FairscreenError(
                "study-reader-both-arms", name=table.name, row=row.number, first_row=first,
                column=found["arm"],
            )  # fmt: skip
        arms[reader, application] = arm, row.number
        place = number(table, row, found["order"], low=1) if "order" in found else 0.0
        orders.setdefault(reader, []).append((place, application))
        if "block" in found:
            blocks[reader] = required(table, row, found["block"])
        if "stratum" in found:
            strata[application] = required(table, row, found["stratum"])
    readers = tuple(sorted(orders))
    applications = tuple(sorted({application for _, application in arms}))
    return Assignment(
        schema="fairscreen.assignment/1",
        kind=kind,
        seed=_seed_of(arms),
        readers=readers,
        applications=applications,
        blocks=_numbers([blocks.get(reader, "") for reader in readers]),
        strata=_numbers([strata.get(application, "") for application in applications]),
        arms=tuple(
            "".join(
                str(arms[reader, application][0]) if (reader, application) in arms else "-"
                for application in applications
            )
            for reader in readers
        ),
        orders=tuple(
            tuple(applications.index(name) for _, name in sorted(orders[reader]))
            for reader in readers
        ),
    )


def _seed_of(arms: dict[tuple[str, str], tuple[int, int]]) -> int:
    text = repr(sorted((pair, arm) for pair, (arm, _) in arms.items()))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def _numbers(names: list[str]) -> tuple[int, ...]:
    order = {name: code for code, name in enumerate(dict.fromkeys(names))}
    return tuple(order[name] for name in names)
