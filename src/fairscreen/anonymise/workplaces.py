"""Employers, schools and places, as the entity model sees them: for the policy ``maximal``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.people import folded
from fairscreen.anonymise.reading import Reading

__all__ = ["find"]

_KIND = {"ORG": "employer", "SCHOOL": "school", "LOC": "place"}
_WHY = {
    "employer": "Arbetsgivaren kan peka ut personen.",
    "school": "Skolan kan visa ursprung, ålder och bakgrund.",
    "place": "Orten kan visa ursprung och bakgrund.",
}
_SCORE = 0.4
_SCHOOL = re.compile(
    r"(?:[A-ZÅÄÖÉ][\w:'’\-]*s? ){0,3}[A-ZÅÄÖÉ]?[\wåäöé\-]*(?:universitetet?|[Hh]ögskolan?|gymnasiet?|gymnasium|"  # noqa: E501
    r"folkhögskolan?|vuxengymnasium|musikhögskolan?)(?!\w)(?: i [A-ZÅÄÖ]\w+)?|"
    r"(?:[A-ZÅÄÖ][\w'’]+ ){1,3}(?:University|College|School|Institute)(?: of(?: [A-Z]\w+){1,3})?|"
    r"(?:University|Institute) of(?: [A-Z]\w+){1,3}"
)
_COMMON = frozenset({"universitet", "universitetet", "högskola", "högskolan", "gymnasium", "gymnasiet",  # noqa: E501
                     "sverige", "sweden", "svenska", "eu", "europa", "b2", "excel"})  # fmt: skip


def find(reading: Reading, taken: Sequence[Finding]) -> Iterator[Finding]:
    """Entities outside ``taken``; equal ones share a number."""
    used = sorted((f.start, f.end) for f in taken)
    numbers: dict[tuple[str, str], int] = {}
    found = [
        (m.start(), m.end(), "school", 0.8, "school-name") for m in _SCHOOL.finditer(reading.text)
    ]
    found += [
        (e.start, e.end, _KIND[e.label], round(e.score, 3), "model")
        for e in reading.entities
        if e.label in _KIND and e.score >= _SCORE
    ]
    last = 0
    for start, end, kind, score, rule in sorted(found, key=lambda f: (f[0], -f[1])):
        words = folded(reading.text[start:end]).removesuffix("s")
        if start < last or reading.text[start:end].lower() in _COMMON:
            continue
        if any(a < end and start < b for a, b in used):
            continue
        last = end
        number = numbers.setdefault((kind, words), 1 + sum(k == kind for k, _ in numbers))
        yield Finding(start, end, "contact", score, rule, _WHY[kind], kind, group=number)
