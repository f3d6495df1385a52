"""Places in UTF-16 code units, with and without markup."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.errors import FairscreenError
from fairscreen_api.languagetool.annotated import AnnotatedText

LETTERS = st.text(alphabet="aå 🙂𝒳\n", max_size=12)


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


@given(LETTERS, LETTERS, LETTERS)
def test_a_place_in_a_plain_text_cuts_the_same_words(before: str, words: str, after: str) -> None:
    text = AnnotatedText.plain(before + words + after)
    offset, length = text.place(len(before), len(before + words))
    assert utf16(text.whole)[2 * offset : 2 * (offset + length)] == utf16(words)


PARTS = st.lists(
    st.one_of(
        st.builds(lambda t: {"text": t}, LETTERS),
        st.builds(lambda t: {"markup": f"<{t}>"}, LETTERS),
        st.builds(lambda t, i: {"markup": f"<{t}>", "interpretAs": i}, LETTERS, LETTERS),
    ),
    max_size=6,
)


@given(PARTS, LETTERS.filter(bool), PARTS)
def test_markup_before_and_after_moves_the_place(
    before: list[dict[str, str]], words: str, after: list[dict[str, str]]
) -> None:
    text = AnnotatedText.from_json(json.dumps({"annotation": [*before, {"text": words}, *after]}))
    start = sum(len(p.get("text", p.get("interpretAs", ""))) for p in before)
    offset, length = text.place(start, start + len(words))
    assert utf16(text.whole)[2 * offset : 2 * (offset + length)] == utf16(words)


def test_what_is_checked_has_no_markup() -> None:
    data = {"annotation": [{"text": "Vi är "}, {"markup": "<b>"}, {"text": "unga"},
                           {"markup": "</p>", "interpretAs": "\n\n"}]}  # fmt: skip
    assert AnnotatedText.from_json(json.dumps(data)).text == "Vi är unga\n\n"


@pytest.mark.parametrize(
    "data", ["", "{", "[]", "{}", '{"annotation": 1}', '{"annotation": [{"x": 1}]}',
             '{"annotation": [1]}', '{"annotation": [{"text": 7}]}', "[" * 100_000]
)  # fmt: skip
def test_other_data_is_refused(data: str) -> None:
    with pytest.raises(FairscreenError, match="request-invalid"):
        AnnotatedText.from_json(data)
