"""Laws that hold for every study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.experiment import Study, analyse, to_json

ARM = np.array([1, 0, 1, 0, 0, 1, 1, 0])
GROUP = np.tile([0, 1], 8)
#: Names of estimates that change sign when the arms change places.
SIGNED = {
    "arm_by_group", "impact_ratio_change", "selection_rate_difference", "score_difference",
    "score_arm_by_group", "agreement_alpha_difference", "agreement_ac1_difference",
}  # fmt: skip


MakeStudy = Callable[..., Study]


def random_study(make_study: MakeStudy, seed: int, **changes: Any) -> Study:
    rng = np.random.default_rng(seed)
    chosen = (rng.random((8, 16)) < rng.uniform(0.2, 0.6, (8, 1))).astype(float)
    chosen[0, :2] = 0, 1
    score = rng.integers(1, 6, (8, 16)).astype(float)
    return make_study(chosen, ARM, GROUP, score=score, **changes)


def estimates(study: Study) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {(row["name"], row["level"], row["arm"]): row for row in analyse(study)["estimates"]}


def figures(row: dict[str, Any]) -> list[float | None]:
    return [row[key] for key in ("estimate", "ci_low", "ci_high", "p_value", "p_adjusted")]


seeds = st.integers(0, 10_000)


@settings(max_examples=8, deadline=None)
@given(seeds)
def test_new_names_for_readers_and_applications_change_nothing(
    make_study: MakeStudy, seed: int
) -> None:
    plain = random_study(make_study, seed)
    renamed = random_study(
        make_study,
        seed,
        readers=tuple(f"reader {i * 7 % 8}" for i in range(8)),
        applications=tuple(f"{i * 5 % 16} x" for i in range(16)),
    )
    for key, row in estimates(plain).items():
        assert figures(row) == figures(estimates(renamed)[key])


@settings(max_examples=8, deadline=None)
@given(seeds)
def test_order_of_readers_and_applications_changes_nothing(
    make_study: MakeStudy, seed: int
) -> None:
    plain = random_study(make_study, seed)
    rng = np.random.default_rng(seed + 1)
    rows, columns = rng.permutation(8), rng.permutation(16)
    data = plain.observations
    assert data.score is not None
    moved = make_study(
        data.chosen[np.ix_(rows, columns)], ARM[rows], GROUP[columns],
        score=data.score[np.ix_(rows, columns)],
    )  # fmt: skip
    found = estimates(moved)
    for key, row in estimates(plain).items():
        assert figures(found[key]) == pytest.approx(figures(row), abs=1e-8)


@settings(max_examples=8, deadline=None)
@given(seeds)
def test_swapping_the_arms_flips_signs_and_keeps_p(make_study: MakeStudy, seed: int) -> None:
    plain = random_study(make_study, seed)
    data = plain.observations
    assert data.score is not None
    swapped = estimates(make_study(data.chosen, 1 - ARM, GROUP, score=data.score))
    for (name, level, arm), row in estimates(plain).items():
        if arm is not None:
            continue
        other = swapped[name, level, arm]
        assert other["p_value"] == pytest.approx(row["p_value"])
        sign = -1 if name in SIGNED else 1
        assert other["estimate"] == pytest.approx(sign * row["estimate"], abs=1e-9)
        if row["ci_low"] is not None:
            assert other["ci_low"] == pytest.approx(-row["ci_high"], abs=1e-9)


@settings(max_examples=8, deadline=None)
@given(seeds)
def test_applicant_nobody_chose_leaves_the_overlap_as_it_is(
    make_study: MakeStudy, seed: int
) -> None:
    plain = random_study(make_study, seed)
    data = plain.observations
    longer = make_study(np.c_[data.chosen, np.zeros((8, 1))], ARM, np.append(GROUP, 0))
    before, after = estimates(plain), estimates(longer)
    key = ("shortlist_overlap_gap", None, None)
    assert figures(after[key])[:4] == figures(before[key])[:4]


def test_same_seed_and_data_give_the_same_bytes(make_study: MakeStudy) -> None:
    assert to_json(analyse(random_study(make_study, 3))) == to_json(
        analyse(random_study(make_study, 3))
    )


def test_same_seed_gives_the_same_bytes_when_the_set_is_sampled(make_study: MakeStudy) -> None:
    rng = np.random.default_rng(1)
    chosen = (rng.random((20, 12)) < 0.4).astype(float)
    study = make_study(chosen, np.tile([0, 1], 10), np.tile([0, 1], 6))
    first = analyse(study)
    assert first["assignment"]["exact"] is False
    assert to_json(first) == to_json(analyse(study))
    assert to_json(first) != to_json(analyse(study, seed=99))


def test_dropouts_stay_in_the_assignment_set(make_study: MakeStudy) -> None:
    study = random_study(make_study, 5)
    data = study.observations
    chosen = data.chosen.copy()
    chosen[2] = np.nan
    result = analyse(make_study(chosen, ARM, GROUP))
    assert result["assignment"]["possible"] == 70
    assert result["n"]["dropouts"] == 1
    assert result["n"]["reviewers"] == 7
    assert any(note["code"] == "dropouts" for note in result["notes"])


def test_p_values_are_multiples_of_one_assignment(make_study: MakeStudy) -> None:
    for row in estimates(random_study(make_study, 9)).values():
        if row["arm"] is None:
            assert (row["p_value"] * 70) == pytest.approx(round(row["p_value"] * 70), abs=1e-6)


def test_arm_codes_of_unassigned_pairs_are_ignored(make_study: MakeStudy) -> None:
    study = random_study(make_study, 2)
    data = study.observations
    arm, chosen = data.arm.copy(), data.chosen.copy()
    arm[0, 3], chosen[0, 3] = -1, np.nan
    signs = list(study.assignment.arms[0])
    signs[3] = "-"
    assignment = study.assignment.model_copy(
        update={"arms": ("".join(signs), *study.assignment.arms[1:])}
    )
    other = replace(study, observations=replace(data, arm=arm, chosen=chosen),
                    assignment=assignment)  # fmt: skip
    assert analyse(other)["n"]["judgements"] == 8 * 16 - 1
