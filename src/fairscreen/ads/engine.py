"""Finding what the rules are about: candidates, then the guards that keep or drop them.

One pass of the automaton over the words gives every term of every rule and every guard. Each
candidate then meets the guards of its rule (:mod:`.guards`); one that is set aside is kept with
the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from fairscreen.ads.counting import absences, clusters, pairs, too_many
from fairscreen.ads.density import thin_out
from fairscreen.ads.guards import Verdict, judge
from fairscreen.ads.reading import Candidate, DroppedHit, Hit, Reading
from fairscreen.ads.requirements import extract
from fairscreen.ads.review import Level, Requirement
from fairscreen.ads.ruleset import CompiledMatch, RuleSet
from fairscreen.ads.shapes import shapes

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["DroppedHit", "Hit", "find"]

_WEIGHT: dict[Level, int] = {"hint": 0, "should": 1, "must": 2}


def find(
    doc: Doc,
    ruleset: RuleSet,
    *,
    employer: str = "municipality",
    requirements: Sequence[Requirement] | None = None,
) -> tuple[list[Hit], list[DroppedHit]]:
    """What ``ruleset`` finds in a parsed ad, and what its guards set aside.

    Parameters
    ----------
    doc:
        From :func:`fairscreen.language.parse`.
    employer:
        Kind of employer; some levels differ, since some law binds public employers only.
    requirements:
        What the ad asks, for the rules that count it; ``None`` extracts it when a rule needs it.

    Returns
    -------
    tuple
        Hits and dropped hits, in order of place; offsets are code points into ``doc.text``.
    """
    reading = Reading.of(doc, ruleset.automaton)
    dropped: list[DroppedHit] = []
    standing: list[tuple[Candidate, Verdict]] = []
    spoken = (c for c in _candidates(reading, ruleset, requirements) if _fits(c, reading))
    for candidate in _one_per_place(spoken):
        verdict = judge(candidate, reading, ruleset)
        if verdict.dropped:
            dropped.append(_drop(candidate, verdict.dropped))
        else:
            standing.append((candidate, verdict))
    shown, sparse = thin_out(standing, reading)
    hits = [_hit(candidate, verdict, reading, employer) for candidate, verdict in shown]
    dropped += [_drop(candidate, reason) for candidate, reason in sparse]
    hits, yielded = _most_severe(hits, ruleset)
    dropped += yielded
    return (
        sorted(hits, key=lambda hit: (hit.start, hit.end, hit.rule.id)),
        sorted(dropped, key=lambda hit: (hit.start, hit.end, hit.rule)),
    )


def _candidates(
    reading: Reading, ruleset: RuleSet, requirements: Sequence[Requirement] | None
) -> Iterator[Candidate]:
    matched = reading.matches.keys()
    for compiled in ruleset.matches:
        match = compiled.match
        if match.pair:
            yield from pairs(compiled, reading)
        elif match.density:
            yield from clusters(compiled, reading)
        elif match.absence:
            yield from absences(compiled, reading)
        elif match.count:
            if requirements is None:
                requirements = extract(reading.doc)
            yield from too_many(compiled, requirements, reading)
        elif match.shape:
            yield from shapes(compiled, reading)
        elif match.pattern:
            yield from _patterns(compiled, reading)
        elif not matched.isdisjoint(compiled.hits):
            for group in compiled.hits:
                for first, last in reading.matches.get(group, ()):
                    if not _is_participle(compiled, reading, first, last, group):
                        yield _of_words(compiled, reading, first, last, group)


def _drop(candidate: Candidate, reason: str) -> DroppedHit:
    return DroppedHit(candidate.rule.id, candidate.start, candidate.end, reason)


def _of_words(
    compiled: CompiledMatch, reading: Reading, first: int, last: int, group: int
) -> Candidate:
    replacement = compiled.replacements.get(group)
    words = reading.words[first:last]
    return Candidate(
        compiled,
        words[0].start,
        words[-1].end,
        suggestions=replacement.for_words(w.form for w in words) if replacement else None,
        unless=replacement.unless if replacement else (),
    )


def _is_participle(
    compiled: CompiledMatch, reading: Reading, first: int, last: int, group: int
) -> bool:
    """Whether a form in -ade of a table is one: "fattade beslut" tells no one to decide.

    Ads are written in the present; a past tense in them is nearly always a participle.
    """
    replacement = compiled.replacements.get(group)
    if replacement is None or not compiled.match.entries:
        return False
    forms = [word.form for word in reading.words[first:last]]
    return replacement.feature(forms).startswith("past") and any(f.endswith("ade") for f in forms)


def _patterns(compiled: CompiledMatch, reading: Reading) -> Iterator[Candidate]:
    for pattern in compiled.patterns:
        if not any(literal in reading.lower for literal in pattern.needs):
            continue
        regex = pattern.regex
        name = "hit" if "hit" in regex.groupindex else 0
        for start, end in reading.units:
            for found in regex.finditer(reading.text, start, end):
                if found.end(name) > found.start(name):
                    yield Candidate(compiled, found.start(name), found.end(name))


def _fits(candidate: Candidate, reading: Reading) -> bool:
    """Whether the place is in the match's language, and written as the match wants it."""
    match = candidate.compiled.match
    token, _ = reading.tokens_of(candidate.start, candidate.end)
    if reading.doc._.parsed.lang_of(token) != match.lang:
        return False
    if match.case == "any":
        return True
    if match.case == "caps":
        return sum(c.isupper() for c in reading.text[candidate.start : candidate.end]) > 1
    return reading.text[candidate.start].isupper() == (match.case == "upper")


def _one_per_place(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of overlapping candidates of one rule, the longest (then the first).

    The very same words found by two matches are both kept, since their guards may differ: an
    extract asked for with ground in law may still be asked for too early.
    """
    by_rule: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_rule.setdefault(candidate.rule.id, []).append(candidate)
    kept: list[Candidate] = []
    for group in by_rule.values():
        chosen: list[Candidate] = []
        for candidate in sorted(group, key=lambda c: (c.start - c.end, c.start)):
            if not any(_shuts_out(other, candidate) for other in chosen):
                chosen.append(candidate)
        kept += chosen
    return kept


def _shuts_out(chosen: Candidate, other: Candidate) -> bool:
    twins = (chosen.start, chosen.end) == (other.start, other.end)
    return chosen.overlaps(other) and not (twins and chosen.compiled is not other.compiled)


def _hit(candidate: Candidate, verdict: Verdict, reading: Reading, employer: str) -> Hit:
    rule, match = candidate.rule, candidate.compiled.match
    text = reading.text[candidate.start : candidate.end]
    level = rule.employer_level.get(employer) if verdict.level == rule.level else None
    suggestions = candidate.suggestions
    if suggestions is None:
        suggestions = rule.suggestions if match.suggestions is None else match.suggestions
    return Hit(
        rule=rule,
        level=level or verdict.level,
        start=candidate.start,
        end=candidate.end,
        message=_message(match.message or rule.message, candidate, text),
        suggestions=tuple(_as_written(text, suggestion) for suggestion in suggestions),
        reason=verdict.reason,
    )


def _message(message: str, candidate: Candidate, text: str) -> str:
    for name, value in (("text", " ".join(text.split())), *candidate.facts):
        message = message.replace("{" + name + "}", value)
    return message


def _as_written(text: str, suggestion: str) -> str:
    """``suggestion`` with a capital where what it replaces has one."""
    if text[:1].isupper() and text[1:2].islower() and suggestion[:1].islower():
        return suggestion[0].upper() + suggestion[1:]
    return suggestion


def _most_severe(hits: list[Hit], ruleset: RuleSet) -> tuple[list[Hit], list[DroppedHit]]:
    """First rules yield to those they name; then, in one category, the most severe stays."""
    kept: list[Hit] = []
    dropped: list[DroppedHit] = []

    def settle(hit: Hit, winner: Hit | None) -> None:
        if winner is None:
            kept.append(hit)
        else:
            reason = f"same place as {winner.rule.id}"
            dropped.append(DroppedHit(hit.rule.id, hit.start, hit.end, reason))

    for hit in hits:
        named = (o for o in hits if o.rule.id in hit.rule.yields_to and o.overlaps(hit))
        settle(hit, next(named, None))
    order = {rule.id: at for at, rule in enumerate(ruleset.rules)}
    standing, kept = kept, []
    for hit in sorted(
        standing, key=lambda h: (-_WEIGHT[h.level], h.start - h.end, order[h.rule.id])
    ):
        same = (o for o in kept if o.rule.category == hit.rule.category and o.overlaps(hit))
        settle(hit, next(same, None))
    return kept, dropped
