"""Rules written as data: ``rules/*.toml``. A new rule touches no code.

A rule marks the named group ``x`` of its pattern, or the whole match. ``unless`` holds patterns
that clear a match when they are found in the words around it, joined by ``⟦`` and ``⟧`` where the
match begins and ends. ``hits`` (the marked words between ``[[`` and ``]]``) and ``misses`` are its
tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files

from pydantic import Field

from fairscreen.anonymise.about import is_workplace, speaks_of_applicant
from fairscreen.anonymise.hits import Category, Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import with_lists
from fairscreen.errors import FairscreenError
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["CueRule", "cue_rules", "find"]

# A class of capitals (and, in exceptions, of small letters) means what it says, although the words
# around it are matched in any case.
_CAPITALS = re.compile(r"\[A-Z(?:ÅÄÖ)?\]")
_LETTERS = re.compile(r"\[(?:A-Z(?:ÅÄÖ)?|a-z(?:åäö)?)\]")
_AROUND = 70  # code points on each side that an exception may look at


class CueRule(RuleFileModel):
    """One rule of ``rules/*.toml``."""

    id: str
    category: Category
    pattern: str
    why: str
    kind: str = ""
    replace: str | None = None
    replace_en: str | None = None
    score: float = Field(0.9, gt=0, le=1)
    case: bool = False
    about: bool = Field(False, description="Only where the words speak of the applicant.")
    work: bool = Field(False, description="Not where the applicant but works there.")
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    hits: tuple[str, ...] = Field(min_length=1)
    misses: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        pattern = with_lists(self.pattern)
        if self.case:
            return re.compile(pattern)
        return re.compile(_CAPITALS.sub(r"(?-i:\g<0>)", pattern), re.IGNORECASE)

    @cached_property
    def exceptions(self) -> tuple[re.Pattern[str], ...]:
        return tuple(
            re.compile(_LETTERS.sub(r"(?-i:\g<0>)", with_lists(pattern)), re.IGNORECASE)
            for pattern in self.unless
        )

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Findings of this rule alone."""
        if self.needs and not any(word in reading.lower for word in self.needs):
            return
        text = reading.text
        group: str | int = "x" if "x" in self.compiled.groupindex else 0
        for match in self.compiled.finditer(text):
            start, end = match.span(group)
            if start == end or self._excepted(text, start, end):
                continue
            if self.about and not speaks_of_applicant(reading, start, end, topic=False):
                continue
            if self.work and is_workplace(reading, start, end):
                continue
            template = self.replace_en if reading.lang == "en" else None
            template = template if template is not None else self.replace
            yield Finding(
                start, end, self.category, self.score, self.id, self.why,
                self.kind or self.category,
                None if template is None else _like(match.expand(template), text[start:end]),
            )  # fmt: skip

    def _excepted(self, text: str, start: int, end: int) -> bool:
        if not self.exceptions:
            return False
        around = (
            f"{text[max(0, start - _AROUND) : start]}⟦{text[start:end]}⟧{text[end : end + _AROUND]}"
        )
        return any(pattern.search(around) for pattern in self.exceptions)


def _like(new: str, old: str) -> str:
    """``new`` with a capital where ``old`` has one."""
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


@cache
def cue_rules() -> tuple[CueRule, ...]:
    """All rules, in the order of files and lines.

    Raises
    ------
    FairscreenError
        ``rules-invalid`` when a file breaks the form, or two rules share an id.
    """
    rules: list[CueRule] = []
    folder = files("fairscreen.anonymise") / "rules"
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".toml"):
            continue
        for number, data in enumerate(read_toml(file).get("rule", [])):
            name = f"{file.name} {data.get('id', number)}"
            rule = validated(CueRule, data, name=name)
            try:
                _ = rule.compiled, rule.exceptions
            except re.error as error:
                raise FairscreenError("rules-invalid", name=name, detail=f"{error}.") from error
            rules.append(rule)
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise FairscreenError("rules-invalid", name=rule.id, detail="two rules have this id.")
        seen.add(rule.id)
    return tuple(rules)


def find(reading: Reading) -> Iterator[Finding]:
    """Findings of all rules."""
    lower = reading.lower
    for rule in cue_rules():
        # Most rules end here, so their generators are not even made.
        for word in rule.needs:
            if word in lower:
                break
        else:
            if rule.needs:
                continue
        yield from rule.find(reading)
