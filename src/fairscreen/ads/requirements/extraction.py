"""Which sentences ask something of the applicant, and what each asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fairscreen.ads.requirements.segments import segments, trimmed
from fairscreen.ads.requirements.types import is_measurable, type_of
from fairscreen.ads.requirements.vocabulary import CueMatch, Vocabulary, vocabulary
from fairscreen.ads.review import (
    Justification,
    Requirement,
    RequirementLevel,
    RequirementType,
)
from fairscreen.language import context

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["extract"]

_APPLICANT = re.compile(
    r"(?<!\w)(?:du|dig|din|ditt|dina|ni|er|sökande|sökanden|kandidat\w*|person|personen|"
    r"innehavaren|you|your|applicants?|candidates?|someone)(?!\w)",
    re.IGNORECASE,
)
_HARD: tuple[RequirementType, ...] = (
    "licence", "education", "experience", "language", "citizenship",
)  # fmt: skip
_ASKING_PARTS = frozenset({"requirements", "merits"})
_SILENT_PARTS = frozenset({"offer", "process", "contact", "application"})
_LEAD_IN = re.compile(r":\W*$")
_LIST_LINE_WORDS = 25
_NEAR_WORDS = 6


@dataclass(slots=True)
class _Reading:
    """What the lines so far say about the next one."""

    lead: RequirementLevel | None = None
    list_seen: bool = False
    #: A heading opened this part; without one the part is only guessed from its sentences.
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class _Ask:
    """A sentence that asks: the level where no cue says otherwise, and how to read it."""

    level: RequirementLevel
    cues: list[CueMatch]
    form: Literal["row", "whole", "named"] = "row"


def extract(doc: Doc) -> tuple[Requirement, ...]:
    """The demands that an ad makes, in order.

    Parameters
    ----------
    doc:
        An ad as :func:`fairscreen.language.parse` gives it.

    Returns
    -------
    tuple of Requirement
        Offsets are code points into ``doc.text``. Level: words in the sentence decide ("gärna",
        "krav"), else the line that introduces the list, else the part of the ad. Tasks, offers,
        how to apply, and what the employer says of itself are not demands, and neither is a
        question to the reader ("Är du nyfiken?").
    """
    words = vocabulary()
    parsed = doc._.parsed
    found: list[Requirement] = []
    reading = _Reading()
    section = None
    for place in parsed.sentences:
        sentence = doc[place.start : place.end]
        unit = parsed.units[place.unit]
        if place.section != section:
            reading = _Reading(anchored=section is None and reading.anchored)
            section = place.section
        if unit.kind == "heading":
            reading = _Reading(lead=_lead_level(sentence.text, words), anchored=True)
            continue
        ask = _asks(sentence.text.strip(), section, unit.kind, reading, words)
        _read_on(sentence.text, unit.kind, reading, words, section)
        if ask is not None:
            found.extend(_requirements(doc, sentence, ask, words))
    return tuple(found)


def _lead_level(text: str, words: Vocabulary) -> RequirementLevel | None:
    cues = words.cues_in(text)
    if cues:
        return "merit" if any(cue.level == "merit" for cue in cues) else "must"
    return None


def _read_on(text: str, kind: str, reading: _Reading, words: Vocabulary, section: str) -> None:
    stripped = text.strip()
    if _LEAD_IN.search(stripped):
        reading.lead = _lead_level(stripped, words) or (
            reading.lead if section in _ASKING_PARTS else None
        )
        reading.list_seen = False
    elif kind == "list_item":
        reading.list_seen = True
    elif stripped.endswith(".") and kind == "paragraph":
        reading.lead = None


def _asks(text: str, section: str, kind: str, reading: _Reading, words: Vocabulary) -> _Ask | None:
    if words.checks.search(text):
        return _Ask("must", words.cues_in(text), "whole")
    if text.endswith("?") or _LEAD_IN.search(text):
        return None
    if words.vague.search(text):
        if not words.named.search(text):
            return None
    elif words.veto.search(text):
        return None
    cues = words.cues_in(text)
    listed = kind == "list_item" or (
        reading.lead is not None and len(text.split()) <= _LIST_LINE_WORDS
    )
    if section in _ASKING_PARTS or (reading.lead is not None and listed):
        return _asks_in_place(text, section, listed, reading, cues, words)
    if section in _SILENT_PARTS and not _binding(text, section, cues, words):
        return None
    return _asks_elsewhere(text, section, cues, words)


def _asks_in_place(
    text: str,
    section: str,
    listed: bool,
    reading: _Reading,
    cues: list[CueMatch],
    words: Vocabulary,
) -> _Ask | None:
    if not cues and words.others.search(text):
        return None
    if not cues and not listed and not _speaks_of_applicant(text, words, anchored=reading.anchored):
        return None
    level: RequirementLevel = "must"
    if reading.lead is not None and listed:
        level = reading.lead
    elif section == "merits":
        # A sentence that tells of the person goes back to what is asked, unless it is one of the
        # lines under the heading for merits.
        telling = not listed and words.statement.search(text)
        level = "must" if telling and (reading.list_seen or not reading.anchored) else "merit"
    return _Ask(level, cues)


def _speaks_of_applicant(text: str, words: Vocabulary, *, anchored: bool) -> bool:
    """Whether a sentence without a cue, in the part for demands, tells of what is asked."""
    if words.statement.search(text):
        return True
    if any(words.types[kind].search(text) for kind in _HARD):
        return True
    known = words.types["trait"].search(text) or words.types["skill"].search(text)
    if anchored:
        return bool(known) or _APPLICANT.search(text) is not None
    return bool(known) and not _APPLICANT.search(text)


def _binding(text: str, section: str, cues: list[CueMatch], words: Vocabulary) -> bool:
    """Whether a sentence in a part that seldom demands anything does so all the same."""
    told = any(cue.scope != "here" for cue in cues)
    hard = any(words.types[kind].search(text) for kind in _HARD)
    return told and (hard or (section != "offer" and bool(words.types["trait"].search(text))))


def _asks_elsewhere(
    text: str, section: str, cues: list[CueMatch], words: Vocabulary
) -> _Ask | None:
    hard = any(words.types[kind].search(text) for kind in _HARD)
    told = [cue for cue in cues if cue.scope != "here"]
    kinds = hard or words.types["trait"].search(text) or words.types["skill"].search(text)
    if told and kinds and (hard or _APPLICANT.search(text)):
        return _Ask("must", cues)
    if words.statement.search(text) and section not in _SILENT_PARTS:
        near = " ".join(text.split()[:_NEAR_WORDS])
        if hard or (section != "tasks" and kinds) or words.types["trait"].search(near):
            return _Ask("must", cues)
        return None
    if words.sought.search(text):
        return _Ask("must", cues, "named")
    return None


def _requirements(doc: Doc, sentence: Span, ask: _Ask, words: Vocabulary) -> Iterator[Requirement]:
    text = sentence.text
    for start, end in _places(text, ask, words):
        place = trimmed(text, start, end, ask.cues, words)
        if place is None or words.invitation.search(text[slice(*place)]):
            continue
        item = text[slice(*place)]
        kind = "register" if ask.form == "whole" else type_of(item, words)
        reason = _reason(doc, sentence, place)
        yield Requirement(
            start=sentence.start_char + place[0],
            end=sentence.start_char + place[1],
            text=item,
            level="must" if kind in ("register", "citizenship") else _level(start, end, ask),
            type=kind,
            measurable=is_measurable(item, kind, words),
            justified=reason is not None,
            justification=reason,
        )


def _places(text: str, ask: _Ask, words: Vocabulary) -> Iterator[tuple[int, int]]:
    if ask.form == "whole":
        yield 0, len(text)
    elif ask.form == "named":
        sought = words.sought.search(text)
        assert sought is not None
        for kind in ("licence", "education", "experience", "trait"):
            for match in words.types[kind].finditer(text, sought.end()):
                yield match.span()
    else:
        rows = list(segments(text, 0, len(text.rstrip()), ask.cues, words))
        opening = next((cue.start for cue in ask.cues if cue.scope == "after"), 0)
        for start, end in rows:
            # "Rollen är central i skolan och kräver att du …": what is asked comes after the cue.
            before_cue = end <= opening and not any(start <= c.start < end for c in ask.cues)
            if not before_cue or words.statement.search(text[start:end].lstrip("•*- ")):
                yield start, end


def _level(start: int, end: int, ask: _Ask) -> RequirementLevel:
    inside = [cue for cue in ask.cues if start <= cue.start < end]
    if inside:
        return "merit" if any(cue.level == "merit" for cue in inside) else inside[0].level
    left = [cue for cue in ask.cues if cue.end <= start and cue.scope == "after"]
    if left:
        return left[-1].level
    right = [cue for cue in ask.cues if cue.start >= end and cue.scope == "before"]
    return right[0].level if right else ask.level


def _reason(doc: Doc, sentence: Span, place: tuple[int, int]) -> Justification | None:
    span = doc.char_span(
        sentence.start_char + place[0], sentence.start_char + place[1], alignment_mode="expand"
    )
    if span is None:
        return None
    reason = context(doc, span.start, span.end).reason
    if reason is None:
        return None
    return Justification(
        start=reason.start, end=reason.end, text=doc.text[reason.start : reason.end]
    )
