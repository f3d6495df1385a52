"""The words that stand in place of what is hidden, so that the text still reads."""

from __future__ import annotations

import re
from datetime import date

from fairscreen.anonymise.hits import Hit
from fairscreen.anonymise.lengths import length_of, year_as_distance
from fairscreen.anonymise.reading import mended
from fairscreen.anonymise.wordlists import table

__all__ = ["letter", "replacement_for"]

# Of these there are several in a text, and a reader must be able to tell them apart.
_LETTERED = ("referee", "person", "employer", "school", "place")


_PREPOSITION = re.compile(
    r"(?<!\w)(?:av|till|om|före|efter|från|för|of|by|until|before|after|for) $"
)


def letter(number: int) -> str:
    """``A`` for 1, ``Z`` for 26, ``AA`` for 27."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def replacement_for(text: str, hit: Hit, *, lang: str, as_of: date, cap: int | None) -> str:
    """What to put instead of ``text[hit.start:hit.end]``; empty removes it without a gap."""
    words = text[hit.start : hit.end]
    if hit.replacement is not None:
        return hit.replacement
    if hit.kind == "years":
        return length_of(mended(words), lang=lang, as_of=as_of, cap=cap) or (
            "[TIME]" if lang == "en" else "[TID]"
        )
    if hit.kind == "year":
        bare = re.fullmatch(r"\d{4}", words)
        if bare and _PREPOSITION.search(text[max(0, hit.start - 12) : hit.start]):
            return "[YEAR]" if lang == "en" else "[ÅR]"
        return year_as_distance(mended(words), lang=lang, as_of=as_of, cap=cap)
    tokens = table("tokens")["en" if lang == "en" else "sv"]
    token: str = tokens.get(hit.kind, tokens["gender"])
    if hit.kind in _LETTERED and hit.group > 0:
        token = f"{token[:-1]} {letter(hit.group)}]"
    # A hit may hold the comma or blank before it; a name's genitive stays outside the hit.
    lead = re.match(r"[ \t,]*" if ")" in words else r"[ \t,(]*", words)
    trail = " " if words.endswith(" ") else ""
    before = lead.group() if lead and hit.kind not in ("link",) else ""
    return f"{before if before != words else ''}{token}{trail}"
