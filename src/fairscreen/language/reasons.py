"""The reason that an ad gives for what it asks, in the same sentence or the one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairscreen.language.scope import SentenceView, view_of
from fairscreen.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["reason"]

_THEREFORE_REACH = 12  # words
_MIN_WORDS = 2  # a reason says something: the cue and at least two words more


def reason(doc: Doc, sentence: int, first: int, last: int) -> Span | None:
    """The place of the reason for words ``first`` to ``last`` of the sentence, or None.

    A clause that begins with a cue counts when it follows the phrase, or when it opens the
    sentence and ends before the phrase. A neighbouring sentence counts when it says itself that
    it is the reason ("Detta eftersom ...", "Därför ...").
    """
    view = view_of(doc, sentence)
    place = _in_sentence(view, first, last) or _therefore(view, first)
    if place is not None:
        return _span(doc, sentence, *place)
    return _before(doc, sentence, view, first) or _after(doc, sentence)


def _in_sentence(view: SentenceView, first: int, last: int) -> tuple[int, int] | None:
    words = view.words
    for hit in view.reasons:
        if hit.label == "empty":
            continue
        # "brinner för att": the purpose belongs to the word before it.
        opening = words[hit.start] in view.cues.purpose_openers
        if opening and hit.start and words[hit.start - 1] in view.cues.purpose_objects:
            continue
        if opening and _second_purpose(view, hit.start):
            continue
        if hit.start >= last:
            if _other_clause(view, last, view.ahead(last)[1], hit.start):
                continue  # a clause of its own stands between
            end = _clause_end(view, hit.end)
            start = hit.start + (words[hit.start] == ",")
            if end - hit.end >= _MIN_WORDS or hit.end - start > 1:
                return start, end
        elif hit.end <= first and not any(word.isalnum() for word in words[: hit.start]):
            end = _main_clause(view, hit.end, first)
            if end is not None:
                return hit.start, end
    return None


def _second_purpose(view: SentenceView, cue: int) -> bool:
    """Whether "och för att" only goes on: "tar ansvar för ditt arbete och för att hålla tider"."""
    words, cues = view.words, view.cues
    if cue < 3 or words[cue - 1] not in cues.grammar.coordinator:
        return False
    return any(
        words[i] in cues.purpose_objects and words[i + 1] == words[cue]
        for i in range(max(cue - 10, 0), cue - 2)
    )


def _therefore(view: SentenceView, first: int) -> tuple[int, int] | None:
    """What stands before "varför" or "och därför": "Arbetet är tungt, varför ... krävs"."""
    for hit in view.cues.reason_therefore.find(view.words):
        told = hit.start > _MIN_WORDS and any(view.finite[: hit.start])
        if told and 0 <= first - hit.end <= _THEREFORE_REACH:
            return 0, hit.start
    return None


def _other_clause(view: SentenceView, last: int, stop: int, cue: int) -> bool:
    """Whether a clause with a subject of its own begins at ``stop``, before the reason at ``cue``.

    "Du är stresstålig och tar ansvar eftersom ...": the second verb shares the subject, so the
    reason may be for both.
    """
    words, cues = view.words, view.cues
    if any(
        words[i] in cues.grammar.coordinator
        and words[i + 1] in cues.grammar.object
        and words[i + 2] in cues.pronouns
        for i in range(last, min(cue, len(words) - 2))
    ):
        return True  # "B-körkort samt att du inte är allergisk, då ...": the second is meant
    if stop >= cue:
        return False
    if words[stop] not in cues.grammar.coordinator:
        return True
    between = range(stop + 1, cue)
    return not view.finite[stop + 1] or any(
        words[i] in cues.pronouns or words[i] in cues.grammar.contrast or words[i] in ";.:!?"
        for i in between
    )


def _clause_end(view: SentenceView, start: int) -> int:
    words, contrast = view.words, view.cues.grammar.contrast
    end = start
    while end < len(words) and words[end] not in (";", ".", "!", "?"):
        following = words[end + 1] if end + 1 < len(words) else ""
        if words[end] in contrast or (words[end] == "," and following in contrast):
            break
        end += 1
    return end


def _main_clause(view: SentenceView, start: int, before: int) -> int | None:
    """Where the main clause begins after a reason that opens the sentence."""
    words, finite = view.words, view.finite
    verbs = 0
    for index in range(start, before):
        if words[index] == "," and any(finite[index + 1 : index + 4]):
            return index
        if finite[index]:
            verbs += 1
            if verbs > 1 and index + 2 >= before:
                return index
            following = words[index + 1] if index + 1 < len(words) else ""
            if verbs > 1 and (following in view.cues.pronouns or words[index] in view.cues.demands):
                return index
    return None


def _before(doc: Doc, sentence: int, view: SentenceView, first: int) -> Span | None:
    """The sentence before, when this one begins with "Därför"."""
    hits = view.cues.reason_before.find(view.words)
    if not hits or hits[0].start >= first or sentence == 0:
        return None
    places = doc._.parsed.sentences
    if places[sentence - 1].unit != places[sentence].unit:
        return None
    return _span(doc, sentence - 1, 0, len(view_of(doc, sentence - 1).words))


def _after(doc: Doc, sentence: int) -> Span | None:
    places = doc._.parsed.sentences
    if sentence + 1 >= len(places) or places[sentence + 1].unit != places[sentence].unit:
        return None
    view = view_of(doc, sentence + 1)
    hits = view.cues.reason_next.find(view.words)
    if not hits:
        return None
    # "Eftersom vi arbetar med barn krävs registerutdrag" speaks for its own demand.
    cue = view.words[hits[0].start]
    if cue in ("eftersom", "because") and any(word in view.cues.demands for word in view.words):
        return None
    return _span(doc, sentence + 1, 0, len(view.words))


def _span(doc: Doc, sentence: int, begin: int, end: int) -> Span:
    offset = doc._.parsed.sentences[sentence].start
    while end > begin + 1 and doc[offset + end - 1].is_space:
        end -= 1
    tail = doc[offset + end - 1]
    return Span(doc[offset + begin].idx, tail.idx + len(tail))
