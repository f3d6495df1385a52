"""The words that requirements are told by, read from ``cues.toml`` and ``words/*.txt``.

A word list holds one item a line; ``*`` stands for any letters. An adjective is listed in its
basic form and found in its other forms too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from fairscreen.ads.literals import Sought, lowered
from fairscreen.ads.requirements.wordpatterns import any_of
from fairscreen.ads.review import RequirementLevel, RequirementType
from fairscreen.rulefiles import RuleFileModel, read_toml, read_words, validated

__all__ = ["CueMatch", "Vocabulary", "data_files", "vocabulary"]

Scope = Literal["after", "before", "here"]

#: The types that are told by a word list of their own.
TYPES: tuple[RequirementType, ...] = (
    "register", "citizenship", "licence", "language", "education", "experience", "physical",
    "other", "trait", "skill",
)  # fmt: skip
_LISTS: dict[RequirementType, str] = {"trait": "traits"}
_CUT_OUT = frozenset({"traits", "licence", "education", "experience", "language"})


#: Adjectives whose quality is called -het.
_QUALITY = re.compile(r"\w+(?:ig|full|sam|el|en|ad|d|ör|m)")


class _Cue(RuleFileModel):
    level: RequirementLevel
    scope: Scope
    patterns: tuple[str, ...]


class _Patterns(RuleFileModel):
    patterns: tuple[str, ...]
    named: str | None = None


class _Trim(RuleFileModel):
    start: str
    end: str


class _CueFile(RuleFileModel):
    cue: tuple[_Cue, ...]
    veto: _Patterns
    vague: _Patterns
    statement: _Patterns
    sought: _Patterns
    others: _Patterns
    checks: _Patterns
    trim: _Trim
    invitation: _Patterns
    unasked: _Patterns
    employer: _Patterns
    elsewhere: _Patterns
    heading: _Patterns
    not_reason: _Patterns


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue found in a sentence: its level, which side it governs, and its place in the text."""

    level: RequirementLevel
    scope: Scope
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Compiled patterns; all ignore case."""

    cues: tuple[tuple[RequirementLevel, Scope, Sought], ...]
    veto: Sought
    vague: Sought
    named: Sought
    statement: re.Pattern[str]
    sought: re.Pattern[str]
    others: re.Pattern[str]
    checks: Sought
    invitation: re.Pattern[str]
    unasked: re.Pattern[str]
    employer: re.Pattern[str]
    elsewhere: re.Pattern[str]
    heading: re.Pattern[str]
    not_reason: re.Pattern[str]
    trim_start: re.Pattern[str]
    trim_end: re.Pattern[str]
    types: dict[RequirementType, re.Pattern[str]]
    nouns: re.Pattern[str]
    verbs: re.Pattern[str]
    titles: re.Pattern[str]
    measurable: re.Pattern[str]

    def cues_in(self, sentence: str) -> list[CueMatch]:
        """The cues of a sentence from left to right; where two overlap, the longer one."""
        lower = lowered(sentence)
        found = [
            CueMatch(level, scope, *match.span())
            for level, scope, pattern in self.cues
            if pattern.held(lower)
            for match in pattern.regex.finditer(sentence)
        ]
        found.sort(key=lambda cue: (cue.start, -cue.end))
        kept: list[CueMatch] = []
        for cue in found:
            if kept and cue.start < kept[-1].end:
                # "är meriterande" inside "ser vi som meriterande om": the longer one tells more.
                if cue.end - cue.start > kept[-1].end - kept[-1].start:
                    kept[-1] = cue
                continue
            kept.append(cue)
        return kept


def _folder() -> Traversable:
    return files("fairscreen.ads.requirements")


def data_files() -> tuple[Traversable, ...]:
    """The files that demands are found and told by, for the digest of the rules."""
    words = [item for item in (_folder() / "words").iterdir() if item.name.endswith(".txt")]
    names = ("cues.toml", "ambiguity.toml", "legal.toml", "competences.toml")
    return (*(_folder() / name for name in names), *sorted(words, key=lambda item: item.name))


def _alternatives(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_alternatives(patterns), re.IGNORECASE)


def _whole_words(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(patterns)})(?!\w)", re.IGNORECASE)


def _words(name: str) -> re.Pattern[str]:
    """Of a list whose matches are cut out or counted, the longest match; else any."""
    items = list(read_words(_folder() / "words" / f"{name}.txt"))
    if name == "traits":  # "uthållig" and the noun "uthållighet"
        items = [*items, *(f"{item}het" for item in items if _QUALITY.fullmatch(item))]
    return any_of(items, longest=name in _CUT_OUT)


def _forms(name: str) -> re.Pattern[str]:
    """Words in just the form they are listed in: CAN is no verb, and neither is "tara"."""
    items = sorted(read_words(_folder() / "words" / f"{name}.txt"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, items))})(?!\w)")


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the package.

    Raises
    ------
    FairscreenError
        ``rules-invalid`` when ``cues.toml`` does not have the form above.
    """
    file = _folder() / "cues.toml"
    cues = validated(_CueFile, read_toml(file), name=file.name)
    return Vocabulary(
        cues=tuple(
            (cue.level, cue.scope, Sought.of(_whole_words(cue.patterns))) for cue in cues.cue
        ),
        veto=Sought.of(_either(cues.veto.patterns)),
        vague=Sought.of(_either(cues.vague.patterns)),
        named=Sought.of(re.compile(cues.vague.named or r"(?!)", re.IGNORECASE)),
        statement=_either(cues.statement.patterns),
        sought=_either(cues.sought.patterns),
        others=_either(cues.others.patterns),
        checks=Sought.of(_either(cues.checks.patterns)),
        unasked=_either(cues.unasked.patterns),
        invitation=_either(cues.invitation.patterns),
        employer=_either(cues.employer.patterns),
        elsewhere=_either(cues.elsewhere.patterns),
        heading=_either(cues.heading.patterns),
        not_reason=_either(cues.not_reason.patterns),
        trim_start=re.compile(cues.trim.start, re.IGNORECASE),
        trim_end=re.compile(cues.trim.end, re.IGNORECASE),
        types={name: _words(_LISTS.get(name, name)) for name in TYPES},
        nouns=_words("nouns"),
        verbs=_forms("verbs"),
        titles=_words("titles"),
        measurable=_words("measurable"),
    )
