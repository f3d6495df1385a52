"""What rewriting an ad gives: the wire form ``fairscreen.ad-rewrite/1``.

Offsets are Unicode code points into :attr:`AdRewrite.text`, half-open. Fields may be added; none
is renamed or dropped while the schema's version is 1.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from fairscreen.ads.review import Requirement, Versions

__all__ = ["AdRewrite", "Change", "NotApplied", "Rewrite", "RewriteCheck", "Rewritten"]

Language = Literal["sv", "en"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rewrite(_Part):
    """A proposal to write one place of the text in another way.

    ``options`` holds one or more ready texts for exactly this place, the best first; an empty
    text strikes it. ``safe``: the sentence says the same before and after, so that it may be
    applied unasked. All others are for a person to decide.
    """

    rule: str
    start: int = Field(ge=0)
    end: int
    before: str
    options: tuple[str, ...] = Field(min_length=1)
    safe: bool
    why: str

    @property
    def after(self) -> str:
        """The first option."""
        return self.options[0]

    def choosing(self, option: str) -> Rewrite:
        """The same place with ``option``, one of :attr:`options` or a text of one's own, first."""
        others = tuple(other for other in self.options if other != option)
        return self.model_copy(update={"options": (option, *others)})


class Change(_Part):
    """One proposal and what became of it."""

    rule: str
    start: int
    end: int
    before: str
    after: str
    options: tuple[str, ...] = ()
    safe: bool
    applied: bool
    why: str


class NotApplied(_Part):
    """A proposal that was to be applied and was not, and why (in Swedish)."""

    rule: str
    start: int
    end: int
    before: str
    after: str
    reason: str


class RewriteCheck(_Part):
    """What was compared between the ad before and after.

    ``added``, ``lost``, ``moved`` and ``facts_lost`` hold the words concerned. ``moved``: demands
    whose level is another one than before. ``facts_chosen``: numbers and names that come or go in
    words a person chose; they are told, and stop nothing. ``messages`` tells it all in Swedish.
    """

    levels_kept: bool
    requirements_before: int
    requirements_after: int
    added: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    facts_kept: bool
    facts_lost: tuple[str, ...] = ()
    facts_added: tuple[str, ...] = ()
    facts_chosen: tuple[str, ...] = ()
    address_kept: bool
    headings_kept: bool
    messages: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything survived."""
        return (
            self.levels_kept and self.facts_kept and self.address_kept and self.headings_kept
        )  # fmt: skip


class Rewritten(_Part):
    """A text with some proposals applied."""

    text: str
    rewritten: str
    applied: tuple[Rewrite, ...] = ()
    not_applied: tuple[NotApplied, ...] = ()
    check: RewriteCheck
    requirements_before: tuple[Requirement, ...] = ()
    requirements_after: tuple[Requirement, ...] = ()


class AdRewrite(_Part):
    """An ad, its proposals, and the ad with the safe ones applied."""

    schema_: Literal["fairscreen.ad-rewrite/1"] = Field("fairscreen.ad-rewrite/1", alias="schema")
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    file: str | None = None
    language: Language
    text: str
    rewritten: str
    changes: tuple[Change, ...] = ()
    not_applied: tuple[NotApplied, ...] = ()
    check: RewriteCheck
    warnings: tuple[str, ...] = ()
    versions: Versions

    def to_json(self, *, indent: int | None = None) -> str:
        """The rewrite as JSON text, non-ASCII letters kept."""
        return self.model_dump_json(by_alias=True, indent=indent)
