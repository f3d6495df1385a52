"""What the shipped model says of health, family and the like, told in people's own words.

The sentences were written for this test, apart from the training material. A single sentence may
go wrong with the next training; the shares may not.
"""

from __future__ import annotations

import pytest

from fairscreen.language.entities import load_recogniser

TOLD = [
    ("Efter min stroke i fjol tränar jag upp handen igen, men datorn klarar jag.", "stroke"),
    ("Jag är döv på höger öra och behöver sitta till vänster om den som talar.", "döv"),
    ("Luckan 2018 beror på att jag var sjukskriven för depression.", "sjukskriven"),
    ("Den mörka tiden är svår för mig, jag äter antidepressiva varje vinter.", "antidepressiva"),
    ("Jag lämnar tvillingarna på förskolan klockan sju varje morgon.", "tvillingarna"),
    ("Som ensam förälder till tre pojkar kan jag inte ta nattpass.", "förälder"),
    ("Min sambo pendlar till Oslo, så jag är hemma alla kvällar.", "sambo"),
    ("Jag är född i Teheran och har bott i Sverige sedan jag var nio.", "Teheran"),
    ("Mitt modersmål är somaliska.", "somaliska"),
    ("Jag kom hit som flykting undan kriget 2015.", "flykting"),
    ("Under ramadan fastar jag men arbetar som vanligt.", "ramadan"),
    ("På söndagar leder jag lovsången i pingstkyrkan där jag är döpt.", "pingstkyrkan"),
    ("Jag sitter i kommunfullmäktige för Vänsterpartiet.", "Vänsterpartiet"),
    ("Sedan fyra år är jag facklig förtroendevald för Kommunal.", "förtroendevald"),
    ("Min fru och jag var det första kvinnliga paret som vigdes i församlingen.", "fru"),
    ("Jag är öppet bisexuell och det har aldrig varit ett problem.", "bisexuell"),
    ("Jag fyller sextiotvå i höst och orkar gott några år till.", "sextiotvå"),
    ("I have lived with epilepsy since I was a teenager.", "epilepsy"),
    ("My husband looks after our two daughters while I work.", "husband"),
    ("I came to Sweden from Eritrea as a refugee.", "Eritrea"),
]
NOTHING = [
    "Jag ledde ett team på tolv personer och ansvarade för budgeten.",
    "Som undersköterska på strokeenheten arbetade jag tätt med arbetsterapeuterna.",
    "Jag undervisade i religionskunskap på gymnasiet i sex år.",
    "I min roll som HR-chef förhandlade jag med samtliga fackförbund.",
    "Jag införde ett nytt schemasystem som sparade två timmar i veckan.",
    "På habiliteringen stöttade jag familjer som har barn med autism.",
    "Jag har B-körkort och truckkort och är van vid Excel och Visma.",
    "Projektet handlade om tillgänglighet för personer med synnedsättning.",
    "Mitt examensarbete granskade hur kommuner upphandlar färdtjänst.",
    "I managed the refugee reception programme for the municipality.",
    "I designed a website for a maternity clinic and trained its staff.",
    "Jag är noggrann, lugn och tycker om att lära andra.",
]


@pytest.fixture(scope="module")
def grounds():
    model = load_recogniser()
    if not getattr(model, "ground_labels", ()):
        pytest.skip("the pipeline has no head of grounds")
    return lambda text: model.annotate(text).grounds


def test_most_of_what_is_told_is_found(grounds) -> None:
    missed = [
        text
        for text, word in TOLD
        if not any(g.start <= text.index(word) < g.end for g in grounds(text))
    ]
    assert len(missed) <= 4, missed


def test_most_of_what_is_work_is_left(grounds) -> None:
    words = sum(len(text.split()) for text in NOTHING)
    hidden = sum(len(text[g.start : g.end].split()) for text in NOTHING for g in grounds(text))
    assert hidden / words <= 0.05


def test_grounds_lie_in_the_text_in_order(grounds) -> None:
    text = "\n".join(text for text, _ in TOLD) * 3
    found = grounds(text)
    assert found
    ends = [0, *(g.end for g in found)]
    assert all(end <= g.start < g.end <= len(text) for end, g in zip(ends, found, strict=False))
    assert all(0 < g.score <= 1 for g in found)


def test_entities_are_the_same_with_and_without_grounds() -> None:
    model = load_recogniser()
    text = "Min sambo Gunilla Asplund arbetar i Tierp."
    assert model(text) == model.annotate(text).entities
