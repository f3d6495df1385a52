"""Published ads that an ad is compared with.

``measures_reference.json`` is distilled by ``benchmarks/measure_reference.py`` from Swedish ads on
Platsbanken that Arbetsförmedlingen gives out as open data. It holds quantiles only: of all ads,
and of each sector and occupation field with at least a hundred. What the ads are and are not is
said in the file itself and goes along with every comparison.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Reference", "groups", "percentile", "reference_for", "whole"]

#: What kind of employer is called in the ads' own register.
_SECTORS = {
    "municipality": "sector:municipality", "region": "sector:region", "state": "sector:state",
    "private": "sector:company",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """One group of ads: quantiles at even steps from 0 to 100 per cent, per measure."""

    group: str
    ads: int
    period: str
    skew: str
    quantiles: Mapping[str, Sequence[float]]

    def at(self, name: str, percent: int) -> float:
        """The value below which ``percent`` of the ads lie."""
        row = self.quantiles[name]
        return row[round(percent / 100 * (len(row) - 1))]


@cache
def _data() -> dict[str, Any]:
    file = files("fairscreen.ads").joinpath("measures_reference.json")
    return json.loads(file.read_text("utf-8"))


@cache
def _reference(group: str) -> Reference:
    data = _data()
    held = data["groups"][group]
    return Reference(
        group=group,
        ads=held["ads"],
        period=data["period"],
        skew=data["skew"],
        quantiles={name: tuple(row) for name, row in held["quantiles"].items()},
    )


def groups() -> dict[str, int]:
    """Groups that there are enough ads of, and how many."""
    return {name: held["ads"] for name, held in _data()["groups"].items()}


def whole() -> Mapping[str, Sequence[float]]:
    """Quantiles of all ads at 0, 1, …, 100 per cent, for the readability measures."""
    return _data()["quantiles"]


def reference_for(*, employer: str, occupation_field: str | None = None) -> Reference:
    """The nearest group: the occupation field, else the kind of employer, else all ads."""
    held = _data()["groups"]
    for group in (f"field:{occupation_field}", _SECTORS.get(employer, "")):
        if group in held:
            return _reference(group)
    return _reference("all")


def percentile(row: Sequence[float], value: float) -> int:
    """Where ``value`` lies among quantiles at even steps, 0-100; ties count by half."""
    steps = len(row) - 1
    first, last = bisect_left(row, value), bisect_right(row, value)
    if first == last and 0 < first < len(row):
        below, above = row[first - 1], row[first]
        place = first - 1 + (value - below) / (above - below)
    else:
        place = (first + last - 1) / 2
    return min(100, max(0, round(100 * place / steps)))
