"""Small parts: adjustment for several outcomes, joint shortlists, suppression, impact ratios."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.experiment import people_to_four_fifths, published_trials
from fairscreen.experiment.assignment_set import AssignmentSet
from fairscreen.experiment.consensus import consensus
from fairscreen.experiment.impact_ratio import (
    _score_limits,
    _score_z,
    clustered_ratio,
    score_ratio,
)
from fairscreen.experiment.multiplicity import max_t
from fairscreen.experiment.randomisation import p_two_sided
from fairscreen.experiment.suppression import suppressed


def test_one_outcome_needs_no_adjustment() -> None:
    stats = np.random.default_rng(1).normal(size=300)
    assert max_t([stats], [False]) == [p_two_sided(stats)]


def test_same_outcome_twice_costs_nothing() -> None:
    stats = np.random.default_rng(1).normal(size=300)
    assert max_t([stats, stats * 5], [False, False]) == pytest.approx([p_two_sided(stats)] * 2)


def test_adjusted_p_is_never_smaller_and_never_above_bonferroni() -> None:
    rng = np.random.default_rng(2)
    stats = [rng.normal(size=999) for _ in range(4)]
    stats[0][0] = 3.5
    raw = [p_two_sided(values) for values in stats]
    adjusted = max_t(stats, [False] * 4)
    assert all(a >= r - 1e-12 for a, r in zip(adjusted, raw, strict=True))
    assert min(adjusted) <= 4 * min(raw) + 0.01
    assert sorted(range(4), key=adjusted.__getitem__)[0] == 0


def test_outcome_that_cannot_vary_says_nothing() -> None:
    assert max_t([np.ones(10)], [False]) == [1.0]


def test_ties_for_the_last_places_share_them() -> None:
    chosen = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 0, 0], [1, 1, 0, 0]], dtype=float)
    z = np.array([[0, 0, 1, 1]], dtype=np.uint8)
    joint = consensus(AssignmentSet(z, exact=False), chosen, 2)
    assert joint.open.tolist() == [1, 0.5, 0.5, 0]
    assert joint.anonymous.tolist() == [1, 1, 0, 0]
    assert joint.kept.tolist() == [1.5]


def test_one_small_cell_takes_the_next_smallest_with_it() -> None:
    assert suppressed({"a": 40, "b": 3, "c": 9}) == {"b", "c"}


def test_two_small_cells_hide_each_other() -> None:
    assert suppressed({"a": 40, "b": 3, "c": 2}) == {"b", "c"}


def test_empty_cell_is_no_complement() -> None:
    assert suppressed({"a": 40, "b": 3, "c": 0}) == {"a", "b"}


cells = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=2)


@settings(deadline=None)
@given(cells)
def test_no_hidden_cell_can_be_found_by_subtraction(counts: dict[str, int]) -> None:
    hidden = suppressed(counts)
    assert all(count >= 5 for name, count in counts.items() if count and name not in hidden)
    filled = [name for name, count in counts.items() if count]
    assert len(hidden) != 1 or len(filled) == 1


@pytest.mark.parametrize(
    ("counts", "people"),
    [((13, 60, 21, 60), 4), ((8, 10, 10, 10), 0), ((7, 10, 10, 10), 1), ((0, 10, 0, 10), 0),
     ((0, 7, 1, 3), 2)],
)  # fmt: skip
def test_people_to_four_fifths(counts: tuple[int, int, int, int], people: int) -> None:
    assert people_to_four_fifths(*counts) == people


@settings(deadline=None)
@given(st.integers(0, 20), st.integers(1, 20), st.integers(0, 20), st.integers(1, 20))
def test_people_to_four_fifths_is_the_smallest_number(x: int, n: int, y: int, m: int) -> None:
    x, y = min(x, n), min(y, m)
    more = people_to_four_fifths(x, n, y, m)
    assert 5 * (x + more) * m >= 4 * y * n
    assert more == 0 or 5 * (x + more - 1) * m < 4 * y * n


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 12), st.integers(1, 12), st.integers(0, 12), st.integers(1, 12))
def test_score_limits_are_where_the_score_test_turns(x: int, n: int, y: int, m: int) -> None:
    x, y = min(x, n), min(y, m)
    low, high = _score_limits(x, n, y, m, 0.95)
    if x:
        assert abs(_score_z(x, n, y, m, low)) == pytest.approx(1.959964, abs=1e-4)
    if y:
        assert abs(_score_z(x, n, y, m, high)) == pytest.approx(1.959964, abs=1e-4)


def test_clusters_widen_the_interval() -> None:
    rng = np.random.default_rng(4)
    quality = rng.normal(size=(1, 40)) * 2
    chosen = (rng.normal(size=(6, 40)) + quality > 0.5).astype(float)
    group = np.arange(40) < 20
    clustered = clustered_ratio(chosen, group, ~group)
    single = score_ratio(
        clustered.selected, clustered.total, clustered.reference_selected,
        clustered.reference_total,
    )  # fmt: skip
    assert clustered.estimate == pytest.approx(single.estimate)
    assert clustered.high / clustered.low > 1.2 * single.high / single.low


def test_published_trials_point_more_than_one_way() -> None:
    trials = published_trials()
    assert len({trial.key for trial in trials}) == len(trials) >= 5
    assert len({trial.direction for trial in trials}) >= 3
