"""The sets that the draws come from."""

from __future__ import annotations

from math import comb

import numpy as np

from fairscreen.experiment.assignment_set import pair_set, reader_set
from fairscreen.experiment.feasibility import smallest_p


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_complete_set_holds_every_half_once() -> None:
    observed = np.array([1, 1, 0, 0, 1, 0], dtype=np.uint8)
    members = reader_set(observed, np.zeros(6, dtype=int), draws=0, rng=rng())
    assert members.exact
    assert len(members) == comb(6, 3) == len({row.tobytes() for row in members.z})
    assert (members.z.sum(axis=1) == 3).all()
    assert (members.z[0] == observed).all()


def test_blocks_keep_their_number_of_anonymous_readers() -> None:
    observed = np.array([1, 0, 0, 1, 0, 1, 0], dtype=np.uint8)
    blocks = np.array([0, 0, 0, 1, 1, 1, 1])
    members = reader_set(observed, blocks, draws=0, rng=rng())
    assert len(members) == comb(3, 1) * comb(4, 2)
    assert (members.z[:, :3].sum(axis=1) == 1).all()
    assert (members.z[:, 3:].sum(axis=1) == 2).all()


def test_large_set_is_sampled_with_the_observed_one_first() -> None:
    observed = np.tile([1, 0], 12).astype(np.uint8)
    members = reader_set(observed, np.zeros(24, dtype=int), draws=500, rng=rng())
    assert not members.exact
    assert len(members) == 501
    assert (members.z[0] == observed).all()
    assert (members.z.sum(axis=1) == 12).all()


def test_crossover_gives_each_reader_half_of_each_stratum() -> None:
    strata = np.array([0] * 6 + [1] * 4)
    observed = np.zeros((3, 10), dtype=np.uint8)
    members = pair_set(observed, np.ones((3, 10), dtype=bool), strata, draws=50, rng=rng())
    drawn = members.z[1:]
    assert (drawn[:, :, :6].sum(axis=2) == 3).all()
    assert (drawn[:, :, 6:].sum(axis=2) == 2).all()


def test_crossover_never_assigns_a_conflict() -> None:
    assigned = np.ones((2, 6), dtype=bool)
    assigned[0, 2] = False
    members = pair_set(
        np.ones((2, 6), dtype=np.uint8), assigned, np.zeros(6, dtype=int), draws=50, rng=rng()
    )
    assert not members.z[:, 0, 2].any()


def test_smallest_p_values_of_small_studies() -> None:
    complete = {readers: round(smallest_p("complete", readers), 4) for readers in (6, 8, 10)}
    assert complete == {6: 0.1, 8: 0.0286, 10: 0.0079}
    assert (smallest_p("pairs", 6), smallest_p("pairs", 10)) == (0.25, 0.0625)


def test_odd_number_of_readers_has_no_mirror_image() -> None:
    assert smallest_p("complete", 5) == 1 / 10
