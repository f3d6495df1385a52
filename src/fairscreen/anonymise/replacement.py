"""The words that stand in place of what is hidden, so that the text still reads."""

from __future__ import annotations

import re
from datetime import date

from fairscreen.anonymise.hits import Hit
from fairscreen.anonymise.lengths import length_of, year_as_distance
from fairscreen.anonymise.reading import mended
from fairscreen.anonymise.wordlists import table

__all__ = ["replacement_for"]


def replacement_for(text: str, hit: Hit, *, lang: str, as_of: date, cap: int | None) -> str:
    """What to put instead of ``text[hit.start:hit.end]``; empty removes it without a gap."""
    words = text[hit.start : hit.end]
    if hit.replacement is not None:
        return hit.replacement
    if hit.kind == "years":
        return length_of(mended(words), lang=lang, as_of=as_of, cap=cap) or "[TID]"
    if hit.kind == "year":
        return year_as_distance(mended(words), lang=lang, as_of=as_of, cap=cap)
    token: str = table("tokens").get(hit.kind, "[UPPGIFT]")
    if hit.kind in ("referee", "person") and hit.group > 1:
        token = f"{token[:-1]} {hit.group}]"
    # A hit may hold the comma or blank before it; a name's genitive stays outside the hit.
    lead = re.match(r"[ \t,(]*", words)
    trail = " " if words.endswith(" ") else ""
    before = lead.group() if lead and hit.kind not in ("link",) else ""
    return f"{before if before != words else ''}{token}{trail}"
