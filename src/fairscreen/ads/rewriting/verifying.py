"""The check of a rewrite: no demand added, lost or moved, no fact lost, still said to *du*.

Demands before and after are paired by place: each place of the text before is followed through
the edits to its place after. Nothing is believed of an edit beforehand; a demand that no edit
touches must stand there word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fairscreen.ads.requirements import extract
from fairscreen.ads.review import Requirement
from fairscreen.ads.rewriting.facts import addressed, headings, names, words, written
from fairscreen.ads.rewriting.result import RewriteCheck

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Edit", "Version", "compare", "edited"]

_LEVELS = {"must": "krav", "merit": "merit"}


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``text[start:end]`` is to become ``after``; code points, half-open."""

    start: int
    end: int
    after: str
    #: A person chose the new words and saw the old: facts in them may come and go.
    decided: bool = False


@dataclass(frozen=True)
class Version:
    """A parsed ad and what is compared of it, each worked out once."""

    doc: Doc

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        return extract(self.doc)

    @cached_property
    def facts(self) -> dict[str, int]:
        return dict(written(self.doc.text))

    @cached_property
    def names(self) -> frozenset[str]:
        return names(self.doc)

    @cached_property
    def words(self) -> dict[str, int]:
        return words(self.doc.text)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return headings(self.doc)

    @cached_property
    def addressed(self) -> int:
        return addressed(self.doc.text)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with ``edits``, which are sorted and do not overlap."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join([*pieces, text[at:]])


def compare(before: Version, after: Version, edits: Sequence[Edit]) -> RewriteCheck:
    """What became of the demands and the facts of ``before`` in ``after``."""
    added, lost, moved = _demands(before.requirements, after.requirements, edits)
    known, then = _known(before, after), _known(after, before)
    chosen = _chosen(before.doc.text, edits)
    facts_lost, facts_added = _differing(
        {fact: count + min(chosen.get(fact, 0), 0) for fact, count in known.items()},
        {fact: count - max(chosen.get(fact, 0), 0) for fact, count in then.items()},
    )
    address_kept = after.addressed >= before.addressed
    headings_kept = _in_order(before.headings, after.headings)
    messages = (
        *(f"Kravet ”{text}” finns inte kvar." for text in lost),
        *(f"”{text}” har blivit ett nytt krav." for text in added),
        *(f"”{text}” har bytt nivå." for text in moved),
        *(f"Uppgiften ”{fact}” finns inte kvar." for fact in facts_lost),
        *(f"Uppgiften ”{fact}” har kommit till." for fact in facts_added),
        *(() if address_kept else ("Texten talar inte lika ofta till läsaren med du.",)),
        *(() if headings_kept else ("En rubrik har ändrats.",)),
    )
    return RewriteCheck(
        levels_kept=not (added or lost or moved),
        requirements_before=len(before.requirements),
        requirements_after=len(after.requirements),
        added=added,
        lost=lost,
        moved=moved,
        facts_kept=not (facts_lost or facts_added),
        facts_lost=facts_lost,
        facts_added=facts_added,
        facts_chosen=tuple(sorted(chosen)),
        address_kept=address_kept,
        headings_kept=headings_kept,
        messages=messages,
    )


def _in_order(wanted: Sequence[str], found: Sequence[str]) -> bool:
    """Whether all headings are left, in order; the line that opens a new list may look like one."""
    rest = iter(found)
    return all(heading in rest for heading in wanted)


def _chosen(text: str, edits: Sequence[Edit]) -> dict[str, int]:
    """By how many each fact grows in number through what a person decided."""
    change: dict[str, int] = {}
    for edit in edits:
        if edit.decided:
            for words_, sign in ((text[edit.start : edit.end], -1), (edit.after, 1)):
                for fact, count in (written(words_) + words(words_)).items():
                    change[fact] = change.get(fact, 0) + sign * count
    return {fact: count for fact, count in change.items() if count}


def _known(version: Version, other: Version) -> dict[str, int]:
    """The facts of one version, and how often the names of either stand in it."""
    named = {name: version.words.get(name, 0) for name in version.names | other.names}
    return version.facts | named


def _differing(
    before: dict[str, int], after: dict[str, int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lost = tuple(sorted(f for f, count in before.items() if after.get(f, 0) < count))
    added = tuple(sorted(f for f, count in after.items() if before.get(f, 0) < count))
    return lost, added


def _demands(
    before: Sequence[Requirement], after: Sequence[Requirement], edits: Sequence[Edit]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    follow = _Follow(edits)
    left = list(after)
    lost: list[str] = []
    moved: list[str] = []
    before, moved_inside = _decided(before, left, edits, follow)
    moved += moved_inside
    for item in before:
        start, end, touched = follow(item.start, item.end)
        best = max(left, key=lambda r: min(r.end, end) - max(r.start, start), default=None)
        if best is None or min(best.end, end) <= max(best.start, start):
            lost.append(item.text)
            continue
        left.remove(best)
        if best.level != item.level:
            moved.append(item.text)
        elif best.type != item.type or (not touched and best.text != item.text):
            # Another demand stands there, or its bounds moved with its neighbour's words.
            lost.append(item.text)
            left.append(best)
    return tuple(r.text for r in left), tuple(lost), tuple(moved)


def _decided(
    before: Sequence[Requirement], left: list[Requirement], edits: Sequence[Edit], follow: _Follow
) -> tuple[list[Requirement], list[str]]:
    """Takes out the demands that lie in words a person chose, where the levels are the same.

    A row of traits told as three things to do may make more or fewer demands than there were
    words; what must not differ is that they are musts, or merits.
    """
    rest = list(before)
    moved: list[str] = []
    for edit in edits:
        if not edit.decided:
            continue
        start, end, _ = follow(edit.start, edit.end)
        olds = [r for r in rest if edit.start <= r.start and r.end <= edit.end]
        news = [r for r in left if start <= r.start and r.end <= end]
        if not olds or not news:
            continue
        if {r.level for r in olds} != {r.level for r in news}:
            moved += [r.text for r in olds]
        for item in olds:
            rest.remove(item)
        for item in news:
            left.remove(item)
    return rest, moved


class _Follow:
    """Follows places of the text before to the text after."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits

    def __call__(self, start: int, end: int) -> tuple[int, int, bool]:
        """The place after, and whether an edit touches it."""
        touched = any(edit.start < end and start < edit.end for edit in self._edits)
        return self._moved(start, first=True), self._moved(end, first=False), touched

    def _moved(self, place: int, *, first: bool) -> int:
        shift = 0
        for edit in self._edits:
            if place <= edit.start:
                break
            if place < edit.end or (place == edit.end and not first):
                # Any of what the edit wrote may hold the demand's words.
                return edit.start + shift + (0 if first else len(edit.after))
            shift += len(edit.after) - (edit.end - edit.start)
        return place + shift
