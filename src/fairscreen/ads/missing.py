"""The parts an ad should have, and where this one has them.

What to look for and what to say is data (``missing.toml``). An absence is told with care: an ad's
text is not always the whole ad, since recruitment systems keep salary, contact and deadline in
fields of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from fairscreen.ads.deadline import SHORTEST_PERIOD, last_day
from fairscreen.ads.literals import Sought, lowered
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
    #: Each is one step of a selection; two different ones make the part present.
    steps: tuple[str, ...] = ()
    #: Words that make the part missing although it is there.
    against: tuple[str, ...] = ()
    #: Other wordings than ``message`` and ``suggestion``, by what is the matter.
    messages: dict[str, str] = Field(default_factory=dict)
    suggestions: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Check:
    item: str
    text: _Part
    found: Sought | None
    instead: Sought | None
    against: Sought | None = None
    steps: tuple[Sought, ...] = ()


def data_files() -> tuple[object, ...]:
    """The files the checks are read from, for the digest of the rules."""
    folder = files("fairscreen.ads")
    return (folder / "missing.toml", folder / "places.txt")


def missing_parts(
    doc: Doc,
    *,
    employer: Employer = "municipality",
    asked: Sequence[Requirement] | None = None,
    published: date | None = None,
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
    published:
        The day the ad is or will be published. With it the application period is counted in days;
        three weeks is the starting point.

    Returns
    -------
    tuple of Missing
        One for each of salary, contact, deadline, employment-form, workplace, inclusion,
        accessibility, process, tasks, split, application-period, union, start-date and
        selection-steps, in that order. Offsets are code points into ``doc.text``.
    """
    if asked is None:
        asked = extract(doc)
    sentences = _Told(doc)
    found: dict[str, Missing] = {}
    for check in _checks():
        if check.steps:
            part = _steps(check, sentences)
        elif check.item == "application-period":
            part = _period(check, sentences, found["deadline"], published)
        elif check.found is None:
            part = _split(doc, check, asked)
        else:
            part = _part(check, sentences)
        found[check.item] = part
    return tuple(found.values())


class _Told:
    """The sentences of an ad, also in lower case."""

    def __init__(self, doc: Doc) -> None:
        self.lower = lowered(doc._.parsed.text)
        self._sentences = [
            (start, text, section, lowered(text)) for start, text, section in doc._.parsed.told()
        ]

    def of(self, check: _Check) -> Iterator[tuple[int, str, str]]:
        """First code point, text and text in lower case of those that the check reads."""
        parts = check.text.parts
        for start, text, section, lower in self._sentences:
            if parts is None or section in parts:
                yield start, text, lower

    def everywhere(self) -> Iterator[tuple[int, str, str]]:
        """The same of all."""
        for start, text, _, lower in self._sentences:
            yield start, text, lower

    def holding(self, place: int) -> str:
        """The sentence that a code point stands in."""
        return next(
            text for start, text, *_ in self._sentences if start <= place < start + len(text)
        )


def _present(check: _Check, start: int, end: int) -> Missing:
    return Missing(item=check.item, present=True, start=start, end=end, level=check.text.level)


def _period(check: _Check, told: _Told, deadline: Missing, published: date | None) -> Missing:
    """Whether the time to apply is told, long enough and not undone by a rolling selection."""
    assert check.against is not None
    against = check.against.within(told.lower)
    for _, text, lower in told.everywhere() if against else ():
        match = against and against.search(text, lower)
        if match and not (check.instead and check.instead.search(text, lower)):
            return _absent(check, "against")
    period = _part(check, told)
    if period.present or not deadline.present:
        return period
    assert deadline.start is not None
    assert deadline.end is not None
    if published is not None:
        last = last_day(told.holding(deadline.start), published)
        if last is not None and (last - published).days < SHORTEST_PERIOD:
            return _absent(check, "short", days=(last - published).days)
    return _present(check, deadline.start, deadline.end)


def _steps(check: _Check, told: _Told) -> Missing:
    places: dict[int, tuple[int, int]] = {}
    steps = [step.within(told.lower) for step in check.steps]
    for start, text, lower in told.of(check) if any(steps) else ():
        if check.instead is not None and check.instead.search(text, lower):
            continue
        for number, step in enumerate(steps):
            if step and number not in places and (match := step.search(text, lower)):
                places[number] = (start + match.start(), start + match.end())
    if len(places) < 2:
        return _absent(check)
    return _present(check, *min(places.values()))


def _part(check: _Check, told: _Told) -> Missing:
    assert check.found is not None
    found = check.found.within(told.lower)
    if found is None and not check.text.places:
        return _absent(check)
    for start, text, lower in told.of(check):
        match = found.search(text, lower) if found else None
        if match is None and check.text.places:
            match = _place_names().search(text)
        if match is None or (check.instead is not None and check.instead.search(text, lower)):
            continue
        return _present(check, start + match.start(), start + match.end())
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


def _absent(check: _Check, case: str = "", **values: int) -> Missing:
    part = check.text
    return Missing(
        item=check.item,
        present=False,
        message=part.messages.get(case, part.message).format(**values),
        why=part.why,
        suggestion=part.suggestions.get(case, part.suggestion),
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
    return _Check(
        item,
        part,
        Sought.either(part.found),
        Sought.either(part.instead),
        Sought.either(part.against),
        tuple(Sought.of(re.compile(step, re.IGNORECASE)) for step in part.steps),
    )


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
