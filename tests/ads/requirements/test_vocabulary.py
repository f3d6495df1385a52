"""The words are data: they load, and a word list cannot silently hold nothing."""

from __future__ import annotations

import pytest

from fairscreen.ads.requirements.vocabulary import data_files, vocabulary
from fairscreen.rulefiles import read_words


def test_all_lists_hold_words_and_tell_their_source() -> None:
    for file in data_files():
        if file.name.endswith(".txt"):
            assert list(read_words(file)), file.name
            assert "Licence:" in file.read_text("utf-8"), file.name


def test_no_list_holds_an_item_twice() -> None:
    for file in data_files():
        if file.name.endswith(".txt"):
            words = [word.casefold() for word in read_words(file)]
            twice = {word for word in words if words.count(word) > 1}
            assert not twice, file.name


def test_adjectives_are_found_in_their_forms() -> None:
    trait = vocabulary().types["trait"]
    for form in ("strukturerad", "strukturerade", "strukturerat", "flexibel", "trygga"):
        assert trait.fullmatch(form), form


def test_verbs_are_found_in_their_listed_form_only() -> None:
    assert vocabulary().verbs.fullmatch("kan")
    assert not vocabulary().verbs.search("CAN-buss")


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        ("B-körkort är ett krav.", ["must"]),
        ("Det är meriterande om du har truckkort.", ["merit"]),
        ("Vi ser gärna att du har truckkort.", ["merit"]),
        ("Gärna med inriktning mot ekonomi.", ["merit"]),
        ("Läs gärna mer på vår webbplats.", []),
        ("It is a plus if you speak Finnish.", ["merit"]),
        ("Du får skapa struktur.", []),
    ],
)
def test_cues(sentence: str, levels: list[str]) -> None:
    assert [cue.level for cue in vocabulary().cues_in(sentence)] == levels


def test_trimming_never_eats_a_whole_word_by_its_beginning() -> None:
    assert not vocabulary().trim_start.match("endast kvällar")
