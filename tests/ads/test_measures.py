"""Measures against hand-counted texts and the published definitions."""

from __future__ import annotations

import json
import math
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.ads.measures import lix, measure, nominal_ratio, ovix, words_of
from fairscreen.language import parse

# Counted by hand: 18 words in 2 sentences; longer than six letters: barnens, förskolan, planerar,
# tillsammans, kollegor, vårdnadshavare: 6.
COUNTED = (
    "Du tar hand om barnens dag på förskolan. "
    "Du planerar den tillsammans med dina kollegor och med vårdnadshavare."
)


def test_lix_counted_by_hand() -> None:
    found = measure(parse(COUNTED, "sv"))
    assert (found.words, found.sentences) == (18, 2)
    assert found.lix == pytest.approx(18 / 2 + 100 * 6 / 18, abs=0.05)
    assert found.mean_sentence_length == 9.0
    assert found.longest_sentence == 10


def test_ovix_counted_by_hand() -> None:
    # 18 words; "du" and "med" come twice: 16 different.
    expected = math.log(18) / math.log(2 - math.log(16) / math.log(18))
    assert measure(parse(COUNTED, "sv")).ovix == pytest.approx(expected, abs=0.05)


def test_lix_by_the_definition() -> None:
    # Björnsson 1968: words per sentence plus per cent of words over six letters.
    words = ["kort"] * 75 + ["långvarig"] * 25
    assert lix(words, 10) == pytest.approx(10 + 25)


def test_seven_letters_is_long_and_six_is_not() -> None:
    assert lix(["sexbok"], 1) == 1
    assert lix(["sjubokx"], 1) == 101


def test_ovix_by_the_definition() -> None:
    # Hultman & Westman 1977, with 100 words of which 70 are different.
    words = [f"ord{n % 70}" for n in range(100)]
    assert ovix(words) == pytest.approx(math.log(100) / math.log(2 - math.log(70) / math.log(100)))


def test_ovix_takes_no_notice_of_case() -> None:
    assert ovix(["Du", "du", "är", "bra"]) == ovix(["du", "du", "är", "bra"])


@pytest.mark.parametrize("words", [[], ["ett"], ["alla", "ord", "olika"]])
def test_ovix_is_not_defined_without_a_repeated_word(words: list[str]) -> None:
    assert ovix(words) is None


def test_list_items_and_headings_are_sentences_of_their_own() -> None:
    found = measure(parse("Krav\n\n- B-körkort\n- god svenska\n- datorvana", "sv"))
    assert found.sentences == 4
    assert found.longest_sentence == 2


def test_long_sentences_have_more_than_thirty_words() -> None:
    thirty = " ".join(["ord"] * 30) + "."
    more = "Ett " + thirty
    found = measure(parse(f"{thirty.capitalize()}\n\n{more}", "sv"))
    assert found.long_sentences == 1
    assert found.longest_sentence == 31


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("e-post och 24/7", ["e-post", "och", "24/7"]),
        ("kl. 8–17", ["kl", "8", "17"]),
        ("å ä ö – • !", ["å", "ä", "ö"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_empty_text_has_no_measures() -> None:
    found = measure(parse("", "sv"))
    assert (found.words, found.sentences) == (0, 0)
    assert found.lix is found.ovix is found.mean_sentence_length is None
    assert found.percentiles.get("lix") is None


def tagged(tags: list[str], column: str) -> object:
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.blank("sv")
    return Doc(nlp.vocab, words=[f"w{n}" for n in range(len(tags))], **{column: tags})


def test_nominal_ratio_from_suc_tags() -> None:
    # (NN + PP + PC) / (PN + AB + VB): proper names, adjectives and conjunctions do not count.
    tags = ["NN|UTR", "PP", "PC|PRF", "PN|UTR", "VB|PRS", "PM|NOM", "JJ|POS", "KN"]
    assert nominal_ratio(tagged(tags, "tags")) == pytest.approx(3 / 2)


def test_nominal_ratio_from_universal_tags() -> None:
    tags = ["NOUN", "ADP", "NOUN", "PRON", "ADV", "VERB", "AUX", "PROPN", "DET"]
    assert nominal_ratio(tagged(tags, "pos")) == pytest.approx(3 / 4)


def test_nominal_ratio_needs_parts_of_speech() -> None:
    assert nominal_ratio(tagged(["", ""], "tags")) is None


def test_reference_is_whole_and_rising() -> None:
    file = files("fairscreen.ads").joinpath("measures_reference.json")
    data = json.loads(file.read_text("utf-8"))
    assert data["licence"] == "CC0-1.0"
    assert data["ads"] > 1000
    for name, row in data["quantiles"].items():
        assert len(row) == 101, name
        assert row == sorted(row), name


def test_harder_text_has_a_higher_percentile() -> None:
    easy = measure(parse("Du är här. Vi är här. Du kan gå. Vi kan gå.", "sv"))
    hard = measure(
        parse(
            "Verksamhetsutvecklingsansvariga handläggare ombesörjer kontinuerligt "
            "kvalitetssäkringsprocesser avseende myndighetsgemensamma verksamhetssystem.",
            "sv",
        )
    )
    assert easy.percentiles["lix"] == 0
    assert hard.percentiles["lix"] == 100


def test_english_has_no_percentiles() -> None:
    assert measure(parse("You will work with us. We work with you.", "en")).percentiles == {}


@given(st.lists(st.sampled_from(["du", "arbetar", "tillsammans", "och"]), min_size=1, max_size=40))
def test_more_sentences_never_raise_lix(words: list[str]) -> None:
    first, second = lix(words, 1), lix(words, 2)
    assert first is not None
    assert second is not None
    assert second < first
