"""The second pass: every other way in which the persons already found are written.

Genitive, lower case, capitals, folded letters, parts, initials, nicknames, names in file names and
links, names split over two lines. A name that is also an ordinary word counts only with a capital,
and not where the words after it make it a place or an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fairscreen.anonymise.evidence import reads_otherwise
from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.initials import Places, mention, written_by_letters
from fairscreen.anonymise.name_things import names_a_thing
from fairscreen.anonymise.people import Person, folded, is_wordlike
from fairscreen.anonymise.reading import Reading, Word
from fairscreen.anonymise.wordlists import names, ordinary, table
from fairscreen.anonymise.wordlists import words as listed_words

__all__ = ["mentions"]

_PLACE_BEFORE = {"i", "in", "från", "from", "till", "to", "norra", "södra", "nya", "gamla", "vid"}
_SPLIT = re.compile(r"([^\W\d_]{2,})-\n[ \t]*([^\W\d_]{2,})")
_BOUND_AFTER = re.compile(r"[_\-]([^\W\d_])(?![^\W_])")
_BOUND_BEFORE = re.compile(r"([^\W\d_])[_\-]$")
_POSSESSIVE = re.compile(r"['’]s$")  # of persons: "Hope's reports"
_FILE_END = re.compile(r"[\w\-]{0,60}\.(?:pdf|docx?|odt|rtf|txt|xlsx?|pptx?|jpe?g|png)\b")
_FEW = 5  # a surname of fewer than some 1,000 bearers


def mentions(reading: Reading, people: Sequence[Person]) -> Iterator[Finding]:
    """Further mentions of ``people``; may repeat places that are known already."""
    owners: dict[str, Person] = {}
    listed = names()
    for one in people:
        for name in one.all:
            owners.setdefault(name, one)
            for part in name.split("-"):
                if len(part) > 2 and (one.role == "applicant" or part in listed):
                    owners.setdefault(part, one)
    nicks = {
        nick: person
        for person in people
        for nick in person.nicknames()
        if person.role == "applicant"
    }
    joined = {
        given + last: person
        for person in people
        for given in person.given
        for last in person.surname
    } | {last + given: p for p in people for given in p.given for last in p.surname}
    person: Person | None
    places: Places = {}
    for at, word in enumerate(reading.words):
        key = folded(word.text)
        places.setdefault(key, []).append(word)
        bare = key.removesuffix("s").removesuffix("'") if len(key) > 3 else key
        person = owners.get(key) or owners.get(bare)
        if person is not None and _counts(reading, at, person, key in owners):
            end = word.end - (0 if key in owners else len(key) - len(bare))
            yield mention(word.start, end, person, "name-again")
        elif (person := joined.get(key) or joined.get(bare)) is not None:
            yield mention(word.start, word.end, person, "name-joined")
        elif (
            word.capital
            and (person := nicks.get(key) or nicks.get(bare)) is not None
            and (_nick(reading, at))
        ):
            yield mention(word.start, word.end - (key not in nicks), person, "name-nickname")
        elif "-" in key and any(owners.get(part) for part in key.split("-")):
            yield from _in_compound(reading, word, key.split("-"), owners)
    for match in _SPLIT.finditer(reading.text):
        whole = folded(match.group(1) + match.group(2))
        person = owners.get(whole) or owners.get(whole.removesuffix("s"))
        if person is not None:
            yield mention(match.start(), match.end(), person, "name-split")
    for one in people:
        yield from written_by_letters(reading, places, one)
        yield from _in_file_names(reading, places, one)
        yield from _apostrophes(reading, one)


def _in_compound(
    reading: Reading, word: Word, parts: Sequence[str], owners: dict[str, Person]
) -> Iterator[Finding]:
    """``Berg-Lindgren``, ``hawrami-dilnaz_prov.pdf`` and the name in ``benyoucef-menu.xlsx``."""
    person = next(owners[part] for part in parts if part in owners)
    if all(part in owners for part in parts) or (
        word.capital
        and all(part in owners or max(names().get(part, (0, 0, 0))[:2]) >= 3 for part in parts)
    ):
        # Surer than who only saw a name in the name of a file.
        yield replace(mention(word.start, word.end, person, "name-again"), score=0.9)
        return
    text = reading.text
    of_file = text[word.start - 1 : word.start] in ("/", "_") or _FILE_END.match(text, word.end)
    start = word.start
    for part, said in zip(parts, re.split(r"[-‐‑]", word.text), strict=False):
        one = owners.get(part)
        plain = len(part) > 3 and not is_wordlike(part) and part not in ordinary()
        if one is not None and one.role == "applicant" and (of_file or plain):
            yield mention(start, start + len(said), one, "name-again")
        start += len(said) + 1


def _counts(reading: Reading, at: int, person: Person, exact: bool) -> bool:
    """Whether the word is the person here, and not the word or the place that it also is."""
    word = reading.words[at]
    text = reading.text
    after = reading.words[at + 1] if at + 1 < len(reading.words) else None
    before = reading.words[at - 1] if at else None
    beside = any(
        other is not None
        and folded(other.text).removesuffix("s") in {w.removesuffix("s") for w in person.all}
        and len(text[min(word.end, other.end) : max(word.start, other.start)]) <= 2
        for other in (before, after)
    )
    if beside or (word.capital and _POSSESSIVE.search(word.text)):
        return True
    if _organisation_after(text, word, after) and not _rare_surname(word, person):
        return False
    if person.role != "applicant" and (
        (reads_otherwise(reading, word.start, word.end) and not _only_given(reading, word))
        or names_a_thing(reading, word.start, word.end)
    ):
        return False
    lower_word = is_wordlike(word.lower) or is_wordlike(word.lower.removesuffix("s"))
    if not word.capital:
        if _another_word(word):
            return False
        if person.role != "applicant" and not any(
            names().get(given, (0,))[0] >= 3 for given in person.given
        ):
            # Small and listed nowhere: a word that names nobody else.
            return len(word.text) > 3 and not (lower_word or word.lower in ordinary())
        return not lower_word and len(word.text) > 2
    if word.text.isupper() and len(word.text) < 4:
        return person.all == {folded(word.text)} and (  # called by the letters alone: "J-O"
            "-" in word.text or word.lower not in listed_words("not_names")
        )
    if not lower_word:
        return True
    # A name that is a word: with a capital inside a sentence, or alone on its line.
    line = reading.line_at(word.start)
    if line.text.strip(" .,!") == word.text:
        return True
    if before is not None and before.lower in _PLACE_BEFORE and folded(word.text) in person.surname:
        return False
    if not exact and folded(word.text) in person.surname:
        return False
    opening = text[line.start : word.start].strip(' \t•-*"”')
    inside = bool(opening) and opening[-1] not in ".!?:"
    if not inside:
        return (
            folded(word.text) in person.given
            and after is not None
            and reading.text[word.end : after.start] == " "
            and after.lower in table("names")["after_subject"]
        )
    return not _followed_by_capital(reading, word, after) and not line.text.isupper()


def _another_word(word: Word) -> bool:
    """Whether an ordinary word only looks like the name without its marks: "säga", not "Saga"."""
    plain = folded(word.text)
    return plain != word.lower and word.lower in ordinary() and word.lower not in names()


def _organisation_after(text: str, word: Word, after: Word | None) -> bool:
    return (
        after is not None
        and text[word.end : after.start] in (" ", "-")
        and after.lower in table("names")["organisation_next"]
    )


def _only_given(reading: Reading, word: Word) -> bool:
    """Whether a word is a given name and nothing else, where no place can stand."""
    given, surname, seen = names().get(word.lower, (0, 0, 9))
    before = re.search(r"(\w+) $", reading.text[max(0, word.start - 12) : word.start])
    return (
        given >= 1
        and given >= surname
        and seen == 0
        and word.lower not in listed_words("place_names")
        and (before is None or before.group(1).lower() not in _PLACE_BEFORE)
    )


def _rare_surname(word: Word, person: Person) -> bool:
    """Whether even the name of a firm would tell the applicant: Kaczmarski & Syn, not Lund AB."""
    key = folded(word.text)
    bearers = names().get(word.lower, (0, 0, 0))[1]
    rare = bearers < _FEW and not is_wordlike(word.lower)
    return person.role == "applicant" and key in person.surname and rare


def _followed_by_capital(reading: Reading, word: Word, after: Word | None) -> bool:
    return (
        after is not None
        and reading.text[word.end : after.start] == " "
        and after.capital
        and len(after.text) > 1
        and max(names().get(after.lower, (0, 0, 0))[:2]) >= 4
    )


def _nick(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    line = reading.line_at(word.start)
    opening = reading.text[line.start : word.start].strip(" \t\"”“'(–-")
    alone = line.text.strip(' .,!()"') == word.text
    digits = names().get(word.lower, (0, 0, 0))
    return alone or (bool(opening) and opening[-1] not in ".!?" and digits[2] < 6)


def _apostrophes(reading: Reading, person: Person) -> Iterator[Finding]:
    """``OHare``, ``O\u00b4Hare`` and ``O Hare`` of one whose name holds an apostrophe."""
    for name in person.all:
        if "'" not in name:
            continue
        pattern = r"['\u2019\u00b4`\u2018]?[ ]?".join(map(re.escape, name.split("'")))
        for match in re.finditer(rf"(?<!\w){pattern}(?=s?(?!\w))", reading.text, re.IGNORECASE):
            yield mention(match.start(), match.end(), person, "name-again")


def _in_file_names(reading: Reading, places: Places, person: Person) -> Iterator[Finding]:
    """``Berg_A``, ``A_Berg``: an initial bound to a surname by a low line or a hyphen."""
    letters = {given[0] for given in person.given}
    for word in (word for name in person.surname for word in places.get(name, ())):
        after = _BOUND_AFTER.match(reading.text, word.end)
        before = _BOUND_BEFORE.search(reading.text[max(0, word.start - 2) : word.start])
        start, end = word.start, word.end
        if after and folded(after.group(1)) in letters:
            end = after.end()
        if before and folded(before.group(1)) in letters:
            start -= len(before.group())
        if (start, end) != (word.start, word.end):
            yield mention(start, end, person, "name-initials")
