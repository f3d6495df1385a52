"""Names that the list or the model alone claims, and what they need beside it."""

from __future__ import annotations

import pytest

from fairscreen.anonymise.evidence import borne_out, reads_otherwise
from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import names
from fairscreen.language.entities import Entity
from fairscreen.spans import AlignedText


def reading(text: str, *entities: tuple[str, str, float]) -> Reading:
    seen = [
        Entity(text.index(name), text.index(name) + len(name), label, score)
        for name, label, score in entities
    ]
    return Reading(AlignedText.of(text), "sv", seen)


def finding(text: str, name: str, rule: str, score: float = 0.9, role: str | None = None):
    start = text.index(name)
    return Finding(start, start + len(name), "name", score, rule, "", "person", role=role)


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("Jag kan MEWS, NEWS och Norton utantill.", "Norton", "name-cue-other"),
        ("Avdelningarna Rosen, Liljan och Linden.", "Linden", "name-cue-other"),
        ("Min uppsats rör Monte Carlo.", "Monte Carlo", "name-row"),
        ("Jag sjunger i Bach Choir.", "Bach Choir", "name-row"),
        ("Jag tränar Muay Thai.", "Muay Thai", "name-row"),
    ],
)
def test_what_only_the_list_claims_needs_a_common_name(text, name, rule):
    assert not borne_out(reading(text), finding(text, name, rule))


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("Jag arbetade med Fatima i två år.", "Fatima", "name-given"),
        ("Där fanns Zhang Wei från Kina.", "Zhang Wei", "name-row"),
        ("Jag delade rum med Anna Lindqvist.", "Anna Lindqvist", "name-row"),
    ],
)
def test_a_common_name_stands_where_the_model_sees_nothing(text, name, rule):
    assert borne_out(reading(text), finding(text, name, rule))


def test_the_model_outweighs_the_list_where_it_is_sure_of_something_else():
    text = "Jag har arbetat på Maria Sten i Stockholm."
    hit = finding(text, "Maria Sten", "name-row")
    assert not borne_out(reading(text, ("Maria Sten", "ORG", 0.87)), hit)
    assert borne_out(reading(text, ("Maria Sten", "PER", 0.4)), hit)


def test_who_is_told_to_be_called_so_needs_nothing_more():
    text = "Namn: Linden"
    assert borne_out(
        reading(text, ("Linden", "LOC", 0.95)), finding(text, "Linden", "name-label-applicant")
    )
    text = "min chef Linden"
    assert borne_out(reading(text), finding(text, "Linden", "name-cue-other", role="other"))


@pytest.mark.parametrize("word", ["Singel", "Numera", "Undersköterska", "Alevit"])
def test_an_ordinary_word_is_no_person_however_sure_the_model_is(word):
    assert not borne_out(reading(word), finding(word, word, "model", 0.99))


def test_a_doubtful_person_of_the_model_needs_a_listed_name():
    text = "Hör med Nazanin."
    assert borne_out(reading(text), finding(text, "Nazanin", "model", 0.6))


def test_a_name_that_no_list_knows_stands_when_the_model_is_sure():
    text = "Hör med Qwezrin om ni vill."
    assert borne_out(reading(text), finding(text, "Qwezrin", "model", 0.95))
    assert not borne_out(reading(text), finding(text, "Qwezrin", "model", 0.6))


def test_without_a_model_the_list_decides(monkeypatch):
    monkeypatch.setattr("fairscreen.anonymise.evidence.has_model", lambda: False)
    text = "Jag arbetade med Linden."
    assert borne_out(reading(text), finding(text, "Linden", "name-cue-other"))


@pytest.mark.parametrize("text", ["- Lugn, svarar kort", "Pass\tTelefon", "C V"])
def test_a_word_that_opens_a_line_is_no_person(text):
    name = text.strip("- ").split(",")[0].split("\t")[0]
    assert not borne_out(reading(text), finding(text, name, "model", 0.95))


@pytest.mark.parametrize("text", ["Berg ringde tillbaka.", "D E N I Z", "O. Svart, ombud"])
def test_a_person_of_the_model_that_is_also_a_word_stands(text):
    name = {"B": "Berg", "D": text, "O": "O. Svart"}[text[0]]
    assert borne_out(reading(text), finding(text, name, "model", 0.95))


def test_a_word_inside_the_name_of_a_firm_reads_otherwise():
    text = "Johan i Hallen är en firma."
    assert reads_otherwise(reading(text, ("Johan i Hallen", "ORG", 0.9)), 0, 5)
    assert not reads_otherwise(reading(text, ("Johan i Hallen", "ORG", 0.5)), 0, 5)
    assert not reads_otherwise(reading(text, ("Johan", "PER", 0.9)), 0, 5)


@pytest.mark.parametrize("name", ["gülşen", "tuğba", "yıldız", "hêvîn", "áilu", "begić", "i̇brahim"])
def test_a_name_with_marks_is_found_in_the_list(name):
    assert names().get(name) is not None
    assert name in names()


@pytest.mark.parametrize("word", ["är", "för", "då", "här", "åt", "möte"])
def test_swedish_letters_are_never_folded_into_a_name(word):
    assert names().get(word) == dict.get(names(), word)


def test_a_name_that_fills_a_cell_stands():
    text = "Javad\tjour\t070"
    assert borne_out(reading(text), finding(text, "Javad", "name-given"))
    text = "Javad jour 070"
    assert not borne_out(reading(text), finding(text, "Javad", "name-given"))
