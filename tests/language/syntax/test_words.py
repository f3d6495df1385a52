"""Words: what stays whole and what is split, in ads and in applications."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.language.syntax import blank_pipeline

SV = blank_pipeline("sv")
EN = blank_pipeline("en")


def words(text: str) -> list[str]:
    return [token.text for token in SV.tokenizer(text) if not token.is_space]


@pytest.mark.parametrize(
    "whole",
    [
        "2015–2019", "2015-2019", "2024-05-01", "1.1.1972", "18.00-20.00", "08-123", "070-1234567",
        "24/7", "t.ex.", "bl.a.", "fr.o.m.", "t ex", "fr o m", "t.o.m.", "m.m.", "u-länderna",
        "60-talet", "FN:s", "S:t", "B-körkort", "anna.berg@exempel.se", "www.exempel.se/jobb",
        "https://exempel.se/a?b=1", "<NAME>", "<PHONE>", "[NAMN]", "C++", "C#", ".NET", "km/h",
        "............", "________", "AFS", "2015:4", "hotell-",
    ],
)  # fmt: skip
def test_stays_one_word(whole: str) -> None:
    assert words(f"Se {whole} här") == ["Se", whole, "här"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("han/hon", ["han", "/", "hon"]),
        ("sjuksköterska/barnmorska", ["sjuksköterska", "/", "barnmorska"]),
        ("HR-/ekonomiassistent", ["HR-", "/", "ekonomiassistent"]),
        ("medarbetare/-n", ["medarbetare", "/", "-n"]),
        ("sökande(n)", ["sökande", "(", "n", ")"]),
        ("•God", ["•", "God"]),
        ("\uf0b7God", ["\uf0b7", "God"]),
        ("-Du", ["-", "Du"]),
        ("-god", ["-", "god"]),
        ("Tel:08-123", ["Tel", ":", "08-123"]),
        ("tel.08-123", ["tel.", "08-123"]),
        ("Namn:Anna", ["Namn", ":", "Anna"]),
        ("jobbet.Vi", ["jobbet", ".", "Vi"]),
        ("80-100%", ["80-100", "%"]),
        ("<NAME>s", ["<NAME>", "s"]),
        ("(<EMAIL>)", ["(", "<EMAIL>", ")"]),
        ("kr/mån.", ["kr", "/", "mån."]),
    ],
)
def test_is_split(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("last", ["ung", "max", "Jan", "tid", "bil", "B", "AB", "2019", "lat"])
def test_a_word_that_ends_a_sentence_gives_up_its_stop(last: str) -> None:
    assert words(f"Det är {last}.")[-2:] == [last, "."]


def test_english_contractions_are_two_words() -> None:
    assert [t.text for t in EN.tokenizer("We don't, he/she")] == [
        "We", "do", "n't", ",", "he", "/", "she",
    ]  # fmt: skip


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_words_give_back_the_text(text: str) -> None:
    assert SV.tokenizer(text).text == text
    assert EN.tokenizer(text).text == text


def test_only_swedish_and_english() -> None:
    with pytest.raises(ValueError, match="fi"):
        blank_pipeline("fi")
