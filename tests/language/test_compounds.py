"""Parts of compounds."""

from __future__ import annotations

import pytest

from fairscreen.language import compound_parts, elliptic_parts


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kommunikationsstrateg", ("kommunikation", "strateg")),
        ("förskollärare", ("förskola", "lärare")),
        ("kvinnojour", ("kvinna", "jour")),
        ("gatukontor", ("gata", "kontor")),
        ("arbetsuppgifter", ("arbete", "uppgifter")),
        ("tjänsteman", ("tjänst", "man")),
        ("barnsjuksköterska", ("barn", "sjuk", "sköterska")),
        ("Projektledare", ("projekt", "ledare")),
        ("HR-strateg", ("hr", "strateg")),
        ("medborgarkontor", ("medborgare", "kontor")),
    ],
)
def test_compounds_are_taken_apart(word: str, parts: tuple[str, ...]) -> None:
    assert compound_parts(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        "ansvarar", "individuell", "erfarenhet", "möjlighet", "utbildning", "undersköterska",
        "förutsättningar", "organisation", "medarbetare", "lärarinna", "personal", "information",
        "ansvarsområ", "svenska", "framtid", "självständig", "kompetens", "uppdrag", "företag",
    ],
)  # fmt: skip
def test_other_words_stay_whole(word: str) -> None:
    assert compound_parts(word) == (word,)


def test_what_an_ellipsis_lacks_is_filled_in() -> None:
    assert elliptic_parts("hälso-", "sjukvård") == ("hälsa", "vård")
    assert elliptic_parts("körkort", "bil") == compound_parts("körkort")


@pytest.mark.parametrize("word", ["", "-", "--", "x", "å" * 500, "ab-", "\u00ad"])
def test_odd_words_come_back(word: str) -> None:
    assert isinstance(compound_parts(word), tuple)
