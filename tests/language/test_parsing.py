"""Laws that hold for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.language import context, parse
from fairscreen.spans import Block

PIECES = st.sampled_from(
    [
        "Du har körkort.", "Arbetsuppgifter", "KVALIFIKATIONER", "Krav:", "- ", "• ", "*", "o ",
        "1. ", "\n", "\n\n", "\r\n", "\t", " ", "  ", "kl. 08.00", "t.ex. barn", "...", "!",
        "\u2028", "we are the team and you will work with it", "och inte", "”citat”",
        "\u00a0", "**Om oss**", "a\u030a", "😀", "\x00", "http://exempel.se", "#",
        "eftersom du kör", ":", ",", "\u00ad",
        "vi söker dig som arbetar med barn och unga i staden",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


@st.composite
def texts_with_blocks(draw: st.DrawFn) -> tuple[str, list[Block]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    kinds = st.sampled_from(["heading", "paragraph", "list_item", "table_cell"])
    blocks = [Block(a, b, draw(kinds)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, blocks


@given(texts_with_blocks())
@settings(max_examples=150, deadline=None)
def test_units_and_sentences_part_any_text(case: tuple[str, list[Block]]) -> None:
    text, blocks = case
    doc = parse(text, blocks=blocks)
    parsed = doc._.parsed
    words = [token.i for token in doc if not token.is_space]
    in_units = [i for unit in parsed.units for i in range(unit.start, unit.end)]
    in_sentences = [i for place in parsed.sentences for i in range(place.start, place.end)]

    assert doc.text == text
    assert [i for i in in_units if not doc[i].is_space] == words
    assert [i for i in in_sentences if not doc[i].is_space] == words
    for place in parsed.sentences:
        unit = parsed.units[place.unit]
        assert unit.start <= place.start < place.end <= unit.end
        assert not doc[place.start].is_space and not doc[place.end - 1].is_space
    starts = {sentence.start for sentence in doc.sents}
    assert starts - {0} == {place.start for place in parsed.sentences[1:]}


@given(TEXTS, st.data())
@settings(max_examples=60, deadline=None)
def test_any_phrase_has_a_context_inside_the_text(text: str, data: st.DataObject) -> None:
    doc = parse(text)
    if not len(doc):
        return
    start = data.draw(st.integers(0, len(doc) - 1))
    end = data.draw(st.integers(start + 1, len(doc)))
    found = context(doc, start, end)
    assert doc._.parsed.section_of(start) == found.section
    for place in (found.negation, found.softened, found.reason, found.inclusion):
        assert place is None or 0 <= place.start < place.end <= len(text)


def test_an_empty_text_has_no_units() -> None:
    doc = parse("")
    assert (doc.text, doc._.parsed.units, list(doc.sents)) == ("", (), [])


def test_a_text_of_blanks_belongs_to_section_other() -> None:
    doc = parse(" \n\n ")
    assert doc._.parsed.units == ()
    assert doc._.parsed.section_of(0) == "other"


def test_a_mixed_ad_is_read_part_by_part() -> None:
    text = (
        "Vi söker dig som är lärare och vill arbeta med barn i vår skola.\n\n"
        "We are looking for you who are a teacher and don't mind the weather in our city."
    )
    parsed = parse(text)._.parsed
    assert [unit.lang for unit in parsed.units] == ["sv", "en"]
    assert "n't" in parsed.words  # cut by the English tokeniser
    assert parse(text).text == text


def test_a_few_english_words_do_not_make_a_part() -> None:
    parsed = parse("Vi söker en digital native.\nJob title: Controller\nDu har körkort.")._.parsed
    assert {unit.lang for unit in parsed.units} == {"sv"}
