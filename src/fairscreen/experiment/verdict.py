"""Three verdicts: a difference, no relevant difference, or not settled.

Most small studies are not settled, and the words are made for that. A study whose groups are too
small to show has no verdict: suppressed is not passed.
"""

from __future__ import annotations

from typing import Any

from fairscreen.experiment.conclusion import Verdict, conclude, suppressed_conclusion
from fairscreen.experiment.design import Design
from fairscreen.experiment.estimates import Result
from fairscreen.experiment.observations import Observations
from fairscreen.experiment.outcomes import Outcome
from fairscreen.experiment.randomisation import TOLERANCE, equivalence_p

__all__ = ["verdict_of"]


def verdict_of(
    primary: Outcome | None,
    results: list[Result],
    estimates: list[dict[str, Any]],
    design: Design | None,
    alpha: float,
    data: Observations,
    *,
    planned: bool,
) -> tuple[Verdict, dict[str, str], dict[str, Any] | None]:
    if primary is None:
        return "suppressed", suppressed_conclusion(), None
    place = next(i for i, result in enumerate(results) if result.outcome is primary)
    p_value = results[place].p_value
    margin = design.margin if design and primary.unit == "share" else None
    equivalence = None
    verdict: Verdict = "difference" if p_value <= alpha + TOLERANCE else "inconclusive"
    if margin is not None and primary.shift is not None:
        p_equal = equivalence_p(primary.stats, primary.shift, margin)
        equivalence = {"margin": margin, "p_value": p_equal, "shown": p_equal <= alpha + TOLERANCE}
        if verdict == "inconclusive" and equivalence["shown"]:
            verdict, p_value = "no_relevant_difference", p_equal
    active = data.judged.any(axis=1)
    conclusion = conclude(
        estimates[place],
        verdict=verdict,
        p_value=p_value,
        margin=margin,
        unit=primary.unit,
        level=1 - alpha,
        readers=int(active.sum()),
        applications=int(data.judged.any(axis=0).sum()),
        exploratory=not planned,
    )
    return verdict, conclusion, equivalence
