"""What is known of an applicant, and every form in which it may still stand in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from fairscreen.anonymise.hits import Category
from fairscreen.anonymise.people import Person, folded, is_wordlike, name_words
from fairscreen.anonymise.reading import Reading, mended
from fairscreen.spans import AlignedText

__all__ = ["Identifiers"]

_NAME = "Ett namn som är känt står kvar."
_MAIL = "En e-postadress som är känd står kvar."
_NUMBER = "Ett nummer som är känt står kvar."
_PHRASE = "En kontaktuppgift som är känd står kvar."
_BETWEEN = r"[\s\-–‑./()]{0,3}"


@dataclass(slots=True)
class Identifiers:
    """Known words by their nature."""

    person: Person = field(default_factory=lambda: Person("applicant"))
    full: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    phrases: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, identifiers: Sequence[str]) -> Identifiers:
        """Sort words by what they are: mail, number, phrase with digits or signs, name."""
        known = cls()
        for raw in identifiers:
            word = " ".join(raw.split()).strip(" .,;:()")
            digits = re.sub(r"\D", "", mended(word))
            if not word:
                continue
            if "@" in word:
                known.mails.add(word.casefold())
            elif len(digits) >= 6 and len(digits) * 2 > sum(c.isalnum() for c in word):
                known.numbers.update(_forms(digits))
            elif digits or re.search(r"[/:@_]", word):
                known.phrases.add(word.casefold())
            else:
                known._learn(word)
        return known

    def _learn(self, name: str) -> None:
        words = name_words(name)
        if len(words) > 4:
            self.phrases.add(name.casefold())
            return
        if len(words) == 1:
            # Which of the two it is matters only for how freely a word-like name is taken.
            (self.person.surname if is_wordlike(words[0]) else self.person.given).add(words[0])
        elif words:
            self.person.given.add(words[0])
            self.person.surname.update(words[1:])
            self.full.add(" ".join(words))

    def found_in(
        self, text: str, lang: Literal["auto", "sv", "en"], *, strict: bool
    ) -> Iterator[tuple[Category, str, str]]:
        """Category, reason and words of each place where something known stands.

        ``strict`` takes single words of a name only together: in a table of fonts "Roman" is none.
        """
        plain = text.casefold()
        for mail in self.mails:
            if mail in plain:
                yield "contact", _MAIL, mail
        digits = mended(text)
        for number in self.numbers:
            match = re.search(rf"(?<!\d){_BETWEEN.join(number)}(?!\d)", digits)
            if match:
                yield ("id" if len(number) >= 10 else "contact"), _NUMBER, match.group()
        for phrase in self.phrases:
            pattern = r"\s+".join(re.escape(part) for part in phrase.split())
            if re.search(rf"(?<!\w){pattern}(?!\w)", plain):
                yield "contact", _PHRASE, phrase
        if strict:
            shown = " ".join(re.findall(r"[^\W\d_]+", folded(text)))
            for name in self.full:
                if re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", shown):
                    yield "name", _NAME, name
        elif self.person.all:
            yield from self._names(text, lang)

    def _names(
        self, text: str, lang: Literal["auto", "sv", "en"]
    ) -> Iterator[tuple[Category, str, str]]:
        from fairscreen.anonymise.mentions import mentions

        reading = Reading(AlignedText.of(text), "en" if lang == "en" else "sv")
        for finding in mentions(reading, [self.person]):
            # Initials of several persons mixed together would find almost anything.
            if finding.rule not in ("name-initials", "name-nickname"):
                yield "name", _NAME, reading.text[finding.start : finding.end]


def _forms(digits: str) -> set[str]:
    """A number with and without its country or century; of a personal number the date too."""
    forms = {digits}
    if len(digits) in (10, 12) and _date(digits[-10:-4]):
        forms |= {digits[-10:]} | ({digits[:8]} if len(digits) == 12 else set())
    elif len(digits) >= 9:
        forms.add(digits[-9:] if digits.startswith(("46", "0046")) else digits.lstrip("0"))
    return {form for form in forms if len(form) >= 6}


def _date(digits: str) -> bool:
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) % 60 <= 31
