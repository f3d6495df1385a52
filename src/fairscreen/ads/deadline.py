"""The last day to apply, read from the sentence that tells it."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["SHORTEST_PERIOD", "last_day"]

#: Days; three weeks is the starting point for how long an ad is open.
SHORTEST_PERIOD = 21

_MONTHS = (
    ("jan", "januari", "january"), ("feb", "februari", "february"), ("mar", "mars", "march"),
    ("apr", "april"), ("maj", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"),
    ("aug", "augusti", "august"), ("sep", "sept", "september"),
    ("okt", "oct", "oktober", "october"), ("nov", "november"), ("dec", "december"),
)  # fmt: skip
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_NUMBER, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?::e|:a|st|nd|rd|th)?(?: of)?\s+({_NAMES})\b\.?(?:,?\s+(20\d\d))?", re.I
)
_SLASH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:[ -/](20\d\d))?(?![\d/])")


def last_day(text: str, published: date) -> date | None:
    """The last date in ``text``; one without a year is the first such day after ``published``.

    Written forms: ``2026-03-22``, ``22 mars``, ``22 mars 2026``, ``22/3``. ``None`` without a date,
    or when it lies before ``published`` (then it is about something else).
    """
    found = []
    for year, month, day in _ISO.findall(text):
        found.append(_date(year, int(month), day, published))
    for day, name, year in _WORDS.findall(text):
        found.append(_date(year, _NUMBER[name.lower()], day, published))
    for day, month, year in _SLASH.findall(text):
        found.append(_date(year, int(month), day, published))
    days = [day for day in found if day is not None and day >= published]
    return max(days, default=None)


def _date(year: str, month: int, day: str, published: date) -> date | None:
    try:
        if year:
            return date(int(year), month, int(day))
        this_year = date(published.year, month, int(day))
        if this_year >= published:
            return this_year
        return date(published.year + 1, month, int(day))
    except ValueError:
        return None
