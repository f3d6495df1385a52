"""From a pile of traits to three or four competences, as a draft for the requirement profile.

A competence is what someone does, so it can be asked about and judged alike for everyone. Each
comes with one structured question and rating anchors from 1 to 5. Texts and word lists are data
(``competences.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from fairscreen.ads.review import AdReview, Requirement
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["Anchor", "Competence", "CompetenceDraft", "behaviours", "competences"]

#: Three or four competences can be asked about in one interview; more cannot be judged well.
MOST = 4
_NOTE = (
    "Utkast till kravprofil. Gå igenom det med den som leder arbetet: behövs kompetensen i "
    "arbetet, och är frågan och bedömningsankarna rätt för tjänsten? Ställ samma frågor till alla "
    "och sätt betyg på varje svar innan ni jämför."
)
# Suitability in general is no trait that a competence could be missing for.
_GENERAL = re.compile(r"(?:din |dina )?personliga? (?:lämplighet|egenskaper)", re.IGNORECASE)
_SOUGHT = frozenset({"trait", "skill"})


class _Entry(RuleFileModel):
    key: str
    name: str
    definition: str
    behaviour: str
    words: tuple[str, ...] = Field(min_length=1)
    tasks: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    question: str
    follow: tuple[str, ...]
    anchors: tuple[str, ...] = Field(min_length=5, max_length=5)


class _File(RuleFileModel):
    competence: tuple[_Entry, ...] = Field(min_length=1)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Anchor(_Part):
    """What an answer may hold at one step of the scale, 1 (weak) to 5 (strong)."""

    rating: int = Field(ge=1, le=5)
    text: str


class Competence(_Part):
    """One competence that the ad asks for.

    ``requirements`` are places in the review's list of demands that speak of it, ``words`` those
    words; ``in_tasks``: the tasks of the ad show that the work needs it.
    """

    key: str
    name: str
    definition: str
    behaviour: str
    question: str
    follow_ups: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    requirements: tuple[int, ...]
    words: tuple[str, ...]
    must: bool
    in_tasks: bool


class CompetenceDraft(_Part):
    """A draft for the requirement profile.

    ``left_out`` names the competences that the ad also asks for, but less; ``unmapped`` holds the
    traits that fit no competence ("snygg", "rolig"), to be struck or told as work.
    """

    schema_: Literal["fairscreen.competences/1"] = Field("fairscreen.competences/1", alias="schema")
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    competences: tuple[Competence, ...]
    left_out: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()
    traits: int
    note: str = _NOTE

    def to_json(self, *, indent: int | None = None) -> str:
        """The draft as JSON text, non-ASCII letters kept."""
        return self.model_dump_json(by_alias=True, indent=indent)


def competences(review: AdReview, *, most: int = MOST) -> CompetenceDraft:
    """The three or four competences that the ad of ``review`` asks most clearly for.

    A competence counts for each demand that speaks of it (a must twice) and once more where the
    ad's other words, the tasks among them, show the need. None is made up: an ad without traits
    gives none.

    Parameters
    ----------
    most:
        How many at most, from 1.
    """
    asked: dict[str, list[tuple[int, Requirement, str]]] = {}
    unmapped: list[str] = []
    traits = 0
    for index, item in enumerate(review.requirements):
        if item.type not in _SOUGHT:
            continue
        traits += item.type == "trait"
        found = [
            (entry.key, match.group())
            for entry, words, _ in _entries()
            if (match := words.search(_plain(item.text, entry)))
        ]
        for key, word in found:
            asked.setdefault(key, []).append((index, item, word))
        if not found and item.type == "trait" and not _GENERAL.fullmatch(item.text):
            unmapped.append(item.text)
    rest = _without(review.text, [item for group in asked.values() for _, item, _ in group])
    ranked = sorted(
        ((entry, asked[entry.key], tasks) for entry, _, tasks in _entries() if entry.key in asked),
        key=lambda row: (-_weight(row[1], shown=row[2].search(rest) is not None), row[1][0][0]),
    )
    return CompetenceDraft(
        competences=tuple(
            _competence(entry, group, shown=tasks.search(rest) is not None)
            for entry, group, tasks in ranked[:most]
        ),
        left_out=tuple(entry.name for entry, _, _ in ranked[most:]),
        unmapped=tuple(dict.fromkeys(unmapped)),
        traits=traits,
    )


def behaviours(traits: Sequence[str]) -> tuple[str, ...] | None:
    """What the ad could say instead of ``traits``; ``None`` where one of them fits nothing.

    Each is a sentence to *du* without its stop; traits of one competence give one.
    """
    told: list[str] = []
    for trait in traits:
        found = next(
            (entry for entry, words, _ in _entries() if words.search(_plain(trait, entry))), None
        )
        if found is None:
            return None
        told.append(found.behaviour.rstrip("."))
    return tuple(dict.fromkeys(told))


def _plain(text: str, entry: _Entry) -> str:
    """``text`` without the phrases in which the words of ``entry`` mean something else."""
    return _either(entry.unless).sub(" ", text) if entry.unless else text


def _weight(group: Sequence[tuple[int, Requirement, str]], *, shown: bool) -> int:
    return sum(2 if item.level == "must" else 1 for _, item, _ in group) + shown


def _competence(
    entry: _Entry, group: Sequence[tuple[int, Requirement, str]], *, shown: bool
) -> Competence:
    return Competence(
        key=entry.key,
        name=entry.name,
        definition=entry.definition,
        behaviour=entry.behaviour,
        question=entry.question,
        follow_ups=entry.follow,
        anchors=tuple(
            Anchor(rating=rating, text=text) for rating, text in enumerate(entry.anchors, 1)
        ),
        requirements=tuple(index for index, _, _ in group),
        words=tuple(dict.fromkeys(word.lower() for _, _, word in group)),
        must=any(item.level == "must" for _, item, _ in group),
        in_tasks=shown,
    )


def _without(text: str, items: Sequence[Requirement]) -> str:
    """The ad without the demands themselves."""
    pieces, at = [], 0
    for item in sorted(items, key=lambda r: r.start):
        pieces.append(text[at : max(at, item.start)])
        at = max(at, item.end)
    return " ".join([*pieces, text[at:]])


@cache
def _entries() -> tuple[tuple[_Entry, re.Pattern[str], re.Pattern[str]], ...]:
    name = "competences.toml"
    file = validated(_File, read_toml(files(__package__) / name), name=name)
    return tuple((entry, _either(entry.words), _either(entry.tasks)) for entry in file.competence)


@cache
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    items = [
        re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(items)})(?!\w)", re.IGNORECASE)
