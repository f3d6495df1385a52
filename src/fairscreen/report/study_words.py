"""The Swedish words for the codes of a study, shared by every output."""

from __future__ import annotations

from math import exp, isfinite
from typing import Any

from fairscreen.experiment.conclusion import decimal, p_text

__all__ = [
    "ARM", "DIRECTION", "KIND", "MEASURE", "NAIVE", "ROLE", "SENSITIVITY", "UNIT", "VERDICT",
    "group_of", "interval_text", "measure_of", "p_value", "plain_value", "tick_text", "value_text",
]  # fmt: skip

MEASURE = {
    "arm_by_group": "Skillnad mellan grupper, ändring",
    "impact_ratio_change": "Kvot mellan grupper, ändring",
    "selection_rate_difference": "Andel utvalda, skillnad",
    "score_difference": "Poäng, skillnad",
    "score_arm_by_group": "Poäng mellan grupper, ändring",
    "shortlist_overlap_gap": "Likhet inom minus mellan versioner",
    "consensus_overlap": "Gemensamma platser",
    "agreement_alpha_difference": "Enighet (alfa), skillnad",
    "agreement_ac1_difference": "Enighet (AC1), skillnad",
    "impact_ratio": "Kvot mellan grupper",
}
ROLE = {
    "primary": "huvudfråga", "secondary": "planerad", "exploratory": "utforskande",
    "descriptive": "beskrivande",
}  # fmt: skip
ARM = {"open": "öppen", "anonymous": "anonymiserad"}
KIND = {
    "complete": "en version var", "blocked": "inom grupper av läsare", "pairs": "inom par",
    "crossover": "halva anonymt",
}  # fmt: skip
VERDICT = {
    "difference": "Svar: en skillnad",
    "no_relevant_difference": "Svar: ingen skillnad av betydelse",
    "inconclusive": "Svar: studien avgör inte frågan",
    "suppressed": "Svar: visas inte",
}
NAIVE = {
    "pooled_chi_square": "Chi-två-test på alla bedömningar, version mot utvald",
    "pooled_difference_in_differences": "z-test av skillnaden på alla bedömningar",
}
SENSITIVITY = {
    "mid_p": "Samma test med mid-p",
    "welch_t_on_reader_gaps": "Welchs t-test på läsarnas skillnader",
    "without_recognised": "Utan sökande som läsaren kände igen",
    "only_complete_readers": "Bara läsare som läste allt",
    "score_standardised_within_reader": "Poäng, standardiserade inom läsare",
    "overlap_by_kappa": "Listornas likhet med kappa",
    "overlap_by_tau_of_scores": "Likhet i poängens ordning (tau-b)",
    "overlap_by_rank_biased_overlap": "Likhet i rangordning (RBO)",
}
UNIT = {
    "share": "procentenheter", "proportion": "procent", "log": "kvot", "ratio": "kvot",
    "points": "poäng", "coefficient": "koefficient",
}  # fmt: skip
DIRECTION = {
    "for": "ökade chanserna", "against": "minskade chanserna", "none": "ingen effekt",
    "mixed": "blandat", "blinding": "om blindning",
}  # fmt: skip


def value_text(value: float | None, unit: str | None) -> str:
    """A measure's value with its unit; a dash for what does not exist."""
    if value is None or not isfinite(value):
        return "–"
    if unit == "share":
        return f"{decimal(100 * value, 1, 'sv')} procentenheter"
    if unit == "proportion":
        return f"{decimal(100 * value, 0, 'sv')} procent"
    return decimal(exp(value) if unit == "log" else value, 2, "sv")


def plain_value(value: float | None, unit: str | None) -> str:
    """The same without its unit, for a column or a sentence that has told it."""
    return value_text(value, unit).removesuffix(" procentenheter").removesuffix(" procent")


def interval_text(low: float | None, high: float | None, unit: str | None) -> str:
    """``0,0 till 58,3``; open ends are said, and no interval is a dash."""
    if low is None and high is None:
        return "–"
    if low is None:
        return f"ingen gräns till {plain_value(high, unit)}"
    if high is None:
        return f"{plain_value(low, unit)} till ingen gräns"
    return f"{plain_value(low, unit)} till {plain_value(high, unit)}"


def tick_text(value: float) -> str:
    """A value of an axis with as few decimals as tell it, at most two."""
    digits = next((d for d in (0, 1) if abs(round(value, d) - value) < 1e-9), 2)
    return decimal(value, digits, "sv")


def p_value(value: float | None) -> str:
    """``0,079`` or ``< 0,001``; a dash for none."""
    return "–" if value is None else p_text(value, "sv").removeprefix("p ").removeprefix("= ")


def group_of(row: dict[str, Any]) -> str:
    """``kvinna mot man``, or nothing for a measure without groups."""
    return "" if row["level"] is None else f"{row['level']} mot {row['reference']}"


def measure_of(row: dict[str, Any]) -> str:
    """The measure with its groups and version."""
    extra = [part for part in (group_of(row), ARM.get(row["arm"] or "", "")) if part]
    return MEASURE[row["name"]] + (f" ({', '.join(extra)})" if extra else "")
