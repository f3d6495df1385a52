"""Cutting text into words and windows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.language.entities.unigram import BOS, EOS, UNK, UnigramTokenizer
from fairscreen.language.entities.windows import windows, without_capitals, words

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "▁a", "ab", "▁ab", "ö", "s", ".", "▁."]
SCORES = [0.0, 0.0, 0.0, 0.0, -3.0, -3.0, -3.0, -2.5, -2.0, -1.5, -3.0, -3.0, -3.0, -3.0]


@pytest.fixture(scope="module")
def tokenizer() -> UnigramTokenizer:
    return UnigramTokenizer(PIECES, SCORES, {ord("ﬁ"): "ab", 0xAD: ""})


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg", ["Anna", "Berg"]),
        ("Namn:Anna", ["Namn", ":", "Anna"]),
        ("Anna-Karin O'Connor", ["Anna", "-", "Karin", "O", "'", "Connor"]),
        ("a.b@exempel.se", ["a", ".", "b", "@", "exempel", ".", "se"]),
        ("-----", ["-----"]),
        ("fo\u0308r", ["fo\u0308r"]),
        ("ström\u00adavbrott", ["ström\u00adavbrott"]),
        ("", []),
    ],
)
def test_words_are_cut_finely(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_the_best_scored_pieces_are_taken(tokenizer: UnigramTokenizer) -> None:
    assert tokenizer.word("ab", space_before=True) == (PIECES.index("▁ab"),)
    assert tokenizer.word("ab", space_before=False) == (PIECES.index("ab"),)


def test_an_unknown_letter_becomes_the_unknown_piece(tokenizer: UnigramTokenizer) -> None:
    assert UNK in tokenizer.word("az", space_before=False)


def test_compatibility_forms_are_normalised(tokenizer: UnigramTokenizer) -> None:
    assert tokenizer.word("ﬁ", space_before=True) == tokenizer.word("ab", space_before=True)


def test_a_word_of_invisible_signs_gives_no_piece(tokenizer: UnigramTokenizer) -> None:
    assert tokenizer.word("\u00ad", space_before=True) == ()


@pytest.mark.parametrize("gap", ["\n", "\t", "     "])
def test_line_breaks_and_column_edges_are_marked(tokenizer: UnigramTokenizer, gap: str) -> None:
    (window,) = windows(f"a{gap}b", tokenizer)
    assert window.ids.count(EOS) == 2  # the mark between, and the end


def test_a_single_space_is_no_break(tokenizer: UnigramTokenizer) -> None:
    (window,) = windows("a b", tokenizer)
    assert window.ids.count(EOS) == 1


def test_a_full_window_ends_at_the_last_line_break(tokenizer: UnigramTokenizer) -> None:
    text = "ab ab ab ab ab\nab ab ab ab"
    first, second = windows(text, tokenizer, max_length=10)
    assert text[first.spans[-1][1]] == "\n"
    assert len(second.spans) == 4


@settings(deadline=None)
@given(st.text(alphabet="abös .\n\t-\u00ad@1", max_size=300), st.integers(12, 60))
def test_every_word_is_in_one_window(text: str, limit: int) -> None:
    tokenizer = UnigramTokenizer(PIECES, SCORES, {0xAD: ""})
    found = [span for window in windows(text, tokenizer, max_length=limit) for span in window.spans]
    expected = [
        (start, end)
        for start, end in words(text)
        if tokenizer.word(text[start:end], space_before=True)
    ]
    assert found == expected


@settings(deadline=None)
@given(st.text(max_size=200))
def test_windows_are_well_formed_for_any_text(text: str) -> None:
    tokenizer = UnigramTokenizer(PIECES, SCORES, {0xAD: ""})
    for window in windows(text, tokenizer, max_length=40):
        assert window.ids[0] == BOS
        assert window.ids[-1] == EOS
        assert len(window.ids) <= 40
        assert len(window.first) == len(window.spans)
        assert all(0 < place < len(window.ids) for place in window.first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HEJ, JAG HETER ANNA", "hej, jag heter anna"),
        (
            "JAG HAR ARBETAT MED DETTA LÄNGE\nSom du ser.",
            "jag har arbetat med detta länge\nSom du ser.",
        ),
        ("ANNA BERG\nJag söker arbete hos er.", "ANNA BERG\nJag söker arbete hos er."),
        ("Hej, jag heter Anna", "Hej, jag heter Anna"),
        ("İSTANBUL", "İstanbul"),
        ("", ""),
    ],
)
def test_running_text_in_capitals_is_read_as_lower_case(text: str, expected: str) -> None:
    assert without_capitals(text) == expected


@given(st.text(max_size=100))
def test_lowering_keeps_every_character_in_its_place(text: str) -> None:
    assert len(without_capitals(text)) == len(text)
