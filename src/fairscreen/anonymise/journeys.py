"""Where the applicant came from: a verb of leaving or growing up, and a place the model sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading

__all__ = ["find"]

_VERB = re.compile(
    r"(?<!\w)(?:(?:när|sedan|after|when|since) )?(?:jag|vi|i|hon|han|she|he|we|själv|föräldrar(?:na)?|parents|"  # noqa: E501
    r"familj(?:en)?|family)?,? ?(?:är |am |was |were |har |kommer )?(?:själv |ursprungligen |originally )?"  # noqa: E501
    r"(?:(?:växte upp|uppvuxen|uppväxt|född|grew up|raised|born|bred)(?: \w+){0,3}? ?(?:i|in|på|utanför|outside|near)|"  # noqa: E501
    r"(?:flydde|flytt|kom|kommer|kommit|invandrade|härstammar|ursprungligen|fled|came|come|moved|emigrated|"
    r"originally|hail)(?: \w+){0,2}? ?(?:från|ur|via|from)|(?:jag|I) (?:lämnade|left)|(?:jag|I|hon|han|he|she) (?:är|am|is|kommer) (?:själv |ursprungligen |originally )?(?:från|from))"  # noqa: E501
    r"(?: (?:en|ett|a|the|an) (?:\w+ ){1,3}(?:utanför|i|nära|vid|in|near|outside|of))? $",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?: (?:för|som|under|via|när|med|in|as|when|at|until) (?!att)[^\s.,;]+(?: [^\s.,;]+){0,3}|,? \d{4})"  # noqa: E501
)
_STOP = re.compile(r" (?:och|men|and|but|så|jag|I)(?!\w)")


def find(reading: Reading) -> Iterator[Finding]:
    """Statements of where the applicant came from or grew up."""
    for entity in reading.entities:
        if entity.label != "LOC" or entity.score < 0.5:
            continue
        from_ = max(reading.line_at(entity.start).start, entity.start - 70)
        before = reading.text[from_ : entity.start]
        cut = max(before.rfind(sign) for sign in (". ", "; ", "! ", "? "))
        match = _VERB.search(before, cut + 1)
        if not match or _others(before[cut + 1 :]):
            continue
        end = entity.end
        tail = _TAIL.match(reading.text, end)
        if tail:
            end += len(_STOP.split(tail.group())[0])
        start = from_ + match.start()
        while reading.text[start] == " ":
            start += 1
        yield Finding(
            start, end, "origin", 0.75, "origin-place",
            "Platsen den sökande kommer från visar ursprung.", "origin",
        )  # fmt: skip


def _others(before: str) -> bool:
    from fairscreen.anonymise.about import last_of

    return last_of("others", before) > last_of("self", before)
