"""Loading the rule files and compiling all their terms into one automaton."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import TypeAdapter, ValidationError

from fairscreen.ads.automaton import Automaton
from fairscreen.ads.notation import Element, Forms, expand
from fairscreen.ads.rulemodel import Context, Entry, Match, Rule, RuleFile, SourceEntry
from fairscreen.errors import FairscreenError
from fairscreen.rulefiles import digest, read_toml, validated

__all__ = [
    "CompiledMatch",
    "CompiledPattern",
    "Replacement",
    "RuleSet",
    "compile_rules",
    "load_rules",
]


@dataclass(frozen=True, slots=True)
class CompiledPattern:
    """A regular expression and the literals without which it cannot match.

    Few of the rules' expressions can match in any one ad, so each is compiled when it is first
    tried: that is a fifth of what a command waits for.
    """

    source: str
    needs: tuple[str, ...]

    @property
    def regex(self) -> re.Pattern[str]:
        return _pattern(self.source)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    try:
        return re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise FairscreenError("rules-invalid", name=source[:40], detail=f"{error}.") from error


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to write instead of one term, in the same form where classes were given."""

    paradigm: tuple[tuple[str, str], ...]
    targets: tuple[tuple[tuple[str, tuple[tuple[str, str], ...]], ...], ...]
    unless: tuple[str, ...] = ()

    def feature(self, forms: Iterable[str]) -> str:
        """Which form of its paradigm the words hold."""
        found = set(forms)
        return next((key for key, form in self.paradigm if form in found), "base")

    def for_words(self, forms: Iterable[str]) -> tuple[str, ...]:
        """The replacements for the words that were found."""
        feature = self.feature(forms)
        texts = []
        for target in self.targets:
            classed = any(paradigm for _, paradigm in target)
            # What has no form of its own, or parts from its particle in the passive, would not
            # read in the ad.
            if feature != "base" and not classed:
                continue
            if feature.endswith("-s") and len(target) > 1:
                continue
            words = [dict(paradigm).get(feature, word) for word, paradigm in target]
            texts.append(" ".join(words))
        return tuple(texts)


@dataclass(frozen=True, slots=True)
class CompiledMatch:
    """One match block with the numbers of its groups in the automaton (``None``: has none)."""

    rule: Rule
    match: Match
    context: Context
    hits: tuple[int, ...] = ()
    replacements: Mapping[int, Replacement] = field(default_factory=dict)
    patterns: tuple[CompiledPattern, ...] = ()
    first: int | None = None
    second: int | None = None
    against: int | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules, ready to use.

    Attributes
    ----------
    rules:
        In the order of their files and places.
    sources:
        What the rules' source keys stand for.
    version:
        Twelve hexadecimal digits over all rule files.
    """

    rules: tuple[Rule, ...]
    sources: Mapping[str, SourceEntry]
    version: str
    matches: tuple[CompiledMatch, ...]
    automaton: Automaton
    groups: Mapping[tuple[str, ...], int]

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; :class:`KeyError` when there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


def rule_files(*parts: str) -> list[Traversable]:
    """The TOML files of the rule folder, or of a folder in it, sorted by name."""
    folder = files("fairscreen.ads").joinpath("rules", *parts)
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


@cache
def load_rules() -> RuleSet:
    """The rules that come with the package, loaded once.

    Raises
    ------
    FairscreenError
        ``rules-invalid`` with the file and what is wrong with it.
    """
    found = rule_files()
    named = {file.name: file for file in found}
    sources = _table(named["sources.toml"], SourceEntry)
    lists = _table(named["lists.toml"], tuple[str, ...])
    rules: list[Rule] = []
    for file in found:
        if file.name in ("sources.toml", "lists.toml"):
            continue
        content = validated(RuleFile, read_toml(file), name=file.name)
        for rule in content.rule:
            _check(rule, rules, sources, file.name)
            rules.append(rule)
    entries = rule_files("entries")
    tables = {file.name.removesuffix(".toml"): _table(file, Entry) for file in entries}
    version = digest([*found, *entries])
    return compile_rules(tuple(rules), sources=sources, lists=lists, tables=tables, version=version)


def _table(file: Traversable, kind: type) -> dict:
    try:
        return TypeAdapter(dict[str, kind]).validate_python(read_toml(file))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise FairscreenError(
            "rules-invalid", name=file.name, detail=f"{where}: {first['msg']}."
        ) from error


def _check(rule: Rule, others: list[Rule], sources: Mapping[str, SourceEntry], name: str) -> None:
    if any(rule.id == other.id for other in others):
        raise FairscreenError("rules-invalid", name=name, detail=f"{rule.id} finns två gånger.")
    for key in rule.sources:
        if key not in sources:
            raise FairscreenError(
                "rules-invalid", name=name, detail=f"{rule.id}: källan {key} finns inte."
            )


class _Compiler:
    def __init__(
        self, lists: Mapping[str, tuple[str, ...]], tables: Mapping[str, Mapping[str, Entry]]
    ) -> None:
        from fairscreen.language import compound_parts

        self.lists = lists
        self.tables = tables
        self.automaton = Automaton(compound_parts)
        self.groups: dict[tuple[str, ...], int] = {}
        self._sequences: dict[str, list[tuple[Element, ...]]] = {}

    def sequences(self, term: str) -> list[tuple[Element, ...]]:
        if term not in self._sequences:
            self._sequences[term] = expand(term, self.lists)
        return self._sequences[term]

    def group(self, terms: tuple[str, ...]) -> int | None:
        if not terms:
            return None
        if terms not in self.groups:
            number = self.groups[terms] = len(self.groups)
            for term in terms:
                try:
                    sequences = self.sequences(term)
                except ValueError as error:
                    raise ValueError(f"{error} (i {term!r})") from error
                self.automaton.add(number, sequences)
        return self.groups[terms]

    def replacement(self, term: str, entry: Entry) -> Replacement:
        paradigm: list[tuple[str, str]] = []
        for sequence in self.sequences(term):
            for element in sequence:
                if isinstance(element, Forms) and element.paradigm and not paradigm:
                    paradigm = list(element.paradigm)
        self.group(entry.unless)
        return Replacement(tuple(paradigm), tuple(map(_target, entry.to)), entry.unless)

    def entries(self, match: Match) -> dict[str, Entry]:
        if not match.entries:
            return {term: Entry(to=targets) for term, targets in match.replace.items()}
        if match.entries not in self.tables:
            raise ValueError(f"there is no table named {match.entries!r} in rules/entries")
        table = self.tables[match.entries]
        return {match.template.replace("{term}", term): entry for term, entry in table.items()}

    def match(self, rule: Rule, match: Match) -> CompiledMatch:
        context = _merged(rule.context, match.context)
        for nearby in (*context.unless, *context.only, *context.lower):
            self.group(nearby.terms)
        hits: list[int] = []
        replacements: dict[int, Replacement] = {}
        for term, entry in self.entries(match).items():
            number = self.group((term,))
            hits.append(number)
            replacements[number] = self.replacement(term, entry)
        plain = self.group((*match.lemma, *match.phrase, *match.compound))
        if plain is not None:
            hits.append(plain)
        pair, density, absence = match.pair, match.density, match.absence
        first = pair.first if pair else density.terms if density else absence and absence.terms
        return CompiledMatch(
            rule=rule,
            match=match,
            context=context,
            hits=tuple(hits),
            replacements=replacements,
            patterns=tuple(CompiledPattern(p.regex, p.needs) for p in match.pattern),
            first=self.group(first or ()),
            second=self.group(pair.second if pair else ()),
            against=self.group(density.against if density else ()),
        )


def _target(text: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    from fairscreen.ads.inflection import inflect

    words = []
    for piece in text.split():
        word, _, kind = piece.partition("~")
        words.append((word, tuple(inflect(word, kind).items()) if kind else ()))
    return tuple(words)


def _merged(general: Context, special: Context | None) -> Context:
    if special is None:
        return general
    return general.model_copy(update={k: getattr(special, k) for k in special.model_fields_set})


def compile_rules(
    rules: tuple[Rule, ...],
    *,
    sources: Mapping[str, SourceEntry],
    lists: Mapping[str, tuple[str, ...]],
    version: str,
    tables: Mapping[str, Mapping[str, Entry]] | None = None,
) -> RuleSet:
    """Compile ``rules``; used by :func:`load_rules` and by tests of the engine itself."""
    compiler = _Compiler(lists, tables or {})
    matches: list[CompiledMatch] = []
    for rule in rules:
        try:
            matches += [compiler.match(rule, match) for match in rule.match]
        except ValueError as error:
            raise FairscreenError("rules-invalid", name=rule.id, detail=f"{error}.") from error
    return RuleSet(
        rules=rules, sources=sources, version=version, matches=tuple(matches),
        automaton=compiler.automaton, groups=compiler.groups,
    )  # fmt: skip
