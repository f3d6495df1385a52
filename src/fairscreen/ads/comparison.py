"""What differs between two versions of an ad: findings gone, new and left, demands that moved.

Two findings are the same when the same rule found the same words, or stands on words that were
carried over unchanged. Two requirements are the same when most of their words are; a change of
level is told even when the wording changed too, since that is the change nobody notices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from fairscreen.ads.review import AdReview, Finding, Measures, Requirement

__all__ = ["AdDiff", "FindingPair", "RequirementPair", "compare"]

#: Share of words that two requirements must have in common to be the same one.
_ALIKE = 0.6


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class FindingPair(_Part):
    """A finding that is left, as it stands in both versions."""

    old: Finding
    new: Finding


class RequirementPair(_Part):
    """A requirement of both versions; ``changed`` names what differs."""

    old: Requirement
    new: Requirement
    changed: tuple[Literal["text", "level", "type", "measurable", "justified"], ...] = ()


class AdDiff(_Part):
    """The difference; offsets of ``old`` are into the old text, of ``new`` into the new."""

    schema_: Literal["fairscreen.ad-diff/1"] = Field("fairscreen.ad-diff/1", alias="schema")
    old_file: str | None = None
    new_file: str | None = None
    gone: tuple[Finding, ...] = ()
    new: tuple[Finding, ...] = ()
    left: tuple[FindingPair, ...] = ()
    requirements_gone: tuple[Requirement, ...] = ()
    requirements_new: tuple[Requirement, ...] = ()
    requirements_left: tuple[RequirementPair, ...] = ()
    parts_gained: tuple[str, ...] = ()
    parts_lost: tuple[str, ...] = ()
    measures_old: Measures
    measures_new: Measures

    @property
    def levels_changed(self) -> tuple[RequirementPair, ...]:
        """Requirements that are a must in one version and a merit in the other."""
        return tuple(pair for pair in self.requirements_left if "level" in pair.changed)

    def to_json(self, *, indent: int | None = None) -> str:
        """The difference as JSON text, non-ASCII letters kept."""
        return self.model_dump_json(by_alias=True, indent=indent)


def compare(old: AdReview, new: AdReview) -> AdDiff:
    """What changed from ``old`` to ``new``, both reviewed with the same rules."""
    left, gone, added = _findings(old, new)
    kept, lost, gained = _requirements(old.requirements, new.requirements)
    before = {part.item for part in old.missing if part.present}
    after = {part.item for part in new.missing if part.present}
    order = [part.item for part in new.missing]
    return AdDiff(
        old_file=old.file,
        new_file=new.file,
        gone=tuple(gone),
        new=tuple(added),
        left=tuple(left),
        requirements_gone=tuple(lost),
        requirements_new=tuple(gained),
        requirements_left=tuple(kept),
        parts_gained=tuple(item for item in order if item in after - before),
        parts_lost=tuple(item for item in order if item in before - after),
        measures_old=old.measures,
        measures_new=new.measures,
    )


def _findings(
    old: AdReview, new: AdReview
) -> tuple[list[FindingPair], list[Finding], list[Finding]]:
    moved = _carried(old.text, new.text)
    waiting: dict[str, list[Finding]] = defaultdict(list)
    for finding in new.findings:
        waiting[finding.rule].append(finding)
    pairs: dict[int, Finding] = {}

    def settle(number: int, match: Finding | None) -> None:
        if match is not None:
            pairs[number] = match
            waiting[match.rule].remove(match)

    # First the very same place, then the same words anywhere: of two equal findings, the one that
    # was removed should be told as gone.
    for number, finding in enumerate(old.findings):
        start, end = moved(finding.start), moved(finding.end - 1)
        candidates = waiting[finding.rule]
        if start is not None and end is not None:
            settle(number, next((c for c in candidates if c.start <= end and start < c.end), None))
    for number, finding in enumerate(old.findings):
        if number not in pairs:
            words = _words(finding.text)
            candidates = waiting[finding.rule]
            settle(number, next((c for c in candidates if _words(c.text) == words), None))
    left = [FindingPair(old=f, new=pairs[n]) for n, f in enumerate(old.findings) if n in pairs]
    gone = [f for n, f in enumerate(old.findings) if n not in pairs]
    added = [f for f in new.findings if f in waiting[f.rule]]
    return left, gone, added


def _carried(old: str, new: str):  # type: ignore[no-untyped-def]
    """A function from a place in the old text to where its word stands in the new one."""
    olds, news = _cut(old), _cut(new)
    matcher = SequenceMatcher(
        None, [old[a:b] for a, b in olds], [new[a:b] for a, b in news], autojunk=False
    )
    to = {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }

    def moved(place: int) -> int | None:
        for number, (start, end) in enumerate(olds):
            if start <= place < end:
                there = to.get(number)
                return None if there is None else news[there][0] + place - start
        return None

    return moved


def _cut(text: str) -> list[tuple[int, int]]:
    places, start = [], None
    for at, letter in enumerate(f"{text} "):
        if letter.isspace():
            if start is not None:
                places.append((start, at))
            start = None
        elif start is None:
            start = at
    return places


def _requirements(
    olds: Sequence[Requirement], news: Sequence[Requirement]
) -> tuple[list[RequirementPair], list[Requirement], list[Requirement]]:
    scores = sorted(
        (
            (_likeness(old, new), -i, -j)
            for i, old in enumerate(olds)
            for j, new in enumerate(news)
            if old.type == new.type or _words(old.text) == _words(new.text)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, i, j in scores:
        if score < _ALIKE:
            break
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    kept = [_pair(olds[i], news[j]) for i, j in sorted(pairs.items())]
    lost = [old for i, old in enumerate(olds) if i not in pairs]
    taken = set(pairs.values())
    return kept, lost, [new for j, new in enumerate(news) if j not in taken]


def _likeness(old: Requirement, new: Requirement) -> float:
    first, second = _words(old.text), _words(new.text)
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _pair(old: Requirement, new: Requirement) -> RequirementPair:
    differs = {
        "text": _words(old.text) != _words(new.text),
        "level": old.level != new.level,
        "type": old.type != new.type,
        "measurable": old.measurable != new.measurable,
        "justified": old.justified != new.justified,
    }
    changed = tuple(name for name, is_other in differs.items() if is_other)
    return RequirementPair(old=old, new=new, changed=changed)  # type: ignore[arg-type]


def _words(text: str) -> list[str]:
    return text.casefold().split()
