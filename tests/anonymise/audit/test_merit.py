"""Merit kept: what counts as lost, and what is the person."""

from __future__ import annotations

from fairscreen.anonymise.audit import merit_kept

TEXT = "Ada ledde truckgruppen i Umeå"
BLIND = "[NAMN] ledde truckgruppen i [ORT]"


def test_name_is_no_merit_and_a_hidden_place_is_lost() -> None:
    merit = merit_kept(TEXT, BLIND, [(0, 3, "name"), (25, 29, "origin")])
    assert (merit.words, round(merit.content, 3)) == (3, 0.667)


def test_phrases_that_the_ad_asks_for() -> None:
    merit = merit_kept(TEXT, BLIND, [], phrases=["truckgruppen", "Umeå", "finns inte"])
    assert (merit.phrase_count, merit.phrases, merit.lost_phrases) == (2, 0.5, ("umeå",))


def test_nothing_to_lose() -> None:
    assert merit_kept("", "", []).content == 1
