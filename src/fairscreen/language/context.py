"""What the words around a phrase make of it: denied, softened, explained, quoted, about whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fairscreen.language.description import Described, described
from fairscreen.language.inclusion import inclusion
from fairscreen.language.reasons import reason
from fairscreen.language.scope import Scope, SentenceView, view_of
from fairscreen.language.structure import Lang, Section
from fairscreen.language.tasks import task
from fairscreen.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["SpanContext", "context"]

_MARKS = '"”“»«‘'
_QUOTED = re.compile(
    r"\"[^\"\n]{1,300}\"|[”“][^”“\n]{1,300}[”]|»[^«»\n]{1,300}[«»]|«[^»\n]{1,300}»|‘[^’\n]{2,300}’"
)


@dataclass(frozen=True, slots=True)
class SpanContext:
    """The context of a phrase. Spans are code points of ``doc.text``.

    Attributes
    ----------
    negation:
        The words that deny the phrase ("inget krav på"), or None. Words inside the phrase itself
        do not count, so that "utan brytning" is not denied by its own "utan".
    softened:
        The words that make a demand a wish ("meriterande"), also in the heading or the line that
        introduces the phrase's list, or None.
    reason:
        The clause or sentence that gives a reason for the phrase, or None.
    quoted:
        Whether the phrase stands within quotation marks.
    inclusion:
        The inclusion list that the phrase is part of ("oavsett kön, ålder ..."), or None.
    described:
        Whom the phrase is about; ``unknown`` where the text does not tell.
    task:
        The verb of a task that the phrase is the object of ("du handlägger ärenden om
        *medborgarskap*"), or None. What one works with is no demand on oneself.
    section, lang:
        Section of the phrase's sentence; language of its unit.
    """

    negation: Span | None
    softened: Span | None
    reason: Span | None
    quoted: bool
    inclusion: Span | None
    described: Described
    section: Section
    lang: Lang
    task: Span | None = None


def context(doc: Doc, start: int, end: int) -> SpanContext:
    """The context of the phrase ``doc[start:end]`` of a document that :func:`parse` made.

    Parameters
    ----------
    start, end:
        Token indices, half-open, ``0 <= start < end <= len(doc)``; else :class:`IndexError`. A
        phrase that crosses sentences is read in the sentence of its first word.
    """
    if not 0 <= start < end <= len(doc):
        raise IndexError(f"no phrase {start}-{end} in a text of {len(doc)} tokens")
    parsed = doc._.parsed
    found = parsed.contexts.get((start, end))
    if found is None:
        found = _context(doc, start, end)
        parsed.contexts[(start, end)] = found
    return found


def _context(doc: Doc, start: int, end: int) -> SpanContext:
    parsed = doc._.parsed
    section = parsed.section_of(start)
    if not parsed.sentences:
        return SpanContext(None, None, None, False, None, "unknown", section, parsed.language)
    index = parsed.sentence_index(start)
    sentence = parsed.sentences[index]
    view = view_of(doc, index)
    first = min(max(start - sentence.start, 0), len(view.words) - 1)
    last = max(min(end, sentence.end) - sentence.start, first + 1)
    negation = _place(doc, sentence.start, _negation(view, first, last))
    softened = _place(doc, sentence.start, _softening(view, first, last))
    lead = _lead_sentence(doc, sentence.unit)
    if lead is not None:
        negation = negation or _from_lead(doc, lead, "negations")
        softened = softened or _from_lead(doc, lead, "softenings")
    if softened is None and section == "merits":
        softened = _merit_heading(doc, sentence.unit)
    return SpanContext(
        negation=negation,
        softened=softened,
        reason=reason(doc, index, first, last),
        quoted=_quoted(doc, start, end),
        inclusion=inclusion(doc, index, first, last),
        described=described(doc, index, first, last),
        section=section,
        lang=parsed.units[sentence.unit].lang,
        task=_place(doc, sentence.start, task(view, first, last)),
    )


def _covers(scope: Scope, first: int, last: int) -> bool:
    """Whether half of the words of the phrase or more lie in the scope."""
    inside = sum(max(0, min(last, stop) - max(first, begin)) for begin, stop in scope)
    return inside * 2 >= last - first


def _negation(view: SentenceView, first: int, last: int) -> tuple[int, int] | None:
    found = [
        hit
        for hit, scope in view.negations
        if not (hit.start < last and first < hit.end) and _covers(scope, first, last)
    ]
    if not found:
        return None
    # "Utan körkort kan du inte arbeta här": two negations demand.
    phrases = sum(hit.label == "phrase" for hit in found)
    if phrases and len(found) - phrases == 1:
        return None
    nearest = min(found, key=lambda hit: min(abs(hit.start - last), abs(hit.end - first)))
    return nearest.start, nearest.end


def _softening(view: SentenceView, first: int, last: int) -> tuple[int, int] | None:
    for hit, scope in view.softenings:
        inside = hit.start >= first and hit.end <= last
        if inside or _covers(scope, first, last):
            return hit.start, hit.end
    return None


def _place(doc: Doc, offset: int, words: tuple[int, int] | None) -> Span | None:
    if words is None:
        return None
    first, last = doc[offset + words[0]], doc[offset + words[1] - 1]
    return Span(first.idx, last.idx + len(last))


def _lead_sentence(doc: Doc, unit: int) -> int | None:
    """The sentence that introduces the list that the unit is an item of."""
    parsed = doc._.parsed
    lead = parsed.units[unit].lead_in
    return None if lead is None else parsed.sentence_index(parsed.units[lead].end - 1)


def _from_lead(doc: Doc, sentence: int, kind: str) -> Span | None:
    """A negation or softener of the introducing line whose reach is open at the line's end."""
    view = view_of(doc, sentence)
    size = len(view.words)
    while size and not view.words[size - 1][-1:].isalnum():
        size -= 1
    for hit, scope in getattr(view, kind):
        if hit.end >= size or any(stop >= size for _, stop in scope):
            return _place(doc, doc._.parsed.sentences[sentence].start, (hit.start, hit.end))
    return None


def _merit_heading(doc: Doc, unit: int) -> Span | None:
    units = doc._.parsed.units
    for index in range(unit - 1, -1, -1):
        if units[index].kind == "heading":
            heading = units[index]
            if heading.section != "merits":
                return None
            last = doc[heading.end - 1]
            return Span(doc[heading.start].idx, last.idx + len(last))
    return None


def _quoted(doc: Doc, start: int, end: int) -> bool:
    parsed = doc._.parsed
    if parsed.quotations is None:
        parsed.quotations = tuple(_quotations(doc))
    if not parsed.quotations:
        return False
    first, stop = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return any(quote.start < first and stop < quote.end for quote in parsed.quotations)


def _quotations(doc: Doc) -> Iterator[Span]:
    """Pairs of quotation marks, each within one unit."""
    text = doc._.parsed.text
    if not any(mark in text for mark in _MARKS):
        return
    for unit in doc._.parsed.units:
        last = doc[unit.end - 1]
        for match in _QUOTED.finditer(text, doc[unit.start].idx, last.idx + len(last)):
            yield Span(*match.span())
