"""Literals that an expression cannot match without, and searching by them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.ads.literals import Sought, lowered, needed

_EXPRESSIONS = [
    r"\bkrav(?:en|et)? på\b|\bett krav\b",
    r"(?:ska|måste) (?:kunna |ha )?\w+",
    r"önskvär[td]a?(?! att)",
    r"(?:[a-d]{2,3}|lön)\s*:",
    r"(?<=B-)körkort|truck+kort",
    r"(?i:Saco)|(?-i:ST)\b",
]
_PARTS = [
    "krav", "en", " på", "ett ", "ska ", "måste ", "ha ", "önskvärd", "att", "ab", "lön", ":",
    "B-", "körkort", "truckkort", "SACO", "ST", "ſaco", " ", "x",
]  # fmt: skip


@pytest.mark.parametrize("expression", _EXPRESSIONS)
@given(parts=st.lists(st.sampled_from(_PARTS), max_size=6))
def test_the_literals_change_no_answer(expression: str, parts: list[str]) -> None:
    text = "".join(parts)
    regex = re.compile(expression, re.IGNORECASE)
    sought = Sought.of(regex)
    plain, quick = regex.search(text), sought.search(text)
    assert (plain and plain.span()) == (quick and quick.span())
    assert (sought.within(lowered(text)) is not None) or plain is None


def test_a_literal_that_holds_another_is_left_out() -> None:
    assert needed(re.compile("ett krav|krav på", re.IGNORECASE)) == ("krav på", "ett krav")
    assert needed(re.compile("ett krav|krav", re.IGNORECASE)) == ("krav",)


def test_the_rarest_part_of_a_row_is_taken() -> None:
    assert needed(re.compile(r"i \w+ körkort", re.IGNORECASE)) == (" körkort",)


def test_an_expression_without_letters_has_none_and_is_always_tried() -> None:
    sought = Sought.of(re.compile(r"\d+"))
    assert sought.needs == ()
    assert sought.search("12") is not None


def test_no_patterns_make_nothing_to_seek() -> None:
    assert Sought.either(()) is None
