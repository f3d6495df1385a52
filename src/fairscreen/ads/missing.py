"""The parts an ad should have, and where this one has them.

What to look for and what to say is data (``missing.toml``). An absence is told with care: an ad's
text is not always the whole ad, since recruitment systems keep salary, contact and deadline in
fields of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from fairscreen.ads.requirements import extract
from fairscreen.ads.review import Level, Missing, Requirement
from fairscreen.rulefiles import RuleFileModel, read_toml, read_words, validated
from fairscreen.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Employer", "data_files", "missing_parts"]

Employer = Literal["municipality", "state", "region", "private"]


class _Part(RuleFileModel):
    level: Level
    message: str
    why: str
    suggestion: str
    found: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    parts: tuple[str, ...] | None = None
    places: bool = False


@dataclass(frozen=True, slots=True)
class _Check:
    item: str
    text: _Part
    found: re.Pattern[str] | None
    instead: re.Pattern[str] | None


def data_files() -> tuple[object, ...]:
    """The files the checks are read from, for the digest of the rules."""
    folder = files("fairscreen.ads")
    return (folder / "missing.toml", folder / "places.txt")


def missing_parts(
    doc: Doc, *, employer: Employer = "municipality", asked: Sequence[Requirement] | None = None
) -> tuple[Missing, ...]:
    """Each part an ad should have: present (with its place) or missing (with what to do).

    Parameters
    ----------
    doc:
        An ad as :func:`fairscreen.language.parse` gives it.
    employer:
        Kind of employer. Every part is asked of all kinds at present: the pay rules and the Swedish
        Discrimination Act bind private and public employers alike.
    asked:
        The ad's requirements, when they are known already.

    Returns
    -------
    tuple of Missing
        One for each of salary, contact, deadline, employment-form, workplace, inclusion,
        accessibility, process, tasks and split, in that order. Offsets are code points into
        ``doc.text``.
    """
    if asked is None:
        asked = extract(doc)
    sentences = [
        (doc[sentence.start : sentence.end], sentence.section)
        for sentence in doc._.parsed.sentences
    ]
    return tuple(
        _split(doc, check, asked) if check.found is None else _part(check, sentences)
        for check in _checks()
    )


def _part(check: _Check, sentences: Sequence[tuple[object, str]]) -> Missing:
    assert check.found is not None
    for sentence, section in sentences:
        if check.text.parts is not None and section not in check.text.parts:
            continue
        text = sentence.text
        match = check.found.search(text)
        if match is None and check.text.places:
            match = _place_names().search(text)
        if match is None or (check.instead is not None and check.instead.search(text)):
            continue
        start = sentence.start_char
        return Missing(
            item=check.item,
            present=True,
            start=start + match.start(),
            end=start + match.end(),
            level=check.text.level,
        )
    return _absent(check)


def _split(doc: Doc, check: _Check, asked: Sequence[Requirement]) -> Missing:
    """Whether no list and no sentence mixes what must be had with what is only a merit."""
    levels: dict[tuple[str, int], set[str]] = {}
    first_merit: Span | None = None
    for requirement in asked:
        token = doc.char_span(requirement.start, requirement.end, alignment_mode="expand")
        if token is None:
            continue
        unit = doc._.parsed.unit_of(token.start)
        row = ("list", unit.lead_in) if unit.lead_in is not None else ("unit", unit.start)
        if row[0] == "unit" and unit.kind != "list_item":
            row = ("sentence", doc._.parsed.sentence_of(token.start)[0])
        levels.setdefault(row, set()).add(requirement.level)
        if requirement.level == "merit" and first_merit is None:
            first_merit = Span(requirement.start, requirement.end)
    if any(len(found) > 1 for found in levels.values()):
        return _absent(check)
    return Missing(
        item=check.item,
        present=True,
        start=first_merit.start if first_merit else None,
        end=first_merit.end if first_merit else None,
        level=check.text.level,
    )


def _absent(check: _Check) -> Missing:
    part = check.text
    return Missing(
        item=check.item,
        present=False,
        message=part.message,
        why=part.why,
        suggestion=part.suggestion,
        level=part.level,
    )


@cache
def _checks() -> tuple[_Check, ...]:
    data = read_toml(files("fairscreen.ads") / "missing.toml")
    return tuple(
        _check(item, validated(_Part, content, name=f"missing.toml [{item}]"))
        for item, content in data.items()
    )


def _check(item: str, part: _Part) -> _Check:
    def either(patterns: Sequence[str]) -> re.Pattern[str] | None:
        joined = "|".join(f"(?:{pattern})" for pattern in patterns)
        return re.compile(joined, re.IGNORECASE) if joined else None

    return _Check(item, part, either(part.found), either(part.instead))


@cache
def _place_names() -> re.Pattern[str]:
    names = sorted(read_words(files("fairscreen.ads") / "places.txt"), key=len, reverse=True)
    # A place is told by "i", "på" or "till" before it, or by the municipality's own name.
    joined = "|".join(map(re.escape, names))
    return re.compile(
        rf"\b(?:[Ii]|[Pp]å|[Tt]ill|[Vv]id|[Ii]nom|[Ii]n|[Aa]t) "
        rf"(?:[Cc]entrala |[Nn]orra |[Ss]ödra )?(?:{joined})\b"
        rf"|\b(?:{joined})s? (?:kommun|[Ss]tad)\b"
    )
