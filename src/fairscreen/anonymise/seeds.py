"""What is known of the applicant beside the text: the table, file names, authors, senders, mail.

A seed alone never makes a name: an author may be whoever made the template. Words of a seed count
when one of them is known to be the applicant's, or, where no name is known at all, when the seed
is a full name by the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.name_cues import cue_pattern
from fairscreen.anonymise.people import Known, Person, folded, name_words
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.roles import persons
from fairscreen.anonymise.testimony import is_about_applicant
from fairscreen.anonymise.wordlists import names, words

__all__ = ["applicant_of"]

_LOCAL = re.compile(r"(?<![\w.+\-])([\w.+\-]{3,64})\s?(?:@|\(at\)|\[at\]| snabel-?a )", re.I)
_TOLD = re.compile(r"name-(?:cue|label)-|name-title")
# Cues after which any name may follow.
_JOINING = frozenset({"att", "och", "men", "av", "från", "by", "when", "and", "när", "efter att",
                      "sedan", "with", "med"})  # fmt: skip
_APART = re.compile(r"[\W\d_]+")


def applicant_of(
    readings: Sequence[tuple[Reading, list[Finding]]],
    known: Known | None,
    seeds: Iterable[str],
) -> Person:
    """The applicant's name words from the table, from all texts and from the seeds."""
    person = Person("applicant")
    if known is not None:
        person.given.update(name_words(known.given_name))
        person.surname.update(name_words(known.surname))
    for reading, found in readings:
        for other in persons(reading, found):
            if other.role == "applicant" and (not person.all or other.all & person.all):
                person.given |= other.given - person.surname
                person.surname |= other.surname - person.given
    seeds = [seed for seed in seeds if seed and len(seed) < 200]
    if not person.all:
        _full_name(person, seeds)
    if not person.all:
        _in_seed_or_alone(person, readings, seeds)
    for seed in seeds:
        _learn(person, [w for w in _APART.split(folded(seed)) if len(w) > 1])
    for local in _locals(readings, known, seeds):
        _learn(person, local, unlisted=True)
    return person


def _full_name(person: Person, seeds: Iterable[str]) -> None:
    listed = names()
    for seed in seeds:
        parts = [
            w
            for w in _APART.split(seed)
            if len(w) > 1
            and (w.lower() not in words("not_names") or listed.get(w.lower(), (0,))[0] >= 3)
        ]
        strong = [w for w in parts if max(listed.get(w.lower(), (0, 0, 0))[:2]) >= 3]
        if 2 <= len(parts) <= 4 and len(strong) == len(parts):
            given = listed.get(parts[0].lower(), (0, 0, 0))
            if given[0] >= 3 and not all(listed[w.lower()][2] >= 4 for w in parts):
                person.given.add(folded(parts[0]))
                person.surname.update(folded(w) for w in parts[1:])
                return


def _in_seed_or_alone(
    person: Person, readings: Sequence[tuple[Reading, list[Finding]]], seeds: Iterable[str]
) -> None:
    """Where nobody is told to be the applicant: whom a seed names, or the only one who is named.

    A name after a word such as "min chef" or "Hej" is somebody else's.
    """
    people: list[Person] = []
    alone: list[Person] = []
    for reading, found in readings:
        if is_about_applicant(reading):
            continue
        told = {
            (f.role, f.group)
            for f in found
            if f.category == "name" and (_TOLD.match(f.rule) or _after_a_cue(reading, f.start))
        }
        for other in persons(reading, found):
            if other.role == "applicant" or (other.role, other.group) in told:
                continue
            if not any(len(other.all & one.all) >= 2 for one in people):
                people.append(other)
                if _heads_contact(reading, found, other):
                    alone.append(other)
    full = [one for one in people if one.given and one.surname]
    told_by_seed = [
        one
        for one in full
        if any(len(one.all & set(_APART.split(folded(seed)))) >= 2 for seed in seeds)
    ]
    chosen = told_by_seed[:1] or (full if len(people) == 1 else [])
    chosen = chosen or (alone if len(alone) == 1 else [])
    for one in chosen:
        person.given |= one.given
        person.surname |= one.surname


def _heads_contact(reading: Reading, found: Sequence[Finding], person: Person) -> bool:
    """Whether a full name fills a line or a column of it, by an address or a number, no referee's.

    So it stands in the second column of a CV, which is read after the first.
    """
    if person.role != "other" or not (person.given and person.surname):
        return False
    contacts = [f.start for f in found if f.category in ("contact", "id")]
    for finding in found:
        if (finding.category, finding.role, finding.group) != ("name", person.role, person.group):
            continue
        line = reading.line_at(finding.start)
        at = finding.start - line.start
        ahead = re.split(r"\t|\||\s{3,}", line.text[:at])[-1]
        behind = re.split(r"\t|\||\s{3,}", line.text[at + finding.end - finding.start :])[0]
        number = reading.line_number(finding.start)
        near = reading.lines[max(0, number - 3) : number + 4]
        if (
            not (ahead + behind).strip(" *#•")
            and line.part != "referees"
            and any(near[0].start <= place <= near[-1].end for place in contacts)
        ):
            return True
    return False


def _after_a_cue(reading: Reading, start: int) -> bool:
    """Whether a word before the name says that it is another person's."""
    before = reading.text[max(0, start - 40) : start + 1]
    cues = [m for role in ("other", "referee") for m in cue_pattern(role).finditer(before)]
    return any(
        match.end() == len(before) - 1
        and match.group().strip(' \t\n,:–-"”“').lower() not in _JOINING
        for match in cues
    )


def _learn(person: Person, parts: list[str], *, unlisted: bool = False) -> None:
    """The other words of a seed that holds a word of the applicant's name."""
    if not person.all & set(parts):
        return
    listed = names()
    for word in parts:
        digits = listed.get(word)
        if word in person.all or len(word) < 3:
            continue
        if (digits is not None and max(digits[:2]) >= 3 and digits[2] == 0) or (
            unlisted and digits is None and len(word) > 3 and word not in words("not_names")
        ):
            person.surname.add(word)


def _locals(
    readings: Sequence[tuple[Reading, list[Finding]]], known: Known | None, seeds: Iterable[str]
) -> list[list[str]]:
    """The words before the @ of every address."""
    texts = [reading.text for reading, _ in readings] + list(seeds)
    texts.append(known.email if known else "")
    return [
        [w for w in _APART.split(folded(match.group(1))) if w]
        for text in texts
        for match in _LOCAL.finditer(text)
    ]
