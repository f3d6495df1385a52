"""The guards: what turns a candidate into innocent text, or into a milder finding.

They follow the guards g1–g8 of the domain reference: negation, softening, a given reason, who is
described, inclusion lists, fixed names, quotations, and other senses of a word (a rule's own
``unless``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fairscreen.ads.reading import Candidate, Reading
from fairscreen.ads.review import Level
from fairscreen.ads.rulemodel import Nearby
from fairscreen.ads.ruleset import RuleSet
from fairscreen.spans import Span

__all__ = ["Verdict", "judge"]

_LOWER: dict[Level, Level | None] = {"must": "should", "should": "hint", "hint": None}
_ABOUT = {
    "clients": "about clients",
    "contact": "named contact",
    "employer": "about the employer",
    "unit": "about the unit",
    "applicant": "about the applicant",
    "unknown": "not about the applicant",
}


#: Letters that a long name and the ad's words for it must share; endings may differ.
_LIKENESS = 14


@dataclass(frozen=True, slots=True)
class Verdict:
    """``dropped`` is why the candidate is set aside, else ``None`` and ``level`` holds."""

    level: Level
    dropped: str | None = None
    reason: Span | None = None


def judge(candidate: Candidate, reading: Reading, ruleset: RuleSet) -> Verdict:
    """Decide on one candidate."""
    match = candidate.compiled.match
    rules = candidate.compiled.context
    level = match.level or candidate.rule.level
    token, _ = reading.tokens_of(candidate.start, candidate.end)
    section = reading.doc._.parsed.section_of(token)
    if section in rules.not_sections or (rules.sections and section not in rules.sections):
        return Verdict(level, f"in section {section}")
    if candidate.unless and _holds(_covers(candidate.unless), candidate, reading, ruleset, section):
        return Verdict(level, "term of the trade")
    if match.spelled_out and _is_spelled_out(candidate, reading):
        return Verdict(level, "written out")
    for nearby in rules.unless:
        if _holds(nearby, candidate, reading, ruleset, section):
            return Verdict(level, nearby.reason)
    if rules.only and not any(
        _holds(nearby, candidate, reading, ruleset, section) for nearby in rules.only
    ):
        return Verdict(level, "not a demand")
    return _in_context(candidate, reading, ruleset, level, section)


def _in_context(
    candidate: Candidate, reading: Reading, ruleset: RuleSet, level: Level, section: str
) -> Verdict:
    rules = candidate.compiled.context
    context = reading.context(candidate.start, candidate.end)
    if rules.inclusion == "drop" and context.inclusion:
        return Verdict(level, "inclusion list")
    if rules.negation == "drop" and context.negation:
        return Verdict(level, "negated")
    if rules.quoted == "drop" and context.quoted:
        return Verdict(level, "quoted")
    if rules.task == "drop" and context.task:
        return Verdict(level, "what a task is about")
    if context.described not in rules.about:
        return Verdict(level, _ABOUT[context.described])
    softened = context.softened is not None or section == "merits"
    if softened and _DEMANDED_AFTER.match(reading.lower, candidate.end):
        softened = False  # "Körkort är ett krav och truckkort ett önskemål"
    if softened and rules.softened == "drop":
        return Verdict(level, "softened")
    if softened and rules.softened == "lower":
        level = _LOWER[level] or "hint"
    if any(_holds(nearby, candidate, reading, ruleset, section) for nearby in rules.lower):
        level = "hint"
    reason = context.reason if rules.reason != "keep" else None
    if reason is not None and rules.reason == "drop":
        return Verdict(level, "reason given", reason)
    return Verdict("hint" if reason is not None else level, None, reason)


def _is_spelled_out(candidate: Candidate, reading: Reading) -> bool:
    """Whether the ad says what the letters stand for: in our words, or in brackets beside them."""
    before, after = reading.lower[: candidate.start], reading.lower[candidate.end :]
    if _BRACKET_AFTER.match(after) or (before.endswith("(") and after.startswith(")")):
        return True
    whole = (text.partition(" (")[0].lower() for text in candidate.suggestions or ())
    return any(text[:_LIKENESS] in reading.lower for text in whole)


_BRACKET_AFTER = re.compile(r"\s?\([^()]{12,120}\)")


_DEMANDED_AFTER = re.compile(
    r"[ ](?:är[ ])?(?:(?:ett|även|också)[ ]){0,2}(?:absolut[ ])?(?:krav|måste|skallkrav)\b"
    r"|[ ](?:krävs|erfordras|fordras)\b(?![ ](?:inte|ej)\b)"
)


@cache
def _covers(terms: tuple[str, ...]) -> Nearby:
    return Nearby(where="covers", terms=terms)


def _holds(
    nearby: Nearby, candidate: Candidate, reading: Reading, ruleset: RuleSet, section: str
) -> bool:
    if nearby.sections:
        if section not in nearby.sections:
            return False
        if not nearby.terms:
            return True
    found = reading.places(ruleset.groups[nearby.terms])
    if not found:
        return False
    if nearby.where == "document":
        return len(found) >= nearby.times
    if nearby.where == "title":
        return any(place.end <= reading.units[0][1] for place in found)
    here = Span(candidate.start, max(candidate.end, candidate.start + 1))
    if nearby.where == "covers":
        return any(place.overlaps(here) for place in found)
    if nearby.where == "heading":
        headings = reading.headings(here.start)
        return any(heading.contains(place) for place in found for heading in headings)
    scope = reading.sentence(here.start, here.end, around=nearby.where == "around")
    found = [place for place in found if scope.contains(place)]
    if nearby.where == "before":
        at = reading.word_at(here.start)
        return any(
            place.end <= here.start and at - reading.word_at(place.end) <= nearby.within
            for place in found
        )
    if nearby.where == "after":
        at = reading.word_at(here.end)
        return any(
            place.start >= here.end and reading.word_at(place.start) - at <= nearby.within
            for place in found
        )
    return bool(found)
