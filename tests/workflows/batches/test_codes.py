"""Codes: each once, in random order, and with a name that can be said."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from fairscreen.workflows.batches import draw_codes, spoken_name


@given(st.integers(0, 300))
def test_each_number_once_without_holes(count: int) -> None:
    codes = draw_codes(count)
    assert sorted(int(code[1:]) for code in codes) == list(range(1, count + 1))
    assert len({len(code) for code in codes}) <= 1


@given(st.integers(1, 40), st.integers(1, 40))
def test_later_codes_never_meet_earlier(first: int, later: int) -> None:
    taken = draw_codes(first)
    assert not set(draw_codes(later, taken=taken)) & set(taken)


def test_order_is_drawn() -> None:
    drawn = {tuple(draw_codes(6, rng=random.Random(seed))) for seed in range(40)}
    assert len(drawn) > 30


def test_spoken_names_are_each_codes_own() -> None:
    names = [spoken_name(f"K{number}") for number in range(1, 641)]
    assert len(set(names)) == len(names)
    assert all(name.count(" ") == 1 for name in names)


def test_a_code_of_ones_own_has_no_spoken_name() -> None:
    assert spoken_name("Kandidat A") == ""
