"""Base forms from tables, without a trained model."""

from __future__ import annotations

import pytest

from fairscreen.language.syntax import blank_pipeline

SV = blank_pipeline("sv")
EN = blank_pipeline("en")


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("sjuksköterskorna", "sjuksköterska"),
        ("arbetar", "arbeta"),
        ("männen", "man"),
        ("bättre", "bra"),
        ("Barnens", "barn"),
        ("stödassistentens", "stödassistent"),
        ("Stockholm", "Stockholm"),
        ("2015–2019", "2015–2019"),
        ("anna@exempel.se", "anna@exempel.se"),
        ("B-körkortet", "B-körkort"),
        ("<NAME>", "<NAME>"),
    ],
)
def test_swedish(word: str, lemma: str) -> None:
    assert SV(f"och {word}")[1].lemma_ == lemma


@pytest.mark.parametrize(
    ("word", "lemma"), [("nurses", "nurse"), ("children", "child"), ("worked", "work")]
)
def test_english(word: str, lemma: str) -> None:
    assert EN(f"and {word}")[1].lemma_ == lemma


def test_every_word_has_a_base_form() -> None:
    assert all(token.lemma_ for token in SV("Vi söker dig som är 18–25 år, t.ex. <NAME>!\n"))
