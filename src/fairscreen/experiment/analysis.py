"""The planned analysis of one study: ``fairscreen.analysis/1``.

The same study, plan and seed always give the same bytes. What the locked plan did not name is
labelled exploratory. Readers are counted, never ranked or named.
"""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np

from fairscreen.errors import FairscreenError
from fairscreen.experiment.design import Design
from fairscreen.experiment.estimates import (
    estimate_json,
    p_of,
    primary_outcome,
    ratio_estimates,
    results_of,
    suppressed_estimates,
)
from fairscreen.experiment.group_tables import group_tables
from fairscreen.experiment.observations import Observations
from fairscreen.experiment.observe import Study
from fairscreen.experiment.outcomes import all_outcomes
from fairscreen.experiment.reader_agreement import agreement_block, overlap_block
from fairscreen.experiment.sensitivity import naive_list, sensitivity_list
from fairscreen.experiment.study_facts import (
    blinding_block,
    consensus_block,
    design_block,
    number_block,
)
from fairscreen.experiment.study_warnings import study_warnings
from fairscreen.experiment.verdict import verdict_of

__all__ = ["analyse", "to_json"]

SCHEMA = "fairscreen.analysis/1"
_DIGITS = 10


def analyse(
    study: Study, *, design: Design | None = None, seed: int | None = None
) -> dict[str, Any]:
    """Analyse a study.

    Parameters
    ----------
    design:
        The plan. Only a locked one makes results planned.
    seed:
        Of what is sampled; by default the assignment's.

    Returns
    -------
    The result as plain data, ready for :func:`to_json`. Shares are 0 to 1 (0.1 = ten percentage
    points). ``None`` stands for a figure that does not exist or is suppressed, and for a limit of
    an interval that the assignments are too few to set.

    Raises
    ------
    FairscreenError
        ``study-attribute-missing`` when the plan's main question needs a group that the data lack;
        ``study-design-other`` when the assignment was drawn for another plan.
    """
    data, assignment = study.observations, study.assignment
    if design and assignment.design_hash not in (None, design.hash()):
        raise FairscreenError("study-design-other", name=design.title)
    planned = design is not None and design.lock is not None
    alpha = design.final_alpha if design else 0.05
    quota = _has_quota(data, design)
    length = _joint_length(data, design)
    seed = assignment.seed if seed is None else seed
    assignments = assignment.possible(draws=design.draws if design else 9_999, seed=seed)
    tables = group_tables(data, level=1 - alpha)
    outcomes = all_outcomes(
        data, assignments, shown={t.attribute: t.shown for t in tables}, quota=quota, length=length
    )
    primary = primary_outcome(outcomes, tables, design)
    results = results_of(outcomes, primary, design, planned=planned)
    estimates = [estimate_json(result, alpha, planned=planned) for result in results]
    estimates += ratio_estimates(tables, planned=planned, alpha=alpha)
    estimates += suppressed_estimates(tables)
    verdict, conclusion, equivalence = verdict_of(
        primary, results, estimates, design, alpha, data, planned=planned
    )
    naive = naive_list(data, primary, quota=quota) if primary else []
    overlap = overlap_block(data, assignments)
    blinding = blinding_block(data, seed)
    notes = study_warnings(
        study, design, assignments, tables,
        alpha=alpha, quota=quota, planned=planned, overlap=overlap, blinding=blinding,
        naive=naive, p_value=p_of(primary) if primary else None,
    )  # fmt: skip
    return _rounded(
        {
            "schema": SCHEMA,
            "n": number_block(study),
            "design": design_block(design),
            "assignment": {
                "kind": assignment.kind,
                "known": assignment.known,
                "hash": assignment.hash(),
                "seed": seed,
                "possible": len(assignments),
                "exact": assignments.exact,
            },
            "alpha": alpha,
            "verdict": verdict,
            "conclusion": conclusion,
            "estimates": estimates,
            "equivalence": equivalence,
            "groups": [table.body for table in tables],
            "agreement": agreement_block(data, by_pair=assignments.by_pair),
            "overlap": overlap,
            "consensus": consensus_block(data, assignments, length),
            "blinding": blinding,
            "sensitivity": sensitivity_list(data, assignments, primary) if primary else [],
            "naive": naive,
            "warnings": [note["sv"] for note in notes],
            "notes": notes,
            "versions": {"fairscreen": _version()},
        }
    )


def to_json(result: dict[str, Any], *, indent: int | None = None) -> str:
    """The result as JSON; equal results give equal bytes."""
    return json.dumps(result, ensure_ascii=False, allow_nan=False, indent=indent)


def _has_quota(data: Observations, design: Design | None) -> bool:
    if design is not None:
        return design.shortlist.rule == "fixed"
    complete = (data.judged | (data.arm < 0)).all(axis=1)
    return bool(complete.all()) and len(set(data.list_lengths.tolist())) == 1


def _joint_length(data: Observations, design: Design | None) -> int:
    if design is not None and design.shortlist.length is not None:
        return design.shortlist.length
    active = data.judged.any(axis=1)
    return max(1, int(np.floor(np.median(data.list_lengths[active]) + 0.5)))


def _rounded(value: Any) -> Any:
    """Ten decimals, so that the order of a sum never shows; what is not finite becomes ``None``."""
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    if isinstance(value, float | np.floating):
        number = float(value)
        return (round(number, _DIGITS) + 0.0) if math.isfinite(number) else None
    return value


def _version() -> str:
    from fairscreen import __version__

    return __version__
