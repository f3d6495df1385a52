"""The charts of a study's report, each with the words that stand for it."""

from __future__ import annotations

from math import exp
from typing import Any

from fairscreen.documents.writing import Figure
from fairscreen.experiment.conclusion import decimal
from fairscreen.report.study_charts import Interval, Rates, interval_chart, rate_chart
from fairscreen.report.study_tables import main_estimate, shown_limits
from fairscreen.report.study_words import MEASURE, group_of, tick_text, value_text

__all__ = ["main_figure", "rate_figure"]

_SHARE = 0.8


def main_figure(result: dict[str, Any]) -> Figure | None:
    """The main question's estimate with its interval; ``None`` when it is suppressed."""
    main = main_estimate(result)
    if main is None or main["estimate"] is None:
        return None
    shown = [main]
    if main["name"] == "arm_by_group":
        # The same measure of the other groups, on the same axis.
        shown += [
            row for row in result["estimates"]
            if row["name"] == "arm_by_group" and row is not main and row["estimate"] is not None
        ]  # fmt: skip
    factor = 100 if main["unit"] in ("share", "proportion") else 1
    log = main["unit"] == "log"

    def place(value: float | None) -> float | None:
        return None if value is None else factor * value

    rows = []
    for row in shown:
        low, high = shown_limits(row)
        estimate = exp(row["estimate"]) if log else factor * row["estimate"]
        rows.append(Interval(group_of(row) or MEASURE[row["name"]], estimate, place(low),
                             place(high)))  # fmt: skip
    margin = (result["equivalence"] or {}).get("margin")
    left, right = _sides(main)
    svg = interval_chart(
        rows,
        tick=tick_text,
        nothing=1.0 if log else 0.0, left=left, right=right,
        margin=None if margin is None or log else factor * margin,
    )  # fmt: skip
    alt = "Diagram. " + " ".join(_in_words(row) for row in shown)
    caption = f"{MEASURE[main['name']]}: punkten är värdet, strecket är intervallet"
    if factor == 100:
        caption += ", i procentenheter"
    if margin is not None and not log:
        caption += ". Det ljusa bandet är skillnader utan betydelse enligt planen"
    return Figure(svg=svg, alt=alt, caption=f"{caption}.", width=_SHARE)


def rate_figure(block: dict[str, Any]) -> Figure | None:
    """Shares selected per group in the two versions; ``None`` when nothing may be shown."""
    levels = [row for row in block["levels"] if not row["suppressed"]]
    rows = [
        Rates(
            f"{row['level']} ({row['applications']} ansökningar)", row["open"]["rate"],
            row["anonymous"]["rate"],
        )
        for row in levels
    ]  # fmt: skip
    if not rows:
        return None
    words = [
        f"{row['level']}: {_percent(row['open']['rate'])} i öppen läsning och "
        f"{_percent(row['anonymous']['rate'])} i anonymiserad."
        for row in levels
    ]
    return Figure(
        svg=rate_chart(rows, open_label="öppen läsning", blind_label="anonymiserad läsning"),
        alt=f"Diagram över andelen utvalda. {' '.join(words)}",
        caption=f"Andel utvalda per grupp ({block['attribute']}).",
        width=_SHARE,
    )


def _sides(main: dict[str, Any]) -> tuple[str, str]:
    if main["reference"] is not None:
        return f"mer till {main['reference']}", f"mer till {main['level']}"
    if main["name"] == "shortlist_overlap_gap":
        return "mindre lika inom", "mer lika inom"
    return "lägre när anonymt", "högre när anonymt"


def _in_words(row: dict[str, Any]) -> str:
    name = group_of(row) or MEASURE[row["name"]]
    low, high = (value_text(row[key], row["unit"]) for key in ("ci_low", "ci_high"))
    value = value_text(row["estimate"], row["unit"])
    if row["ci_low"] is None and row["ci_high"] is None:
        return f"{name}: {value}, utan intervall."
    return f"{name}: {value}, intervall från {low} till {high}."


def _percent(rate: float | None) -> str:
    return "ingen siffra" if rate is None else f"{decimal(100 * rate, 0, 'sv')} procent"
