"""The planned analysis and its words."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from fairscreen.errors import FairscreenError
from fairscreen.experiment import Design, Study, analyse, to_json

MakeStudy = Callable[..., Study]
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def plan(**changes: Any) -> Design:
    return Design.model_validate(
        {
            "title": "Prov", "question": "Ändras urvalet?", "readers": 10, "applications": 24,
            "shortlist": {"rule": "free"},
            "attributes": [{"name": "gender", "reference": "man"}],
            "primary": {"estimate": "arm_by_group", "attribute": "gender", "level": "kvinna"},
            "secondary": ["selection_rate_difference", "shortlist_overlap_gap"],
            "seed": 1, **changes,
        }
    )  # fmt: skip


def split_study(make_study: MakeStudy, *, gain: int) -> Study:
    """Ten readers of 20; every anonymous reader chooses ``gain`` more women, and fewer men."""
    chosen = np.zeros((10, 20))
    for reader in range(10):
        start = reader % 3
        extra = gain if reader % 2 else 0
        chosen[reader, start : start + 4 - extra] = 1  # men: 0-9
        chosen[reader, 10 + start : 10 + start + 3 + extra] = 1
    return make_study(chosen, np.arange(10) % 2, np.arange(20) >= 10)


def test_without_a_plan_everything_is_exploratory(fixture_study: Study) -> None:
    result = analyse(fixture_study)
    assert not any(row["planned"] for row in result["estimates"])
    assert "not-planned" in {note["code"] for note in result["notes"]}


def test_unlocked_plan_is_no_plan(fixture_study: Study) -> None:
    result = analyse(fixture_study, design=plan())
    assert {row["role"] for row in result["estimates"]} == {"exploratory", "descriptive"}
    assert "not-locked" in {note["code"] for note in result["notes"]}


def test_locked_plan_gives_roles(fixture_study: Study) -> None:
    result = analyse(fixture_study, design=plan().locked(NOW))
    roles = {row["name"]: row["role"] for row in result["estimates"]}
    assert roles["arm_by_group"] == "primary"
    assert roles["shortlist_overlap_gap"] == "secondary"
    assert roles["agreement_ac1_difference"] == "exploratory"


def test_only_planned_secondary_outcomes_share_the_adjustment(fixture_study: Study) -> None:
    result = analyse(fixture_study, design=plan().locked(NOW))
    adjusted = {row["name"] for row in result["estimates"] if row["p_adjusted"] is not None}
    assert adjusted == {"selection_rate_difference", "shortlist_overlap_gap"}


def test_clear_difference(make_study: MakeStudy) -> None:
    result = analyse(split_study(make_study, gain=3), design=plan(margin=0.1).locked(NOW))
    assert result["verdict"] == "difference"
    assert "60,0 procentenheter mer till fördel för gruppen ”kvinna”" in result["conclusion"]["sv"]
    assert "p = 0,008" in result["conclusion"]["sv"]


def test_no_relevant_difference(make_study: MakeStudy) -> None:
    result = analyse(split_study(make_study, gain=0), design=plan(margin=0.2).locked(NOW))
    assert result["verdict"] == "no_relevant_difference"
    assert "20 procentenheter" in result["conclusion"]["sv"]


def test_without_a_margin_equality_is_never_claimed(make_study: MakeStudy) -> None:
    result = analyse(split_study(make_study, gain=0), design=plan().locked(NOW))
    assert result["verdict"] == "inconclusive"
    assert "Det betyder inte att skillnad saknas" in result["conclusion"]["sv"]


@pytest.mark.parametrize("gain", [0, 1, 3])
def test_conclusion_is_three_sentences_without_promises(make_study: MakeStudy, gain: int) -> None:
    conclusion = analyse(split_study(make_study, gain=gain))["conclusion"]
    assert set(conclusion) == {"sv", "en"}
    for text in conclusion.values():
        assert text.count(". ") == 2
        assert text.endswith(".")
    for word in ("olaglig", "diskriminer", "rättvis", "bevisa"):
        assert word not in conclusion["sv"].casefold()


def test_direction_is_told_for_the_group_that_gained(make_study: MakeStudy) -> None:
    study = split_study(make_study, gain=3)
    data = study.observations
    mirrored = make_study(data.chosen, 1 - np.arange(10) % 2, np.arange(20) >= 10)
    text = analyse(mirrored)["conclusion"]["sv"]
    assert "till fördel för gruppen ”man” än för gruppen ”kvinna”" in text


def test_fixed_length_hides_the_difference_that_is_always_zero(make_study: MakeStudy) -> None:
    result = analyse(split_study(make_study, gain=1))
    assert "selection_rate_difference" not in {row["name"] for row in result["estimates"]}
    assert "quota" in {note["code"] for note in result["notes"]}


def test_earlier_looks_widen_the_interval(fixture_study: Study) -> None:
    full = analyse(fixture_study, design=plan().locked(NOW))["estimates"][0]
    spent = analyse(fixture_study, design=plan(spent_alpha=[0.03]).locked(NOW))["estimates"][0]
    assert spent["ci_low"] < full["ci_low"]
    assert spent["ci_high"] > full["ci_high"]


def test_assignment_of_another_plan_is_refused(fixture_study: Study) -> None:
    assignment = fixture_study.assignment.model_copy(update={"design_hash": "f" * 64})
    study = Study(fixture_study.observations, assignment, 0, 0)
    with pytest.raises(FairscreenError, match="study-design-other"):
        analyse(study, design=plan())


def test_main_question_without_its_groups_is_refused(fixture_study: Study) -> None:
    design = plan(
        attributes=[{"name": "age", "reference": "ung"}],
        primary={"estimate": "arm_by_group", "attribute": "age", "level": "gammal"},
    )
    with pytest.raises(FairscreenError, match="study-attribute-missing"):
        analyse(fixture_study, design=design)


def test_json_is_what_the_interface_promises(fixture_study: Study) -> None:
    result = json.loads(to_json(analyse(fixture_study)))
    assert result["schema"] == "fairscreen.analysis/1"
    assert result["n"] == result["n"] | {"reviewers": 10, "applications": 24, "judgements": 240}
    assert set(result["agreement"]) == {"open", "anonymous", "between"}
    keys = {
        "name", "attribute", "level", "estimate", "ci_low", "ci_high", "p_value", "method",
        "planned",
    }  # fmt: skip
    assert all(keys <= set(row) for row in result["estimates"])
    names = {row["name"] for row in result["estimates"]}
    assert {
        "selection_rate_difference", "shortlist_overlap_gap", "arm_by_group", "impact_ratio"
    } <= names  # fmt: skip
    assert all(isinstance(text, str) for text in result["warnings"])


def test_readers_are_never_named(fixture_study: Study) -> None:
    text = to_json(analyse(fixture_study))
    assert not any(f'"{reader}"' in text for reader in fixture_study.observations.readers)


def test_crossover_is_analysed_within_readers() -> None:
    from fairscreen.experiment import Judgement, draw_assignment, observe
    from fairscreen.experiment.groups import read_groups
    from fairscreen.experiment.spreadsheets import read_table

    codes = [f"K{i:02}" for i in range(24)]
    groups = {code: "kvinna" if i % 2 else "man" for i, code in enumerate(codes)}
    drawn = draw_assignment(
        readers=["a", "b", "c", "d", "e", "f"], applications=codes, seed=6, kind="crossover",
        strata=groups,
    )  # fmt: skip
    rows = []
    for place, reader in enumerate(drawn.readers):
        for i, code in enumerate(codes):
            anonymous = drawn.arm_of(reader, code) == "anonymous"
            woman = groups[code] == "kvinna"
            pick = (woman == anonymous) and (i + place) % 4 != 0
            rows.append(Judgement(reader, code, int(anonymous), pick))
    table = "application,gender\n" + "\n".join(f"{c},{g}" for c, g in groups.items())
    study = observe(
        rows, name="j", assignment=drawn,
        groups=read_groups(read_table(table.encode(), name="g")),
    )  # fmt: skip
    result = analyse(study)
    row = result["estimates"][0]
    assert row["name"] == "arm_by_group"
    assert row["estimate"] > 1
    assert row["p_value"] == pytest.approx(1 / 10_000)
    assert row["ci_low"] > 0
    assert result["overlap"] is None
    assert "carry-over" in {note["code"] for note in result["notes"]}
