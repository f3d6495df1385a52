"""Another person with the same merits: the counterfactual of an application.

The places to swap are found without the detector: the applicant's name words wherever they stand,
alone or in compounds such as addresses, and short lists of pronouns, gendered words and birth
years. What the detector misses is therefore swapped too, and shows as a difference.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fairscreen.anonymise.people import folded

__all__ = ["Persona", "persona_of", "personas", "swapped"]

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(
    r"(?<!\d)((?:19|20)?\d{2})(0[1-9]|1[0-2])([0-8]\d|9[0-1])[-–+ ]?(\d{3})(\d)(?!\d)"
)
_YEARS = 11  # birth years move so far: from one age band to another


@dataclass(frozen=True, slots=True)
class Persona:
    """Name words of a person, and ``f`` or ``m``, or empty where it is not known."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    gender: str = ""


@cache
def _data() -> dict[str, Any]:
    text = files("fairscreen.anonymise.audit").joinpath("swap.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def personas() -> tuple[Persona, ...]:
    """Persons to become, of several name groups and genders; none of them is anybody."""
    return tuple(
        Persona(tuple(row["given"]), tuple(row["surname"]), row["gender"])
        for row in _data()["personas"]
    )


def persona_of(given_name: str, surname: str) -> Persona:
    """The name words of an applicant, as the table or the key has them."""
    return Persona(tuple(_WORD.findall(given_name)), tuple(_WORD.findall(surname)))


def swapped(text: str, person: Persona, other: Persona) -> tuple[str, list[tuple[int, int, int]]]:
    """The same text about another person.

    Returns
    -------
    The text, and what was swapped: start and end in ``text`` and the length of the new words, in
    order, so that offsets can be moved.
    """
    places = {
        **_birth(text),
        **_gendered(text, other),
        **_names(text, person, other),
    }
    pieces: list[str] = []
    moves: list[tuple[int, int, int]] = []
    at = 0
    for (start, end), new in sorted(places.items()):
        if start < at:
            continue
        pieces += [text[at:start], new]
        moves.append((start, end, len(new)))
        at = end
    return "".join([*pieces, text[at:]]), moves


def _names(text: str, person: Persona, other: Persona) -> dict[tuple[int, int], str]:
    new = {
        folded(old): replacement[min(n, len(replacement) - 1)]
        for words, replacement in ((person.given, other.given), (person.surname, other.surname))
        for n, old in enumerate(words)
        if len(old) > 1
    }
    places: dict[tuple[int, int], str] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        key = folded(word)
        if key in new:
            places[match.span()] = _cased(new[key], word)
        elif key.endswith("s") and key[:-1] in new and len(key) > 3:
            places[match.span()] = _cased(new[key[:-1]], word) + "s"
        elif any(old in key and len(old) > 3 for old in new):  # an address, a link, a file's name
            changed = key
            for old, replacement in new.items():
                changed = changed.replace(old, folded(replacement)) if len(old) > 3 else changed
            if _in_address(text, match):
                places[match.span()] = changed
    return places


def _in_address(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 40) : match.end() + 40]
    return bool(re.search(r"@|www\.|://|\.(?:se|com|org|nu|net)\b", around))


def _gendered(text: str, other: Persona) -> dict[tuple[int, int], str]:
    """Pronouns, and gendered nouns that are said of the applicant, in the other person's gender."""
    if not other.gender:
        return {}
    data = _data()
    side = 0 if other.gender == "f" else 1
    pronouns = {word: pair[side] for pair in data["pronouns"]["pairs"] for word in pair}
    nouns = {word: pair[side] for pair in data["nouns"]["pairs"] for word in pair}
    places: dict[tuple[int, int], str] = {}
    for match in _WORD.finditer(text):
        lower = match.group().lower()
        if lower in pronouns:
            places[match.span()] = _cased(pronouns[lower], match.group())
        elif lower in nouns and _said_of_applicant(text[: match.start()]):
            places[match.span()] = _cased(nouns[lower], match.group())
    return places


def _said_of_applicant(before: str) -> bool:
    words = before[-60:].lower()
    cues = "|".join(re.escape(cue) for cue in _data()["nouns"]["cues"])
    return bool(re.search(rf"(?:^|\W)(?:{cues})\s+(?:(?:en|ett|a|an|\w+)\s+){{0,2}}\Z", words))


def _birth(text: str) -> dict[tuple[int, int], str]:
    places: dict[tuple[int, int], str] = {}
    cues = "|".join(re.escape(cue) for cue in sorted(_data()["birth"]["cues"], key=len)[::-1])
    for match in re.finditer(
        rf"(?i)(?<!\w)(?:{cues})[\s:]*(?:\d{{1,2}}\s+\w+\s+|den\s+|år\s+)*((?:19|20)\d\d)", text
    ):
        places[match.span(1)] = str(_moved(int(match.group(1))))
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if any(start < e and s < end for s, e in places):
            continue
        year, rest = match.group(1), text[match.end(1) : match.start(4)]
        full = int(year) if len(year) == 4 else 1900 + int(year)
        moved = str(_moved(full))[-len(year) :]
        # The last digit but one tells the gender; the check digit follows from the others.
        serial = f"{(int(match.group(4)) + 1) % 1000:03}"
        digits = moved[-2:] + match.group(2) + match.group(3) + serial
        places[start, end] = moved + rest + serial + _check_digit(digits)
    return places


def _moved(year: int) -> int:
    return year - _YEARS if year > 1975 else year + _YEARS


def _check_digit(nine: str) -> str:
    total = sum(
        sum(divmod(int(digit) * (2 - n % 2), 10)) for n, digit in enumerate(nine)
    )  # Luhn's algorithm, as Skatteverket describes it
    return str(-total % 10)


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    if like[:1].isupper():
        return word[:1].upper() + word[1:]
    return word.lower()
