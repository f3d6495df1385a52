"""Systems, firms and works called like persons, and persons beside them."""

from __future__ import annotations

import pytest

from fairscreen.anonymise import detect
from fairscreen.anonymise.name_things import is_product, names_a_thing
from fairscreen.anonymise.reading import Reading
from fairscreen.spans import AlignedText


def thing(text: str, name: str) -> bool:
    start = text.index(name)
    return names_a_thing(Reading(AlignedText.of(text), "sv"), start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jag dokumenterar i Matilda varje dag.", "Matilda"),
        ("Jag är superanvändare i Lisa och Anna.", "Anna"),
        ("Hanna är vårt schemasystem.", "Hanna"),
        ("Vi förde in det i Tyra (förskolans app).", "Tyra"),
        ("System: Procapita, Anna", "Anna"),
        ("Eurocodes, Abaqus, Tekla, BaTMan.", "Tekla"),
        ("She uses Matilda and Excel.", "Matilda"),
        ("I document in Ruth every day.", "Ruth"),
        ("Jag är van vid Stella, Heroma och Visma.", "Stella"),
        ("IT-KUNSKAPER\nAgresso\nHanna\nVisma", "Hanna"),
        ("Projektet Linnea blev klart i tid.", "Linnea"),
        ("Linnea, kommunens e-tjänst, byggde vi om.", "Linnea"),
        ("Nio år på Maria Ungdom.", "Maria"),
        ("Simulerade i IDA ICE, MagiCAD och Python.", "IDA ICE"),
        ("Jag kan Quria, Libris och Book-IT.", "Quria"),
    ],
)
def test_what_is_said_around_a_system_tells_it(text: str, name: str) -> None:
    assert thing(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Då kan Anna svara på frågor.", "Anna"),
        ("Systemet Anna byggde använder vi än.", "Anna"),
        ("The system Maria built is still in use.", "Maria"),
        ("Jag satt i Excel och Anna svarade i telefon.", "Anna"),
        ("Mina erfarenheter av Eva är goda.", "Eva"),
        ("Jag var vikarie i Annas klass.", "Anna"),
        ("Hör med Anna (Visma) om ni vill.", "Anna"),
        ("Min kollega Lisa använde Treserva.", "Lisa"),
        ("Hälsningar Anna, Spotify", "Anna"),
        ("Anna är systemutvecklare.", "Anna"),
        ("Vi använde Eva Bergs metod.", "Eva Bergs"),
    ],
)
def test_a_person_beside_a_system_is_no_thing(text: str, name: str) -> None:
    assert not thing(text, name)


@pytest.mark.parametrize(
    "text", ["Stratsys", "Spydus", "Alfa Laval", "King", "Lule Sami", "Asmara"]
)
def test_products_firms_and_peoples_are_listed(text: str) -> None:
    assert is_product(text)


@pytest.mark.parametrize("text", ["Matilda", "Anna", "Martin King", "Ruth", "Julia"])
def test_what_many_persons_are_called_is_no_product_by_itself(text: str) -> None:
    assert not is_product(text)


def test_who_is_called_like_a_system_is_hidden_everywhere() -> None:
    text = "Jag heter Matilda Ek. Jag dokumenterar i Matilda."
    hidden = [text[h.start : h.end] for h in detect(text) if h.category == "name"]
    assert hidden == ["Matilda Ek", "Matilda"]


@pytest.mark.parametrize(
    "text",
    [
        "Jag lade in menyer i Matilda och beställde i Mashie.",
        "Kan Trio, Outlook och Artvise.",
        "I know Spydus and Axiell.",
        "Sjunger i kör, spelar Muay Thai.",
        "VT ESW KAM är en förkortning hos oss på Volvo.",
        "* intressen: laga mopeder, schack\nJag bor i Årsta.",
    ],
)
def test_no_person_is_seen_in_them(text: str) -> None:
    assert not [h for h in detect(text) if h.category == "name"]


def test_a_rare_surname_in_the_name_of_a_firm_is_hidden() -> None:
    text = "Jag heter Jan Kaczmarski.\nEgen firma: Kaczmarski & Syn 2010-2017."
    assert [text[h.start : h.end] for h in detect(text) if h.category == "name"] == [
        "Jan Kaczmarski", "Kaczmarski",
    ]  # fmt: skip


def test_a_label_in_the_next_column_is_no_part_of_a_name() -> None:
    text = "Candidate: Kamran Ebadi  Panel: Ulrika Thorsell"
    assert "Panel" not in {
        word for h in detect(text) if h.category == "name" for word in text[h.start : h.end].split()
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ni kan använda Karin som referens.", "Karin"),
        ("You may use Karin as a reference.", "Karin"),
        ("I used Peter as my mentor.", "Peter"),
        ("Jag har erfarenhet av Cosmic och Karin var min chef.", "Karin"),
        ("Jag kan Excel och Peter kan intyga det.", "Peter"),
    ],
)
def test_a_person_who_is_used_or_named_beside_a_system_stays_a_person(text: str, name: str) -> None:
    assert not thing(text, name)
