"""Everybody in the documents of one applicant, each under one letter in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.people import Person, name_words, written_short
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.roles import persons

__all__ = ["Cast"]


class Cast:
    """The applicant and the others, found over all texts."""

    def __init__(
        self, applicant: Person, readings: Sequence[tuple[Reading, list[Finding]]]
    ) -> None:
        self.applicant = applicant
        self.others: list[Person] = []
        self._places: list[dict[tuple[str, int], Person]] = []
        for reading, found in readings:
            places: dict[tuple[str, int], Person] = {}
            for person in persons(reading, found):
                if person.role != "applicant" and not self._is_applicant(person):
                    places[person.role, person.group] = self._known_as(person)
            self._places.append(places)

    @property
    def people(self) -> list[Person]:
        """The applicant, when a name is known, before the others."""
        return ([self.applicant] if self.applicant.all else []) + self.others

    def told(self, number: int, reading: Reading, finding: Finding) -> Finding:
        """A name of text ``number`` with the person that it is in all texts."""
        if finding.category != "name" or finding.role == "applicant":
            return finding
        text = reading.text[finding.start : finding.end]
        own = set(self.applicant.without_doubles(name_words(text)))
        mine = self.applicant.all
        same = len(own & mine) >= 2 or (len(own) == 1 and own <= mine)
        if same or written_short(text, self.applicant):
            return replace(finding, role="applicant", group=1, kind="name")
        person = self._places[number].get((finding.role or "other", finding.group))
        if person is None:
            return finding
        kind = "referee" if person.role == "referee" else "person"
        return replace(finding, role=person.role, group=person.group, kind=kind)

    def _is_applicant(self, person: Person) -> bool:
        shared = person.all & self.applicant.all
        return len(shared) >= 2 or (len(person.all) == 1 and bool(shared))

    def _known_as(self, person: Person) -> Person:
        for other in self.others:
            shared = other.all & person.all
            if len(shared) >= 2 or (shared and 1 in (len(other.all), len(person.all))):
                other.given |= person.given - other.surname
                other.surname |= person.surname - other.given
                return other
        group = 1 + sum(other.role == person.role for other in self.others)
        found = Person(person.role, group, set(person.given), set(person.surname))
        self.others.append(found)
        return found
