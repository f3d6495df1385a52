"""What a study of some size can show."""

from __future__ import annotations

import numpy as np
import pytest

from fairscreen.experiment import ReadingModel, power_of
from fairscreen.experiment.plan_texts import plan_notes
from fairscreen.experiment.simulation import effect_for, simulate, true_difference


def test_reference_power_between_and_within_readers() -> None:
    """Methods page: at 17-18 points 10 x 60 gives .41 between readers and .72 within."""
    between = power_of(readers=10, applications=60, difference=0.175, seed=3, detectable=False)
    within = power_of(
        readers=10, applications=60, difference=0.175, seed=3, kind="crossover", detectable=False
    )
    assert between.power == pytest.approx(0.41, abs=0.08)
    assert within.power == pytest.approx(0.72, abs=0.08)


def test_six_readers_can_never_show_anything() -> None:
    result = power_of(readers=6, applications=40, difference=0.3, seed=3)
    assert result.power == 0
    assert result.detectable is None
    notes = plan_notes(result, smallest=result.smallest_p, alpha=0.05)
    assert notes[0]["code"] == "cannot-conclude"
    assert "6 läsare kan aldrig visa en skillnad på 5 procents nivå" in notes[0]["sv"]


def test_no_effect_is_found_at_most_as_often_as_the_level_says() -> None:
    result = power_of(
        readers=8, applications=30, difference=0.0, seed=3, replicates=600, detectable=False
    )
    assert result.power <= 0.08


def test_same_seed_same_power() -> None:
    first, second = (
        power_of(readers=8, applications=20, difference=0.2, seed=5, replicates=100, margin=0.2)
        for _ in range(2)
    )
    assert first == second


def test_detectable_difference_is_found_in_four_of_five_studies() -> None:
    found = power_of(readers=12, applications=40, difference=0.1, seed=5, replicates=300)
    assert found.detectable is not None
    again = power_of(
        readers=12, applications=40, difference=found.detectable, seed=6, replicates=300,
        detectable=False,
    )  # fmt: skip
    assert again.power == pytest.approx(0.8, abs=0.1)


def test_small_study_can_hardly_show_equivalence() -> None:
    result = power_of(
        readers=8, applications=40, difference=0.1, seed=5, margin=0.05, replicates=200,
        detectable=False,
    )  # fmt: skip
    assert result.equivalence is not None
    assert result.equivalence < 0.2
    codes = {note["code"] for note in plan_notes(result, smallest=0.03, alpha=0.05)}
    assert "no-equivalence" in codes


def test_model_keeps_its_base_rate_and_list_length() -> None:
    nothing = np.zeros((20, 40), dtype=np.uint8)
    rng = np.random.default_rng(1)
    free = simulate(ReadingModel(base_rate=0.3), nothing, replicates=60, rng=rng)
    assert free.mean() == pytest.approx(0.3, abs=0.02)
    fixed = simulate(ReadingModel(shortlist=7), nothing, replicates=5, rng=rng)
    assert (fixed.sum(axis=2) == 7).all()


def test_effect_gives_the_difference_asked_for() -> None:
    from dataclasses import replace

    model = ReadingModel()
    effect = effect_for(model, 0.12, applications=40)
    assert true_difference(replace(model, effect=effect), 40, 1) == pytest.approx(0.12, abs=0.02)
