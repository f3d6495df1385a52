"""Drawing who reads what."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.errors import FairscreenError
from fairscreen.experiment import (
    assignment_from_json,
    draw_assignment,
    read_assignment,
    read_table,
    write_assignment,
)

READERS = [f"L{i}" for i in range(8)]
CODES = [f"K{i:02}" for i in range(12)]
GROUPS = {code: "abc"[place % 3] for place, code in enumerate(CODES)}


def test_same_seed_same_draw() -> None:
    first = draw_assignment(readers=READERS, applications=CODES, seed=11)
    assert (
        first.to_json() == draw_assignment(readers=READERS, applications=CODES, seed=11).to_json()
    )


def test_other_seed_other_draw() -> None:
    draws = {
        draw_assignment(readers=READERS, applications=CODES, seed=seed).arms for seed in range(20)
    }
    assert len(draws) > 10


def test_draw_is_not_alternation() -> None:
    runs = set()
    for seed in range(30):
        drawn = draw_assignment(readers=READERS, applications=CODES, seed=seed)
        runs.add(len(list(groupby(row[0] for row in drawn.arms))))
    assert min(runs) < 5 < max(runs)


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 15), st.integers(0, 10_000))
def test_arms_are_as_even_as_can_be(readers: int, seed: int) -> None:
    drawn = draw_assignment(
        readers=[f"L{i}" for i in range(readers)], applications=CODES, seed=seed
    )
    anonymous = sum(row[0] == "1" for row in drawn.arms)
    assert anonymous == readers // 2


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_crossover_halves_every_group_for_every_reader(seed: int) -> None:
    drawn = draw_assignment(
        readers=READERS, applications=CODES, seed=seed, kind="crossover", strata=GROUPS
    )
    matrix = drawn.arm_matrix()
    for group in "abc":
        columns = [place for place, code in enumerate(CODES) if GROUPS[code] == group]
        assert (matrix[:, columns].sum(axis=1) == 2).all()


def test_blocks_are_each_halved() -> None:
    blocks = {reader: "ny" if place < 4 else "van" for place, reader in enumerate(READERS)}
    drawn = draw_assignment(
        readers=READERS, applications=CODES, seed=5, kind="blocked", blocks=blocks
    )
    assert [sum(row[0] == "1" for row in part) for part in (drawn.arms[:4], drawn.arms[4:])] == [
        2, 2,
    ]  # fmt: skip


def test_order_follows_the_same_law_whatever_the_arm() -> None:
    """The order does not depend on the arm: redrawn arms leave it as it was."""
    complete = draw_assignment(readers=READERS, applications=CODES, seed=5)
    crossed = draw_assignment(readers=READERS, applications=CODES, seed=5, kind="crossover")
    assert complete.orders == crossed.orders
    assert complete.arms != crossed.arms


def test_every_reader_has_an_order_of_their_own() -> None:
    drawn = draw_assignment(readers=READERS, applications=CODES, seed=5)
    assert len(set(drawn.orders)) == len(READERS)
    assert all(sorted(order) == list(range(len(CODES))) for order in drawn.orders)


def test_first_place_is_uniform() -> None:
    counts = np.zeros(len(CODES))
    for seed in range(150):
        for order in draw_assignment(readers=READERS, applications=CODES, seed=seed).orders:
            counts[order[0]] += 1
    assert abs(counts - 100).max() < 45


def test_conflict_is_never_read() -> None:
    drawn = draw_assignment(readers=READERS, applications=CODES, seed=5, conflicts=[("L3", "K07")])
    assert drawn.arm_of("L3", "K07") is None
    assert CODES.index("K07") not in drawn.orders[3]


def test_stored_assignment_is_the_same_object() -> None:
    drawn = draw_assignment(readers=READERS, applications=CODES, seed=5, conflicts=[("L3", "K07")])
    again = assignment_from_json(drawn.to_json(), name="assignment.json")
    assert again == drawn
    assert again.hash() == drawn.hash()


@pytest.mark.parametrize("kind", ["complete", "blocked", "crossover"])
def test_table_alone_tells_the_law_of_the_draw(kind: str) -> None:
    blocks = {reader: str(place % 2) for place, reader in enumerate(READERS)}
    drawn = draw_assignment(
        readers=READERS, applications=CODES, seed=5, kind=kind, blocks=blocks, strata=GROUPS,  # type: ignore[arg-type]
        conflicts=[("L3", "K07")],
    )  # fmt: skip
    read = read_assignment(read_table(write_assignment(drawn), name="assignment.csv"))
    assert (read.kind, read.arms, read.orders) == (drawn.kind, drawn.arms, drawn.orders)
    if kind == "blocked":
        assert read.blocks == drawn.blocks
    if kind == "crossover":
        assert read.strata == drawn.strata


def test_stored_assignment_that_gives_a_reader_both_versions_is_refused() -> None:
    drawn = draw_assignment(readers=READERS, applications=CODES, seed=5)
    spoilt = drawn.to_json().replace(drawn.arms[0], "01" * 6, 1)
    with pytest.raises(FairscreenError, match="study-assignment-invalid"):
        assignment_from_json(spoilt, name="assignment.json")


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("study-names-double", {"readers": ["L1", "L1"], "applications": CODES}),
        ("study-too-few", {"readers": ["L1"], "applications": CODES}),
        ("study-block-missing", {"readers": READERS, "applications": CODES, "kind": "blocked"}),
        (
            "study-conflict-unknown",
            {"readers": READERS, "applications": CODES, "conflicts": [("L1", "X")]},
        ),
        (
            "study-conflict-all",
            {
                "readers": READERS,
                "applications": CODES,
                "conflicts": [("L1", code) for code in CODES],
            },
        ),
    ],
)
def test_impossible_draws_are_refused(code: str, options: dict[str, object]) -> None:
    with pytest.raises(FairscreenError, match=code):
        draw_assignment(seed=1, **options)  # type: ignore[arg-type]
