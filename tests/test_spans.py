"""Tidy texts keep exact ways back to what was pasted."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from fairscreen.spans import AlignedText, Span

ODD = st.text(
    st.sampled_from("abcåäöé e\u0301a\u030a\u00ad\u200b\u00a0\u2009\r\n\u2028ﬁﬀ•–\t\ufeff😀0")
)
ANY = st.one_of(ODD, st.text())


@given(ANY)
def test_each_code_point_comes_from_a_place_in_the_source(source: str) -> None:
    aligned = AlignedText.of(source)
    for index in range(len(aligned.text)):
        place = aligned.to_source(index, index + 1)
        assert 0 <= place.start <= place.end <= len(source)


@given(ANY)
def test_places_come_back_in_order(source: str) -> None:
    aligned = AlignedText.of(source)
    starts = [aligned.to_source(i, i + 1).start for i in range(len(aligned.text))]
    assert starts == sorted(starts)


@given(ANY)
def test_the_tidy_text_is_tidy_already(source: str) -> None:
    tidy = AlignedText.of(source).text
    assert AlignedText.of(tidy).text == tidy


@given(ANY)
def test_a_place_found_covers_the_same_letters(source: str) -> None:
    aligned = AlignedText.of(source)
    whole = aligned.to_source(0, len(aligned.text))
    assert AlignedText.of(whole.of(source)).text == aligned.text


@given(ANY, st.data())
def test_there_and_back_covers_the_place(source: str, data: st.DataObject) -> None:
    aligned = AlignedText.of(source)
    start = data.draw(st.integers(0, len(aligned.text)))
    end = data.draw(st.integers(start, len(aligned.text)))
    place = aligned.to_source(start, end)
    back = aligned.to_text(place.start, place.end)
    assert back.of(aligned.text) == aligned.text[back.start : back.end]
    assert start == end or (back.start <= start and end <= back.end)


def test_soft_hyphens_do_not_hide_a_word() -> None:
    aligned = AlignedText.of("ett person\u00adligt\u00a0brev")
    place = aligned.to_source(4, 19)
    assert aligned.text[4:19] == "personligt brev"
    assert place.of(aligned.source) == "person\u00adligt\u00a0brev"


def test_decomposed_letters_are_composed() -> None:
    source = unicodedata.normalize("NFD", "två år på förskola")
    assert AlignedText.of(source).text == "två år på förskola"


def test_a_place_does_not_end_in_something_invisible() -> None:
    aligned = AlignedText.of("ung\u200b tjej")
    assert aligned.to_source(0, 3) == Span(0, 3)


def test_line_breaks_become_one_kind() -> None:
    assert AlignedText.of("a\r\nb\rc\u2028d").text == "a\nb\nc\nd"


@given(ANY, st.integers(1, 6))
def test_places_stay_exact_when_long_runs_are_cut(source: str, longest: int) -> None:
    aligned = AlignedText.of(source, longest_run=longest)
    for index in range(len(aligned.text)):
        place = aligned.to_source(index, index + 1)
        assert 0 <= place.start < place.end <= len(source)


def test_a_long_run_is_cut() -> None:
    aligned = AlignedText.of(f"ett {'a' * 900} två", longest_run=250)
    assert aligned.text == f"ett {'a' * 250} två"
    assert aligned.to_source(255, 258).of(aligned.source) == "två"
