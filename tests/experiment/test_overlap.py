"""How alike two readers choose."""

from __future__ import annotations

import numpy as np
import pytest

from fairscreen.experiment.assignment_set import reader_set
from fairscreen.experiment.overlap import (
    chance_overlap,
    jaccard_distances,
    kappa_distances,
    overlap_gap,
    permanova_f,
    rbo_distances,
    rbo_ext,
    tau_distances,
)


def test_jaccard_of_two_lists() -> None:
    chosen = np.array([[1, 1, 1, 0], [0, 1, 1, 1]], dtype=float)
    assert jaccard_distances(chosen)[0, 1] == pytest.approx(1 - 2 / 4)


def test_only_what_both_judged_counts() -> None:
    chosen = np.array([[1, 1, np.nan, 0], [1, np.nan, 1, 0]])
    assert jaccard_distances(chosen)[0, 1] == 0


def test_two_empty_lists_are_alike() -> None:
    assert jaccard_distances(np.zeros((2, 3)))[0, 1] == 0


def test_nothing_in_common_to_judge_is_unknown() -> None:
    chosen = np.array([[1, np.nan], [np.nan, 1]])
    assert np.isnan(jaccard_distances(chosen)[0, 1])


def test_kappa_at_chance_is_one_half() -> None:
    chosen = np.array([[1, 1, 0, 0], [1, 0, 1, 0]], dtype=float)
    assert kappa_distances(chosen)[0, 1] == pytest.approx(0.5)


def test_tau_of_reversed_ranks_is_the_largest_distance() -> None:
    ranks = np.array([[1, 2, 3, 4], [4, 3, 2, 1]], dtype=float)
    assert tau_distances(ranks)[0, 1] == pytest.approx(1)


def test_tau_equals_scipys_with_ties_and_gaps() -> None:
    from scipy.stats import kendalltau

    rng = np.random.default_rng(1)
    scores = rng.integers(1, 6, (5, 12)).astype(float)
    scores[0, 3] = scores[2, 7] = np.nan
    distances = tau_distances(scores)
    for one in range(5):
        for two in range(one):
            both = ~np.isnan(scores[one]) & ~np.isnan(scores[two])
            tau = kendalltau(scores[one, both], scores[two, both]).statistic
            assert distances[one, two] == pytest.approx((1 - tau) / 2)


def test_rank_biased_overlap_of_the_same_list_is_one() -> None:
    assert rbo_ext([3, 1, 2], [3, 1, 2]) == pytest.approx(1)


def test_rank_biased_overlap_of_strangers_is_nought() -> None:
    assert rbo_ext([1, 2], [3, 4]) == pytest.approx(0)


def test_rank_biased_overlap_by_hand() -> None:
    # Overlap 0 at depth 1 and 2 of 2 at depth 2, p = .5, extrapolated: .5 * 0 + .25 * 1 * 2 = .5.
    assert rbo_ext([1, 2], [2, 1], p=0.5) == pytest.approx(0.5)


def test_rank_biased_overlap_of_a_list_and_its_beginning_is_one() -> None:
    assert rbo_ext([5, 6, 7, 8], [5, 6]) == pytest.approx(1)


def test_ranks_of_unread_applications_are_left_out() -> None:
    ranks = np.array([[1, 2, np.nan], [1, 2, np.nan]], dtype=float)
    assert rbo_distances(ranks)[0, 1] == pytest.approx(0)


def test_chance_overlap_of_fixed_lists_is_k_squared_over_n() -> None:
    assert chance_overlap(np.array([12, 12, 12]), 60) == pytest.approx(12 * 12 / 60)


def test_perfectly_split_arms_have_the_largest_f_and_gap_one() -> None:
    chosen = np.zeros((6, 8))
    arm = np.array([1, 1, 1, 0, 0, 0], dtype=np.uint8)
    chosen[arm == 1, :4] = 1
    chosen[arm == 0, 4:] = 1
    chosen[0, 3] = chosen[3, 7] = 0
    members = reader_set(arm, np.zeros(6, dtype=int), draws=0, rng=np.random.default_rng(0))
    distances = jaccard_distances(chosen)
    f, r2 = permanova_f(members.z, distances)
    assert f[0] == pytest.approx(f.max())
    assert 0.9 < r2 < 1
    assert overlap_gap(members.z, distances.copy())[0] > 0.8
