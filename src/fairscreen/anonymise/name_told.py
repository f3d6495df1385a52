"""Persons told by what is said of them, where the name is also a word: "Maj är punktlig. Hon …".

Nothing but a person is somebody's child or chief, is six years old, or goes on as "hon" and "han".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import names, table

__all__ = ["told_of"]

_ONE = r"[^\W\d_a-zåäöéü][^\W\d_]+(?:['’\-‑][^\W\d_]+)*"
_FULL = rf"{_ONE}(?: {_ONE})?"
_KIN = (
    r"(?:barn|söner|döttrar|son|dotter|man|fru|sambo|partner|make|maka|mamma|pappa|mor|far|bror|"
    r"syster|syskon|bröder|systrar|barnbarn|morfar|farfar|mormor|farmor|kusin(?:er)?|vän(?:ner)?|"
    r"kompis(?:ar)?|kolleg(?:a|or)|chef(?:er)?|handledare|mentor|referens(?:er|person)?|lärare|"
    r"children|kids|sons?|daughters?|husband|wife|partner|brothers?|sisters?|parents|friends?|"
    r"colleagues?|boss|manager|supervisor|referees?|mother|father)"
)
_OWN = r"(?:min|mina|mitt|vår|våra|my|our)"
# "Sol och Storm är mina barn"; "Dag var min chef".
_ARE = re.compile(
    rf"(?<![\w@.\-])(?P<x>{_FULL}(?:, {_FULL})*(?:,? (?:och|and|samt|&) {_FULL})?) "
    rf"(?:är|var|is|was|are|were) {_OWN} (?:\w+ ){{0,2}}{_KIN}(?!\w)"
)
# "Vera f. 2015", "Elton (6)", "Signe, 9 år".
_AGED = re.compile(
    rf"(?<![\w@.\-])(?P<x>{_ONE})(?:,? (?:f\.|född|born|f) ?(?:\d{{4}}|-\d{{2}}|\d{{2}})(?!\d)|"
    r" ?\(\d{1,2}(?: (?:år|mån|månader|years?|yrs))?\)|,? (?:är )?\d{1,2} (?:år|years old)(?! erf))"
)
_NAME = re.compile(_ONE)
_SUBJECT = re.compile(
    rf"(?:^|(?<=[.!?] ))(?P<x>{_ONE}) (?P<verb>\w+) [^.!?\n]{{2,160}}[.!?]\s+(?P<who>\w+)", re.M
)
_WHO = frozenset({"Hon", "Han", "Hen", "She", "He", "Hennes", "Hans", "Her", "His"})
_BEING = frozenset({"är", "var", "har", "hade", "kan", "kunde", "vill", "blev", "is", "was", "has",
                    "had", "can", "could"})  # fmt: skip


def told_of(reading: Reading) -> Iterator[Finding]:
    """Listed names of which something is said that is said of persons alone."""
    text = reading.text
    for match in _ARE.finditer(text):
        for name in _NAME.finditer(text, *match.span("x")):
            if _listed(name.group(), 1):
                yield _found(*name.span())
    for match in _AGED.finditer(text):
        if _listed(match.group("x"), 4):
            yield _found(*match.span("x"))
    for match in _SUBJECT.finditer(text):
        doing = match["verb"] in _BEING or match["verb"] in table("names")["person_verbs"]
        if doing and match["who"] in _WHO and _listed(match["x"], 4):
            yield _found(*match.span("x"))


def _listed(word: str, least: int) -> bool:
    return (
        word.lower() not in table("names")["no_subject"]
        and names().get(word.lower(), (0,))[0] >= least
    )


def _found(start: int, end: int) -> Finding:
    why = "Namn på någon som det sägs något om."
    return Finding(start, end, "name", 0.8, "name-told", why, "person", role=None)
