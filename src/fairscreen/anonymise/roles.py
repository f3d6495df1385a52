"""Whose a name is: the applicant's, a referee's or another's; and which mentions are one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fairscreen.anonymise.hits import Finding, Role
from fairscreen.anonymise.people import Person, folded, name_words, written_short
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.testimony import is_about_applicant
from fairscreen.anonymise.wordlists import names

__all__ = ["assign", "persons"]

# Whose cue counts more when several claim to name the applicant.
_ORDER = (
    "name-label-applicant", "name-cue-applicant", "name-header", "name-signature",
)  # fmt: skip
_OF_WHOM = re.compile(
    r"(?:\b(?:om|avser|gäller|kandidat(?:en)?|sökande|den sökande|omdöme om|intyga[rs]? att|certify that|regarding|"  # noqa: E501
    r"about|for|för|in support of|of|Hej|that)[ \t]*:?[ \t]*|^[ \t]*(?:Gäller|Avser|Kandidat|Sökande|Candidate|Applicant)[ \t]*:[ \t]*)$",  # noqa: E501
    re.I,
)
_LOCAL = re.compile(r"(?<![\w.+\-])([\w.+\-]{1,64})\s?(?:@|\(at\)|\[at\])")


def assign(reading: Reading, found: list[Finding]) -> Iterator[Finding]:
    """``found`` with a role and the person's number in ``group``; in order of place."""
    certificate = is_about_applicant(reading)
    applicant = _applicant(reading, found, certificate)
    others: list[Person] = []
    for finding in found:
        words = name_words(reading.text[finding.start : finding.end])
        role: Role = finding.role or "other"
        text = reading.text[finding.start : finding.end]
        if applicant is not None and (_same(words, applicant) or written_short(text, applicant)):
            yield replace(finding, role="applicant", kind="name", group=1)
            continue
        if role == "applicant":
            # A second name signed or announced: in a certificate the one who writes it.
            role = "referee" if certificate else "other"
        if role == "other" and reading.line_at(finding.start).part == "referees":
            role = "referee"
        person = next((p for p in others if _same(words, p)), None)
        if person is None:
            person = Person(role, 1 + sum(p.role == role for p in others))
            _learn(person, words)
            others.append(person)
        else:
            _learn(person, words)
        kind = "referee" if person.role == "referee" else "person"
        yield replace(finding, role=person.role, kind=kind, group=person.group)


def _applicant(reading: Reading, found: list[Finding], certificate: bool) -> Person | None:
    claims = [f for f in found if f.role == "applicant"]
    if certificate:  # the one who signs writes about the applicant
        told = [f for f in claims if f.rule not in ("name-signature", "name-header")]
        claims = told or [f for f in claims if f.rule == "name-header"] or claims
        if not any(f.rule in ("name-label-applicant", "name-cue-applicant") for f in told):
            claims = _most_spoken_of(reading, found) or claims
    claims.sort(key=lambda f: _ORDER.index(f.rule) if f.rule in _ORDER else len(_ORDER))
    claims.sort(key=lambda f: _are_initials(reading.text[f.start : f.end]))  # Signatur: EA
    if not claims:
        claims = _by_email(reading, found)
    if not claims:
        return None
    person = Person("applicant")
    for finding in claims:
        words = name_words(reading.text[finding.start : finding.end])
        label = finding.rule == "name-label-applicant"
        if not person.all or _same(words, person) or (label and len(words) == 1):
            _learn(person, words)
    for finding in found:  # the full name, where a claim had only the given name
        words = name_words(reading.text[finding.start : finding.end])
        if (
            len(words) > 1
            and finding.role != "referee"
            and words[0] in person.given
            and (not person.surname or person.surname & set(words[1:]))
        ):
            _learn(person, words)
    return person


def _are_initials(text: str) -> bool:
    return len(text) <= 4 and text.isupper() and "." not in text and " " not in text


def _most_spoken_of(reading: Reading, found: list[Finding]) -> list[Finding]:
    """In a text about the applicant: who is named most, or right after words such as "om"."""
    full = [f for f in found if len(name_words(reading.text[f.start : f.end])) > 1] or found
    counts: list[tuple[int, int, Finding]] = []
    for number, finding in enumerate(full):
        if finding.rule == "name-signature" or finding.role == "referee":
            continue
        words = set(name_words(reading.text[finding.start : finding.end]))
        said = sum(folded(word.text).removesuffix("s") in words or folded(word.text) in words
                   for word in reading.words)  # fmt: skip
        before = reading.text[max(0, finding.start - 40) : finding.start]
        counts.append((said + 3 * bool(_OF_WHOM.search(before)), -number, finding))
    return [max(counts, key=lambda item: item[:2])[2]] if counts else []


def _by_email(reading: Reading, found: list[Finding]) -> list[Finding]:
    local = {
        part
        for match in _LOCAL.finditer(reading.text)
        for part in re.split(r"[.\-_+\d]+", folded(match.group(1)))
        if len(part) > 2
    }
    return [
        finding
        for finding in found
        if finding.role is None
        and (words := name_words(reading.text[finding.start : finding.end]))
        and len(words) > 1
        and (set(words) <= local or "".join(words) in local)
    ][:1]


def _learn(person: Person, words: list[str]) -> None:
    """The first word is a given name, the last a surname; between them the list decides."""
    if not words:
        return
    if len(words) == 1:
        listed = names().get(words[0], (0, 0, 0))
        if words[0] not in person.all:
            (person.surname if listed[1] > listed[0] else person.given).add(words[0])
        return
    person.given.add(words[0])
    for word in words[1:-1]:
        listed = names().get(word, (0, 0, 0))
        (person.given if listed[0] >= listed[1] else person.surname).add(word)
    person.surname.add(words[-1])


def _same(words: list[str], person: Person) -> bool:
    """Whether these words may name this person: no given name or surname of someone else."""
    words = person.without_doubles(words) or words
    bare = {word.removesuffix("s") if word not in person.all else word for word in words}
    if not bare:
        return False
    if len(words) == 1:
        return bool(bare & person.all)
    if len(person.all) == 1:
        return bool(bare & person.all)
    return len(bare & person.all) >= 2 or bare <= person.all


def persons(reading: Reading, found: list[Finding]) -> list[Person]:
    """The persons that name findings with roles speak of, the applicant first."""
    people: dict[tuple[str, int], Person] = {}
    for finding in found:
        if finding.category != "name" or finding.role is None:
            continue
        key = (finding.role, finding.group)
        person = people.setdefault(key, Person(finding.role, finding.group))
        _learn(person, name_words(reading.text[finding.start : finding.end]))
    return sorted(people.values(), key=lambda p: (p.role != "applicant", p.role, p.group))
