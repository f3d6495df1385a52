"""Where an ad stands among published ads: an open formula, a neutral band, no score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.ads import FACTORS, check
from fairscreen.ads.factors import effect_of
from fairscreen.ads.reference import groups, percentile, reference_for, whole

EASY = "Kock till Linden\n\n" + "Du lagar mat. Du diskar. Du äter. " * 30
HARD = (
    "Befattningshavare\n\nVederbörande ansvarar för verksamhetsutvecklingsprocessernas "
    "kvalitetssäkringsarbete avseende implementeringen av förvaltningsövergripande "
    "styrdokument samt uppföljningen av desamma inom ramen för verksamhetsstyrningen, "
    "varvid erforderliga bedömningar av organisationens resursutnyttjande genomförs.\n"
)


@pytest.mark.parametrize(
    ("place", "better", "effect"),
    [
        (50, "lower", 0), (20, "lower", 0), (80, "lower", 0),
        (100, "lower", -20), (0, "lower", 20), (90, "lower", -10),
        (100, "higher", 20), (0, "higher", -20), (10, "higher", -10),
        (0, "middle", -20), (100, "middle", -20), (30, "middle", 0),
    ],
)  # fmt: skip
def test_the_formula(place: int, better: str, effect: int) -> None:
    assert effect_of(place, better) == effect  # type: ignore[arg-type]


def test_factors_stand_in_the_order_of_their_effect() -> None:
    sizes = [abs(factor.effect) for factor in check(HARD, lang="sv").factors]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0


def test_a_hard_text_hinders_and_an_easy_one_helps() -> None:
    hard = {factor.name: factor for factor in check(HARD, lang="sv").factors}
    easy = {factor.name: factor for factor in check(EASY, lang="sv").factors}
    assert hard["lix"].effect == -20
    assert easy["lix"].effect == 20
    assert easy["du_per_100"].effect > 0


def test_the_band_is_told_in_the_factors_own_unit() -> None:
    for factor in check(HARD, lang="sv").factors:
        assert factor.low <= factor.high
        inside = factor.low < factor.value < factor.high
        assert not inside or factor.effect == 0


def test_it_says_what_it_is_compared_with_and_how_that_is_skewed() -> None:
    comparison = check(EASY, lang="sv", employer="municipality").comparison
    assert comparison is not None
    assert comparison.group == "sector:municipality"
    assert comparison.ads >= 100
    assert "Platsbanken" in comparison.skew


def test_an_occupation_field_goes_before_the_sector() -> None:
    review = check(EASY, lang="sv", occupation_field="Hälso- och sjukvård")
    assert review.comparison is not None
    assert review.comparison.group == "field:Hälso- och sjukvård"


def test_an_unknown_field_falls_back_to_the_sector() -> None:
    review = check(EASY, lang="sv", occupation_field="Ingen sådan")
    assert review.comparison is not None
    assert review.comparison.group == "sector:municipality"


def test_english_is_compared_with_nothing() -> None:
    review = check("You will cook for the children. You plan the menu with us.", lang="en")
    assert review.factors == ()
    assert review.comparison is None


def test_every_group_has_at_least_a_hundred_ads() -> None:
    held = groups()
    assert min(held.values()) >= 100
    assert {"all", "sector:municipality", "sector:region", "sector:state"} <= set(held)


@pytest.mark.parametrize("employer", ["municipality", "region", "state", "private"])
def test_every_factor_has_rising_quantiles(employer: str) -> None:
    reference = reference_for(employer=employer)
    assert set(FACTORS) <= set(reference.quantiles)
    for row in reference.quantiles.values():
        assert len(row) == 21
        assert list(row) == sorted(row)


ROWS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=101).map(sorted)


@given(ROWS, st.floats(-1e7, 1e7), st.floats(-1e7, 1e7))
def test_a_percentile_is_within_0_and_100_and_never_falls(
    row: list[float], first: float, second: float
) -> None:
    low, high = sorted((first, second))
    assert 0 <= percentile(row, low) <= percentile(row, high) <= 100


def test_ties_count_by_half() -> None:
    assert percentile([0.0, 0.0, 0.0, 0.0, 8.0], 0.0) == 38
    assert percentile([0.0, 1.0, 2.0, 3.0, 4.0], 2.0) == 50


def test_the_whole_reference_has_every_measure() -> None:
    assert set(whole()) == {"words", "lix", "ovix", "nominal_ratio", "mean_sentence_length"}
