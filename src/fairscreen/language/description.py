"""Whom a phrase describes: the applicant, the employer, the unit, its clients or a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fairscreen.language.compounds import compound_parts
from fairscreen.language.phrases import Hit
from fairscreen.language.scope import SentenceView, view_of
from fairscreen.language.structure import Section

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Described", "described"]

Described = Literal["applicant", "employer", "unit", "clients", "contact", "unknown"]

_BY_SECTION: dict[Section, Described] = {
    "title": "applicant", "requirements": "applicant", "merits": "applicant",
    "application": "applicant", "contact": "contact", "about": "employer",
}  # fmt: skip
_HEAD_REACH = 4
_LIST_REACH = 10  # words of a list of traits: "vi söker lugna, sociala, stresståliga personer"
_ARTICLES = frozenset({"en", "ett", "den", "det", "de", "vår", "vårt", "våra", "a", "an", "the"})
_NAME_REACH = 2  # words of a name
_HAS = frozenset({"har", "has"})
_OF_APPLICANT = frozenset({"requirements", "merits", "application"})
_MEANS = frozenset({"telefon", "mejl", "mail", "e-post", "epost", "phone", "email"})
_BY = frozenset({"på", "i", "via", "per", "över", "med", "and", "och", "by", "on", "over"})
_PUNCTUATION = frozenset('.,;:!?()–—-•"”')


def described(doc: Doc, sentence: int, first: int, last: int) -> Described:
    """Whom words ``first`` to ``last`` of the sentence are about.

    Read in this order: a contact line; the noun that the phrase belongs to ("ungt *team*", "barn
    och *unga*"); the subject before it; the line that introduces its list; its section.
    """
    parsed = doc._.parsed
    place = parsed.sentences[sentence]
    view = view_of(doc, sentence)
    hits = view.people
    if place.section == "contact" or any(
        hit.label == "contact" and not _in_passing(view, hit) for hit in hits
    ):
        return "contact"
    by_noun = _by_noun(view, hits, first, last)
    if by_noun:
        return by_noun
    by_subject = (
        _by_subject(view, hits, first) if not _noun_subject(view, hits, first) else "clients"
    )
    if by_subject:
        return by_subject
    lead = parsed.units[place.unit].lead_in
    if lead is not None:
        index = parsed.sentence_index(parsed.units[lead].end - 1)
        intro = view_of(doc, index)
        by_lead = _by_subject(intro, intro.people, len(intro.words))
        if by_lead:
            return by_lead
    if place.section not in _OF_APPLICANT and _other_subject(view, first):
        return "employer"
    return _BY_SECTION.get(place.section, "unknown")


def _in_passing(view: SentenceView, hit: Hit) -> bool:
    """Whether a telephone is only a means: "sälj på telefon", "support via mejl"."""
    words = view.words
    before = words[hit.start - 1] if hit.start else ""
    return hit.end - hit.start == 1 and words[hit.start] in _MEANS and before in _BY


def _by_noun(view: SentenceView, hits: list[Hit], first: int, last: int) -> Described | None:
    words = view.words
    own = _owner(view, words[last - 1])
    head = _head(view, last)
    if own == "clients" or head is None:
        found: Described | None = "clients" if own == "clients" else None
    else:
        found = head
    if found is None and first >= 2 and words[first - 1] in view.cues.grammar.coordinator:
        found = "clients" if _owner(view, words[first - 2]) == "clients" else None
    # "Vi söker unga medarbetare": those who are sought are applicants.
    if found in ("clients", "unit") and (_sought(view, hits, first) or _complement(view, first)):
        return "applicant"
    return found


def _sought(view: SentenceView, hits: list[Hit], first: int) -> bool:
    words, preposition = view.words, view.cues.grammar.preposition
    relative = view.cues.grammar.relative
    return any(
        hit.label == "seek"
        and 0 <= first - hit.end <= (_LIST_REACH if "," in words[hit.end : first] else 3)
        and not any(word in preposition or word in relative for word in words[hit.end : first])
        for hit in hits
    )


def _complement(view: SentenceView, start: int) -> bool:
    """Whether the phrase is what "du är" says: "du är ung"."""
    words, grammar = view.words, view.cues.grammar
    for at in range(start - 1, max(start - 5, -1), -1):
        if words[at] in grammar.preposition:
            return False
        if words[at] in grammar.copula:
            return any(word in grammar.addressee for word in words[max(at - 3, 0) : at + 2])
    return False


def _head(view: SentenceView, last: int) -> Described | None:
    """Whom the noun after the phrase stands for, as in "ungt och glatt team"."""
    words, grammar = view.words, view.cues.grammar
    for at in range(last, min(last + _HEAD_REACH, len(words))):
        word = words[at]
        owner = _owner(view, word)
        if owner:
            return owner
        if (word in _PUNCTUATION and word != ",") or view.finite[at]:
            break
        following = words[at + 1] if at + 1 < len(words) else ""
        if (word == "," or word in grammar.coordinator) and following in _ARTICLES:
            break  # "ett högt tempo och en kultur ...": another noun phrase begins
        if (
            word in grammar.preposition
            or word in view.cues.pronouns
            or word in grammar.subordinator
        ):
            break
    return None


def _owner(view: SentenceView, word: str) -> Described | None:
    nouns = view.cues.nouns
    found = nouns.get(word)
    if found is None and view.lang == "sv" and len(word) > 6:
        parts = compound_parts(word)
        found = nouns.get(parts[-1]) if len(parts) > 1 else None
    return found  # type: ignore[return-value]


def _noun_subject(view: SentenceView, hits: list[Hit], first: int) -> bool:
    """Whether clients are the nearest subject before the phrase: "deltagarna har lång ..."."""
    words, grammar = view.words, view.cues.grammar
    nearest = max((hit.end for hit in hits if hit.start < first), default=0)
    for at in range(first - 2, -1, -1):
        if at < nearest - 1:
            return False
        if view.finite[at + 1] and _owner(view, words[at]) == "clients":
            before = words[at - 1] if at else ""
            return before not in grammar.preposition and before not in grammar.addressee
    return False


def _other_subject(view: SentenceView, first: int) -> bool:
    """Whether a name or a noun opens the sentence and has it: "Bolaget har lång ..."."""
    subject = view.words[: first - 1]
    return 0 < len(subject) <= _NAME_REACH and view.words[first - 1] in _HAS


def _by_subject(view: SentenceView, hits: list[Hit], first: int) -> Described | None:
    nearest: Described | None = None
    for hit in hits:
        if hit.start >= first:
            break
        if hit.label in ("applicant", "seek"):
            nearest = "applicant"
        elif nearest == "applicant" and _is_object(view, hit, first):
            continue  # "du som söker dig till oss har ..."
        elif hit.label in ("employer", "unit"):
            nearest = hit.label  # type: ignore[assignment]
        elif hit.label == "owner":
            nearest = "clients"
    return nearest


def _is_object(view: SentenceView, hit: Hit, first: int) -> bool:
    """Whether the employer only stands after a preposition: "hos oss", "till vår ..."."""
    words, grammar = view.words, view.cues.grammar
    if hit.label != "employer" or hit.start == 0:
        return False
    after = words[hit.end : first]
    return words[hit.start - 1] in grammar.preposition and not any(
        word in grammar.relative for word in after
    )
