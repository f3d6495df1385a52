"""Choices written in the file itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.ads.suppressions import inline_suppressions


@pytest.mark.parametrize(
    "line",
    [
        '<!-- fairscreen: behåll lang-native "svenska som modersmål": Prövat av HR. -->',
        'fairscreen: behåll lang-native "svenska som modersmål": Prövat av HR.',
        "# fairscreen: keep lang-native ”svenska som modersmål” – Prövat av HR.",
        "fairscreen: ignore lang-native »svenska som modersmål«: Prövat av HR.",
    ],
)
def test_a_choice_is_read_in_each_way_of_writing(line: str) -> None:
    _, (choice,) = inline_suppressions(f"Kock\n{line}\nDu lagar mat.")
    assert choice.rule == "lang-native"
    assert choice.words == "svenska som modersmål"
    assert choice.reason == "Prövat av HR."


def test_the_words_may_be_left_out() -> None:
    _, (choice,) = inline_suppressions("<!-- fairscreen: behåll age-team: Prövat av HR. -->")
    assert choice.words is None


@pytest.mark.parametrize(
    "line",
    [
        "fairscreen: behåll age-team",
        "<!-- fairscreen: behåll age-team: -->",
        "<!-- fairscreen: age-team: Prövat. -->",
    ],
)
def test_without_a_reason_nothing_is_set_aside(line: str) -> None:
    text, choices = inline_suppressions(line)
    assert choices == ()
    assert not text.strip()


def test_a_sentence_about_the_tool_is_left_alone() -> None:
    text = "Vi granskar annonser med fairscreen: det går fort."
    assert inline_suppressions(text) == (text, ())


@given(st.text(alphabet="ab å\n\r-:<>!", max_size=40), st.text(alphabet="ab å\n", max_size=40))
def test_no_offset_moves(before: str, after: str) -> None:
    line = "<!-- fairscreen: behåll age-team: Prövat av HR. -->"
    text, _ = inline_suppressions(before + line + after)
    assert len(text) == len(before + line + after)
    assert text.count("\n") == (before + line + after).count("\n")
