"""Invented recruitments of any size: applications of mixed formats by persons drawn from the lists.

Persons are put together by chance from published lists of names, so that gender, age and name
background are known and even. The texts say what people say: years, family, associations, a
reference that writes *hon* or *han*; merits do not depend on who the person is.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from fairscreen.documents.writing import Heading, Layout, ListItem, Paragraph, Table, write

__all__ = ["Applicant", "make_applicants", "write_applications"]

_JOBS = (
    ("Undersköterska", "äldreboende", "gav omvårdnad, dokumenterade och handledde nyanställda"),
    ("Barnskötare", "förskola", "planerade lärmiljöer och samtalade med vårdnadshavare"),
    ("Kock", "skolkök", "lagade specialkost och ansvarade för egenkontroll"),
    ("Administratör", "förvaltning", "registrerade ärenden, skrev protokoll och arkiverade"),
    ("Socialsekreterare", "myndighet", "utredde enligt SoL och LVU och skrev yttranden"),
    ("Lagerarbetare", "centrallager", "plockade, packade och körde motviktstruck"),
    ("Systemutvecklare", "it-avdelning", "byggde tjänster i Python och införde tester"),
    ("Lärare", "grundskola", "undervisade i matematik och satte betyg"),
)
_PLACES = ("Solgården", "Tallbacken", "Björkhaga", "Månen", "Ekbacken", "Strandvik", "Lyckan")
_MERITS = (
    "Jag har lett en grupp på åtta personer.",
    "Jag tog fram en rutin som sänkte väntetiden med en tredjedel.",
    "Jag är van att prioritera när mycket händer.",
    "Jag har gått kurser i MI och i dokumentation.",
    "Jag talar svenska, engelska och arabiska i arbetet.",
    "Jag har ansvarat för budget och inköp.",
    "Jag trivs med att handleda andra.",
)
_MALE = ("man", "pappa", "Han", "Sveriges herrlag i innebandy")
_FEMALE = ("kvinna", "mamma", "Hon", "Kvinnojouren")


@dataclass(frozen=True, slots=True)
class Applicant:
    """An invented person and what is known of them."""

    given: str
    surname: str
    gender: str
    born: int
    background: str

    @property
    def age_group(self) -> str:
        """``-39`` or ``40-``, in 2026."""
        return "-39" if self.born > 1986 else "40-"


def make_applicants(data: Path, count: int, seed: int) -> list[Applicant]:
    """Persons, half of either gender, half of either background.

    ``data`` holds ``names/`` with the lists that its README describes.
    """
    rng = random.Random(seed)
    given: dict[tuple[str, str], list[str]] = {}
    surname: dict[str, list[str]] = {"svenskt": [], "annat": []}
    with (data / "names" / "given_names.tsv").open(encoding="utf-8") as file:
        for row in list(csv.DictReader(file, delimiter="\t"))[:400]:
            share = float(row["share_female"] or 0.5)
            if share > 0.98 or share < 0.02:
                given.setdefault(("f" if share > 0.5 else "m", "svenskt"), []).append(row["name"])
    with (data / "names" / "surnames.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        surname["svenskt"] = [row["name"] for row, _ in zip(rows, range(400), strict=False)]
    with (data / "names" / "name_groups.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["group"] in ("swedish", "english"):
                continue
            if row["kind"] == "given" and row["sex"] in ("f", "m"):
                given.setdefault((row["sex"], "annat"), []).append(row["name"])
            elif row["kind"] == "surname":
                surname["annat"].append(row["name"])
    people = []
    for number in range(count):
        gender = "fm"[number % 2]
        background = ("svenskt", "annat")[number // 2 % 2]
        people.append(
            Applicant(
                rng.choice(given[gender, background]), rng.choice(surname[background]), gender,
                rng.randint(1960, 2003), background,
            )
        )  # fmt: skip
    return people


def write_applications(folder: Path, people: list[Applicant], seed: int) -> None:
    """A folder for each with a CV (docx, pdf, html or txt in turn) and a letter.

    Beside ``folder`` comes ``groups.csv`` with gender, age group and name background.
    """
    rng = random.Random(seed)
    rows = ["application,gender,age_group,name_background"]
    for number, person in enumerate(people):
        name = f"{person.surname} {person.given} {number:04}"
        own = folder / name
        own.mkdir(parents=True)
        rows.append(f"{name},{person.gender},{person.age_group},{person.background}")
        form = ("docx", "pdf", "html", "txt")[number % 4]
        (own / f"cv.{form}").write_bytes(write(_cv(person, rng), form))  # type: ignore[arg-type]
        (own / "brev.txt").write_text(_letter(person, rng), "utf-8")
    (folder.parent / "groups.csv").write_text("\n".join(rows) + "\n", "utf-8")


def _cv(person: Applicant, rng: random.Random) -> Layout:
    now = 2026
    parts: list[object] = [
        Paragraph(
            f"{person.given}.{person.surname}@exempel.se | 070-174 06 {rng.randint(5, 60):02}"
        ),
        Paragraph(f"Född {person.born}. Storgatan {rng.randint(1, 60)}, 123 45 Småstad"),
        Heading("Erfarenhet"),
    ]
    for _ in range(rng.randint(2, 3)):
        title, kind, did = rng.choice(_JOBS)
        years = rng.randint(1, 6)
        parts.append(
            ListItem(f"{now - years}–{now} {title}, {rng.choice(_PLACES)}s {kind}: {did}.")
        )
        now -= years
    parts += [
        Heading("Utbildning"),
        Paragraph(f"Gymnasieexamen, {person.born + 19}."),
        Heading("Kunskaper"),
        Table(("Område", "Nivå"), (("Office", "god"), ("Dokumentation", "mycket god"))),
        Heading("Referens"),
        Paragraph(
            f"”{(_FEMALE if person.gender == 'f' else _MALE)[2]} är noggrann och lyfter gruppen”, "
            "säger Kim Ekdal, chef."
        ),
    ]
    return Layout(f"{person.given} {person.surname}", parts)  # type: ignore[arg-type]


def _letter(person: Applicant, rng: random.Random) -> str:
    words = _FEMALE if person.gender == "f" else _MALE
    about = rng.choice((
        f"Jag heter {person.given} {person.surname} och är {2026 - person.born} år.",
        f"Mitt namn är {person.given} {person.surname}. Jag är {words[1]} till två barn.",
        f"Jag är en {words[0]} på {2026 - person.born} år.",
        f"På fritiden är jag aktiv i {words[3]}.",
    ))  # fmt: skip
    merits = " ".join(rng.sample(_MERITS, 3))
    return f"Hej!\n\n{about} {merits}\n\nVänliga hälsningar\n{person.given}\n"
