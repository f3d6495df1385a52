"""What an ad does well: found at its words, and never where something only resembles it."""

from __future__ import annotations

import pytest

from fairscreen.ads import check
from fairscreen.ads.review import Strength


def good(text: str) -> dict[str, Strength]:
    return {item.item: item for item in check(text, lang="sv").strengths}


@pytest.mark.parametrize(
    ("item", "text", "words"),
    [
        ("no-letter", "Vi tar inte emot personliga brev.", "tar inte emot personliga brev"),
        ("no-letter", "Du svarar på frågor i stället för personligt brev.", "personligt brev"),
        ("same-questions", "Du svarar på urvalsfrågor när du söker.", "urvalsfrågor"),
        ("competence-based", "Vi arbetar med kompetensbaserad rekrytering.", "kompetensbaserad"),
        ("salary-figures", "Lönen är 32 000 kronor i månaden.", "32 000"),
        ("foreign-education", "Socionom eller motsvarande utländsk examen.", "utländsk"),
        ("new-or-experienced", "Du kan vara nyexaminerad eller erfaren.", "nyexaminerad eller"),
        ("language-level", "Du behöver svenska på nivå B2.", "svenska på nivå B2"),
        ("no-licence", "Körkort behövs inte.", "Körkort behövs inte"),
        ("aids", "I arbetet ingår förflyttningar med taklyft.", "taklyft"),
        ("hours", "Du arbetar varannan helg.", "varannan helg"),
        ("references-last", "Referenser tar vi sist.", "Referenser tar vi sist"),
    ],
)
def test_good_part_is_shown_at_its_words(item: str, text: str, words: str) -> None:
    found = good(f"Undersköterska till Lunden\n\n{text}\n")[item]
    assert words in found.text
    assert found.message.endswith(".")
    assert found.why.endswith(".")


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("no-letter", "Skicka personligt brev och cv."),
        ("salary-figures", "Lönen är individuell."),
        ("same-questions", "Du genomför strukturerade intervjuer med klienter."),
        ("foreign-education", "Du bedömer utländska betyg."),
        ("no-licence", "Körkort krävs."),
        ("aids", "Du ansvarar för hjälpmedel och förskriver taklyft."),
        ("hours", "Vi erbjuder friskvård på arbetstid måndagar."),
        ("language-level", "Du har goda kunskaper i svenska."),
    ],
)
def test_look_alike_is_not_praised(item: str, text: str) -> None:
    assert item not in good(f"Undersköterska till Lunden\n\n{text}\n")


def test_a_reason_for_a_hard_demand_is_praised_where_it_stands() -> None:
    text = "Undersköterska\n\nDu har B-körkort eftersom du kör mellan kunderna.\n"
    assert "kör mellan kunderna" in good(text)["reason-given"].text


def test_offsets_are_into_the_text_as_given() -> None:
    text = "Undersko\u0308terska\n\nDu svarar på urvals\u00adfrågor.\n"
    item = good(text)["same-questions"]
    assert text[item.start : item.end] == item.text


def test_an_ad_that_also_asks_for_it_is_not_praised() -> None:
    text = "Kock\n\nSkicka ett personligt brev.\n\nVi tar inte emot personliga brev på papper.\n"
    assert "no-letter" not in good(text)
