"""Sections by headings and, without them, by words. The ads are invented."""

from __future__ import annotations

from fairscreen.language import parse

WITH_HEADINGS = """Lärare till Ekskolan

Om oss
Vi är en skola med 400 elever.

ARBETSUPPGIFTER
Du planerar och leder undervisningen.

Kvalifikationer:
- lärarlegitimation
- körkort

Meriterande
- kunskaper i finska

Vi erbjuder
Friskvårdsbidrag och flextid.

Kontakt
Eva Lind, rektor, 08-508 00 000

Ansökan
Sök senast den 3 maj.
"""
WITHOUT_HEADINGS = """Ekskolan är en kommunal skola med 400 elever och 50 medarbetare.

Som lärare hos oss planerar du undervisningen och ansvarar för elevernas lärande.

Du har lärarlegitimation och god samarbetsförmåga. Det är meriterande om du talar finska.

Vi erbjuder dig friskvårdsbidrag, kollektivavtal och flextid.

Har du frågor? Kontakta rektor Eva Lind på telefon 08-508 00 000.

Välkommen med din ansökan, cv och betyg senast den 3 maj.
"""


def _sections(text: str) -> list[str]:
    found: list[str] = []
    for sentence in parse(text, "sv")._.parsed.sentences:
        if not found or found[-1] != sentence.section:
            found.append(sentence.section)
    return found


def test_headings_open_their_sections() -> None:
    assert _sections(WITH_HEADINGS) == [
        "title", "about", "tasks", "requirements", "merits", "offer", "contact", "application",
    ]  # fmt: skip


def test_om_before_whom_one_seeks_is_no_heading_about_the_employer() -> None:
    text = "Om oss\n\nVi bygger båtar.\n\nOm den vi söker\n\nDu ska vara noggrann."
    assert _sections(text)[-1] == "requirements"


def test_an_ad_without_headings_is_read_by_its_words() -> None:
    assert _sections(WITHOUT_HEADINGS) == [
        "about", "tasks", "requirements", "merits", "offer", "contact", "application",
    ]  # fmt: skip


def test_a_label_opens_a_section_for_its_own_line() -> None:
    parsed = parse("Krav: körkort\nMeriterande: truckkort\nLön: 30 000 kronor", "sv")._.parsed
    assert [unit.section for unit in parsed.units] == ["requirements", "merits", "offer"]


def test_what_is_said_to_be_a_demand_is_none_of_the_merits() -> None:
    text = "Meriterande\n- truckkort\n- liftkort\n\nB-körkort är ett krav."
    assert _sections(text)[-1] == "requirements"


def test_a_wish_in_brackets_makes_no_merit_of_the_demand() -> None:
    text = "Krav\n\nDu klarar tunga lyft (vana av truck är ett plus)."
    assert _sections(text)[-1] == "requirements"


def test_list_items_know_the_line_that_introduces_them() -> None:
    parsed = parse("Vi söker dig som:\n- har körkort\n- är noggrann", "sv")._.parsed
    assert [unit.lead_in for unit in parsed.units] == [None, 0, 0]
