"""The facts of a study beside its estimates: numbers, plan, joint shortlists, blinding."""

from __future__ import annotations

from typing import Any

import numpy as np

from fairscreen.experiment.assignment import ARMS, stream
from fairscreen.experiment.assignment_set import AssignmentSet
from fairscreen.experiment.blinding import guessing, recognition_rate
from fairscreen.experiment.consensus import consensus
from fairscreen.experiment.design import Design
from fairscreen.experiment.observations import Observations
from fairscreen.experiment.observe import Study

__all__ = ["blinding_block", "consensus_block", "design_block", "number_block"]


def number_block(study: Study) -> dict[str, Any]:
    data = study.observations
    judged = data.judged
    return {
        "reviewers": int(judged.any(axis=1).sum()),
        "applications": int(judged.any(axis=0).sum()),
        "judgements": int(judged.sum()),
        "assigned_reviewers": len(data.readers),
        "dropouts": study.dropouts,
        "unread": study.unread,
        "by_arm": {
            name: {
                "reviewers": int((judged & (data.arm == code)).any(axis=1).sum()),
                "judgements": int((judged & (data.arm == code)).sum()),
            }
            for code, name in enumerate(ARMS)
        },
    }


def design_block(design: Design | None) -> dict[str, Any] | None:
    if design is None:
        return None
    return {
        "title": design.title,
        "question": design.question,
        "hash": design.hash(),
        "locked": design.lock.time.isoformat() if design.lock else None,
        "primary": design.primary.model_dump(),
        "secondary": list(design.secondary),
        "margin": design.margin,
        "shortlist": design.shortlist.model_dump(),
        "spent_alpha": list(design.spent_alpha),
    }


def consensus_block(
    data: Observations, assignments: AssignmentSet, length: int
) -> dict[str, Any] | None:
    if not 0 < length < len(data.applications):
        return None
    one = AssignmentSet(assignments.z[:1], exact=assignments.exact)
    joint = consensus(one, data.chosen, length)
    change = joint.anonymous - joint.open
    codes = np.array(data.applications)
    return {
        "length": length,
        "kept": float(joint.kept[0]),
        "enter": codes[change >= 1 - 1e-9].tolist(),
        "leave": codes[change <= -1 + 1e-9].tolist(),
        "shared_places": int(((joint.open % 1 > 1e-9) | (joint.anonymous % 1 > 1e-9)).sum()),
    }


def blinding_block(data: Observations, seed: int) -> dict[str, Any]:
    out: dict[str, Any] = {"recognised": {}, "guesses": []}
    for code, arm in enumerate(ARMS):
        where = data.judged & (data.arm == code)
        if data.recognised is not None:
            rate = recognition_rate(data.recognised, where)
            if rate is not None:
                out["recognised"][arm] = {"asked": rate[0], "share": rate[1]}
        for attribute in data.attributes:
            if attribute.name not in data.guesses:
                continue
            rng = stream(seed, f"guess {attribute.name} {arm}")
            found = guessing(data.guesses[attribute.name], attribute.codes, where, rng=rng)
            if found is not None:
                out["guesses"].append(
                    {
                        "attribute": attribute.name, "arm": arm, "guesses": found.guesses,
                        "correct": found.correct, "chance": found.chance, "p_value": found.p_value,
                    }
                )  # fmt: skip
    return out
