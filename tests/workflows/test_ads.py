"""Texts that no ad consists of are refused before they are parsed."""

from __future__ import annotations

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.workflows import check_text


@pytest.mark.parametrize("odd", ["\ud800", "\udfff", "\x00"])
def test_a_text_with_what_is_no_character_is_refused(odd: str) -> None:
    with pytest.raises(FairscreenError) as caught:
        check_text(f"Vi söker en lärare.{odd} Du har B-körkort.")
    assert caught.value.code == "text-not-readable"


def test_an_emoji_is_no_half_pair() -> None:
    text = "👩🏽‍🏫 Vi söker en ung säljare."
    review = check_text(text)
    assert [text[f.start : f.end] for f in review.findings] == ["ung"]
