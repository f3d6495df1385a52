"""The tables of a study's report, from ``fairscreen.analysis/1``."""

from __future__ import annotations

from math import exp, isfinite
from typing import Any

from fairscreen.experiment import published_trials
from fairscreen.report.study_grids import HIDDEN, Cell, Column, Grid
from fairscreen.report.study_words import (
    ARM,
    DIRECTION,
    MEASURE,
    NAIVE,
    ROLE,
    SENSITIVITY,
    UNIT,
    group_of,
    interval_text,
    plain_value,
    value_text,
)

__all__ = [
    "agreement_grid", "estimate_grid", "estimate_table", "evidence_grid", "group_grids",
    "guess_grid", "main_estimate", "naive_grid", "ratio_grids", "reading_grid", "sensitivity_grid",
    "shown_limits",
]  # fmt: skip

Result = dict[str, Any]


def estimate_grid(result: Result) -> Grid:
    """Every estimate but the ratios per version, as numbers in the unit that its row tells."""
    rows: list[tuple[Cell, ...]] = []
    for row in _measures(result):
        numbers = [_in_unit(row[key], row["unit"]) for key in ("estimate", "ci_low", "ci_high")]
        cells = [HIDDEN] * 5 if row["suppressed"] else [*numbers, row["p_value"], row["p_adjusted"]]
        unit = "" if row["unit"] is None else UNIT.get(row["unit"], row["unit"])
        rows.append((MEASURE[row["name"]], group_of(row), unit, *cells, ROLE[row["role"]]))
    columns = (
        Column("Mått", width=34), Column("Grupper", width=22), Column("Enhet", width=16),
        Column("Värde", "number", 10), Column("Från", "number", 10), Column("Till", "number", 10),
        Column("p", "p", 9), Column("Justerat p", "p", 11), Column("Roll", width=14),
    )  # fmt: skip
    return Grid("Alla mått", columns, rows)


def estimate_table(result: Result, *, only: dict[str, Any] | None = None) -> Grid:
    """The same in fewer columns, for a page; ``only`` one of the estimates."""
    rows: list[tuple[Cell, ...]] = []
    for row in [only] if only else _measures(result):
        groups, unit = group_of(row), UNIT.get(row["unit"] or "", "")
        name = ", ".join(part for part in (MEASURE[row["name"]], groups, unit) if part)
        if row["suppressed"]:
            cells: list[Cell] = [HIDDEN] * 4
        else:
            cells = [
                plain_value(row["estimate"], row["unit"]),
                interval_text(row["ci_low"], row["ci_high"], row["unit"]),
                row["p_value"], row["p_adjusted"],
            ]  # fmt: skip
        rows.append((name, *(cells[:3] if only else [*cells, ROLE[row["role"]]])))
    columns = [Column("Mått"), Column("Värde"), Column("Intervall"), Column("p", "p")]
    if only is None:
        columns += [Column("Justerat p", "p"), Column("Roll")]
    return Grid("Mått i studien", columns, rows)


def _measures(result: Result) -> list[dict[str, Any]]:
    return [row for row in result["estimates"] if row["name"] != "impact_ratio"]


def _in_unit(value: float | None, unit: str | None) -> float | None:
    if value is None or not isfinite(value):
        return None
    if unit in ("share", "proportion"):
        return round(100 * value, 6)
    return exp(value) if unit == "log" else value


def group_grids(result: Result) -> list[Grid]:
    """Per attribute: how many applications, and the share selected in each version."""
    grids = []
    for block in result["groups"]:
        rows: list[tuple[Cell, ...]] = []
        for level in block["levels"]:
            cells: list[Cell] = [level["level"]]
            if level["suppressed"]:
                rows.append((level["level"], *[HIDDEN] * 5))
                continue
            cells.append(level["applications"])
            for arm in ("open", "anonymous"):
                side = level[arm]
                cells += [f"{side['selected']} av {side['judged']}", side["rate"]]
            rows.append(tuple(cells))
        unknown = block["unknown"]
        if unknown["suppressed"] or unknown["applications"]:
            number = HIDDEN if unknown["suppressed"] else unknown["applications"]
            rows.append(("okänd", number, "–", None, "–", None))
        columns = (
            Column("Grupp", width=22), Column("Ansökningar", "count", 13),
            Column("Öppen: utvalda", width=18), Column("Öppen: andel", "percent", 14),
            Column("Anonymiserad: utvalda", width=22),
            Column("Anonymiserad: andel", "percent", 20),
        )  # fmt: skip
        grids.append(Grid(f"Utvalda per grupp: {block['attribute']}", columns, rows))
    return grids


def ratio_grids(result: Result) -> list[Grid]:
    """Per attribute: the impact ratio in each version with its interval."""
    columns = (
        Column("Grupper", width=26), Column("Version", width=14), Column("Kvot", "number", 9),
        Column("Från", "number", 9), Column("Till", "number", 9),
        Column("Till fyra femtedelar", "count", 20),
    )  # fmt: skip
    by_attribute: dict[str, list[tuple[Cell, ...]]] = {}
    for row in result["estimates"]:
        if row["name"] != "impact_ratio":
            continue
        cells: tuple[Cell, ...] = (
            (group_of(row), "båda", *[HIDDEN] * 4)
            if row["suppressed"]
            else (
                group_of(row), ARM[row["arm"]], row["estimate"], row["ci_low"], row["ci_high"],
                row["to_four_fifths"],
            )
        )  # fmt: skip
        by_attribute.setdefault(row["attribute"], []).append(cells)
    return [Grid(f"Kvot mellan grupper: {a}", columns, rows) for a, rows in by_attribute.items()]


def naive_grid(result: Result) -> Grid:
    """What tests that count each judgement by itself would have said."""
    columns = (Column("Test", width=48), Column("p", "p", 9), Column("Hade kallats", width=22))
    alpha = result["alpha"]
    rows = [
        (
            NAIVE[test["name"]], test["p_value"],
            "säkerställt" if test["p_value"] <= alpha else "inte säkerställt",
        )
        for test in result["naive"]
    ]  # fmt: skip
    return Grid("Enkla test", columns, rows)


def reading_grid(result: Result) -> Grid:
    """Readers and judgements in each version, and what is missing."""
    n = result["n"]
    rows: list[tuple[Cell, ...]] = [
        (f"Läsare, {ARM[arm]} läsning", n["by_arm"][arm]["reviewers"]) for arm in ARM
    ]
    rows += [(f"Bedömningar, {ARM[arm]} läsning", n["by_arm"][arm]["judgements"]) for arm in ARM]
    rows += [
        ("Ansökningar", n["applications"]), ("Läsare som lottades", n["assigned_reviewers"]),
        ("Lottade läsare utan bedömning", n["dropouts"]),
        ("Tilldelade ansökningar som inte lästes", n["unread"]),
    ]  # fmt: skip
    return Grid("Underlag", (Column("Vad", width=42), Column("Antal", "count", 10)), rows)


def guess_grid(result: Result) -> Grid:
    """Whom readers recognised, and how often their guesses were right."""
    blinding = result["blinding"]
    rows: list[tuple[Cell, ...]] = [
        (f"Kände igen den sökande, {ARM[arm]}", known["asked"], known["share"], None, None)
        for arm, known in blinding["recognised"].items()
    ]
    rows += [
        (
            f"Gissade rätt: {guess['attribute']}, {ARM[guess['arm']]}", guess["guesses"],
            guess["correct"], guess["chance"], guess["p_value"],
        )
        for guess in blinding["guesses"]
    ]  # fmt: skip
    columns = (
        Column("Vad", width=46), Column("Svar", "count", 10), Column("Andel", "percent", 10),
        Column("Slumpens andel", "percent", 15), Column("p", "p", 9),
    )  # fmt: skip
    return Grid("Igenkänning och gissningar", columns, rows)


def agreement_grid(result: Result) -> Grid:
    """How alike readers chose within and between versions."""
    blocks = result["agreement"]
    names = {"open": "Öppen läsning", "anonymous": "Anonymiserad läsning", "between": "Mellan dem"}
    rows = [
        (
            names[key], block.get("krippendorff_alpha"), block.get("gwet_ac1"),
            block.get("mean_jaccard"), block.get("mean_in_common"),
        )
        for key, block in blocks.items()
        if block
    ]  # fmt: skip
    columns = (
        Column("Läsare", width=24), Column("Alfa", "number", 10), Column("AC1", "number", 10),
        Column("Likhet mellan två listor", "percent", 24),
        Column("Gemensamma ansökningar", "number", 24),
    )  # fmt: skip
    return Grid("Enighet", columns, rows)


def sensitivity_grid(result: Result) -> Grid:
    """The main question asked in other ways."""
    main = main_estimate(result)
    unit = main["unit"] if main else None
    rows = []
    for row in result["sensitivity"]:
        overlap, score = row["name"].startswith("overlap"), row["name"].startswith("score")
        own = "share" if overlap else "score" if score else unit
        rows.append((SENSITIVITY[row["name"]], value_text(row["estimate"], own), row["p_value"]))
    columns = (Column("Analys", width=44), Column("Värde", width=24), Column("p", "p", 9))
    return Grid("Känslighet", columns, rows)


def evidence_grid() -> Grid:
    """Published trials, whichever way they point."""
    columns = (
        Column("Försök", width=26), Column("Vad som hände", width=70), Column("Riktning", width=18),
        Column("Källa", width=50),
    )  # fmt: skip
    rows = [
        (
            f"{trial.place} {trial.years}" + (f" ({trial.size})" if trial.size else ""), trial.sv,
            DIRECTION[trial.direction], trial.source,
        )
        for trial in published_trials()
    ]  # fmt: skip
    return Grid("Publicerade försök", columns, rows)


def shown_limits(row: dict[str, Any]) -> tuple[float | None, float | None]:
    """The interval's limits where they exist, on the axis of a chart."""
    limits = [row["ci_low"], row["ci_high"]]
    if row["unit"] == "log":
        limits = [None if v is None else exp(v) for v in limits]
    low, high = (v if v is not None and isfinite(v) else None for v in limits)
    return low, high


def main_estimate(result: Result) -> dict[str, Any] | None:
    """The estimate that the conclusion is about; ``None`` when it is suppressed."""
    if result["verdict"] == "suppressed":
        return None
    rows = [row for row in result["estimates"] if row["p_value"] is not None]
    for row in rows:
        if row["role"] == "primary":
            return row
    for name in ("arm_by_group", "shortlist_overlap_gap", "agreement_alpha_difference"):
        for row in rows:
            if row["name"] == name:
                return row
    return rows[0] if rows else None
