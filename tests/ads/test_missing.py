"""The parts of an ad: found where they are, and missed where only something like them stands."""

from __future__ import annotations

from datetime import date

import pytest

from fairscreen.ads.missing import missing_parts
from fairscreen.ads.review import Missing
from fairscreen.language import parse

ITEMS = (
    "salary", "contact", "deadline", "employment-form", "workplace", "inclusion", "accessibility",
    "process", "tasks", "split", "application-period", "union", "start-date", "selection-steps",
)  # fmt: skip

FULL = """\
Handläggare till socialförvaltningen i Vetlanda

Arbetsuppgifter
Du handlägger ansökningar om bistånd och dokumenterar dina beslut.

Kvalifikationer
Du har socionomexamen.

Meriterande
Erfarenhet av myndighetsutövning.

Om anställningen
Anställningen är tillsvidare, på heltid, med start den 1 maj.
Lönen ligger mellan 36 000 och 41 000 kronor i månaden.

Rekryteringen
Du svarar på urvalsfrågor. Intervjuer håller vi i vecka 12. Vi välkomnar sökande med olika bakgrund.
Behöver du anpassning i rekryteringen? Kontakta oss så ordnar vi det.

Ansökan
Sök senast den 3 mars. Har du frågor? Ring enhetschefen på 08-508 00 000.
Facklig kontakt: Vision, 08-508 00 001.
"""


def part(text: str, item: str) -> Missing:
    return next(m for m in missing_parts(parse(text), employer="municipality") if m.item == item)


def test_every_part_is_told_once_and_in_order() -> None:
    assert tuple(m.item for m in missing_parts(parse("Hej."))) == ITEMS


@pytest.mark.parametrize("item", ITEMS)
def test_full_ad_has(item: str) -> None:
    assert part(FULL, item).present


@pytest.mark.parametrize("item", [item for item in ITEMS if item != "split"])
def test_ad_of_nothing_lacks(item: str) -> None:
    found = part("Vi är ett glatt gäng.", item)
    assert not found.present
    assert found.start is None
    assert found.message.endswith(".")
    assert found.why
    assert found.suggestion


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("salary", "36 000"),
        ("contact", "08-508 00 000"),
        ("deadline", "senast"),
        ("employment-form", "tillsvidare"),
        ("process", "urvalsfrågor"),
        ("union", "Facklig kontakt"),
        ("start-date", "start den 1 maj"),
        ("selection-steps", "urvalsfrågor"),
        ("accessibility", "anpassning"),
    ],
)
def test_place_of_what_is_there(item: str, words: str) -> None:
    found = part(FULL, item)
    assert words in FULL[found.start : found.end]


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("salary", "Vi tillämpar individuell lönesättning."),
        ("salary", "Skicka ditt löneanspråk till oss."),
        ("salary", "Du arbetar med lönehandläggning för 3 000 anställda."),
        ("contact", "Fackliga företrädare: Vision, <NAME>, <PHONE>."),
        ("deadline", "Urvalet börjar innan sista ansökningsdag."),
        ("inclusion", "Du har ett inkluderande arbetssätt."),
        ("accessibility", "Du gör extra anpassningar för elever."),
        ("accessibility", "Ta med utdraget så att det finns tillgängligt vid ansökan."),
        ("process", "Du genomför intervjuer med brukare."),
        ("employment-form", "Du har drivit projekt på heltid."),
        ("union", "Du samverkar med fackliga företrädare."),
        ("union", "Vår Vision 2040 är en hållbar stad."),
        ("start-date", "Vi startade 2019 och växer."),
        ("selection-steps", "Du håller intervjuer och leder tester med brukare."),
        ("selection-steps", "Intervjuer hålls i maj."),
        ("application-period", "Urvalet sker löpande. Sök senast den 3 mars."),
        ("application-period", "Jobbet kan tillsättas innan sista ansökningsdag den 3 mars."),
    ],
)
def test_something_like_it_is_not_it(item: str, text: str) -> None:
    assert not part(text, item).present


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("salary", "Lön enligt kollektivavtal."),
        ("salary", "Timlönen är 165 kr i timmen."),
        ("contact", "Frågor? Mejla <EMAIL>."),
        ("deadline", "Sista ansökningsdag är 2026-12-01."),
        ("employment-form", "Ett vikariat till och med juni."),
        ("workplace", "Placeringsort: Solna"),
        ("workplace", "Du arbetar på Rosenlundsskolan."),
        ("workplace", "Our office is located in Gothenburg."),
        ("inclusion", "Vi ser mångfald som en styrka."),
        ("process", "Du svarar på urvalsfrågor när du söker."),
        ("salary", "The salary is 45 000 SEK a month."),
        ("union", "Fackliga företrädare når du via växeln, 08-508 00 000."),
        ("start-date", "Tillträde enligt överenskommelse."),
        ("start-date", "Vi ser gärna att du börjar i augusti."),
        ("selection-steps", "Efter intervjun tar vi referenser."),
        ("application-period", "Ansökningstiden är tre veckor."),
    ],
)
def test_it_is_found_in_other_words(item: str, text: str) -> None:
    assert part(text, item).present


def test_pay_is_should_since_july_2026_and_may_be_told_elsewhere() -> None:
    found = part("Vi söker en kock.", "salary")
    assert found.level == "should"
    assert "annat sätt" in found.why


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Sök senast den 15 mars.", False),
        ("Sök senast den 22 mars.", True),
        ("Sista ansökningsdag är 2026-03-21.", False),
        ("Sista ansökningsdag: 22/3", True),
        ("Sista ansökningsdag är den 5 januari.", True),
    ],
)
def test_three_weeks_from_the_day_of_publication(text: str, present: bool) -> None:
    parts = missing_parts(parse(text), published=date(2026, 3, 1))
    found = next(p for p in parts if p.item == "application-period")
    assert found.present is present
    assert present or "dagar" in found.message


def test_mixed_list_is_told() -> None:
    text = "Krav\n- B-körkort\n- gärna truckkort\n- god datorvana"
    assert not part(text, "split").present


def test_two_lists_are_apart() -> None:
    text = "Krav\n- B-körkort\n\nMeriterande\n- truckkort"
    assert part(text, "split").present


def test_no_merits_are_nothing_to_tell_apart() -> None:
    assert part("Krav\n- B-körkort", "split").present
