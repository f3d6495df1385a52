"""What the rewriting data files may hold."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, TypeVar

from pydantic import BaseModel, Field, field_validator

from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = [
    "Abbreviation",
    "NominalFile",
    "Pattern",
    "SentenceFile",
    "Swap",
    "SwapFile",
    "data_files",
    "english_file",
    "nominal_file",
    "sentence_file",
    "swap_file",
]

Model = TypeVar("Model", bound=BaseModel)
Words = tuple[str, ...]


class Swap(RuleFileModel):
    """Words with a plainer equivalent, form by form; ``swaps.toml`` tells what the keys mean."""

    id: str
    why: str
    forms: dict[str, str] = Field(min_length=1)
    next: Words = ()
    not_next: Words = ()
    next_pos: Words = ()
    not_words: Words = ()
    not_before: Words = ()
    not_later: Words = ()
    once: bool = False
    not_first: bool = False
    not_before_gender: bool = False


class Abbreviation(RuleFileModel):
    """The ways an abbreviation is written, and what it stands for."""

    written: Words = Field(min_length=1)
    full: str
    #: The abbreviation can end a sentence, whose stop its own then is.
    ends: bool = False
    not_before: Words = ()


class SwapFile(RuleFileModel):
    """``swaps.toml``."""

    swap: tuple[Swap, ...]
    abbreviation: tuple[Abbreviation, ...]


class Pattern(RuleFileModel):
    """A way to write a sentence, or a part of one, anew; ``sentences.toml`` tells the keys."""

    id: str
    why: str
    safe: bool
    lang: Literal["sv", "en"] = "sv"
    find: str
    write: Words = Field(min_length=1)
    whole: bool = False
    #: Only where the words are, or are part of, a must-have.
    must: bool = False
    #: Groups that must be free of finite verbs.
    phrase: Words = ()
    #: None of these may stand in the sentence (word forms, lower case).
    not_words: Words = ()
    #: What is looked for in the whole ad, and words of the option that it puts first.
    prefer: tuple[tuple[str, str], ...] = ()
    kinds: Words = ("paragraph", "list_item", "table_cell")
    hit: tuple[tuple[str, str], ...] = Field(min_length=1)
    miss: Words = Field(min_length=1)

    @field_validator("find")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return value


class SentenceFile(RuleFileModel):
    """``sentences.toml``."""

    let: dict[str, str] = Field(default_factory=dict)
    #: Passive verb forms and what they are in the active.
    active: dict[str, str] = Field(default_factory=dict)
    #: Nouns and verb forms of other patterns, by pattern form ({x:verb}).
    verb: dict[str, str] = Field(default_factory=dict)
    pattern: tuple[Pattern, ...]


class Nominal(RuleFileModel):
    """A noun made of a verb: ``noun`` and its plural, the ``verb`` in infinitive and present.

    ``alone``: the verb needs no object, so that the noun may end the phrase.
    """

    nouns: Words = Field(min_length=1)
    infinitive: str
    present: str
    alone: bool = False


class NominalFile(RuleFileModel):
    """``nominals.toml``."""

    why: str
    infinitive: Words
    present: Words
    nominal: tuple[Nominal, ...]


def data_files() -> tuple[Traversable, ...]:
    """The files that rewriting is told by."""
    folder = files("fairscreen.ads.rewriting")
    names = ("swaps.toml", "sentences.toml", "sentences_en.toml", "nominals.toml")
    return tuple(folder / name for name in names)


def _read(model: type[Model], name: str) -> Model:
    file = files("fairscreen.ads.rewriting") / name
    return validated(model, read_toml(file), name=name)


@cache
def swap_file() -> SwapFile:
    """``swaps.toml``; :class:`~fairscreen.errors.FairscreenError` ``rules-invalid``."""
    return _read(SwapFile, "swaps.toml")


@cache
def sentence_file() -> SentenceFile:
    """``sentences.toml``, with ``{names}`` of ``let`` put in the patterns."""
    return _read(SentenceFile, "sentences.toml")


@cache
def english_file() -> SentenceFile:
    """``sentences_en.toml``, of the same form."""
    return _read(SentenceFile, "sentences_en.toml")


@cache
def nominal_file() -> NominalFile:
    """``nominals.toml``."""
    return _read(NominalFile, "nominals.toml")
