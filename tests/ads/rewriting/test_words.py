"""Word swaps and verb-noun pairs: the same form, only where the sentence stays whole."""

from __future__ import annotations

import pytest

from fairscreen import language
from fairscreen.ads.rewriting.nominals import nominals
from fairscreen.ads.rewriting.reading import Reading
from fairscreen.ads.rewriting.swaps import swaps

SWAPPED = [
    ("Du skall inneha B-körkort.", "Du ska ha B-körkort."),
    ("Skall du börja i maj?", "Ska du börja i maj?"),
    ("Du har innehaft tjänsten.", "Du har haft tjänsten."),
    ("Du tillser att lokalen är ren.", "Du ser till att lokalen är ren."),
    ("Målsättningen är nöjda gäster.", "Målet är nöjda gäster."),
    ("Du har körkort samt egen bil.", "Du har körkort och egen bil."),
    ("Vi arbetar med målsättning att växa.", "Vi arbetar med målet att växa."),
    ("Vi har möten, lunch m.m. Vi ses ofta.", "Vi har möten, lunch med mera. Vi ses ofta."),
    ("Du planerar bl.a. scheman.", "Du planerar bland annat scheman."),
    ("Du arbetar i t.ex. Java.", "Du arbetar i till exempel Java."),
    ("Du arbetar kontinuerligt med kvalitet.", "Du arbetar löpande med kvalitet."),
]
LEFT = [
    "Du har körkort och truckkort samt egen bil och släp.",  # och stands there already
    "Du har examen eller erfarenhet samt körkort.",  # och would join other things
    "I de fall där vi anställer hör vi av oss.",
    "Vi har en kontinuerlig process dygnet runt.",  # a term as well
    "Tjänsten tillsätts under förutsättning att den finns kvar eller att beslut fattas.",
    "Du arbetar med kontinuerlig integration.",  # a term
    "Den kontinuerliga kontakten är viktig.",
    "Du säkerställer kvaliteten.",  # no clause follows
    "Vi följer lagen om skall i byggnader (2008:567).",  # a law's title
    'Vår devis är "Alla skall med".',  # others' words
    "Läs mer på www.skall.se/samt.",
    "Vi har en tydlig målsättning.",  # the article shows the gender
    "Du hanterar DVS-system.",
]


@pytest.mark.parametrize(("before", "after"), SWAPPED, ids=lambda text: text[:30])
def test_a_word_is_swapped_in_its_own_form(before: str, after: str) -> None:
    text = before
    for rewrite in reversed(list(swaps(Reading(language.parse(before, "sv"))))):
        text = text[: rewrite.start] + rewrite.after + text[rewrite.end :]
    assert text == after


@pytest.mark.parametrize("text", LEFT, ids=lambda text: text[:30])
def test_a_look_alike_is_left_alone(text: str) -> None:
    assert not list(swaps(Reading(language.parse(text, "sv"))))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Du genomför planering av insatser.", "Du planerar insatser."),
        ("Du ska utföra dokumentation i journalen.", "Du ska dokumentera i journalen."),
        ("Att göra utredningar av ärenden.", "Att utreda ärenden."),
    ],
)
def test_a_pair_becomes_its_verb(before: str, after: str) -> None:
    (rewrite,) = nominals(Reading(language.parse(before, "sv")))
    assert before[: rewrite.start] + rewrite.after + before[rewrite.end :] == after


@pytest.mark.parametrize(
    "text",
    [
        "Du genomför installation av maskiner samt underhåll på dem.",
        "Du genomför en noggrann planering av insatser.",
        "Du utför kontroll.",
        "Du planerar, genomför uppföljning av insatser.",
        "Du genomför utbildning av kollegor.",
    ],
)
def test_a_pair_with_more_to_it_is_left_alone(text: str) -> None:
    assert not list(nominals(Reading(language.parse(text, "sv"))))
