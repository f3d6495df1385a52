"""Each demand as an object: ambiguous or not, its ground in law, and its doubles.

What is told here rests on the demands found by :mod:`.extraction`; nothing here finds or drops
one. Texts are data: ``ambiguity.toml`` and ``legal.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pydantic import Field

from fairscreen.ads.requirements.doubles import doubles
from fairscreen.ads.review import (
    LegalBasis,
    Requirement,
    RequirementLevel,
    RequirementSummary,
    RequirementType,
)
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["ADVICE_ALL", "ADVICE_MUST", "described", "summarised"]

#: More must-haves, or more demands in all, than this drop people who can do the job (§3 req-count).
ADVICE_MUST, ADVICE_ALL = 8, 12


class _Ambiguous(RuleFileModel):
    key: str
    message: str
    patterns: tuple[str, ...] = ()
    levels: tuple[RequirementLevel, ...] = ()
    types: tuple[RequirementType, ...] = ()
    before: tuple[str, ...] = ()
    most_words: int | None = None


class _AmbiguityFile(RuleFileModel):
    ambiguous: tuple[_Ambiguous, ...] = Field(min_length=1)


class _Basis(RuleFileModel):
    key: str
    type: RequirementType
    item: str
    ad: str
    law: str
    about: str
    ask: str


class _LegalFile(RuleFileModel):
    basis: tuple[_Basis, ...] = Field(min_length=1)


def described(text: str, found: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """``found`` with all that can be told of each; offsets are code points into ``text``."""
    twice, clashing = doubles(found)
    return tuple(
        item.model_copy(
            update={
                "ambiguous": (reasons := _ambiguous(text, item)) != (),
                "ambiguity": reasons,
                "legal_basis": _legal(text, item),
                "duplicates": twice.get(index, ()),
                "contradicts": clashing.get(index, ()),
            }
        )
        for index, item in enumerate(found)
    )


def summarised(found: Sequence[Requirement]) -> RequirementSummary:
    """The demands counted, and held against the advice."""
    musts = sum(item.level == "must" for item in found)
    return RequirementSummary(
        must=musts,
        merit=len(found) - musts,
        measurable=sum(item.measurable for item in found),
        ambiguous=sum(item.ambiguous for item in found),
        justified=sum(item.justified for item in found),
        traits=sum(item.type == "trait" for item in found),
        duplicates=sum(bool(item.duplicates) for item in found),
        contradictions=sum(bool(item.contradicts) for item in found),
        advice_must=ADVICE_MUST,
        advice_all=ADVICE_ALL,
        over_advice=musts > ADVICE_MUST or len(found) > ADVICE_ALL,
    )


@cache
def _ambiguities() -> tuple[tuple[_Ambiguous, re.Pattern[str] | None], ...]:
    name = "ambiguity.toml"
    file = validated(_AmbiguityFile, read_toml(files(__package__) / name), name=name)
    return tuple(
        (entry, re.compile("|".join(entry.patterns), re.IGNORECASE) if entry.patterns else None)
        for entry in file.ambiguous
    )


@cache
def _bases() -> tuple[tuple[_Basis, re.Pattern[str], re.Pattern[str]], ...]:
    name = "legal.toml"
    file = validated(_LegalFile, read_toml(files(__package__) / name), name=name)
    return tuple(
        (entry, re.compile(entry.item, re.IGNORECASE), re.compile(entry.ad, re.IGNORECASE))
        for entry in file.basis
    )


def _ambiguous(text: str, item: Requirement) -> tuple[str, ...]:
    """Why the demand can be read in more ways than one, in Swedish."""
    return tuple(
        entry.message
        for entry, pattern in _ambiguities()
        if _is_ambiguous(entry, pattern, text, item)
    )


def _is_ambiguous(
    entry: _Ambiguous, pattern: re.Pattern[str] | None, text: str, item: Requirement
) -> bool:
    if (entry.types and item.type not in entry.types) or (
        entry.levels and item.level not in entry.levels
    ):
        return False
    if entry.before:
        near = re.findall(r"\w+", text[max(0, item.start - 40) : item.start].rpartition("\n")[2])
        return any(word.lower() in entry.before for word in near[-3:])
    if entry.most_words is not None:
        return len(item.text.split()) <= entry.most_words
    if item.measurable and entry.key in ("degree", "fitting"):
        return False
    return pattern is not None and pattern.search(item.text) is not None


def _legal(text: str, item: Requirement) -> LegalBasis | None:
    """The law that the demand needs, and where the ad shows that it applies.

    Where several could apply, the first whose ground the ad shows; else the last of the kind.
    """
    fitting = [
        (entry, ad)
        for entry, words, ad in _bases()
        if entry.type == item.type and words.search(item.text)
    ]
    for entry, ad in fitting:
        if (shown := ad.search(text)) is not None:
            return LegalBasis(
                key=entry.key, law=entry.law, about=entry.about, shown=True,
                start=shown.start(), end=shown.end(), text=shown.group(),
            )  # fmt: skip
    if not fitting:
        return None
    entry = fitting[-1][0]
    return LegalBasis(key=entry.key, law=entry.law, about=entry.about, shown=False, ask=entry.ask)
