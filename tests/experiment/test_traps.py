"""What others got wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from fairscreen.experiment import Study, analyse, draw_assignment, score_ratio

MakeStudy = Callable[..., Study]
ARM = np.tile([0, 1], 5)


def codes_of(result: dict[str, Any]) -> set[str]:
    return {note["code"] for note in result["notes"]}


def labelled(groups: str, from_csv: Callable[..., Study], *, seed: int = 4) -> Study:
    """Eight readers; ``groups`` holds one letter per application."""
    rng = np.random.default_rng(seed)
    rows = ["reviewer,application,arm,shortlisted"]
    for reader in range(8):
        arm = "anonymous" if reader % 2 else "open"
        rows += [
            f"R{reader},A{place:02},{arm},{int(rng.random() < 0.4)}" for place in range(len(groups))
        ]
    names = {"m": "man", "k": "kvinna", "i": "icke-binär", "?": "okänd"}
    table = ["application,gender", *(f"A{p:02},{names[g]}" for p, g in enumerate(groups))]
    return from_csv("\n".join(rows), "\n".join(table))


def test_small_group_is_shown_as_suppressed_and_not_left_out(
    from_csv: Callable[..., Study],
) -> None:
    result = analyse(labelled("m" * 9 + "k" * 8 + "i" * 3, from_csv))
    rows = [row for row in result["estimates"] if row["level"] == "icke-binär"]
    assert rows
    assert all(row["suppressed"] and row["estimate"] is None for row in rows)
    assert "suppressed" in codes_of(result)


def test_complement_of_a_small_group_is_suppressed_too(from_csv: Callable[..., Study]) -> None:
    result = analyse(labelled("m" * 9 + "k" * 8 + "i" * 3, from_csv))
    shown = {row["level"]: row["applications"] for row in result["groups"][0]["levels"]}
    assert shown == {"man": 9, "kvinna": None, "icke-binär": None}


def test_suppressed_main_question_is_not_passed(from_csv: Callable[..., Study]) -> None:
    result = analyse(labelled("m" * 12 + "k" * 3, from_csv))
    assert result["verdict"] == "suppressed"
    assert "Det betyder inte att grupperna behandlades lika" in result["conclusion"]["sv"]


def test_third_value_does_not_change_the_comparison_of_the_others(
    from_csv: Callable[..., Study],
) -> None:
    with_third = analyse(labelled("m" * 9 + "k" * 8 + "i" * 6 + "?" * 6, from_csv))
    row = next(r for r in with_third["estimates"] if r["level"] == "kvinna")
    unknown = analyse(labelled("m" * 9 + "k" * 8 + "?" * 12, from_csv))
    same = next(r for r in unknown["estimates"] if r["level"] == "kvinna")
    assert row["estimate"] == same["estimate"]
    assert row["p_value"] == same["p_value"]


def test_unknown_is_never_the_benchmark(from_csv: Callable[..., Study]) -> None:
    result = analyse(labelled("?" * 20 + "m" * 6 + "k" * 6, from_csv))
    assert result["groups"][0]["reference"] == "man"
    assert "okänd" not in {row["level"] for row in result["groups"][0]["levels"]}


def test_zero_cells_have_a_ratio_and_an_interval() -> None:
    ratio = score_ratio(0, 30, 9, 30)
    assert ratio.estimate == 0
    assert 0 == ratio.low < ratio.high < 1


def test_zero_cell_in_a_study_is_told(make_study: MakeStudy) -> None:
    chosen = np.zeros((10, 20))
    chosen[:, :3] = 1
    chosen[ARM == 1, 12] = 1
    chosen[0, 4] = 1
    result = analyse(make_study(chosen, ARM, np.arange(20) >= 10))
    assert "zero-cells" in codes_of(result)
    ratio = next(r for r in result["estimates"] if r["arm"] == "open")
    assert (ratio["estimate"], ratio["ci_low"]) == (0.0, 0.0)


def test_verdict_follows_the_level_that_was_chosen(make_study: MakeStudy) -> None:
    from datetime import UTC, datetime

    from fairscreen.experiment import Design

    chosen = np.zeros((10, 20))
    for reader in range(10):
        chosen[reader, : 5 - ARM[reader] * (reader % 5 != 0)] = 1
        chosen[reader, 10 : 13 + ARM[reader] * (reader % 5 != 0)] = 1
    study = make_study(chosen, ARM, np.arange(20) >= 10)
    base = {
        "title": "t", "question": "q", "readers": 10, "applications": 20,
        "shortlist": {"rule": "free"}, "attributes": [{"name": "gender", "reference": "man"}],
        "primary": {"estimate": "arm_by_group", "attribute": "gender", "level": "kvinna"},
        "seed": 1,
    }  # fmt: skip
    verdicts = {}
    for alpha in (0.01, 0.2):
        design = Design.model_validate({**base, "alpha": alpha}).locked(datetime.now(UTC))
        result = analyse(study, design=design)
        assert 0.01 < result["estimates"][0]["p_value"] < 0.2
        verdicts[alpha] = result["verdict"]
    assert verdicts == {0.01: "inconclusive", 0.2: "difference"}


def test_unequal_arms_use_their_own_set(make_study: MakeStudy) -> None:
    rng = np.random.default_rng(1)
    chosen = (rng.random((9, 12)) < 0.4).astype(float)
    arm = np.array([1, 1, 1, 0, 0, 0, 0, 0, 0])
    result = analyse(make_study(chosen, arm, np.tile([0, 1], 6)))
    assert result["assignment"]["possible"] == 84


def test_six_readers_are_told_that_nothing_can_be_shown(make_study: MakeStudy) -> None:
    chosen = np.zeros((6, 12))
    chosen[::2, :4] = 1
    chosen[1::2, 6:10] = 1
    result = analyse(make_study(chosen, np.tile([0, 1], 3), np.arange(12) >= 6))
    assert result["estimates"][0]["p_value"] == pytest.approx(0.1)
    assert result["estimates"][0]["ci_low"] is None
    assert "cannot-reject" in codes_of(result)
    assert result["verdict"] == "inconclusive"


def test_two_studies_do_not_share_a_draw() -> None:
    from fairscreen.workflows.studies import assign_study

    names = [f"L{i}" for i in range(20)]
    first, second = (assign_study(readers=names, applications=["A", "B"]) for _ in range(2))
    assert first.seed != second.seed
    assert first.arms != second.arms


def test_recognised_applicants_are_told_and_left_out_in_one_reading(make_study: MakeStudy) -> None:
    rng = np.random.default_rng(3)
    chosen = (rng.random((10, 20)) < 0.4).astype(float)
    recognised = np.zeros((10, 20))
    recognised[1, :4] = 1
    result = analyse(make_study(chosen, ARM, np.arange(20) >= 10, recognised=recognised))
    assert result["blinding"]["recognised"]["anonymous"]["share"] == pytest.approx(0.04)
    assert "without_recognised" in {row["name"] for row in result["sensitivity"]}
    assert "recognised" in codes_of(result)


def test_guesses_better_than_chance_are_told(make_study: MakeStudy) -> None:
    rng = np.random.default_rng(3)
    chosen = (rng.random((10, 20)) < 0.4).astype(float)
    group = (np.arange(20) >= 10).astype(int)
    guesses = np.tile(group, (10, 1))
    result = analyse(make_study(chosen, ARM, group, guesses={"gender": guesses}))
    blind = next(row for row in result["blinding"]["guesses"] if row["arm"] == "anonymous")
    assert blind["correct"] == 1
    assert blind["chance"] == pytest.approx(0.5, abs=0.02)
    assert "unblinded" in codes_of(result)


def test_guesses_at_random_are_not_called_unblinded(make_study: MakeStudy) -> None:
    rng = np.random.default_rng(3)
    chosen = (rng.random((10, 20)) < 0.4).astype(float)
    group = (np.arange(20) >= 10).astype(int)
    guesses = np.tile(np.arange(20) % 2, (10, 1))
    result = analyse(make_study(chosen, ARM, group, guesses={"gender": guesses}))
    assert "unblinded" not in codes_of(result)


def test_order_of_reading_says_nothing_about_the_arm() -> None:
    names = [f"L{i}" for i in range(40)]
    drawn = draw_assignment(readers=names, applications=[f"A{i}" for i in range(9)], seed=8)
    first = np.array([order[0] for order in drawn.orders])
    arm = drawn.arm_matrix()[:, 0]
    assert abs(first[arm == 1].mean() - first[arm == 0].mean()) < 2.5
