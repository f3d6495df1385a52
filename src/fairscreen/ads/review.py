"""The result of checking one ad: the wire form ``fairscreen.ad-review/1``.

All offsets are Unicode code points into :attr:`AdReview.text`, half-open. Fields may be added;
none is renamed or dropped while the schema's version is 1.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "AdReview",
    "Category",
    "Comparison",
    "Dropped",
    "Factor",
    "Finding",
    "Ground",
    "Justification",
    "LegalBasis",
    "Level",
    "Measures",
    "Missing",
    "Requirement",
    "RequirementLevel",
    "RequirementSummary",
    "RequirementType",
    "Source",
    "Strength",
    "Versions",
]

Category = Literal[
    "gender", "age", "ethnicity", "language", "religion", "disability", "family", "sexuality",
    "appearance", "requirements", "driving", "letter", "personal-data", "plain",
]  # fmt: skip
#: The seven grounds of the Swedish Discrimination Act (2008:567, 1 kap. 5 §).
Ground = Literal[
    "kön", "könsöverskridande identitet eller uttryck", "etnisk tillhörighet",
    "religion eller annan trosuppfattning", "funktionsnedsättning", "sexuell läggning", "ålder",
]  # fmt: skip
#: must = likely breach or needs a legal ground; should = excludes without shown need; hint.
Level = Literal["must", "should", "hint"]
RequirementLevel = Literal["must", "merit"]
RequirementType = Literal[
    "language", "licence", "education", "experience", "citizenship", "physical", "trait", "skill",
    "register", "other",
]  # fmt: skip
Language = Literal["sv", "en"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Justification(_Part):
    """A reason that the ad gives for what was found."""

    start: int
    end: int
    text: str


class Source(_Part):
    """Where a rule's advice comes from."""

    key: str
    title: str
    url: str | None = None


class Finding(_Part):
    """A place that may exclude someone, or be hard to read."""

    rule: str
    category: Category
    grounds: tuple[Ground, ...] = ()
    level: Level
    start: int = Field(ge=0)
    end: int
    text: str
    message: str
    why: str
    suggestions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    justification: Justification | None = None
    #: What the organisation's profile says about it.
    note: str | None = None


class Dropped(_Part):
    """A candidate that a guard set aside, kept so that anyone can see why."""

    rule: str
    start: int
    end: int
    text: str
    reason: str
    #: The reason that a person gave, where a person set it aside.
    note: str | None = None


class LegalBasis(_Part):
    """The law that a demand needs support in.

    ``shown``: words in the ad show that the law applies; ``start``, ``end`` and ``text`` are those
    words. Else ``ask`` tells what to write.
    """

    key: str
    law: str
    about: str
    shown: bool
    ask: str = ""
    start: int | None = None
    end: int | None = None
    text: str | None = None


class Requirement(_Part):
    """One thing the ad asks of the applicant.

    ``ambiguity`` tells why it can be read in more ways than one. ``duplicates`` and
    ``contradicts`` are places in the review's list of demands: the same thing asked again on the
    same level, and on the other level.
    """

    start: int
    end: int
    text: str
    level: RequirementLevel
    type: RequirementType
    measurable: bool
    justified: bool
    justification: Justification | None = None
    ambiguous: bool = False
    ambiguity: tuple[str, ...] = ()
    legal_basis: LegalBasis | None = None
    duplicates: tuple[int, ...] = ()
    contradicts: tuple[int, ...] = ()


class RequirementSummary(_Part):
    """The demands counted. ``advice_must`` and ``advice_all``: at most so many are advised."""

    must: int
    merit: int
    measurable: int
    ambiguous: int
    justified: int
    traits: int
    duplicates: int
    contradictions: int
    advice_must: int
    advice_all: int
    over_advice: bool


class Missing(_Part):
    """One part an ad should have, and whether (and where) this one has it."""

    item: str
    present: bool
    start: int | None = None
    end: int | None = None
    message: str = ""
    why: str = ""
    suggestion: str | None = None
    level: Level = "hint"


class Strength(_Part):
    """Something the ad does well, at the words that show it."""

    item: str
    start: int
    end: int
    text: str
    message: str
    why: str


class Measures(_Part):
    """Readability figures; definitions in ``fairscreen.ads.measures``. ``None``: not defined."""

    words: int
    sentences: int
    lix: float | None
    ovix: float | None
    nominal_ratio: float | None
    mean_sentence_length: float | None
    longest_sentence: int = 0
    long_sentences: int = 0
    percentiles: dict[str, int] = Field(default_factory=dict)


class Factor(_Part):
    """One figure of the ad among published ads; definitions in ``fairscreen.ads.factors``.

    ``low`` to ``high`` is what is usual (20th to 80th percentile); ``effect`` is -20 (hinders) to
    20 (helps), 0 within that band.
    """

    name: str
    value: float
    percentile: int
    low: float
    high: float
    better: Literal["lower", "higher", "middle"]
    effect: int


class Comparison(_Part):
    """What the factors are compared with, and how those ads are skewed (in Swedish)."""

    group: str
    ads: int
    period: str
    skew: str


class Versions(_Part):
    """What produced the review; the same versions and text give the same review."""

    fairscreen: str
    rules: str
    model: str


class AdReview(_Part):
    """Everything found in one ad."""

    schema_: Literal["fairscreen.ad-review/1"] = Field("fairscreen.ad-review/1", alias="schema")
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    file: str | None = None
    language: Language
    text: str
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    requirement_summary: RequirementSummary | None = None
    missing: tuple[Missing, ...] = ()
    strengths: tuple[Strength, ...] = ()
    measures: Measures
    #: In the order of their effect; empty for ads in other languages than Swedish.
    factors: tuple[Factor, ...] = ()
    comparison: Comparison | None = None
    sources: dict[str, Source] = Field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    #: Name of the organisation's profile, where one was used.
    profile: str | None = None
    versions: Versions

    def to_json(self, *, indent: int | None = None) -> str:
        """The review as JSON text, non-ASCII letters kept."""
        return self.model_dump_json(by_alias=True, indent=indent)
