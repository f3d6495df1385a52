"""What a rule file may hold. ``docs/rules.md`` tells the same for those who write rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, field_validator, model_validator

from fairscreen.ads.review import Category, Ground, Level
from fairscreen.rulefiles import RuleFileModel
from fairscreen.settings import Employer

__all__ = [
    "Absence",
    "Context",
    "Count",
    "Density",
    "Entry",
    "Gate",
    "Match",
    "Nearby",
    "Pair",
    "Pattern",
    "Rule",
    "RuleFile",
    "Shape",
    "SourceEntry",
]

Section = Literal[
    "title", "about", "tasks", "requirements", "merits", "offer", "process", "contact",
    "application", "other",
]  # fmt: skip
Described = Literal["applicant", "employer", "unit", "clients", "contact", "unknown"]
Terms = tuple[str, ...]


class Nearby(RuleFileModel):
    """A place where words are looked for around a candidate.

    ``where``: ``covers`` (the words overlap the candidate: a fixed name, another sense),
    ``before`` and ``after`` (at most ``within`` words away, same sentence), ``sentence``,
    ``around`` (this sentence and its neighbours), ``heading`` (the heading or the lead-in that
    the candidate stands under), ``title`` (the first line), ``document``.
    ``sections`` narrows to candidates in those sections; alone it means being there is enough.
    ``times`` is how many places of ``document`` there must be: a word in passing says little.
    """

    where: Literal[
        "covers", "before", "after", "sentence", "around", "heading", "title", "document"
    ] = "sentence"
    within: int = Field(3, ge=0, le=30)
    times: int = Field(1, ge=1, le=9)
    terms: Terms = ()
    sections: tuple[Section, ...] = ()
    reason: str = Field("other sense", min_length=3)

    @model_validator(mode="after")
    def _says_something(self) -> Nearby:
        if not self.terms and not self.sections:
            raise ValueError("give terms or sections")
        return self


class Context(RuleFileModel):
    """Which guards apply. The defaults are the guards for every rule of the domain reference."""

    #: A negation in the clause drops the candidate. ``keep`` for triggers that hold a negation.
    negation: Literal["drop", "keep"] = "drop"
    #: "Meriterande", "gärna", "ett plus" lower one level. ``keep`` where the ground is named.
    softened: Literal["lower", "keep", "drop"] = "lower"
    #: A reason in the same or the next sentence lowers to hint and is shown.
    reason: Literal["hint", "keep", "drop"] = "hint"
    inclusion: Literal["drop", "keep"] = "drop"
    quoted: Literal["drop", "keep"] = "drop"
    #: What a task verb is about ("du handlägger ärenden om medborgarskap") is no demand.
    task: Literal["drop", "keep"] = "drop"
    #: Who may be described; all others drop the candidate.
    about: tuple[Described, ...] = ("applicant", "employer", "unit", "unknown")
    sections: tuple[Section, ...] = ()
    not_sections: tuple[Section, ...] = ()
    #: Any of these drops the candidate.
    unless: tuple[Nearby, ...] = ()
    #: When given, at least one of these must hold.
    only: tuple[Nearby, ...] = ()
    #: Any of these lowers the candidate to a hint.
    lower: tuple[Nearby, ...] = ()


class Pattern(RuleFileModel):
    """A regular expression over the text of one unit, run only where one of ``needs`` occurs.

    The expression sees the text as written and ignores case; a group named ``hit`` narrows the
    finding. ``needs`` are lower-case literals. It is compiled where it is first tried.
    """

    regex: str
    needs: tuple[str, ...] = Field(min_length=1)

    @field_validator("needs")
    @classmethod
    def _lower(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if any(not item or item != item.lower() for item in value):
            raise ValueError("needs are lower-case literals")
        return value


class Pair(RuleFileModel):
    """Two things in one sentence, at most ``within`` words apart; ``marks`` says what is shown."""

    first: Terms = Field(min_length=1)
    second: Terms = Field(min_length=1)
    within: int = Field(6, ge=0, le=40)
    ordered: bool = False
    marks: Literal["first", "second", "both"] = "both"


class Density(RuleFileModel):
    """At least ``least`` different words of ``terms``, within ``window`` words or in the whole ad.

    Signs and line ends are no words of the window.
    ``against`` holds a counter list: the words must then outnumber it ``ratio`` times.
    """

    terms: Terms = Field(min_length=2)
    least: int = Field(ge=2)
    window: int | None = Field(None, ge=5)
    #: Leaves out adjectives that stand before a thing ("en kreativ miljö"): no trait of a person.
    of_person: bool = False
    against: Terms = ()
    ratio: float = Field(2.0, gt=0)
    marks: Literal["each", "cluster"] = "each"


class Absence(RuleFileModel):
    """None of ``terms`` in an ad of at least ``words`` words; the first sentence is shown."""

    terms: Terms = Field(min_length=1)
    words: int = Field(100, ge=0)


class Count(RuleFileModel):
    """More demands on the applicant than ``more_than``; their heading is shown.

    ``what``: ``must`` counts musts alone, ``all`` musts and merits, ``qualification`` the musts
    that one has or has not (education, experience, skill, licence …), without traits and what is
    shown before employment. With ``over_percentile`` the limit is that percentile of the must-haves
    of published ads (:mod:`.reference`).
    """

    what: Literal["must", "all", "qualification"]
    more_than: int | None = Field(None, ge=1)
    over_percentile: int | None = Field(None, ge=1, le=99)

    @model_validator(mode="after")
    def _one_limit(self) -> Count:
        if (self.more_than is None) == (self.over_percentile is None):
            raise ValueError("give more_than or over_percentile")
        return self


class Shape(RuleFileModel):
    """Something that is measured on the text; ``kind`` names a function of :mod:`.shapes`.

    ``over`` is the limit above which places are shown (its unit is told there), ``share`` the
    share of the ad's sentences or words above which any is shown, ``most`` the most places shown.
    """

    kind: Literal[
        "long-sentence", "long-compound", "noun-string", "passive", "nominal", "long-paragraph",
        "few-headings", "long-list", "short-ad", "long-ad", "first-sentence",
    ]  # fmt: skip
    over: float = Field(gt=0)
    share: float = Field(0.0, ge=0)
    most: int = Field(3, ge=1)
    skip: Terms = ()


class Gate(RuleFileModel):
    """How often a match must occur before any of it is shown, so that a good ad stays clean.

    At least ``least`` places in the ad, and ``per_100`` in a hundred words.
    """

    least: int = Field(1, ge=1)
    per_100: float = Field(0.0, ge=0)


class Entry(RuleFileModel):
    """What to write instead of one term of a table in ``rules/entries``.

    ``to``: the alternatives; none where the words only need a thought. ``unless``: terms that
    hold the word in another sense (the term of a trade, a title, the name of a law).
    """

    to: Terms = ()
    unless: Terms = Field((), alias="not")

    @model_validator(mode="before")
    @classmethod
    def _compact(cls, value: object) -> object:
        if isinstance(value, str):
            value = {"to": value}
        if isinstance(value, dict) and isinstance(value.get("to"), str):
            value = value | {
                "to": [part.strip() for part in value["to"].split("|") if part.strip()]
            }
        return value


class Match(RuleFileModel):
    """One way to find what the rule is about; a rule has one or more.

    Exactly one kind: ``lemma`` (single words), ``phrase`` (terms of several words), ``compound``
    (``+last`` or ``first+``), ``replace`` (term = replacements), ``entries`` (a table of such in
    ``rules/entries``, each term put at ``{term}`` in ``template``), ``pattern``, ``pair``,
    ``density``, ``absence``, ``count``, ``shape``. The other keys override the rule's own.
    """

    lang: Literal["sv", "en"] = "sv"
    level: Level | None = None
    #: ``lower``: only where the match starts with a small letter (names start with a capital).
    #: ``caps``: at least two capitals.
    case: Literal["any", "lower", "upper", "caps"] = "any"
    message: str | None = None
    suggestions: tuple[str, ...] | None = None
    context: Context | None = None
    lemma: Terms = ()
    phrase: Terms = ()
    compound: Terms = ()
    replace: dict[str, Terms] = Field(default_factory=dict)
    entries: str = Field("", pattern=r"^[a-z_]*$")
    template: str = "{term}"
    #: Left alone where the ad holds the words of a replacement anyway (a short name written out).
    spelled_out: bool = False
    gate: Gate | None = None
    pattern: tuple[Pattern, ...] = ()
    pair: Pair | None = None
    density: Density | None = None
    absence: Absence | None = None
    count: Count | None = None
    shape: Shape | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Match:
        kinds = [
            name
            for name in (
                "lemma", "phrase", "compound", "replace", "entries", "pattern", "pair", "density",
                "absence", "count", "shape",
            )
            if getattr(self, name)
        ]  # fmt: skip
        if len(kinds) != 1:
            raise ValueError(f"a match has exactly one kind, this one has {kinds or 'none'}")
        if any(" " in term and "|" not in term for term in self.lemma):
            raise ValueError("a lemma is one word; use phrase")
        if "{term}" not in self.template:
            raise ValueError("a template holds {term}")
        if any("+" not in term for term in self.compound):
            raise ValueError("a compound is written +last or first+")
        return self

    def terms(self) -> Terms:
        """The terms that are candidates by themselves."""
        return (*self.lemma, *self.phrase, *self.compound, *self.replace)


class Rule(RuleFileModel):
    """One thing that an ad may hold and a person should look at."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)+$")
    title: str = Field(min_length=3)
    category: Category
    grounds: tuple[Ground, ...] = ()
    level: Level
    match: tuple[Match, ...] = Field(min_length=1)
    context: Context = Context()
    #: Shown first; ``{text}`` stands for the words that were found.
    message: str = Field(min_length=10)
    why: str = Field(min_length=10)
    suggestions: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field(min_length=1)
    #: Examples that this rule must find; ``[[ ]]`` marks what is to be shown.
    hit: tuple[str, ...] = Field(min_length=1)
    #: Look-alikes that this rule must leave alone.
    miss: tuple[str, ...] = Field(min_length=1)
    #: The same for English ads.
    hit_en: tuple[str, ...] = ()
    miss_en: tuple[str, ...] = ()
    #: Another level for one kind of employer, where law binds only some.
    employer_level: dict[Employer, Level] = Field(default_factory=dict)
    #: The same words are shown at their first place only.
    once: bool = False
    #: Why a rule that finds nothing in the reference ads is kept; required for those.
    why_rare: str = ""
    #: Findings of these rules at the same place make this one superfluous.
    yields_to: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _english_is_shown(self) -> Rule:
        if any(match.lang == "en" for match in self.match) != bool(self.hit_en):
            raise ValueError("hit_en goes with matches for English, and they with it")
        return self

    def examples(self) -> Iterator[tuple[Literal["sv", "en"], str, bool]]:
        """Each example with its language and whether the rule must find it."""
        yield from (("sv", text, True) for text in self.hit)
        yield from (("sv", text, False) for text in self.miss)
        yield from (("en", text, True) for text in self.hit_en)
        yield from (("en", text, False) for text in self.miss_en)


class RuleFile(RuleFileModel):
    """One file of ``rules/``."""

    rule: tuple[Rule, ...] = Field(min_length=1)


class SourceEntry(RuleFileModel):
    """A source that rules refer to by key."""

    title: str = Field(min_length=5)
    url: str | None = Field(None, pattern=r"^https://")
