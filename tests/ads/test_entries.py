"""The tables of plain-language entries: enough of them, and each reads in the ad."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from fairscreen.ads import find, load_rules
from fairscreen.ads.rulemodel import Entry
from fairscreen.language import parse

FOLDER = files("fairscreen.ads") / "rules" / "entries"
TABLES = {
    file.name.removesuffix(".toml"): {
        term: Entry.model_validate(value)
        for term, value in tomllib.loads(file.read_text("utf-8")).items()
    }
    for file in sorted(FOLDER.iterdir(), key=lambda item: item.name)
}


def shown(text: str, lang: str = "sv") -> dict[str, tuple[str, ...]]:
    hits, _ = find(parse(text, lang), load_rules())
    return {
        text[hit.start : hit.end]: hit.suggestions
        for hit in hits
        if hit.rule.id.startswith("plain-")
    }


def test_there_are_a_thousand_swedish_entries() -> None:
    assert sum(len(t) for name, t in TABLES.items() if not name.endswith("_en")) >= 1000


def test_no_term_stands_in_two_tables() -> None:
    terms = [term for name, table in TABLES.items() if name != "verb_nouns" for term in table]
    assert len(terms) == len(set(terms))


def test_every_table_is_used_by_a_rule() -> None:
    used = {match.entries for rule in load_rules().rules for match in rule.match}
    assert set(TABLES) <= used


@pytest.mark.parametrize("name", sorted(TABLES))
def test_alternatives_are_clean_words(name: str) -> None:
    for term, entry in TABLES[name].items():
        for target in entry.to:
            assert target == target.strip(), term
            assert not target.startswith("som "), term
            assert not set(target) & set("[]=→/|"), term


@pytest.mark.parametrize("name", ["words", "phrases", "jargon", "light_phrases"])
def test_no_alternative_is_a_term_itself(name: str) -> None:
    terms = (*TABLES["words"], *TABLES["jargon"])
    plain = {term.partition("~")[0] for term in terms if " " not in term}
    for term, entry in TABLES[name].items():
        targets = {target.partition("~")[0] for target in entry.to if " " not in target}
        assert not targets & plain, term


@pytest.mark.parametrize(
    ("text", "found", "alternative"),
    [
        ("Du tillhandahåller hjälpmedel.", "tillhandahåller", "ger"),
        ("Vi ombesörjer introduktionen.", "ombesörjer", "ordnar"),
        ("Det befordras av adekvata insatser.", "adekvata", "lämpliga"),
        ("Du genomför utvärderingar av projekten.", "genomför utvärderingar av", "utvärderar"),
        ("Du ska göra en uppföljning av målen.", "göra en uppföljning av", "följa upp"),
        ("Du ansvarar för samordningen av mötena.", "ansvarar för samordningen av", "samordnar"),
        ("Målsättningarna är tydliga.", "Målsättningarna", "Målen"),
        ("Befattningen är ny.", "Befattningen", "Tjänsten"),
        ("Du har god förmåga att planera.", "har god förmåga att", "kan"),
        ("Du är självgående i arbetet.", "självgående", "självständig"),
    ],
)
def test_alternative_comes_in_the_form_of_the_text(text: str, found: str, alternative: str) -> None:
    assert alternative in shown(text)[found]


@pytest.mark.parametrize(
    "text",
    [
        "Du är verkställande direktör.",
        "Du arbetar som biträdande rektor.",
        "Vi fattar beslut tillsammans, och fattade beslut gäller.",
        "Du är compliance officer hos oss.",
        "Vi arbetar med operativ vård och ramavtal.",
        "Vi följer lagen om stöd och service.",
    ],
)
def test_word_in_another_sense_is_left_alone(text: str) -> None:
    assert set(shown(text)) <= {"fattar beslut"}


def test_same_word_is_shown_at_its_first_place_only() -> None:
    text = "Vi nyttjar bilar. Vi nyttjar cyklar."
    hits, dropped = find(parse(text, "sv"), load_rules())
    assert [hit.start for hit in hits if hit.rule.id == "plain-word"] == [3]
    assert "shown once already" in {hit.reason for hit in dropped}


def test_mild_words_are_shown_only_where_there_are_many() -> None:
    few = "Du arbetar gentemot kunder. Du möter dem i butiken varje dag och svarar på frågor."
    many = (
        "Du koordinerar arbetet gentemot kunder, assisterar dem vad gäller val av varor, "
        "uppvisar intresse, inhämtar synpunkter i dialog med dem och har i uppdrag att uppnå mål."
    )
    assert "gentemot" not in shown(few)
    assert "gentemot" in shown(many)


def test_short_name_is_left_alone_where_it_is_written_out() -> None:
    assert "LSS" in shown("Du arbetar enligt LSS.")
    text = "Du arbetar enligt lagen om stöd och service till vissa funktionshindrade (LSS)."
    assert "LSS" not in shown(text)
