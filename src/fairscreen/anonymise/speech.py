"""What an applicant lets others say: "Hon är en klippa", säger rektor Ek.

In the applicant's own papers a pronoun that opens such words, with nobody named before it there,
is the applicant's; so are those of the same sex after it, until somebody else is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["speech"]

_MARKS = re.compile(r"[\"”“„»«]([^\"”“„»«]{8,900})[\"”“»«]")
_SAYS = (
    r"(?:säg(?:er|s)|sade|sa|skriver|skrev|menar|menade|tycker|tyckte|berättar|berättade|"
    r"beskriver|enligt|says?|said|writes?|wrote|adds|added|according to)"
)
# Words told of without marks: "Hon är en klippa, säger rektor Ek." and "Min chef sa: Hon är …".
_AFTER = re.compile(
    rf"(?:^|(?<=[.!?:\n]))[ \t\-–—•*]*([^.!?\n]{{8,400}}?),? {_SAYS}\b[^.!?\n]*", re.I
)
_BEFORE = re.compile(rf"\b{_SAYS}\b[^.!?\n:]{{0,60}}:[ \t]*([^\n]{{8,600}})", re.I)
_NEXT = re.compile(r"[.!?][ \t]+((?:Hon|Han|Hennes|Hans|She|He|Her|His)\b[^.!?\n]{4,300})")
_OPENS = re.compile(r"\W*(?:hon|han|hennes|hans|henne|honom|she|he|her|his)\b", re.I)


def speech(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of ``text`` in which somebody else speaks of the applicant, code points."""
    for match in _MARKS.finditer(text):
        if "\n\n" not in match.group(1):
            yield match.span(1)
    for match in _BEFORE.finditer(text):
        yield match.span(1)
    for match in _AFTER.finditer(text):
        if not _OPENS.match(match.group(1)):
            continue
        yield match.span(1)
        at = match.end()
        while after := _NEXT.match(text, at):  # what the same person goes on to say
            yield after.span(1)
            at = after.end()
