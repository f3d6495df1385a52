"""Which outcome answers the question, what role the others play, and how each is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fairscreen.errors import FairscreenError
from fairscreen.experiment.assignment import ARMS
from fairscreen.experiment.design import Design
from fairscreen.experiment.group_tables import GroupTable
from fairscreen.experiment.multiplicity import max_t
from fairscreen.experiment.outcomes import Outcome
from fairscreen.experiment.randomisation import interval, mid_p, p_greater, p_two_sided

__all__ = [
    "Result", "estimate_json", "p_of", "primary_outcome", "ratio_estimates", "results_of",
    "suppressed_estimates",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Result:
    """An outcome with its p value and role; ``adjusted`` is the maxT p within its family."""

    outcome: Outcome
    p_value: float
    role: str
    adjusted: float | None


def primary_outcome(
    outcomes: list[Outcome], tables: list[GroupTable], design: Design | None
) -> Outcome | None:
    """The outcome that answers the question; ``None`` when its groups are suppressed."""
    if design is None:
        order = ("arm_by_group", "shortlist_overlap_gap", "agreement_alpha_difference")
        ranked = [o for name in order for o in outcomes if o.name == name]
        hidden = any(table.hidden for table in tables)
        if not ranked or (hidden and ranked[0].name != "arm_by_group"):
            return None if hidden else (ranked or outcomes)[0]
        return ranked[0]
    plan = design.primary
    for outcome in outcomes:
        same_level = (outcome.level or "").casefold() == (plan.level or "").casefold()
        same_attribute = (outcome.attribute or "") == (plan.attribute or "").casefold()
        if outcome.name == plan.estimate and same_attribute and same_level:
            return outcome
    for table in tables:
        if table.attribute == (plan.attribute or "").casefold() and table.hidden:
            return None
    what = plan.estimate if plan.attribute is None else f"{plan.attribute}: {plan.level}"
    raise FairscreenError(
        "study-attribute-missing", detail=f"Uppgifterna räcker inte för måttet {what}."
    )


def results_of(
    outcomes: list[Outcome], primary: Outcome | None, design: Design | None, *, planned: bool
) -> list[Result]:
    named = set(design.secondary) if design else set()
    roles = [
        "exploratory"
        if not planned
        else "primary"
        if outcome is primary
        else "secondary"
        if outcome.name in named
        else "exploratory"
        for outcome in outcomes
    ]
    # One family: the planned secondary outcomes, or without a plan everything.
    family = [
        place for place, role in enumerate(roles) if role == ("secondary" if planned else role)
    ]
    adjusted = max_t(
        [outcomes[place].stats for place in family],
        [outcomes[place].one_sided for place in family],
    ) if family else []  # fmt: skip
    by_place = dict(zip(family, adjusted, strict=True))
    return [
        Result(outcome, p_of(outcome), role, by_place.get(place))
        for place, (outcome, role) in enumerate(zip(outcomes, roles, strict=True))
    ]


def p_of(outcome: Outcome) -> float:
    return p_greater(outcome.stats) if outcome.one_sided else p_two_sided(outcome.stats)


def estimate_json(result: Result, alpha: float, *, planned: bool) -> dict[str, Any]:
    outcome = result.outcome
    limits = None
    if outcome.shift is not None:
        limits = interval(outcome.stats, outcome.shift, 1 - alpha)
    return {
        "name": outcome.name,
        "attribute": outcome.attribute,
        "level": outcome.level,
        "reference": outcome.reference,
        "arm": None,
        "estimate": float(outcome.estimate),
        "ci_low": limits[0] if limits else None,
        "ci_high": limits[1] if limits else None,
        "ci_method": "test inversion" if limits else None,
        "p_value": result.p_value,
        "p_adjusted": result.adjusted,
        "mid_p": None if outcome.one_sided else mid_p(outcome.stats),
        "method": outcome.method,
        "unit": outcome.unit,
        "role": result.role,
        "planned": planned and result.role != "exploratory",
        "suppressed": False,
    }


def ratio_estimates(
    tables: list[GroupTable], *, planned: bool, alpha: float
) -> list[dict[str, Any]]:
    return [
        {
            **_blank("impact_ratio", table.attribute, level, table.shown[0]),
            "arm": ARMS[arm],
            "estimate": ratio.estimate,
            "ci_low": ratio.low,
            "ci_high": ratio.high,
            "ci_method": ratio.method,
            "p_value": ratio.p_value,
            "method": ratio.method,
            "unit": "ratio",
            "role": "descriptive",
            "planned": planned,
            "selected": ratio.selected,
            "judged": ratio.total,
            "reference_selected": ratio.reference_selected,
            "reference_judged": ratio.reference_total,
            "to_four_fifths": ratio.to_four_fifths,
        }
        for table in tables
        for (arm, level), ratio in table.ratios.items()
    ]


def suppressed_estimates(tables: list[GroupTable]) -> list[dict[str, Any]]:
    """Said, not left out: a suppressed group has not passed anything."""
    out = []
    for table in tables:
        reference = table.body["reference"]
        levels = [row["level"] for row in table.body["levels"] if row["level"] != reference]
        for level in levels:
            if level in table.shown:
                continue
            for name in ("arm_by_group", "impact_ratio"):
                blank = _blank(name, table.attribute, level, reference)
                out.append({**blank, "suppressed": True, "method": "suppressed: small cell"})
    return out


def _blank(
    name: str, attribute: str | None, level: str | None, reference: str | None
) -> dict[str, Any]:
    return {
        "name": name, "attribute": attribute, "level": level, "reference": reference, "arm": None,
        "estimate": None, "ci_low": None, "ci_high": None, "ci_method": None, "p_value": None,
        "p_adjusted": None, "mid_p": None, "method": None, "unit": None, "role": "descriptive",
        "planned": False, "suppressed": False,
    }  # fmt: skip
