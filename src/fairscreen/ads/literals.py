"""Regular expressions that are tried only where the text holds letters they cannot match without.

The lists of phrases in the data files are long alternations. Most sentences hold none of their
words, and to look for words alone is many times quicker than to try every alternative at every
letter. What is found is just what the expression alone would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

__all__ = ["Sought", "lowered", "needed"]

# Each letter more makes a literal so many times rarer, about.
_RARER = 15.0
# Letters that ``re.IGNORECASE`` takes for another, and that lower case leaves alone.
_ALSO = (("\u0131", "i"), ("\u017f", "s"))


def lowered(text: str) -> str:
    """``text`` in lower case, as the literals are looked for in it."""
    lower = text.lower()
    if not lower.isascii():
        for letter, plain in _ALSO:
            lower = lower.replace(letter, plain)
    return lower


@dataclass(frozen=True, slots=True)
class Sought:
    """An expression and the literals, in lower case, of which every match holds one.

    Without literals the expression is always tried.
    """

    regex: re.Pattern[str]
    needs: tuple[str, ...]

    @classmethod
    def of(cls, regex: re.Pattern[str]) -> Sought:
        """``regex`` with the literals that its own form tells."""
        return cls(regex, needed(regex))

    @classmethod
    def either(cls, patterns: Sequence[str]) -> Sought | None:
        """Any of ``patterns``, case ignored; ``None`` where there are none."""
        joined = "|".join(f"(?:{pattern})" for pattern in patterns)
        return cls.of(re.compile(joined, re.IGNORECASE)) if joined else None

    def within(self, lower: str) -> Sought | None:
        """The same for parts of a text alone, given as :func:`lowered`; ``None``: found in none."""
        if not self.needs:
            return self
        held = tuple(literal for literal in self.needs if literal in lower)
        return Sought(self.regex, held) if held else None

    def held(self, lower: str) -> bool:
        """Whether a match is possible in a text whose :func:`lowered` is ``lower``."""
        if not self.needs:
            return True
        # A loop, since this is asked very often and a generator costs more than the looking.
        for literal in self.needs:  # noqa: SIM110
            if literal in lower:
                return True
        return False

    def search(self, text: str, lower: str | None = None) -> re.Match[str] | None:
        """The first match in ``text``; ``lower`` where :func:`lowered` was done already."""
        if self.held(lowered(text) if lower is None else lower):
            return self.regex.search(text)
        return None


def needed(regex: re.Pattern[str]) -> tuple[str, ...]:
    """Literals in lower case of which every text that ``regex`` matches in holds at least one.

    Empty where the expression's form tells none.
    """
    # The interpreter's own reading of expressions has no public door; without it, none are told.
    try:
        parser = import_module("re._parser")
    except ImportError:  # pragma: no cover
        return ()
    found = _of_sequence(parser.parse(regex.pattern, regex.flags)) or frozenset()
    # "ett krav" is not there where "krav" is not.
    shortest: list[str] = []
    for literal in sorted(found, key=lambda one: (len(one), one)):
        if not any(one in literal for one in shortest):
            shortest.append(literal)
    return tuple(shortest)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best set that one of the items in a row gives."""
    choices: list[frozenset[str]] = []
    run = ""
    for op, value in items:
        if str(op) == "LITERAL":
            run += chr(value).lower()
            continue
        if run:
            choices.append(frozenset({run}))
            run = ""
        inner = _of_item(str(op), value)
        if inner is not None:
            choices.append(inner)
    if run:
        choices.append(frozenset({run}))
    return min(choices, key=_chance, default=None)


def _of_item(op: str, value: Any) -> frozenset[str] | None:
    if op == "SUBPATTERN":
        return _of_sequence(value[3])
    if op == "ATOMIC_GROUP":
        return _of_sequence(value)
    if op == "ASSERT":
        return _of_sequence(value[1])
    if op.endswith("_REPEAT"):
        return _of_sequence(value[2]) if value[0] > 0 else None
    if op == "BRANCH":
        sets = [_of_sequence(branch) for branch in value[1]]
        known = [one for one in sets if one is not None]
        return frozenset().union(*known) if len(known) == len(sets) else None
    return None


def _chance(literals: frozenset[str]) -> float:
    """How likely a text holds one of the literals; signs are rarer than letters."""
    signs = sum(any(not sign.isalnum() and sign != " " for sign in one) for one in literals)
    return sum(_RARER ** -len(one) for one in literals) / (1 + signs / len(literals))
