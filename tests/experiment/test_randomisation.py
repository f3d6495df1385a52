"""p values, intervals and equivalence from the statistics of an assignment set."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.experiment.assignment_set import AssignmentSet, reader_set
from fairscreen.experiment.contrasts import arm_contrast
from fairscreen.experiment.randomisation import (
    equivalence_p,
    interval,
    mid_p,
    p_greater,
    p_two_sided,
)

SIX = reader_set(
    np.array([1, 0, 1, 0, 1, 0], dtype=np.uint8), np.zeros(6, dtype=int), draws=0,
    rng=np.random.default_rng(0),
)  # fmt: skip
EIGHT = reader_set(
    np.array([1, 0, 1, 0, 1, 0, 1, 0], dtype=np.uint8), np.zeros(8, dtype=int), draws=0,
    rng=np.random.default_rng(0),
)  # fmt: skip


def statistics(assignments: AssignmentSet, values: np.ndarray) -> np.ndarray:
    return arm_contrast(assignments, values[:, None], np.array([True]))


def test_clearest_result_of_six_readers_has_p_one_in_ten() -> None:
    stats = statistics(SIX, np.array([1.0, 0, 1, 0, 1, 0]))
    assert p_two_sided(stats) == 2 / 20


def test_ties_in_another_order_of_summing_count_as_ties() -> None:
    stats = np.array([0.1 + 0.2, 0.3, -0.3, 0.0])
    assert p_two_sided(stats) == 3 / 4


def test_mid_p_counts_ties_half() -> None:
    assert mid_p(np.array([2.0, -2.0, 1.0, 0.0])) == 0.25


def test_statistic_that_does_not_exist_counts_as_extreme() -> None:
    assert p_two_sided(np.array([1.0, np.nan, 0.0, 0.0])) == 0.5
    assert p_greater(np.array([1.0, np.nan, 0.0, 0.0])) == 0.5


values = st.lists(st.integers(-20, 20), min_size=8, max_size=8).map(lambda v: np.array(v) / 10)


@settings(max_examples=60, deadline=None)
@given(values)
def test_interval_is_what_the_test_does_not_reject(outcome: np.ndarray) -> None:
    stats = statistics(EIGHT, outcome)
    shift = statistics(EIGHT, EIGHT.z[0].astype(float))
    low, high = interval(stats, shift)
    for effect in (low - 0.013, low + 0.013, high - 0.013, high + 0.013):
        adjusted = statistics(EIGHT, outcome - effect * EIGHT.z[0])
        kept = p_two_sided(adjusted) > 0.05
        if low + 1e-9 < effect < high - 1e-9:
            assert kept
        if effect < low - 1e-9 or effect > high + 1e-9:
            assert not kept


@settings(max_examples=60, deadline=None)
@given(values)
def test_interval_excludes_zero_exactly_when_p_is_small(outcome: np.ndarray) -> None:
    stats = statistics(EIGHT, outcome)
    low, high = interval(stats, statistics(EIGHT, EIGHT.z[0].astype(float)))
    assert (p_two_sided(stats) <= 0.05) == (low > 1e-12 or high < -1e-12)


def test_too_few_assignments_give_no_limits() -> None:
    stats = statistics(SIX, np.array([1.0, 0, 1, 0, 1, 0]))
    shift = statistics(SIX, SIX.z[0].astype(float))
    assert interval(stats, shift) == (-np.inf, np.inf)


@settings(max_examples=60, deadline=None)
@given(values, st.floats(0.05, 2.0))
def test_equivalence_is_the_ninety_per_cent_interval_inside_the_margin(
    outcome: np.ndarray, margin: float
) -> None:
    stats = statistics(EIGHT, outcome)
    shift = statistics(EIGHT, EIGHT.z[0].astype(float))

    def one_sided(effect: float, sign: int) -> float:
        adjusted = sign * statistics(EIGHT, outcome - effect * EIGHT.z[0])
        return p_greater(adjusted)

    expected = max(one_sided(-margin, 1), one_sided(margin, -1))
    assert equivalence_p(stats, shift, margin) == pytest.approx(expected)
