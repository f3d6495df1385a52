"""What stands beside a label that tells of a ground is hidden, in whatever layout."""

import pytest

from fairscreen.anonymise.form_fields import find
from fairscreen.anonymise.reading import Reading
from fairscreen.spans import AlignedText


def _found(text: str) -> list[tuple[str, str]]:
    return [
        (f.category, text[f.start : f.end])
        for f in sorted(find(Reading(AlignedText.of(text), "sv")), key=lambda f: f.start)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Civilstånd: särbo\n", [("family", "särbo")]),
        ("Kön;man\nBarn;3 st\n", [("gender", "man"), ("family", "3 st")]),
        ("Facklig tillhörighet\tST\n", [("politics", "ST")]),
        ("| Tro | pingstvän |\n", [("religion", "pingstvän")]),
        ("Trosuppfattning   ingen\n", [("religion", "ingen")]),
        ("Ålder\n38\nOrt\nUmeå\n", [("age", "38")]),
        ("Hälsa (frivilligt): god\n", [("health", "god")]),
        ("Medborgarskap: svenskt, Modersmål: svenska\n", [("origin", "svenskt")]),
        ("Har du några barn? Ja, två.\n", [("family", "Ja, två")]),
        ("Är du medlem i facket?\nKommunal\n", [("politics", "Kommunal")]),
        ("Do you have any allergies? None.\n", [("health", "None")]),
        ("2. Funktionsnedsättning: nedsatt syn. Söker heltid.\n", [("health", "nedsatt syn")]),
        ("Titel: fru\n", [("gender", "fru")]),
        ("Militärtjänst: nej\n", [("age", "nej")]),
    ],
)
def test_an_answer_is_found_in_every_layout(text: str, found: list[tuple[str, str]]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Titel: projektledare\n",  # no title of a person
        "Barn: lek och lärande, 7,5 hp\n",
        "Hälsa: lämnas inte ut\n",  # nothing is said
        "Vi talade om kön, ålder – allt togs upp.\n",
        "grunderna: kön, ålder; vi utbildade chefer\n",
        "ERFARENHET\nHälsa: friskvårdsombud, planerade veckan\n",  # a line of work
        'Kunder frågar "Var kommer du ifrån?" rätt ofta.\n',
        "Har du B-körkort? Ja.\n",
        "Hälsa: [UPPGIFT]\n",  # hidden already
    ],
)
def test_what_is_no_answer_stays(text: str) -> None:
    assert _found(text) == []
