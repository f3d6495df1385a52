"""A review as the values that its page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fairscreen import ads
from fairscreen.ads import AdReview, AdRewrite, Change, Dropped, Finding, Suppression
from fairscreen.ads.suppressions import SUPPRESSED
from fairscreen.report import words
from fairscreen.report.marking import mark
from fairscreen.store import AdNotes, ChoiceRecord
from fairscreen_api.pages.ads.actions import Outcome
from fairscreen_api.pages.ads.desk import state
from fairscreen_api.pages.ads.wording import Stretch, differences
from fairscreen_api.pages.dropped import grouped

__all__ = ["KeptChoice", "Option", "view"]


@dataclass(frozen=True, slots=True)
class Option:
    """Words that could stand at a place instead; ``value`` is what the form sends."""

    value: str
    text: str
    #: The words to be replaced, where they are more than the finding's own.
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class KeptChoice:
    """A finding that someone chose to keep; ``id`` when it can be shown again from here."""

    text: str
    note: str | None
    id: int | None = None


def view(review: AdReview, outcome: Outcome, notes: AdNotes) -> dict[str, Any]:
    """All that ``review.html`` needs but the form's own values."""
    desk = outcome.desk
    levels = Counter(finding.level for finding in review.findings)
    rewritten = ads.rewrite(review)
    decide = [c for c in rewritten.changes if not c.safe]
    set_aside = [item for item in review.dropped if item.reason == SUPPRESSED]
    return {
        "review": review,
        "lines": mark(review.text, review.findings, main=review.language),
        "counts": {level: levels[level] for level in words.LEVEL},
        "absent": sum(not part.present for part in review.missing),
        "dropped_groups": grouped(d for d in review.dropped if d.reason != SUPPRESSED),
        "options": [options(finding, decide, review.text) for finding in review.findings],
        "kept": kept_choices(review, notes.choices(), desk.document),
        "safe": [c for c in rewritten.changes if c.safe and c.applied],
        "proposals": proposals(rewritten, [*review.findings, *set_aside]),
        "competences": ads.competences(review) if review.language == "sv" else None,
        "told": outcome.told,
        "error": outcome.error,
        "check": outcome.check,
        "not_applied": outcome.not_applied,
        "log": desk.log,
        "changed": _changed(desk.origin, review.text),
        "filled": desk.form.fields if outcome.error else {},
        "hidden": state(desk),
        "word_name": desk.word.name if desk.word else "",
    }  # fmt: skip


def options(finding: Finding, decide: Sequence[Change], text: str) -> list[Option]:
    """What could be written at a finding: whole places first, for they fit their sentence."""
    found = [
        Option(f"{c.start}:{c.end}:{option}", option, c.before)
        for c in decide
        if _overlap(c, finding)
        for option in c.options
        if option
    ]
    place = f"{finding.start}:{finding.end}:"
    found += [
        Option(place + cased, cased)
        for cased in (_cased(suggestion, finding.text) for suggestion in finding.suggestions)
        if cased not in [option.text for option in found]
    ]
    return found


def proposals(
    rewritten: AdRewrite, handled: Sequence[Finding | Dropped]
) -> list[tuple[Change, list[Option]]]:
    """The proposals for a person to decide, but those at a finding or at what was kept."""
    return [
        (c, [Option(f"{c.start}:{c.end}:{c.rule}:{option}", option) for option in c.options])
        for c in rewritten.changes
        if not c.safe and not any(_overlap(c, item) for item in handled)
    ]


def kept_choices(
    review: AdReview, stored: Sequence[ChoiceRecord], document: str
) -> list[KeptChoice]:
    """What choices set aside in this ad, each wording once."""
    heeded = [
        (Suppression(rule=c.rule, reason=c.reason or "–––", words=c.words, document=c.document), c)
        for c in stored
        if c.kind != "replaced"
    ]
    kept: dict[tuple[str, str], KeptChoice] = {}
    for item in review.dropped:
        if item.reason == SUPPRESSED:
            text = " ".join(item.text.split())
            number = next(
                (c.id for choice, c in heeded if choice.covers(item, document)),  # type: ignore[arg-type]
                None,
            )
            kept.setdefault((item.rule, text.casefold()), KeptChoice(text, item.note, number))
    return list(kept.values())


def _overlap(change: Change, finding: Finding | Dropped) -> bool:
    return change.start < finding.end and finding.start < change.end


def _cased(suggestion: str, words_: str) -> str:
    """The suggestion with a capital where the words it replaces have one."""
    if words_[:1].isupper() and words_[1:2].islower():  # "B-körkort" is no start of a sentence
        return suggestion[:1].upper() + suggestion[1:]
    return suggestion


def _changed(origin: str, text: str) -> list[Stretch]:
    return differences(origin, text) if origin != text else []
