"""Sentences that line breaks, bullets, headings and stops make, without a trained model."""

from __future__ import annotations

import pytest

from fairscreen.language.syntax import blank_pipeline

NLP = blank_pipeline("sv")


def sentences(text: str) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in NLP(text).sents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Du är ung. Vi söker dig!", ["Du är ung.", "Vi söker dig!"]),
        ("Kvalifikationer\nDu har körkort", ["Kvalifikationer", "Du har körkort"]),
        ("Du har:\n- god vana\n- körkort B", ["Du har:", "- god vana", "- körkort B"]),
        ("Krav\n• Svenska\n• Engelska", ["Krav", "• Svenska", "• Engelska"]),
        ("Du har t.ex. Excel. Bra!", ["Du har t.ex. Excel.", "Bra!"]),
        ("Du ska ha körkort B. Vi har bil.", ["Du ska ha körkort B.", "Vi har bil."]),
        ("Hälsningar Anna B. Berg, chef.", ["Hälsningar Anna B. Berg, chef."]),
        ("1. Läs\n2. Skriv", ["1. Läs", "2. Skriv"]),
        (
            "Som undersköterska hos oss arbetar du nära de boende och\nVara kollegor.",
            ["Som undersköterska hos oss arbetar du nära de boende och Vara kollegor."],
        ),
        (
            "Vi är en förvaltning med många olika verksamheter runt\nom i staden.",
            ["Vi är en förvaltning med många olika verksamheter runt om i staden."],
        ),
        ("Rubrik\n\nmed liten bokstav", ["Rubrik", "med liten bokstav"]),
        ('Hon sa: "Kom!" Sedan gick hon.', ['Hon sa: "Kom!"', "Sedan gick hon."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_an_empty_text_has_no_sentences() -> None:
    assert sentences("") == []


def test_white_space_starts_no_sentence() -> None:
    assert not any(t.is_space and t.is_sent_start for t in NLP("Hej.\n\nDu.") if t.i)
