"""One automaton over words for all terms of all rules.

The terms of all rules become one trie whose edges are sets of word forms, so the time per text
depends on the text's length and hardly on the number of rules. What a word can be (which sets it
belongs to) is looked up once per distinct word and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, KeysView, Sequence
from dataclasses import dataclass, field

from fairscreen.ads.notation import Any_, Bracket, Element, FirstPart, Forms, LastPart, Number
from fairscreen.ads.words import BREAK, Word

__all__ = ["Automaton", "Match"]

#: No gap of a term reaches over these.
_STOPS = frozenset({BREAK, ".", "!", "?", ";", "•", "·", ":"})
#: Distinct words remembered; a long-running service would otherwise grow without end.
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Match:
    """``term`` (its number) shown at words ``start`` to ``end``, half-open."""

    term: int
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    edges: dict[int, _Node] = field(default_factory=dict)
    any_word: _Node | None = None
    #: Term, words before what is shown, words after it.
    terms: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Kinds:
    """What a word can be, and where a match that begins with it stands after it."""

    all: KeysView[int]
    opened: list[_Node]


class Automaton:
    """Built once with :meth:`add`, then :meth:`scan` for each text.

    Parameters
    ----------
    parts:
        Splits a compound into its parts: ``"säljteam" -> ("sälj", "team")``.
    """

    def __init__(self, parts: Callable[[str], tuple[str, ...]]) -> None:
        self._parts = parts
        self._root = _Node()
        self._ids: dict[Element, int] = {}
        self._of_form: dict[str, list[int]] = {}
        self._numbers: list[tuple[int, int, int]] = []
        self._last: dict[str, list[tuple[str, int]]] = {}
        self._first: dict[str, int] = {}
        self._last_pattern: re.Pattern[str] | None = None
        self._first_pattern: re.Pattern[str] | None = None
        self._known: dict[str, _Kinds] = {}

    def add(self, term: int, sequences: Iterable[Sequence[Element]]) -> None:
        """Add ``term`` under its number; any of ``sequences`` is a match of it."""
        # The sequences of a term share their elements, and to hash one is to hash all its forms.
        seen: dict[int, tuple[Element, int]] = {}
        for sequence in sequences:
            node = self._root
            taken, opened, closed = 0, 0, None
            for element in sequence:
                if isinstance(element, Bracket):
                    opened, closed = (taken, closed) if element.opens else (opened, taken)
                    continue
                taken += 1
                if isinstance(element, Any_):
                    node.any_word = node.any_word or _Node()
                    node = node.any_word
                    continue
                known = seen.get(id(element))
                if known is None:
                    known = seen[id(element)] = element, self._id(element)
                onward = node.edges.get(known[1])
                if onward is None:
                    onward = node.edges[known[1]] = _Node()
                node = onward
            shown = (term, opened, taken - (taken if closed is None else closed))
            if shown not in node.terms:
                node.terms.append(shown)
        self._known.clear()
        self._last_pattern = self._first_pattern = None

    def _id(self, element: Element) -> int:
        known = self._ids.get(element)
        if known is not None:
            return known
        number = self._ids[element] = len(self._ids)
        if isinstance(element, Forms):
            for form in element.forms:
                self._of_form.setdefault(form, []).append(number)
        elif isinstance(element, Number):
            self._numbers.append((element.low, element.high, number))
        elif isinstance(element, LastPart):
            for form in element.forms:
                self._of_form.setdefault(form, []).append(number)
                self._last.setdefault(form, []).append((element.word, number))
        elif isinstance(element, FirstPart):
            self._first[element.word] = number
        return number

    def scan(self, words: Sequence[Word]) -> list[Match]:
        """All matches, overlapping ones too, in order of their ends."""
        found: list[Match] = []
        active: list[tuple[_Node, int]] = []
        known = self._known
        for at, word in enumerate(words):
            form = word.form
            word_kinds = known.get(form) or self._remember(form)
            kinds = word_kinds.all
            following: list[tuple[_Node, int]] = []
            for node, start in active:
                edges = node.edges
                # Two views are compared by going through the smaller one.
                if not edges.keys().isdisjoint(kinds):
                    following += [(edges[kind], start) for kind in kinds if kind in edges]
                if node.any_word is not None and form not in _STOPS:
                    following.append((node.any_word, start))
            following += [(node, at) for node in word_kinds.opened]
            for node, start in following:
                for term, before, after in node.terms:
                    found.append(Match(term, start + before, at + 1 - after))
            active = [item for item in following if item[0].edges or item[0].any_word is not None]
        return found

    def _remember(self, form: str) -> _Kinds:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        kinds = dict.fromkeys(self._kinds(form))
        root = self._root.edges
        opened = [root[kind] for kind in kinds if kind in root]
        result = self._known[form] = _Kinds(kinds.keys(), opened)
        return result

    def _kinds(self, form: str) -> Iterable[int]:
        yield from self._of_form.get(form, ())
        if form.isdecimal():
            value = int(form[:9])
            yield from (number for low, high, number in self._numbers if low <= value <= high)
            return
        if self._last_pattern is None:
            self._last_pattern = _pattern("(?:{})$", self._last)
            self._first_pattern = _pattern("(?:{})", self._first)
        # The two patterns are cheap and rule out nearly every word; only the few that could be a
        # listed compound are taken apart.
        ending = self._last_pattern.search(form)
        if ending and ending.start() > 1:
            parts = self._parts(form)
            if len(parts) > 1:
                for tail, entries in self._last.items():
                    if form.endswith(tail):
                        yield from (n for word, n in entries if parts[-1] in (word, tail))
        if self._first_pattern.match(form) and form not in self._first:
            parts = self._parts(form)
            if len(parts) > 1:
                for word, number in self._first.items():
                    if parts[0].rstrip("s") == word.rstrip("s"):
                        yield number


def _pattern(shape: str, words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(shape.format(alternatives or "(?!)"))
