"""Filling the slots of the sentence material.

Slots that are entities: {P} person, {G} given name, {S} surname, {I} initials and surname,
{R} surname first, {ME} {MEG} {MES} the applicant, {WG} {WS} {WN} names that are words, {WGE}
English ones; {L} town, {D} district, {C} country, {A} {AE} street; {O} organisation, {ORGN} one
with a name in it, {H} {HE} school. `g` after a name slot asks for the genitive, lower case (p,
me, l ...) for lower-case text. Every other slot is plain text.
"""

from __future__ import annotations

import csv
import random
import re
import tomllib
from pathlib import Path

from recipe.corpora import Document

from .names import MATERIAL, Names, Person, genitive
from .pieces import Builder

_CAPITAL = re.compile(r"\b[^\W\d_a-zåäö]\w*(?:\W{1,3}\w+)?")
_SLOT = re.compile(r"\{([A-Za-z]+)\}")
#: Marks of the grounds; what stands in [?:...] may tell one and is left out of training.
GROUND_MARKS = {
    "H": "HEALTH",
    "F": "FAMILY",
    "R": "RELIGION",
    "O": "ORIGIN",
    "P": "POLITICS",
    "S": "SEXUALITY",
    "G": "GENDER",
    "A": "AGE",
    "?": None,
}
_TOKEN = re.compile(r"\{(?P<slot>[A-Za-z]+)\}|\[(?P<mark>[HFROPSGA?]):|(?P<close>\])")
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
_MONTHS_EN = "January February March April May June July August September October November December"


def _column(path: Path, *columns: int) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8") as handle:
        reader = csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        return [tuple(row[c] if c < len(row) else "" for c in columns) for row in reader]


class Slots:
    """One per generator; `fill` renders a template for one applicant."""

    def __init__(self, data: Path, names: Names) -> None:
        self.names = names
        self.lists: dict[str, list[str]] = tomllib.loads(
            (MATERIAL / "lists.toml").read_text(encoding="utf-8")
        )
        places, lexicon = data / "places", data / "lexicon"
        self.towns = [r[0] for r in _column(places / "municipalities.tsv", 1)]
        self.localities = [r[0] for r in _column(places / "localities.tsv", 0)]
        self.districts = [r[0] for r in _column(places / "districts.tsv", 0)]
        self.regions = [r[0] for r in _column(places / "regions.tsv", 0)]
        rows = _column(places / "countries_nationalities.tsv", 2, 8)
        self.countries = [r[0] for r in rows if r[0] and len(r[0]) < 22]
        self.adjectives = [re.split(r"[|,]", r[1])[0].strip() for r in rows if r[1]]
        self.languages = [
            r[0].lower() for r in _column(places / "languages.tsv", 1) if len(r[0].split()) == 1
        ]
        self.jobs = [
            r[0].split("/")[0].split(",")[0].strip()
            for r in _column(lexicon / "occupations.tsv", 0)
        ]
        self.authorities = [r[0] for r in _column(lexicon / "authorities.tsv", 1)]
        self.universities = [r[0] for r in _column(lexicon / "universities_schools.tsv", 0)]
        self.taxonomy_skills = [r[0] for r in _column(lexicon / "skills.tsv", 0) if len(r[0]) < 40]

    # -- values -----------------------------------------------------------------------------

    def town(self, rng: random.Random) -> str:
        roll = rng.random()
        if roll < 0.3:
            return rng.choice(["Stockholm", "Göteborg", "Malmö", "Uppsala", rng.choice(self.towns)])
        if roll < 0.6:
            return rng.choice(self.towns)
        return rng.choice(self.localities if roll < 0.8 else self.lists["cities_abroad"])

    def _inner(self, template: str, rng: random.Random) -> str:
        """A template whose slots do not become entities of their own."""
        person = self.names.person(rng)
        values = {
            "L": rng.choice(self.towns),
            "R": rng.choice(self.towns),
            "D": self._district(rng),
            "X": rng.choice(self.lists["unit_words"]),
            "S": person.surname,
            "G": person.call,
            "P": f"{person.call} {person.surname}",
            "Sg": genitive(person.surname),
            "Gg": genitive(person.call),
        }
        text = re.sub(r"\{P\}s", genitive(values["P"]), template)
        return _SLOT.sub(lambda match: values[match.group(1)], text)

    def _district(self, rng: random.Random) -> str:
        return rng.choice(self.districts)

    def organisation(self, rng: random.Random) -> str:
        roll = rng.random()
        if roll < 0.3:
            return rng.choice(self.lists["companies"])
        if roll < 0.5:
            return self._inner(rng.choice(self.lists["public"]), rng)
        if roll < 0.6:
            return rng.choice(self.authorities)
        if roll < 0.7:
            return self._inner(rng.choice(self.lists["units"]), rng)
        if roll < 0.85:
            return self._inner(rng.choice(self.lists["orgs_with_names"]), rng)
        start = rng.choice(
            [
                self.town(rng),
                "Nordiska",
                "Svenska",
                "Mälar",
                "City",
                "Nya",
                rng.choice(self.lists["unit_words"]),
                self._district(rng),
                "Nord",
            ]
        )
        return f"{start} {rng.choice(self.lists['company_ends'])}"

    def school(self, rng: random.Random) -> str:
        roll = rng.random()
        if roll < 0.35:
            return rng.choice(self.universities)
        if roll < 0.42:
            return rng.choice(self.lists["schools_abroad"])
        if roll < 0.55:
            return self._inner(rng.choice(self.lists["schools_with_names"]), rng)
        if roll < 0.6:
            return rng.choice(
                [
                    "Komvux",
                    "SFI",
                    "Komvux {L}",
                    "SFI {L}",
                    "Hermods",
                    "KTH",
                    "SU",
                    "Åsö vuxengymnasium",
                ]
            ).replace("{L}", rng.choice(self.towns))
        start = self._inner(rng.choice(self.lists["school_starts"]), rng)
        return (
            start
            + (" " if start[-1] in "sa" or rng.random() < 0.2 else "")
            + rng.choice(self.lists["school_ends"])
        )

    def street(self, rng: random.Random) -> str:
        roll = rng.random()
        if roll < 0.3:
            return self._inner(rng.choice(self.lists["streets_with_names"]), rng)
        start = rng.choice(self.lists["street_starts"])
        return start + rng.choice(["gatan", "vägen", "gränd", "stigen", "gatan", "vägen", "backen"])

    def person_text(self, person: Person, rng: random.Random) -> str:
        roll = rng.random()
        if person.middle and roll < 0.5:
            return f"{person.given} {person.middle} {person.surname}"
        if roll < 0.04:
            return f"{person.given[0]}. {person.surname}"
        if roll < 0.06:
            return f"{person.call} {person.surname[0]}."
        if roll < 0.07:
            return f"{person.call} ”{self.names.person(rng).call}” {person.surname}"
        return person.full

    def _date(self, rng: random.Random, *, english: bool = False) -> str:
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1965, 2026)
        names = (_MONTHS_EN if english else _MONTHS).split()
        return rng.choice(
            [
                f"{year}-{month:02d}-{day:02d}",
                f"{day} {names[month - 1]} {year}",
                f"{day}/{month} {year}",
                f"{year}{month:02d}{day:02d}",
                f"{names[month - 1]} {year}",
                f"{day}.{month}.{year}",
            ]
        )

    def _range(self, rng: random.Random, *, english: bool = False) -> str:
        first = rng.randint(1985, 2023)
        last = first + rng.randint(1, 6)
        now = "present" if english else rng.choice(["nu", "pågående", "nuvarande", ""])
        return rng.choice(
            [
                f"{first}–{last}",
                f"{first} - {last}",
                f"{first}-{last}",
                f"{first}–{now}",
                f"{first}-{rng.randint(1, 12):02d} – {last}-{rng.randint(1, 12):02d}",
                f"{rng.randint(1, 12)}/{first}–{rng.randint(1, 12)}/{last}",
                f"{first}",
                f"{rng.choice((_MONTHS_EN if english else _MONTHS).split()[:12])} {first} – "
                f"{rng.choice((_MONTHS_EN if english else _MONTHS).split())} {last}",
            ]
        )

    def plain(self, slot: str, me: Person, rng: random.Random) -> str:
        """The value of a slot that is no entity."""
        pick, lists = rng.choice, self.lists
        if slot in ("J", "JC"):
            job = pick(self.jobs)
            return job if slot == "JC" else (job if job[:2].isupper() else job.lower())
        if slot in ("JE", "JCE"):
            job = pick(lists["jobs_en"])
            return job.title() if slot == "JCE" else job
        if slot in ("K", "KE"):
            if slot == "KE":
                return pick(lists["skills_en"])
            return pick(lists["skills"] if rng.random() < 0.7 else self.taxonomy_skills)
        if slot == "MAIL":
            person = me if rng.random() < 0.6 else self.names.person(rng)
            first, last = (_plain(x.split()[0]) for x in (person.given, person.surname))
            user = pick([f"{first}.{last}", f"{first}{last}", f"{first[:1]}.{last}", first + "79"])
            return f"{user}@{pick(lists['mail_hosts'])}"
        if slot == "HANDLE":
            first, last = (_plain(x.split()[0]) for x in (me.given, me.surname))
            return f"{first}-{last}-{rng.randint(10, 9999)}"
        if slot == "TEL":
            tail = "".join(pick("0123456789") for _ in range(7))
            return pick(
                [
                    f"070-174 {tail[:2]} {tail[2:4]}",
                    f"0701740{tail[:3]}",
                    f"08-465 004 {tail[:2]}",
                    f"+46 70 174 06 {tail[:2]}",
                    f"08 {tail}",
                ]
            )
        if slot == "W":
            return "www." + pick(lists["mail_hosts"])
        if slot == "PNR":
            return pick(
                [
                    "19900101-XXXX",
                    "850000-0000",
                    "YYMMDD-XXXX",
                    f"{rng.randint(50, 99)}00{rng.randint(10, 31)}-{rng.randint(1000, 9999)}",
                ]
            )
        if slot == "ZIP":
            return f"{rng.randint(100, 984)} {rng.randint(10, 99)}"
        if slot in ("DATE", "DATEE"):
            return self._date(rng, english=slot == "DATEE")
        if slot in ("T", "TE"):
            return self._range(rng, english=slot == "TE")
        simple = {
            "AGE": lambda: str(rng.randint(17, 67)),
            "N": lambda: str(rng.randint(1, 48)),
            "Y": lambda: str(rng.randint(1985, 2026)),
            "NUM": lambda: str(rng.randint(100, 99999)),
            "TIME": lambda: f"kl. {rng.randint(7, 18)}:{rng.randint(10, 59)}",
            "LANG": lambda: pick(self.languages),
            "LANGC": lambda: pick(self.languages).title(),
            "LANGE": lambda: pick(lists["languages_en"]),
            "NAT": lambda: pick(self.adjectives),
            "CADJ": lambda: pick(self.adjectives),
            "CADJE": lambda: pick(lists["nationalities_en"]),
            "TOPIC": lambda: pick(lists["topics"]),
            "TOPICC": lambda: pick(lists["topics"]).capitalize(),
            "TOPICE": lambda: pick(lists["topics_en"]).capitalize(),
            "PROGRAM": lambda: pick(lists["programs"]),
            "BRF": lambda: self._inner("{X}en", rng),
        }
        return simple[slot]()

    def entity(self, slot: str, me: Person, rng: random.Random) -> tuple[str, str] | None:
        """(text, label) of an entity slot in upper case, else None."""
        names = self.names
        if slot == "ME":
            full = me.middle and rng.random() < 0.3
            return (f"{me.given} {me.middle} {me.surname}" if full else me.full), "PER"
        if slot in ("MEG", "MES"):
            return (me.call if slot == "MEG" else me.surname), "PER"
        if slot in ("P", "G", "S", "I", "R"):
            person = names.person(rng)
            surname, call = person.surname, person.call
            text = {
                "P": self.person_text(person, rng),
                "G": person.given.rstrip("."),
                "S": surname,
                "I": rng.choice(
                    [
                        f"{call[0]}. {surname}",
                        f"{surname}, {call[0]}.",
                        f"{call[0]}.{rng.choice('ABEGKLM')}. {surname}",
                    ]
                ),
                "R": f"{surname}, {call}" if rng.random() < 0.8 else f"{surname} {call}",
            }[slot]
            return (call if slot == "G" else text), "PER"
        if slot in ("WG", "WS", "WN", "WGE"):
            person = names.word_person(rng)
            if slot == "WGE":
                return rng.choice(names.english_given[-60:]), "PER"
            if slot == "WG":
                return rng.choice(names.word_given), "PER"
            return (rng.choice(names.word_surnames) if slot == "WS" else person.full), "PER"
        if slot == "L":
            return self.town(rng), "LOC"
        if slot == "D":
            return self._district(rng), "LOC"
        if slot == "C":
            return rng.choice(self.countries), "LOC"
        if slot == "A":
            return self.street(rng), "LOC"
        if slot == "AE":
            return rng.choice(self.lists["streets_en"]), "LOC"
        if slot == "O":
            return self.organisation(rng), "ORG"
        if slot == "H":
            return self.school(rng), "SCHOOL"
        if slot == "HE":
            return self._inner(rng.choice(self.lists["schools_en"]), rng), "SCHOOL"
        made = {
            "ORGN": ("orgs_with_names", "ORG"),
            "SCHOOLN": ("schools_with_names", "SCHOOL"),
            "STREETN": ("streets_with_names", "LOC"),
            "PLACEN": ("places_with_names", "LOC"),
        }
        if slot in made:
            name, label = made[slot]
            return self._inner(rng.choice(self.lists[name]), rng), label
        return None

    def fill(self, template: str, me: Person, rng: random.Random) -> Document:
        """Render one template; the applicant is the same wherever {ME...} stands.

        A template that begins with "~ " holds names of companies and products in plain text: of
        its capitalised words only that they are no persons is known.
        """
        builder, at = Builder(), 0
        opened: tuple[int, str | None] | None = None
        loose = template.startswith("~ ")
        template = template.removeprefix("~ ")
        for match in _TOKEN.finditer(template):
            if match["close"] and opened is None:
                continue  # a bracket of the text itself
            builder.add(template[at : match.start()])
            at = match.end()
            if match["mark"]:
                opened = builder.size, GROUND_MARKS[match["mark"]]
                continue
            if match["close"]:
                builder.mark(*opened)
                opened = None
                continue
            slot = match["slot"]
            lower = slot.islower()
            possessive = slot.endswith("g") and not lower
            found = self.entity((slot[:-1] if possessive else slot).upper(), me, rng)
            if found is None:
                builder.add(self.plain(slot, me, rng))
                continue
            text, label = found
            text = genitive(text) if possessive else text
            builder.add(text.lower() if lower else text, label)
        builder.add(template[at:])
        document = builder.document()
        if loose:
            document.not_person = [m.span() for m in _CAPITAL.finditer(document.text)]
        return document


def _plain(name: str) -> str:
    table = str.maketrans("åäöéüøæ", "aaoeuoa")
    return re.sub(r"[^a-z]", "", name.lower().translate(table)) or "a"
