"""Calendar years turned into lengths, so that experience stays and age goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fairscreen.anonymise.years import MONTH, RANGE, SINCE

__all__ = ["interval_of", "length_of", "year_as_distance"]

_MONTHS = ("jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "dec")
_SHORT = re.compile(r"['’]?(\d\d) ?[-–—] ?['’]?(\d\d)?")
_WORDS = {
    "sv": ("år", "år", "månad", "månader", "mindre än 1 år", "mer än {} år", "pågående"),
    "en": ("year", "years", "month", "months", "less than 1 year", "more than {} years", "ongoing"),
}


def length_of(words: str, *, lang: str, as_of: date, cap: int | None) -> str | None:
    """The length that a range of years or an open range stands for, or None when it is none.

    ``2015–2019`` is ``4 år``; ``jan 2015 – mars 2019`` is ``4 år 3 månader`` (both months
    counted); an open range counts to ``as_of``. Lengths above ``cap`` years are not told.
    """
    told = _told(words, as_of)
    if told is None:
        return None
    shown = _shown(max(0, told.end - told.start), lang, cap)
    if told.since:
        return f"{_since(told.since)} {shown}"
    if told.open:
        return f"{shown}, {_WORDS[lang][6]}"
    return f"{'i' if lang == 'sv' else 'for'} {shown}" if told.lead else shown


def interval_of(words: str, *, as_of: date) -> tuple[int, int] | None:
    """The months, counted from year 0, ``[start, end)`` that a range of years stands for."""
    told = _told(words, as_of)
    return (told.start, max(told.start, told.end)) if told else None


@dataclass(frozen=True, slots=True)
class _Told:
    """What the words of a range say; months counted from year 0."""

    start: int
    end: int
    open: bool = False
    since: str = ""
    lead: bool = False


def _told(words: str, as_of: date) -> _Told | None:
    short = _SHORT.fullmatch(words.strip())
    if short:
        first = _century(short.group(1), as_of)
        last = _century(short.group(2), as_of) if short.group(2) else as_of.year
        return _Told(first * 12, last * 12, open=short.group(2) is None)
    since = SINCE.fullmatch(words)
    if since:
        months = _months(since.group("a"), None, as_of)
        return _Told(*months, open=True, since=since.group("lead")) if months else None
    # A range may lean on what follows it, such as a line's end.
    match = RANGE.fullmatch(words) or RANGE.match(words + "\n")
    if not match:
        return None
    start = match.group("a") or match.group("c")
    end = match.group("b")
    if end is not None and re.fullmatch(r"\d{2}", end):
        year = re.search(r"(?:19|20)\d{2}", start)
        end = (year.group()[:2] if year else "20") + end
    is_open = end is None or not re.search(r"\d{4}", end)
    months = _months(start, None if is_open else end, as_of)
    lead = (match.group("lead") or "").strip().lower()
    return _Told(*months, open=is_open, lead=lead not in ("", "åren")) if months else None


def year_as_distance(words: str, *, lang: str, as_of: date, cap: int | None) -> str:
    """``2021`` as "för 5 år sedan": recency stays."""
    found = re.search(r"(?:19|20)\d{2}", words)
    years = as_of.year - int(found.group()) if found else 0
    if years < 0:
        return words
    if years == 0:
        text = "i år" if lang == "sv" else "this year"
    elif cap is not None and years > cap:
        text = f"för mer än {cap} år sedan" if lang == "sv" else f"more than {cap} years ago"
    else:
        unit = "year" if years == 1 else "years"
        text = f"för {years} år sedan" if lang == "sv" else f"{years} {unit} ago"
    if "(" in words:
        return f"{' ' if words.startswith(' ') else ''}({text})"
    return text[0].upper() + text[1:] if words[:1].isupper() else text


def _century(two: str, as_of: date) -> int:
    year = as_of.year // 100 * 100 + int(two)
    return year if year <= as_of.year else year - 100


def _since(lead: str) -> str:
    first = lead.strip().split(" ")[0]
    swedish = first.lower() in ("från", "fr.o.m.", "from") or first.lower().endswith("sedan")
    word = "sedan" if swedish and first.lower() != "from" else "for"
    return word.capitalize() if first[:1].isupper() else word


def _months(start: str, end: str | None, as_of: date) -> tuple[int, int] | None:
    first = _point(start)
    last = _point(end) if end is not None else (as_of.year, as_of.month)
    if first is None or last is None:
        return None
    if first[1] is None or (end is not None and last[1] is None):
        return first[0] * 12, last[0] * 12
    # Both months are worked; an open one is not yet.
    return first[0] * 12 + first[1] - 1, last[0] * 12 + (last[1] or 1) - 1 + (end is not None)


def _point(text: str) -> tuple[int, int | None] | None:
    year = re.search(r"(?:19|20)\d{2}", text)
    if not year:
        return None
    named = re.search(MONTH, text, re.I)
    if named:
        word = named.group().lower()
        for number, prefix in enumerate(_MONTHS, 1):
            if word.startswith(prefix) and not (prefix == "mar" and not word.startswith("mar")):
                return int(year.group()), number
    numeric = re.search(r"(?:19|20)\d{2}[-./](0[1-9]|1[0-2])", text) or re.search(
        r"(?:^|[./])(0?[1-9]|1[0-2])[./](?:19|20)\d{2}", text
    )
    return int(year.group()), int(numeric.group(1)) if numeric else None


def _shown(months: int, lang: str, cap: int | None) -> str:
    one, many, month, plural, short, above, _ = _WORDS[lang]
    years, rest = divmod(months, 12)
    if cap is not None and (years > cap or (years == cap and rest)):
        return above.format(cap)
    parts = []
    if years:
        parts.append(f"{years} {one if years == 1 else many}")
    if rest:
        parts.append(f"{rest} {month if rest == 1 else plural}")
    return " ".join(parts) or short
