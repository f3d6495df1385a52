"""Persons told by letters or by a form that only names have: "J-O Ström", "PG", "McAteer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import names

__all__ = ["by_letters", "with_letters", "with_mc"]

_ONE = r"[^\W\d_a-zåäöéü][^\W\d_]+(?:['’\-‑][^\W\d_]+)*"
_HYPHENED = r"[^\W\d_a-zåäö]\.?-[^\W\d_a-zåäö]\.?"
# Without a hyphen those of common double names only: two capitals are mostly something else.
_PLAIN = r"(?:P[OGA]|L[GEO]|K[GE]|J[OE]|C[GJ]|BG|GW|S[GOE]|H[GO]|EG|A[KLMC]|UB|GB|IB|M[LB])"
# "J-O Ström", "PG Berg": the letters of a double given name before a surname.
_LETTERS = re.compile(
    rf"(?<![\w@./\-])(?P<x>(?:(?P<sign>{_HYPHENED})|{_PLAIN})[ ]"
    rf"(?:(?:af|von|de|van|der)[ ])*(?P<last>{_ONE}))"
)
_PEOPLE = (
    r"(?:min|vår|my|our) (?:\w+ )?(?:chef|förman|boss|manager|handledare|mentor|kollega|vän|kompis|"
    r"arbetsledare|lärare|bror|man|pappa|farfar|morfar|colleague|friend|supervisor)|chefen|förmannen|"
    r"kollegan|(?:kalla\w*|säger till|call(?:s|ed)?)"
    r"(?: (?:honom|henne|han|hon|mig|jag|him|her|me))?(?: för)?|ring|fråga|hej|tjena|"
    r"hälsa(?:r)?(?: till)?|tala med|prata med|ask"
)
# "Min chef J-O", "ring PG", "kontakta K-Å": whom the letters alone call.
_BY_LETTERS = re.compile(
    rf"(?<!\w)(?i:{_PEOPLE}),? (?P<x>[^\W\d_a-zåäö]-[^\W\d_a-zåäö]|{_PLAIN})(?=s?(?![\w\-]))"
)
# "Bronagh McAteer": no other word is written so, save some firms.
_MC = re.compile(rf"(?<![\w@./\-])(?:{_ONE} )?(?P<last>Mc[A-ZÅÄÖ][a-z]{{2,}})(?!\w)")
_MC_FIRMS = frozenset({"McDonald", "McDonalds", "McKinsey", "McAfee", "McLaren", "McFlurry"})


def with_letters(reading: Reading) -> Iterator[Finding]:
    """A listed surname after the letters of a double given name."""
    for match in _LETTERS.finditer(reading.text):
        last = match.group("last").lower()
        last = last if names().get(last, (0, 0, 0))[1] else last.removesuffix("s")
        _, borne, word = names().get(last, (0, 0, 0))
        if borne and (match["sign"] or (borne >= 3 and word < 6)):
            why = "Ett efternamn efter två initialer."
            yield _found(*match.span("x"), "name-letters", why)


def by_letters(reading: Reading) -> Iterator[Finding]:
    """The letters of a double given name after words that lead to a person."""
    for match in _BY_LETTERS.finditer(reading.text):
        why = "Initialer efter ett ord som leder fram till en person."
        yield _found(*match.span("x"), "name-letters", why)


def with_mc(reading: Reading) -> Iterator[Finding]:
    """``McAteer``, with the given name before it."""
    for match in _MC.finditer(reading.text):
        if match["last"] not in _MC_FIRMS:
            given = match.group().split()[0].lower()
            start = match.start() if given in names() else match.start("last")
            why = "Ett efternamn med Mc."
            yield _found(start, match.end(), "name-mc", why)


def _found(start: int, end: int, rule: str, why: str) -> Finding:
    return Finding(start, end, "name", 0.85, rule, why, "person")
