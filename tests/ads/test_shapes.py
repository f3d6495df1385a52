"""Findings on how the text is built."""

from __future__ import annotations

from fairscreen.ads import find, load_rules
from fairscreen.language import parse


def form(text: str, lang: str = "sv") -> list[tuple[str, str, tuple[str, ...]]]:
    hits, _ = find(parse(text, lang), load_rules())
    return [
        (hit.rule.id, text[hit.start : hit.end], hit.suggestions)
        for hit in hits
        if hit.rule.id.startswith("form-")
    ]


LONG = (
    "Du möter besökare från hela staden i vår reception och visar dem vägen till rätt rum, och "
    "du svarar på frågor i disken om öppettider, kurser och lokaler som går att hyra för möten, "
    "fester och utställningar."
)


def test_long_sentence_is_shown_where_it_can_be_cut() -> None:
    ((rule, words, suggestions),) = form(LONG)
    assert (rule, words, suggestions) == ("form-sentence", ", och du", (". Du",))


def test_the_cut_leaves_two_sentences() -> None:
    ((_, words, (cut,)),) = form(LONG)
    assert form(LONG.replace(words, cut)) == []


def test_long_sentence_without_a_cut_is_shown_at_its_start() -> None:
    text = "Du möter " + ", ".join(["glada besökare"] * 18) + " i huset."
    ((rule, words, suggestions),) = form(text)
    assert rule == "form-sentence"
    assert words.startswith("Du möter")
    assert suggestions == ()


def test_message_tells_the_length() -> None:
    hits, _ = find(parse(LONG, "sv"), load_rules())
    assert any("37 ord" in hit.message for hit in hits), [hit.message for hit in hits]


def test_exemplary_ad_has_no_mark_on_its_build(root) -> None:  # type: ignore[no-untyped-def]
    import tomllib

    file = root / "tests" / "ads" / "contrast" / "welcome.toml"
    ads = tomllib.loads(file.read_text("utf-8"))["exemplary"]["neutral"]
    assert [form(ad) for ad in ads if form(ad)] == []


def test_exemplary_ads_have_few_marks_of_any_kind(root) -> None:  # type: ignore[no-untyped-def]
    import tomllib

    file = root / "tests" / "ads" / "contrast" / "welcome.toml"
    ads = tomllib.loads(file.read_text("utf-8"))["exemplary"]["neutral"]
    counts = [len(find(parse(ad, "sv"), load_rules())[0]) for ad in ads]
    assert max(counts) <= 3
