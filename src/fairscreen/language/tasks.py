"""Whether a phrase is what a task is about: "du *handlägger* ärenden om medborgarskap".

A verb that acts on cases or on other people takes its words away from the applicant. The nearest
finite verb before the phrase decides; relative clauses about those others are read through ("du
hjälper klienter som finns i belastningsregistret").
"""

from __future__ import annotations

from fairscreen.language.scope import SentenceView

__all__ = ["task"]

_HARD_STOPS = frozenset(";:()[]!?•|")
_REACH = 14  # words from the verb to the phrase
_AFTER = 8  # words after the phrase in which a demand is looked for


def task(view: SentenceView, first: int, last: int) -> tuple[int, int] | None:
    """The verb whose object words ``first`` to ``last`` of the sentence stand in, or None."""
    if any(word in view.cues.task.own for word in view.words[first:last]):
        return None  # "hantera data samt uttrycka dig på svenska": the applicant's own verb
    verb = _verb(view, first)
    if verb is None or _is_of_employer(view, verb) or _demanded(view, last):
        return None
    return verb, verb + 1


def _verb(view: SentenceView, first: int) -> int | None:
    words, cues = view.words, view.cues
    relative = cues.grammar.relative
    at = first - 1
    while at >= max(first - _REACH, 0):
        word = words[at]
        if word in _HARD_STOPS or word in cues.task.own:
            return None
        if word in cues.task.verb:
            return at
        if view.finite[at]:
            start = next(
                (i for i in range(at - 1, max(at - 4, -1), -1) if words[i] in relative), -1
            )
            if start < 1 or words[start - 1] in cues.grammar.addressee:
                return None
            at = start
        at -= 1
    return None


def _is_of_employer(view: SentenceView, verb: int) -> bool:
    """Whether it is the employer who does it: "vi bedömer", "som arbetsgivaren bedömer"."""
    nouns = view.cues.nouns
    if any(nouns.get(word) == "employer" for word in view.words[max(verb - 2, 0) : verb]):
        return True
    around = view.words[max(verb - 2, 0) : verb + 3]
    return any(word in ("vi", "we") for word in around)


def _demanded(view: SentenceView, last: int) -> bool:
    for word in view.words[last : last + _AFTER]:
        if word in _HARD_STOPS or word == ",":
            return False
        if word in view.cues.task.demand:
            return True
    return False
