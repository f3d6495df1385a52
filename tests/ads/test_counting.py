"""Demands counted over the whole ad."""

from fairscreen.ads import check
from fairscreen.ads.reference import reference_for

HEADING = "Kvalifikationer\n\n"


def counted(text: str) -> list[str]:
    return [each.message for each in check(text, lang="sv").findings if each.rule == "req-count"]


def of_skills(number: int) -> str:
    skills = ["Word", "Excel", "AutoCAD", "upphandling", "bokslut", "statistik", "arkiv", "avtal",
              "lagring", "arbetsmiljö", "kartor", "budget"]  # fmt: skip
    return HEADING + "\n".join(f"- Goda kunskaper i {each}" for each in skills[:number])


def test_eight_qualifications_are_within_the_advice() -> None:
    assert counted(of_skills(8)) == []


def test_nine_qualifications_are_too_many() -> None:
    assert counted(of_skills(9)) == [
        "Annonsen har 9 krav på utbildning, erfarenhet och kunskaper. Rådet är högst åtta. "
        "Fundera på vilka som avgör."
    ]


def test_demands_in_all_are_held_against_published_ads() -> None:
    limit = reference_for(employer="").at("demands", 80)
    traits = ["noggrann", "lyhörd", "flexibel", "strukturerad", "tydlig", "lugn", "trygg",
              "kreativ",
              "modig", "ärlig", "glad", "positiv", "nyfiken", "hjälpsam", "tålmodig", "punktlig",
              "pålitlig", "vänlig", "driven", "engagerad", "drivande"]  # fmt: skip
    few = HEADING + "\n".join(f"- Du är {each}" for each in traits[:9])
    many = HEADING + "\n".join(f"- Du är {each}" for each in traits)
    assert len(traits) > limit
    assert counted(few) == []
    assert ["fler än fyra av fem annonser" in message for message in counted(many)] == [True]
