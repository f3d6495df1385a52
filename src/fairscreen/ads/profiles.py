"""An organisation's own voice: levels, terms, facts and choices, kept in one TOML file.

    name = "Socialförvaltningen"

    [levels]                      # rule = must, should, hint or off
    plain-jargon = "off"

    [[term]]                      # words of our own, in the notation of docs/rules.md
    match = ["kund~er", "kundernas"]
    level = "hint"
    message = "Vi säger brukare om den som får hemtjänst."
    suggestions = ["brukare"]

    [inclusion]                   # our own words of welcome
    statement = "Vi bedömer alla utifrån samma krav."

    [[fact]]                      # what justifies a demand where we work
    rules = ["req-licence"]
    when = ["hemtjänst~er"]
    reason = "I hemtjänsten kör medarbetaren bil mellan brukarna."

    [[suppression]]
    rule = "gender-title-man"
    words = "brandman"
    reason = "Titeln är fastställd i kollektivavtal."

A fact lowers a finding to a hint and tells the reason; it never lifts what the law forbids
outright: findings at the level *must* keep their level and get the reason as a note.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, ValidationError, field_validator

from fairscreen.ads.review import (
    AdReview,
    Category,
    Finding,
    Justification,
    Level,
    Source,
)
from fairscreen.ads.rulemodel import Context, Match, Rule, SourceEntry
from fairscreen.ads.ruleset import RuleSet, compile_rules, load_rules
from fairscreen.ads.suppressions import Suppression, set_aside, suppressed
from fairscreen.errors import FairscreenError
from fairscreen.rulefiles import RuleFileModel
from fairscreen.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Fact", "OwnTerm", "Profile", "load_profile", "profile_from_toml", "with_profile"]

#: Source key of what comes from a profile.
SOURCE = "profile"
_LARGEST = 1_000_000
_WEIGHT: dict[Level, int] = {"hint": 0, "should": 1, "must": 2}


class OwnTerm(RuleFileModel):
    """Words that the organisation wants pointed out."""

    match: tuple[str, ...] = Field(min_length=1, max_length=200)
    message: str = Field(min_length=10, max_length=500)
    why: str = Field("Så skriver vi i vår organisation.", min_length=10, max_length=500)
    level: Level = "hint"
    category: Category = "plain"
    suggestions: tuple[str, ...] = ()
    lang: Literal["sv", "en"] = "sv"


class Fact(RuleFileModel):
    """Something true of the organisation's work that justifies what some rules point at."""

    rules: tuple[str, ...] = Field(min_length=1)
    reason: str = Field(min_length=10, max_length=500)
    #: Terms of which one must be in the ad; empty: the fact holds for all ads.
    when: tuple[str, ...] = ()


class _Inclusion(RuleFileModel):
    statement: str = Field(min_length=10, max_length=1000)


class Profile(RuleFileModel):
    """What one organisation has decided."""

    name: str = Field(min_length=2, max_length=100)
    levels: dict[str, Literal["must", "should", "hint", "off"]] = Field(default_factory=dict)
    term: tuple[OwnTerm, ...] = Field((), max_length=500)
    inclusion: _Inclusion | None = None
    fact: tuple[Fact, ...] = Field((), max_length=200)
    suppression: tuple[Suppression, ...] = Field((), max_length=2000)

    @field_validator("levels")
    @classmethod
    def _rules_exist(cls, value: dict[str, str]) -> dict[str, str]:
        _refuse_unknown(value)
        return value

    @cached_property
    def terms(self) -> RuleSet | None:
        """The own terms as rules, so that negation, quotation and names guard them too."""
        rules = [
            _rule(term.match, category=term.category, level=term.level, lang=term.lang,
                  message=term.message, why=term.why, suggestions=term.suggestions)
            for term in self.term
        ]  # fmt: skip
        return _compiled(self, rules) if rules else None

    @cached_property
    def watched(self) -> RuleSet | None:
        """The words that facts hang on; only where they stand is used."""
        rules = [_rule(fact.when) for fact in self.fact if fact.when]
        return _compiled(self, rules) if rules else None

    def facts(self, doc: Doc) -> list[tuple[Fact, Span | None]]:
        """The facts that hold for an ad, each with the first place of the words it hangs on."""
        from fairscreen.ads.reading import Reading

        reading = Reading.of(doc, self.watched.automaton) if self.watched else None
        holding: list[tuple[Fact, Span | None]] = []
        for fact in self.fact:
            if not fact.when:
                holding.append((fact, None))
            elif reading is not None and self.watched is not None:
                places = reading.places(self.watched.groups.get(fact.when))
                if places:
                    holding.append((fact, min(places)))
        return holding


def load_profile(file: Path) -> Profile:
    """A profile from a TOML file.

    Raises
    ------
    FairscreenError
        ``document-not-found``, ``profile-invalid`` that says where and why.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FairscreenError("document-not-found", name=file.name) from error
    if len(data) > _LARGEST:
        raise FairscreenError("profile-invalid", name=file.name, detail="Filen är för stor.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FairscreenError(
            "profile-invalid", name=file.name, detail="Filen är inte sparad som UTF-8."
        ) from error
    return profile_from_toml(text, name=file.name)


def profile_from_toml(text: str, *, name: str = "profilen") -> Profile:
    """A profile from TOML; errors as :func:`load_profile`."""
    try:
        profile = Profile.model_validate(tomllib.loads(text))
        for fact in profile.fact:
            _refuse_unknown(dict.fromkeys(fact.rules))
        _ = profile.terms, profile.watched
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        detail = f"Rad {where[1]} är inte giltig TOML." if where else "Filen är inte giltig TOML."
        raise FairscreenError("profile-invalid", name=name, detail=detail) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FairscreenError(
            "profile-invalid", name=name, detail=f"{where}: {_in_swedish(first)}"
        ) from error
    except FairscreenError as error:
        # A term of the profile that is no valid term; the compiler says which.
        detail = str(error.params.get("detail", ""))
        raise FairscreenError("profile-invalid", name=name, detail=detail) from error
    except _UnknownRuleError as error:
        detail = f"Regeln {error} finns inte. Se fairscreen rules."
        raise FairscreenError("profile-invalid", name=name, detail=detail) from error
    return profile


class _UnknownRuleError(Exception):
    pass


def _refuse_unknown(rules: Mapping[str, object]) -> None:
    known = {rule.id for rule in load_rules().rules}
    for rule in rules:
        if rule not in known:
            raise _UnknownRuleError(rule)


def _in_swedish(problem: Mapping[str, object]) -> str:
    match problem["type"]:
        case "missing":
            return "uppgiften saknas."
        case "extra_forbidden":
            return "uppgiften finns inte i en profil."
        case "literal_error":
            return f"ska vara något av {problem['ctx']['expected']}."  # type: ignore[index]
        case "string_too_short" | "too_short":
            return "är för kort."
        case "string_too_long" | "too_long":
            return "är för lång."
        case "string_pattern_mismatch":
            return "har fel form."
        case _:
            return "har fel värde."


#: An own term is about the word itself, whoever it describes.
_ANYWHERE = Context(
    negation="keep", softened="keep", reason="keep", inclusion="keep",
    about=("applicant", "employer", "unit", "clients", "contact", "unknown"),
)  # fmt: skip


def _rule(
    terms: tuple[str, ...],
    *,
    category: Category = "plain",
    level: Level = "hint",
    lang: Literal["sv", "en"] = "sv",
    message: str = "Ett eget skäl.",
    why: str = "Ett eget skäl.",
    suggestions: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        id="own-term", title="Eget ord", category=category, level=level,
        match=(Match(lang=lang, phrase=terms, suggestions=suggestions),), context=_ANYWHERE,
        message=message, why=why, sources=(SOURCE,), hit=("–",), miss=("–",),
        hit_en=("–",) if lang == "en" else (),
    )  # fmt: skip


def _compiled(profile: Profile, rules: list[Rule]) -> RuleSet:
    source = SourceEntry(title=f"Profilen {profile.name}")
    return compile_rules(tuple(rules), sources={SOURCE: source}, lists={}, version="profile")


def with_profile(
    review: AdReview,
    profile: Profile,
    facts: list[tuple[Fact, Justification | None]],
) -> AdReview:
    """``review`` as ``profile`` wants it: levels, facts, own welcome, choices."""
    base = {rule.id: rule.level for rule in load_rules().rules}
    findings: list[Finding] = []
    dropped = list(review.dropped)
    for finding in review.findings:
        level = profile.levels.get(finding.rule)
        if level == "off":
            dropped.append(set_aside(finding, "off in profile", f"Profilen {profile.name}."))
            continue
        # What the text itself has lowered (a reason, a soft word) is not raised again.
        if level is not None and _WEIGHT[finding.level] >= _WEIGHT[base[finding.rule]]:
            finding = finding.model_copy(update={"level": level})
        findings.append(_justified(finding, facts))
    dropped.sort(key=lambda item: (item.start, item.end, item.rule))
    update: dict[str, object] = {
        "findings": tuple(findings),
        "dropped": tuple(dropped),
        "sources": dict(review.sources)
        | {SOURCE: Source(key=SOURCE, title=f"Profilen {profile.name}")},
        "profile": profile.name,
    }
    if profile.inclusion is not None:
        update["missing"] = _welcome(review, profile.inclusion.statement)
    return suppressed(review.model_copy(update=update), profile.suppression)


def _justified(finding: Finding, facts: list[tuple[Fact, Justification | None]]) -> Finding:
    for fact, place in facts:
        if finding.rule in fact.rules:
            return finding.model_copy(
                update={
                    "level": "must" if finding.level == "must" else "hint",
                    "justification": finding.justification or place,
                    "note": fact.reason,
                }
            )
    return finding


def _welcome(review: AdReview, statement: str) -> tuple[object, ...]:
    """The checklist with the organisation's own words of welcome: found, or suggested."""
    words = r"\s+".join(map(re.escape, statement.split()))
    found = re.search(words, review.text, re.IGNORECASE)
    parts = []
    for part in review.missing:
        if part.item == "inclusion" and found:
            part = part.model_copy(
                update={"present": True, "start": found.start(), "end": found.end(),
                        "message": "", "why": "", "suggestion": None}
            )  # fmt: skip
        elif part.item == "inclusion" and not part.present:
            part = part.model_copy(update={"suggestion": f"Er egen text: ”{statement}”"})
        parts.append(part)
    return tuple(parts)
