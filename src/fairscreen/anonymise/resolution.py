"""Findings that meet in one place: which gives way, which are joined, which wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fairscreen.anonymise.edges import is_label
from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.own_words import RULE as OWN_WORDS
from fairscreen.anonymise.own_words import tells, within
from fairscreen.anonymise.policies import Policy

__all__ = ["beside", "giving_way", "joined", "resolve"]

# Where places overlap, the more telling category first.
_RANK = ("id", "contact", "name", "photo", "sexuality", "health", "religion", "politics", "origin",
         "family", "gender", "age")  # fmt: skip
# Facts that are whole by themselves: they can be hidden inside something longer that stays. So can
# a name, unless it is the half of a parish or a church: "Maria Magdalena församling".
_FACTS = frozenset({"id", "contact", "age", "gender"})
_WORKPLACES = frozenset({"employer", "school", "place"})
_MOST = 0.5
_LEAST = 2  # signs that a rest must have to tell anything
# Words that tell nothing when they alone are left of a finding.
_THIN = frozenset(
    {"jag", "är", "var", "som", "en", "ett", "och", "med", "i", "har", "hade", "född", "am", "is",
     "was", "a", "an", "the", "and", "with", "have", "had", "born"}
)  # fmt: skip
_SAINT = re.compile(r"(?<!\w)(?:s:ta?|sankta?|sta?\.?|saint|santa|san|mar) $", re.I)
_CHURCH = re.compile(
    r"s? (?:(?-i:[^\W\d_a-zåäö])[\w\-]+ )?[\w\-]*(?:församling|kyrk|kapell|"
    r"katedral|moské|synagog|tempel|parish|church|mosque|temple|chapel|cathedral|congregation|förening|förbund|society|association)",
    re.I,
)
_TONGUES = frozenset({"mother-tongue", "home-language"})
_JOINT = re.compile(r"[,;:(.]| (?:och|and) ")
# Calendar years: of work, which become lengths, and of graduation, which leave nothing.
_YEARS = frozenset({"years", "year", "long-career", "gone"})


def giving_way(text: str, found: Sequence[Finding], policy: Policy | None) -> list[Finding]:
    """``found`` without what would stay readable over something that is to be hidden.

    In what is told of a family, that is every name too: no street or parish is called so.
    """
    if policy is None:
        return list(found)
    hiding = [f for f in found if policy.hides(f)]
    everything = _places(hiding)
    facts = _places(
        [
            f
            for f in hiding
            if f.category in _FACTS
            or f.role == "applicant"
            or (f.category == "name" and not _names_a_body(text, f))
        ]
    )
    return [
        f
        for f in found
        if f.kind in _WORKPLACES
        or policy.hides(f)
        or (everything if f.rule == OWN_WORDS or f.category == "family" else facts).isdisjoint(
            range(f.start, f.end)
        )
    ]


def _names_a_body(text: str, name: Finding) -> bool:
    """Whether a church or an association is called so: "S:t Görans", "Maria Magdalena kyrka"."""
    return (
        _SAINT.search(text[max(0, name.start - 10) : name.start]) is not None
        or _CHURCH.match(text, name.end) is not None
    )


def beside(
    faint: Iterable[Finding], sure: Sequence[Finding], policy: Policy | None
) -> list[Finding]:
    """What of ``faint`` the policy would hide and no finding of ``sure`` touches."""
    taken = _places([f for f in sure if f.kind not in _WORKPLACES])
    return [
        f
        for f in faint
        if (policy is None or policy.hides(f)) and taken.isdisjoint(range(f.start, f.end))
    ]


def _places(found: Sequence[Finding]) -> set[int]:
    return {place for f in found for place in range(f.start, f.end)}


def joined(text: str, found: Sequence[Finding]) -> list[Finding]:
    """``found`` where what the model reads is made one with the rules' findings of its category.

    A rule knows the word that tells, the model where the statement begins and ends; the rule's
    token and reason stay, and its bounds where it hides most of the statement. Years at the edge
    of what the model marks stay findings of their own, so that they become lengths.
    """
    rules = [f for f in found if f.rule != OWN_WORDS]
    years = [f for f in rules if f.kind in _YEARS]
    for own in sorted((f for f in found if f.rule == OWN_WORDS), key=lambda f: f.start):
        kept = _outside(text, own, years)
        kept = kept and _before_languages(text, kept, rules)
        if kept is None:
            continue
        met = [
            f
            for f in rules
            # An association is one by its whole name, whatever else the model reads in it.
            if (f.category == kept.category or f.kind == "association")
            and f.replacement is None
            and f.kind not in _YEARS | _TONGUES
            and f.start < kept.end
            and kept.start < f.end
        ]
        # Facts that rules find in the statement count too: "en man på 66 år" is hidden in the same
        # parts as "en kvinna på 66 år", though "en man" is less than half of it.
        hidden = [f for f in rules if f in met or f.category in _FACTS]
        if met and _covered(text, kept, hidden) > _MOST:
            continue
        rules = [f for f in rules if f not in met]
        if met:
            first = max(met, key=lambda f: (f.rule != OWN_WORDS, f.end - f.start))
            kept = replace(
                first,
                start=min(kept.start, *(f.start for f in met)),
                end=max(kept.end, *(f.end for f in met)),
                score=max(kept.score, *(f.score for f in met)),
            )
        rules.append(kept)
    return rules


def _covered(text: str, own: Finding, met: Sequence[Finding]) -> float:
    """Share of the letters of ``own`` that ``met`` hides already."""
    hidden = _places(met)
    letters = [place in hidden for place in range(own.start, own.end) if text[place].isalnum()]
    return sum(letters) / max(1, len(letters))


def _before_languages(text: str, own: Finding, rules: Sequence[Finding]) -> Finding | None:
    """``own`` up to the clause that tells a mother tongue: the language itself is a skill."""
    end = own.end
    for tongue in rules:
        if tongue.kind in _TONGUES and tongue.start < end and own.start < tongue.end:
            joints = list(_JOINT.finditer(text, own.start, max(own.start, tongue.start)))
            end = joints[-1].start() if joints else own.start
    if end == own.end:
        return own
    start, end = within(text, own.start, end)
    return replace(own, start=start, end=end) if tells(text[start:end]) else None


def _outside(text: str, finding: Finding, years: Sequence[Finding]) -> Finding | None:
    """``finding`` without the years at its edges; None when nothing else is in it."""
    start, end = finding.start, finding.end
    for year in years:
        if year.start <= start < year.end:
            start = year.end
        if year.start < end <= year.end:
            end = year.start
    if finding.category == "age" and (start, end) != (finding.start, finding.end):
        return None  # it is the years that told, and not what was done then
    start, end = within(text, start, end)
    return replace(finding, start=start, end=end) if start < end else None


def resolve(text: str, found: list[Finding]) -> list[Finding]:
    """One finding per place: the wider wins, then the more telling category, then the score."""
    order = sorted(
        found,
        key=lambda f: (
            f.category != "id",
            -(f.end - f.start),
            _RANK.index(f.category),
            -f.score,
            f.start,
            f.rule,
        ),
    )
    kept: list[Finding] = []
    taken: set[int] = set()
    for finding in order:
        places = range(finding.start, finding.end)
        if finding.start < finding.end and taken.isdisjoint(places):
            taken.update(places)
            kept.append(finding)
            continue
        for rest in _rest(text, finding, taken):
            taken.update(range(rest.start, rest.end))
            kept.append(rest)
    return sorted(kept, key=lambda f: f.start)


def _rest(text: str, finding: Finding, taken: set[int]) -> Iterator[Finding]:
    """What of a finding sticks out of wider ones: nothing that tells may stay readable."""
    if finding.replacement is not None:
        return
    # What is left of years cannot be counted any more.
    bare = "" if finding.kind in ("years", "year") else None
    start = finding.start
    while start < finding.end:
        if start in taken:
            start += 1
            continue
        end = start
        while end < finding.end and end not in taken:
            end += 1
        first, last = within(text, start, end)
        told = text[first:last]
        thin = _THIN.issuperset(told.casefold().split())
        if len(told) >= _LEAST and not thin and not is_label(told):
            yield replace(finding, start=start, end=end, replacement=bare)
        start = end
