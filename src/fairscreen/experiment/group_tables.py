"""Counts and impact ratios per arm and level, with small cells hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fairscreen.experiment.assignment import ARMS
from fairscreen.experiment.impact_ratio import Ratio, clustered_ratio
from fairscreen.experiment.observations import Attribute, Observations
from fairscreen.experiment.suppression import suppressed

__all__ = ["GroupTable", "group_tables"]

_UNKNOWN = "\0unknown"


@dataclass(frozen=True, eq=False)
class GroupTable:
    """One attribute.

    Attributes
    ----------
    shown:
        Levels that may be shown, reference first. Empty when the reference is hidden: without it
        there is nothing to compare with.
    hidden:
        Levels that are not.
    ratios:
        For each arm (0 open, 1 anonymous) and shown level but the reference.
    body:
        The table as JSON.
    """

    attribute: str
    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    ratios: dict[tuple[int, str], Ratio]
    body: dict[str, Any]


def group_tables(data: Observations, *, level: float) -> list[GroupTable]:
    """The tables of all attributes; ``level`` is the intervals' confidence level."""
    return [_table(data, attribute, level) for attribute in data.attributes]


def _table(data: Observations, attribute: Attribute, confidence: float) -> GroupTable:
    # Only applications that someone read: the rest are not part of any figure.
    read = data.judged.any(axis=0)
    sizes = {
        name: int((attribute.members(code) & read).sum())
        for code, name in enumerate(attribute.levels)
    }
    unknown = int(((attribute.codes < 0) & read).sum())
    hidden = suppressed({**sizes, _UNKNOWN: unknown})
    visible = tuple(name for name in attribute.levels if name not in hidden and sizes[name])
    reference = attribute.levels[0] if attribute.levels else None
    shown = visible if reference in visible and len(visible) > 1 else ()
    ratios = {
        (code, name): clustered_ratio(
            np.where(data.arm == code, data.chosen, np.nan),
            attribute.members(attribute.levels.index(name)),
            attribute.members(0),
            level=confidence,
        )
        for code in range(len(ARMS))
        for name in shown[1:]
    }
    body = {
        "attribute": attribute.name,
        "reference": reference,
        "levels": [
            _row(data, attribute, code, name, sizes[name], hidden=name in hidden)
            for code, name in enumerate(attribute.levels)
        ],
        "unknown": {
            "applications": None if _UNKNOWN in hidden else unknown,
            "suppressed": _UNKNOWN in hidden,
        },
    }
    return GroupTable(
        attribute.name, shown, tuple(n for n in attribute.levels if n in hidden), ratios, body
    )


def _row(
    data: Observations, attribute: Attribute, code: int, name: str, size: int, *, hidden: bool
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "level": name, "applications": None if hidden else size, "suppressed": hidden
    }  # fmt: skip
    for arm, arm_name in enumerate(ARMS):
        where = (data.arm == arm) & data.judged & attribute.members(code)[None, :]
        judged, selected = int(where.sum()), int(np.nansum(data.chosen[where]))
        row[arm_name] = (
            None
            if hidden
            else {
                "judged": judged,
                "selected": selected,
                "rate": selected / judged if judged else None,
            }
        )
    return row
