"""Each demand as an object: ambiguous, supported in law, asked twice."""

from __future__ import annotations

import pytest

from fairscreen import ads
from fairscreen.ads import AdReview, Requirement

AD = """Krav
- Svenskt medborgarskap
- B-körkort
- goda kunskaper i svenska
- minst två års erfarenhet av handläggning
- flexibel
- noggrann och flexibel

Meriterande
- körkort
- goda kunskaper i engelska
"""


def _review(text: str) -> AdReview:
    return ads.check(text, lang="sv")


def _of(review: AdReview, text: str) -> Requirement:
    return next(item for item in review.requirements if item.text == text)


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("goda kunskaper i svenska", True),
        ("flexibel", True),
        ("minst två års erfarenhet av handläggning", False),
        ("B-körkort", False),
    ],
)
def test_what_two_people_could_read_in_two_ways_is_ambiguous(text: str, ambiguous: bool) -> None:
    item = _of(_review(AD), text)
    assert item.ambiguous is ambiguous
    assert bool(item.ambiguity) is ambiguous


def test_bor_is_neither_must_nor_merit() -> None:
    item = _review("Krav\nDu bör ha truckkort.").requirements[0]
    assert any("Bör" in reason for reason in item.ambiguity)


def test_the_law_behind_a_demand_is_told_with_what_to_write() -> None:
    basis = _of(_review(AD), "Svenskt medborgarskap").legal_basis
    assert basis is not None
    assert not basis.shown
    assert "12 kap. 6 §" in basis.law
    assert basis.ask


def test_the_ground_is_shown_where_the_ad_gives_it() -> None:
    text = AD + "\nÖvrigt\nTjänsten är placerad i säkerhetsklass 2."
    basis = _of(_review(text), "Svenskt medborgarskap").legal_basis
    assert basis is not None
    assert basis.shown
    assert basis.start is not None
    assert basis.end is not None
    assert text[basis.start : basis.end] == basis.text == "säkerhetsklass"


@pytest.mark.parametrize(
    ("ad", "key"),
    [
        ("Jobb i förskola\n\nKrav\nDu visar utdrag ur belastningsregistret.", "register-school"),
        ("Montör\n\nKrav\nDu visar utdrag ur belastningsregistret.", "register-other"),
        ("Krav\nDu är legitimerad sjuksköterska.", "licence-health"),
        ("Krav\nDu har lärarlegitimation.", "licence-teacher"),
    ],
)  # fmt: skip
def test_each_demand_meets_its_own_law(ad: str, key: str) -> None:
    bases = [item.legal_basis for item in _review(ad).requirements if item.legal_basis]
    assert [basis.key for basis in bases] == [key]


def test_the_same_twice_on_one_level_is_a_double() -> None:
    review = _review(AD)
    places = [i for i, item in enumerate(review.requirements) if item.text == "flexibel"]
    assert review.requirements[places[0]].duplicates == (places[1],)
    assert review.requirements[places[1]].duplicates == (places[0],)


def test_the_same_as_must_and_as_merit_is_a_contradiction() -> None:
    review = _review(AD)
    (other,) = _of(review, "B-körkort").contradicts
    assert review.requirements[other].text == "körkort"


def test_another_language_or_more_years_is_no_contradiction() -> None:
    assert not _of(_review(AD), "goda kunskaper i svenska").contradicts
    text = "Krav\n- erfarenhet av vård\n\nMeriterande\n- minst 5 års erfarenhet av vård"
    assert not any(item.contradicts for item in _review(text).requirements)


def test_the_count_is_held_against_the_advice() -> None:
    few = _review(AD).requirement_summary
    assert few is not None
    assert (few.must, few.merit, few.over_advice) == (7, 2, False)
    many = _review("Krav\n" + "\n".join(f"- kunskap om ämne {n}" for n in range(10)))
    assert many.requirement_summary is not None
    assert many.requirement_summary.over_advice


@pytest.mark.parametrize(
    "text",
    ["Du är mellan 25 och 40 år.", "Du är 20-35 år.", "Du är under 30 år.", "Du har fyllt 20 år."],
)
def test_an_age_is_no_skill(text: str) -> None:
    (item,) = _review(f"Krav\n{text}").requirements
    assert item.type == "other"


def test_years_of_experience_are_no_age() -> None:
    (item,) = _review("Krav\nDu har 10-15 års erfarenhet av bygg.").requirements
    assert item.type == "experience"


@pytest.mark.parametrize(
    "text",
    [
        "Rektorn leder skolans arbete och är pedagogisk ledare.",
        "Medarbetarna på enheten har lång erfarenhet.",
        "Sjuksköterskan leder arbetet och ansvarar för omvårdnaden.",
    ],
)
def test_what_another_person_does_is_not_asked(text: str) -> None:
    assert not _review(f"Kvalifikationer\n{text}").requirements


def test_who_shows_the_extract_is_not_part_of_the_demand() -> None:
    text = "Övrigt\nDen som erbjuds anställning ska visa utdrag ur belastningsregistret."
    assert [r.text for r in _review(text).requirements] == ["visa utdrag ur belastningsregistret"]


@pytest.mark.parametrize(
    "text",
    [
        "Skriv gärna några ord om dig.",
        "Då är det möjligt att du är vår nästa kollega.",
        "Vi ser gärna sökande av alla kön och med olika födelsebakgrund.",
        "Om du tror att du passar kan vi även erbjuda utbildning.",
        "Det är viktigt att du är noggrann när du fyller i din ansökan.",
        "Arbetstider; varierande tider mellan 07 och 22",
        "Lön: Individuell lönesättning tillämpas.",
        "Du ansöker via vår hemsida.",
    ],
)
def test_what_is_said_to_the_reader_is_not_asked(text: str) -> None:
    assert not _review(f"Kvalifikationer\nDu har B-körkort.\n{text}").requirements[1:]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Vi letar efter personer som har truckkort.", "must"),
        ("Här är det viktigt att du är noggrann.", "must"),
        ("Det är extra värdefullt om du har erfarenhet av vård.", "merit"),
    ],
)
def test_more_ways_to_ask(text: str, level: str) -> None:
    assert [r.level for r in _review(f"Om jobbet\n{text}").requirements] == [level]
