"""How far the words of a sentence reach: clauses, and what a negation or a softener covers.

There is no parser here. A clause is read from its signs: conjunctions, punctuation, and finite
verbs, which come from the tagger where there is one and from a list where there is none. Swedish
puts "inte" right after the finite verb of a main clause, so that such a negation also covers what
stands before the verb ("Personligt brev behöver du inte skicka").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fairscreen.language.cues import Cues, cues_of
from fairscreen.language.phrases import Hit
from fairscreen.language.structure import Lang

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Scope", "SentenceView", "view_of"]

_HARD_STOPS = frozenset(";:–—()[]!?•|")

#: Words covered: half-open ranges of word indices within the sentence.
Scope = tuple[tuple[int, int], ...]

_REMARK = 12  # words: what stands in brackets breaks no clause
_CLAUSE_REACH = 80  # words; no clause that a reader takes in is longer


class SentenceView:
    """The words of one sentence and the cues among them, read when first asked for."""

    def __init__(self, words: Sequence[str], finite: Sequence[bool], lang: Lang) -> None:
        self.words = words
        self.finite = finite
        self.lang = lang
        self.cues: Cues = cues_of(lang)
        self.people = self.cues.people.find(words)
        self.reasons = self.cues.reason.find(words)
        self.inclusions = self.cues.inclusion.find(words)
        self.negations: list[tuple[Hit, Scope]] = []
        for hit in _without(self.cues.negation.find(words), self.cues.no_negation.find(words)):
            if not self._is_void(hit):
                self.negations.append((hit, self._negation_scope(hit)))
        self.softenings: list[tuple[Hit, Scope]] = [
            (hit, self._softening_scope(hit))
            for hit in _without(self.cues.softening.find(words), self.cues.no_softening.find(words))
            if not self._is_habit(hit)
        ]

    def _is_void(self, hit: Hit) -> bool:
        """Whether a negation denies nothing.

        After "inte", "utan" is "but" ("inte X utan Y") or denies the denial ("går inte utan X").
        "Om du inte har X" only supposes.
        """
        words = self.words
        if words[hit.start] in self.cues.grammar.but and self.negations:
            return True
        if hit.label != "clause" or hit.start < 2 or words[hit.start - 1] not in self.cues.pronouns:
            return False
        return words[hit.start - 2] in self.cues.grammar.condition

    def _is_habit(self, hit: Hit) -> bool:
        """Whether "gärna" tells what the applicant likes to do: "du arbetar gärna i team"."""
        habit, person, verb = self.cues.habit
        if hit.start < 2 or self.words[hit.start] not in habit:
            return False
        before = self.words[hit.start - 1]
        return self.words[hit.start - 2] in person and before not in verb and before.endswith("r")

    def _negation_scope(self, hit: Hit) -> Scope:
        if hit.label == "phrase":
            return (self.ahead(hit.end, to_verb=True),)
        if hit.label == "forward":
            return (self.ahead(hit.end),)
        if hit.label == "backward":
            return (*self.behind(hit.start, over_contrast=True), self.ahead(hit.end))
        verb = self._verb_before(hit.start)
        behind = self.behind(verb) if verb is not None else ()
        return (*behind, self.ahead(hit.end))

    def _softening_scope(self, hit: Hit) -> Scope:
        if hit.label == "forward":
            return (self.ahead(hit.end),)
        bracket = self._in_bracket(hit)
        if bracket is not None:
            return (bracket,)
        if self._closes_condition(hit):
            return ((0, hit.start), self.ahead(hit.end))
        if self._opens_wish(hit):
            return (self.ahead(hit.end),)
        verb = self._verb_before(hit.start, reach=3)
        behind = self.behind(hit.start if verb is None else verb, wish=True)
        return (*behind, self.ahead(hit.end))

    def _in_bracket(self, hit: Hit) -> tuple[int, int] | None:
        """What a wish in brackets covers: their own words, else the phrase right before them.

        "Tunga lyft (vana av truck är ett plus)" wishes for the truck, "tyska (meriterande)" for
        what stands before.
        """
        words, grammar = self.words, self.cues.grammar
        opened = hit.start - 1
        while opened >= 0 and words[opened] not in "()":
            opened -= 1
        if opened < 1 or words[opened] != "(" or ")" not in words[hit.end :]:
            return None
        close = words.index(")", hit.end)
        inner = words[opened + 1 : hit.start]
        if any(w not in grammar.copula and w not in grammar.expletive for w in inner):
            return opened + 1, close
        first = opened
        while first > 0 and words[first - 1] != "," and words[first - 1] not in grammar.coordinator:
            first -= 1
        return first, close

    def _closes_condition(self, hit: Hit) -> bool:
        """Whether all up to the wish is supposed: "Har du X och kan Y är det en merit"."""
        words, grammar = self.words, self.cues.grammar
        if hit.start < 5 or not any(
            w in grammar.expletive for w in words[hit.start - 4 : hit.start]
        ):
            return False
        inverted = self.finite[0] and words[1] in grammar.addressee
        return inverted or (words[0] in grammar.condition and words[1] in grammar.addressee)

    def _opens_wish(self, hit: Hit) -> bool:
        """Whether a wish of its own follows: "du talar svenska, meriterande är om du ..."."""
        words = self.words
        if hit.start == 0 or words[hit.start - 1] != ",":
            return False
        at = hit.end
        if at < len(words) and words[at] in self.cues.grammar.copula:
            at += 1
        return at + 1 < len(words) and words[at] in self.cues.grammar.object

    def _verb_before(self, index: int, *, reach: int = 1) -> int | None:
        """The finite verb that "inte" at ``index`` follows, with at most subjects between."""
        at = index - 1
        while at >= 0 and (self.words[at] in self.cues.pronouns or reach > 1):
            if self.finite[at]:
                return at
            if self.words[at] not in self.cues.pronouns:
                reach -= 1
            at -= 1
        return at if at >= 0 and self.finite[at] else None

    def ahead(self, start: int, *, to_verb: bool = False) -> tuple[int, int]:
        """From ``start`` to the end of the clause, or to its next finite verb."""
        words, cues = self.words, self.cues
        inner = start > 0 and words[start - 1] in cues.grammar.object
        at = start
        while at < min(len(words), start + _CLAUSE_REACH):
            word = words[at]
            if word == ":" and at == start:
                at += 1
                continue
            closed = self._closing(at) if word == "(" else None
            if closed is not None:
                at = closed + 1
                continue
            if word in _HARD_STOPS or (word == "." and at + 1 < len(words)):
                break
            if to_verb and self.finite[at]:
                break
            if self._is_stop(at):
                break
            if word in cues.grammar.object and at == start:
                inner = True
            if word == "," and self._new_clause(at + 1, inner=inner and self._verb_at(at + 1)):
                break
            if word in cues.grammar.coordinator and self._new_clause(at + 1, inner=inner):
                break
            at += 1
        return (start, at)

    def _closing(self, opened: int) -> int | None:
        """Where a short remark in brackets that is opened at ``opened`` ends.

        "(2)" is none: it numbers what follows.
        """
        for at in range(opened + 1, min(opened + _REMARK, len(self.words))):
            if self.words[at] in "()":
                return at if self._is_remark(opened, at) else None
        return None

    def _opening(self, closed: int) -> int | None:
        for at in range(closed - 1, max(closed - _REMARK, -1), -1):
            if self.words[at] in "()":
                return at if self._is_remark(at, closed) else None
        return None

    def _is_remark(self, opened: int, closed: int) -> bool:
        words = self.words
        if words[opened] != "(" or words[closed] != ")":
            return False
        return not (closed == opened + 2 and words[opened + 1].isdigit())

    def _verb_at(self, at: int) -> bool:
        return at < len(self.words) and self.finite[at]

    def _is_stop(self, at: int) -> bool:
        words = self.words
        word = words[at]
        if word not in self.cues.stops:
            return False
        if word in self.cues.grammar.condition:
            following = words[at + 1] if at + 1 < len(words) else ""
            return following in self.cues.pronouns
        return True

    def _new_clause(self, at: int, *, inner: bool) -> bool:
        """Whether a clause of its own begins at ``at``, after a comma or a conjunction."""
        words, cues = self.words, self.cues
        if at >= len(words):
            return False
        if words[at] in cues.pronouns or words[at] in cues.grammar.contrast:
            return True
        if inner:
            return False
        if self.finite[at]:
            return True
        for index in range(at, min(at + 7, len(words))):
            word = words[index]
            if word == "," or word in cues.grammar.coordinator or word in cues.grammar.subordinator:
                return False
            if self.finite[index]:
                return True
        return False

    def behind(self, end: int, *, over_contrast: bool = False, wish: bool = False) -> Scope:
        """From the start of the clause to ``end``, without subordinate clauses in between.

        ``over_contrast`` goes on through "men" right before ``end``; ``wish`` takes in what "om"
        and "att" begin, which is what a wish is about ("om du talar finska är det en fördel").
        """
        words, cues = self.words, self.cues
        at = end - 1
        if over_contrast:
            skipped = cues.grammar.contrast | cues.grammar.expletive | {","}
            while at >= 0 and words[at] in skipped:
                at -= 1
            crossed = at < end - 1
        else:
            crossed = False
        ranges: list[tuple[int, int]] = []
        stop = at + 1
        while at >= 0:
            word = words[at]
            opened = self._opening(at) if word == ")" else None
            if opened is not None:
                at = opened - 1
                continue
            if word in _HARD_STOPS:
                break
            if wish and word in cues.grammar.object:
                pass
            elif word in cues.grammar.subordinator and not self._is_preposition(at):
                verbs = [i for i in range(at + 1, stop) if self.finite[i]]
                if not verbs:
                    break
                # The relative clause has its own verb; what is negated stands before it.
                ranges.append((min(verbs) + 1, stop) if len(verbs) > 1 else (stop, stop))
                stop = at
            elif word == "," or word in cues.grammar.coordinator or word in cues.grammar.contrast:
                if not crossed and any(self.finite[:at]):
                    break
                if word == "," and words[at + 1] in cues.grammar.addition and wish:
                    break
                if word in cues.grammar.contrast:
                    break
            at -= 1
        ranges.append((at + 1, stop))
        return tuple((first, last) for first, last in ranges if first < last)

    def _is_preposition(self, at: int) -> bool:
        """Whether "om" or "som" is no conjunction here: "kunskap om", "som lärare"."""
        grammar = self.cues.grammar
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        if self.words[at] in grammar.condition:
            return following not in self.cues.pronouns
        if self.words[at] in grammar.relative:
            return not any(self.finite[at + 1 : at + 5])
        return False


def _without(hits: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """The hits that share no word with any of the others."""
    return [
        hit
        for hit in hits
        if not any(hit.start < other.end and other.start < hit.end for other in others)
    ]


def _is_finite(words: Sequence[str], at: int, cues: Cues) -> bool:
    """A listed verb, or a word in -r that follows a subject that cannot be an article."""
    word = words[at]
    subject = at > 0 and words[at - 1] in cues.grammar.subject
    return word in cues.finite or (subject and word.endswith("r"))


def view_of(doc: Doc, sentence: int) -> SentenceView:
    """The view of a sentence of a parsed document; made once."""
    parsed = doc._.parsed
    view = parsed.views.get(sentence)
    if view is None:
        place = parsed.sentences[sentence]
        lang = parsed.units[place.unit].lang
        words = list(parsed.words[place.start : place.end])
        cues = cues_of(lang)
        listed = cues.finite
        if doc.has_annotation("POS"):
            finite = [
                token.pos_ in ("VERB", "AUX")
                and ("Fin" in token.morph.get("VerbForm") or token.lower_ in listed)
                for token in doc[place.start : place.end]
            ]
        else:
            finite = [_is_finite(words, at, cues) for at in range(len(words))]
        view = SentenceView(words, finite, lang)
        parsed.views[sentence] = view
    return view
