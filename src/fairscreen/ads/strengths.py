"""What an ad does well, each tied to the words that show it.

A review that only points at faults is read as a verdict, and teaches nobody what to keep. What
counts and what to say is data (``strengths.toml``); an ad is praised for what it says, never for
what it lacks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pydantic import model_validator

from fairscreen.ads.literals import Sought, lowered
from fairscreen.ads.review import Category, Missing, Requirement, Strength
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["strengths"]

#: Kinds of requirement that shut people out when nothing in the job explains them.
_TO_JUSTIFY = frozenset({"language", "licence", "citizenship", "physical", "register"})


class _Entry(RuleFileModel):
    message: str
    why: str
    found: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    parts: tuple[str, ...] | None = None
    #: Shown when this part of the checklist is there.
    item: str | None = None
    #: Shown at the first reason that the ad gives for a requirement.
    requirement: bool = False
    #: A finding of this category says the opposite.
    not_with: Category | None = None

    @model_validator(mode="after")
    def _one_way(self) -> _Entry:
        if sum((bool(self.found), self.item is not None, self.requirement)) != 1:
            raise ValueError("give found, item or requirement")
        return self


@dataclass(frozen=True, slots=True)
class _Check:
    item: str
    entry: _Entry
    found: Sought | None
    instead: Sought | None


def strengths(
    doc: Doc,
    *,
    parts: Sequence[Missing] = (),
    asked: Sequence[Requirement] = (),
    flagged: Collection[Category] = (),
) -> tuple[Strength, ...]:
    """What the ad does well, in order of place.

    Parameters
    ----------
    doc:
        An ad as :func:`fairscreen.language.parse` gives it.
    parts:
        The ad's checklist, from :func:`fairscreen.ads.missing.missing_parts`.
    asked:
        The ad's requirements.
    flagged:
        Categories of the ad's findings: an ad that says both is not praised.

    Returns
    -------
    tuple of Strength
        Each kind at most once, at the first place that shows it. Offsets are code points into
        ``doc.text``.
    """
    parsed = doc._.parsed
    whole = lowered(parsed.text)
    sentences = [(*told, lowered(told[1])) for told in parsed.told()]
    found = []
    for check in _checks():
        if check.entry.not_with in flagged:
            continue
        if check.entry.item is not None:
            place = _of_part(check.entry.item, parts)
        elif check.entry.requirement:
            place = _of_reason(asked)
        else:
            place = _in_text(check, sentences, whole)
        if place is not None:
            start, end = place
            entry = check.entry
            found.append(
                Strength(
                    item=check.item,
                    start=start,
                    end=end,
                    text=parsed.text[start:end],
                    message=entry.message,
                    why=entry.why,
                )
            )
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _of_part(item: str, parts: Sequence[Missing]) -> tuple[int, int] | None:
    for part in parts:
        if part.item == item and part.present and part.start is not None and part.end is not None:
            return part.start, part.end
    return None


def _of_reason(asked: Sequence[Requirement]) -> tuple[int, int] | None:
    reasons = (
        r.justification
        for r in asked
        if r.level == "must" and r.type in _TO_JUSTIFY and r.justified and r.justification
    )
    first = next(reasons, None)
    return None if first is None else (first.start, first.end)


def _in_text(
    check: _Check, sentences: Sequence[tuple[int, str, str, str]], whole: str
) -> tuple[int, int] | None:
    """Where a sentence shows it; ``whole`` and each sentence's last part are in lower case."""
    assert check.found is not None
    found = check.found.within(whole)
    if found is None:
        return None
    for start, text, section, lower in sentences:
        if check.entry.parts is not None and section not in check.entry.parts:
            continue
        match = found.search(text, lower)
        if match is None or (check.instead is not None and check.instead.search(text, lower)):
            continue
        return start + match.start(), start + match.end()
    return None


@cache
def _checks() -> tuple[_Check, ...]:
    data = read_toml(files("fairscreen.ads") / "strengths.toml")
    checks = []
    for item, content in data.items():
        entry = validated(_Entry, content, name=f"strengths.toml [{item}]")
        checks.append(_Check(item, entry, Sought.either(entry.found), Sought.either(entry.instead)))
    return tuple(checks)
