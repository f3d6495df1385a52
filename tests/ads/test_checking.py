"""From text to review: places, versions, and text of any kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.ads import check
from fairscreen.errors import FairscreenError

AD = "Vi söker en tjej till receptionen.\n\nKrav:\n- B-körkort\n\nBifoga personligt brev."


def test_findings_stand_where_they_say() -> None:
    review = check(AD)
    assert {"gender-seek", "req-licence", "ask-letter"} <= {f.rule for f in review.findings}
    for item in (*review.findings, *review.dropped, *review.requirements):
        assert review.text[item.start : item.end] == item.text


def test_offsets_are_into_the_text_as_given() -> None:
    pasted = AD.replace("personligt", "person\u00adligt").replace("ö", "o\u0308")
    review = check(pasted)
    assert review.text == pasted
    (letter,) = [f for f in review.findings if f.rule == "ask-letter"]
    assert pasted[letter.start : letter.end] == "person\u00adligt brev"


def test_sources_of_the_findings_come_along() -> None:
    review = check(AD)
    assert {key for f in review.findings for key in f.sources} == set(review.sources)


def test_versions_are_told() -> None:
    versions = check(AD).versions
    assert versions.rules
    assert versions.model
    assert versions.fairscreen


def test_empty_text_is_refused() -> None:
    with pytest.raises(FairscreenError) as caught:
        check(" \n\u200b ")
    assert caught.value.code == "text-empty"


def test_english_ad_is_read_in_english() -> None:
    review = check(
        "We are looking for a developer to join our team.\n\n"
        "You are fluent in Swedish and you have a driving licence. "
        "Please send your CV and a cover letter to us."
    )
    assert review.language == "en"
    assert {"lang-perfect", "ask-letter"} <= {f.rule for f in review.findings}


WORDS = ["ung", "tjej", "B-körkort", "inte", "personligt brev", "du", "svenska", "\n", "- ",
         "a\u030a", "\u00ad", "\U0001f600", "flytande", ".", "under 30 år", "och"]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), min_size=1, max_size=20))
def test_any_text_comes_back_with_exact_places(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if not any(character.isalnum() for character in text):
        return
    review = check(text, lang="sv")
    assert review.text == text
    for item in (*review.findings, *review.dropped, *review.requirements):
        assert text[item.start : item.end] == item.text
