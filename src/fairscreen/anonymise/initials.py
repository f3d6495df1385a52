"""Persons written by letters: initials, call letters, the speaker's in a record, a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.people import Person, folded, written_short
from fairscreen.anonymise.reading import Reading, Word
from fairscreen.anonymise.wordlists import names, table
from fairscreen.anonymise.wordlists import words as listed_words

__all__ = ["Places", "mention", "written_by_letters"]

_CAPITAL = r"[^\W\d_a-zåäöéü]"
_BOTH = re.compile(rf"(?<![\w.])({_CAPITAL})\.[ ]?({_CAPITAL})\.(?!\w)")
_BEHIND = re.compile(rf",?[ ]({_CAPITAL})(?:\.|(?![\w.]))(?!\w)")
_LETTERS_AHEAD = re.compile(rf"(?<![\w.])({_CAPITAL}-{_CAPITAL}|{_CAPITAL}{{2}})[ ]$")
_CALLED = re.compile(
    rf"(?i:(?:kallas|kallad|called|known as|går under(?: namnet)?|säger|heter)(?: (?:för|jag))?|"
    rf"(?:mvh|hälsningar|hälsar|regards|/)[, \t]*\n?)[ ]?(?P<x>{_CAPITAL}-?{_CAPITAL})(?![\w\-])"
)
# "signerad TK"; and what opens a sentence and goes on in small letters: "DR ritar flödet".
_SIGNED_BY = re.compile(r"(?i:ignerat|ignerad|igned|tecknat av|(?:typed|noted|written) by):? $")
_OPENS = re.compile(r"(?:^[\s•*\-–—\"”“(]*|[.!?;:] ?[\"”“]?)$")
_VERB = re.compile(r" [a-zåäö]{2,}")
_SPEAKER = re.compile(
    r"[ \t•\-*]*([^\W\d_a-zåäö]{2})(?=:| (?:antecknar|frågar|svarar|undrar|noterar)\b)"
)
# Where initials without full stops are somebody's: "Sign. EA", "Vår ref: EA/2026", "CV_EA.pdf".
_SHORT = rf"{_CAPITAL}(?:[ .\-]?{_CAPITAL}){{1,3}}"
_SIGNED = re.compile(
    rf"(?<!\w)(?i:sign|signerat|signatur|signature|signed|initialer|initials|namn(?:teckning)?|"
    rf"(?:vår |er |our |your )?ref(?:erens|erence)?|handläggare|undertecknat|upprättad av|"
    rf"dnr|diarienr|ärende|ansökan|anställnings-?id|id)\.?[ \t]*[:=]?[ \t]*"
    rf"(?:[\d/.\-]{{2,16}}[ \-/_]?)?(?P<x>{_SHORT})(?![\w])"
)
_ALONE = re.compile(rf"[ \t]*(?:/[ \t]?|// ?)?(?P<x>{_SHORT})\.?[ \t]*")
_IN_FILE = re.compile(
    rf"(?<![^\W_])(?P<x>{_CAPITAL}{{2,4}})(?=[_\-]?[\w\-]{{0,60}}\.(?:pdf|docx?|odt|rtf|txt)\b)"
)
_WHY = "Samma person som nämns på annat ställe."
Places = dict[str, list[Word]]  # the words of a text by their folded form


def written_by_letters(reading: Reading, places: Places, person: Person) -> Iterator[Finding]:
    """Every place where ``person`` is written by letters instead of names."""
    yield from _initials(reading, places, person)
    yield from _called_by_letters(reading, places, person)
    yield from _speaker(reading, person)
    if person.role == "applicant":
        yield from _signed(reading, person)
        yield from _acting(reading, person)


def mention(start: int, end: int, person: Person, rule: str) -> Finding:
    """``person`` at [start, end), in code points, as found by ``rule``."""
    kind = {"applicant": "name", "referee": "referee"}.get(person.role, "person")
    return Finding(start, end, "name", 0.8, rule, _WHY, kind, role=person.role, group=person.group)


def _initials(reading: Reading, places: Places, person: Person) -> Iterator[Finding]:
    """``A.S.``, ``A. Svensson``, ``I A Warsame``, ``Svensson A``, ``Anna S``, ``C-J``."""
    text = reading.text
    for first in person.given:
        if "-" in first and all(first.split("-")):
            letters = [_letter(part[0]) for part in first.split("-")]
            bound = r"\.?-".join(f"[{letter}]" for letter in letters)
            for match in re.finditer(rf"(?<![\w.\-]){bound}(?![\w\-])", text):
                yield mention(match.start(), match.end(), person, "name-initials")
    given, last = ({word[0] for word in group} for group in (person.given, person.surname))
    if not given or not last:
        return
    for match in _BOTH.finditer(text):
        if folded(match.group(1)) in given and folded(match.group(2)) in last:
            yield mention(match.start(), match.end(), person, "name-initials")
    surnames = person.surname | {part for name in person.surname for part in name.split("-")}
    for key in surnames | person.given:
        of_surname = key in surnames
        for word in (*places.get(key, ()), *(places.get(key + "s", ()) if of_surname else ())):
            if not word.capital:
                continue
            start, end = word.start, word.end
            after = _BEHIND.match(text, end)
            fits = given if of_surname else last
            if after and folded(after.group(1)) in fits and (of_surname or text[end] == " "):
                end = after.end()
            before = _ahead().search(text[max(0, start - 14) : start]) if of_surname else None
            if before and _are_initials(before.group(1), given, given | last):
                start -= len(before.group())
            if (start, end) != (word.start, word.end):
                yield mention(start, end, person, "name-initials")


def _called_by_letters(reading: Reading, places: Places, person: Person) -> Iterator[Finding]:
    """``J-O`` of J-O Ström, and ``PO`` of Per-Olof Hedman where he writes himself so."""
    text = reading.text
    doubles = {
        "".join(part[:1] for part in name.split("-")) for name in person.given if "-" in name
    }
    ahead = (
        _LETTERS_AHEAD.search(text[max(0, word.start - 5) : word.start])
        for name in person.all
        for word in places.get(name, ())
    )
    called = {found.group(1) for found in ahead if found}
    if person.role == "applicant" and doubles:
        called |= {found["x"] for found in _CALLED.finditer(text)}
    for letters in called:
        if "-" in letters or folded(letters) in doubles:
            for match in re.finditer(rf"(?<![\w.\-]){letters}(?=s?(?![\w\-]))", text):
                found = mention(match.start(), match.end(), person, "name-initials")
                yield replace(found, score=1.0)  # surer of whose it is than who only saw a name


def _are_initials(text: str, given: set[str], either: set[str]) -> bool:
    letters = [folded(letter) for letter in text if letter.isalpha()]
    return letters[0] in given and all(letter in either for letter in letters)


@cache
def _ahead() -> re.Pattern[str]:
    """Initials before a surname, with or without a particle between."""
    particles = "|".join(map(re.escape, table("names")["particles"]))
    return re.compile(
        rf"(?<![\w.])({_CAPITAL}(?:[.\- ]{{0,2}}{_CAPITAL}){{0,3}})\.?[ ](?:(?:{particles})[ ])?$"
    )


def _speaker(reading: Reading, person: Person) -> Iterator[Finding]:
    """``NT:`` at the start of a line, in the record of a talk."""
    both = {given[0] + last[0] for given in person.given for last in person.surname}
    for line in reading.lines if both else ():
        match = _SPEAKER.match(line.text)
        if (
            match
            and folded(match.group(1)) in both
            and match.group(1).lower() not in listed_words("not_names")
            and names().get(match.group(1).lower(), (0, 0, 0))[2] < 6
        ):
            start = line.start + match.start(1)
            yield mention(start, line.start + match.end(1), person, "name-initials")


def _signed(reading: Reading, person: Person) -> Iterator[Finding]:
    """Initials alone, after a label, in the name of a file or below the rest of a letter."""
    found = [*_SIGNED.finditer(reading.text), *_IN_FILE.finditer(reading.text)]
    spans = [match.span("x") for match in found]
    for line in reading.lines[-6:]:
        match = _ALONE.fullmatch(line.text)
        if match:
            spans.append((line.start + match.start("x"), line.start + match.end("x")))
    for start, end in spans:
        said = reading.text[start:end]
        if written_short(said, person) and said.lower() not in listed_words("not_names"):
            yield mention(start, end, person, "name-initials")


def _acting(reading: Reading, person: Person) -> Iterator[Finding]:
    """``DR ritar`` in the notes of a talk with Disa Råberg, ``signerad TK``."""
    pairs = {(given[0] + last[0]).upper() for given in person.given for last in person.surname}
    pairs = {pair for pair in pairs if pair.lower() not in listed_words("not_names")}
    if not pairs:
        return
    either = "|".join(map(re.escape, sorted(pairs)))
    for match in re.finditer(rf"(?<![\w.\-/])(?:{either})(?![\w\-/])", reading.text):
        line = reading.line_at(match.start())
        before = reading.text[line.start : match.start()]
        after = reading.text[match.end() : line.end]
        if _SIGNED_BY.search(before) or (_OPENS.search(before) and _VERB.match(after)):
            yield mention(match.start(), match.end(), person, "name-initials")


def _letter(plain: str) -> str:
    """The capitals, for a class of letters, whose mark folding may have taken away."""
    marked = {"a": "AÅÄÁ", "o": "OÖØÓ", "e": "EÉÈ", "c": "CÇČĆ", "s": "SŞŠŚ", "z": "ZŽŻŹ",
              "i": "Iİ", "u": "UÜÚ", "d": "DĐ", "l": "LŁ"}  # fmt: skip
    return marked.get(plain, re.escape(plain.upper()))
