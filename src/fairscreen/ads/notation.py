"""The notation that rule terms are written in.

A term is a sequence of elements with blanks between them:

=================== ==========================================================================
``ord``             the word as written (case does not matter)
``tjej~er``         the word in all forms of an inflection class (:mod:`.inflection`)
``(a|b c|d~a)``     one of the alternatives, each a term
``@name``           one of the terms of a named list in ``rules/lists.toml``
``ord?`` ``(a|b)?`` may be left out
``_3``              nought to three words of any kind, within the sentence
``#`` ``#1-12``     a number in digits, any or in a range
``+team~0``         a compound whose last part is the word (*säljteam*), or the word itself
``kvinno+``         a compound whose first part is the word
``du är [kille]``   only what is between the brackets is shown
``$``               the end of a line, a list item or a paragraph
=================== ==========================================================================

Signs such as ``-``, ``/`` and ``.`` are words of their own, in terms as in texts; ``\\)`` is a
parenthesis of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from fairscreen.ads.inflection import inflect
from fairscreen.ads.words import BREAK, cut

__all__ = ["Any_", "Bracket", "Element", "FirstPart", "Forms", "LastPart", "Number", "expand"]

#: More sequences than this from one term is a slip of the author's pen.
MOST_SEQUENCES = 4000


@dataclass(frozen=True, slots=True)
class Forms:
    """One word that is any of ``forms``; ``paradigm`` tells which feature each form has."""

    forms: frozenset[str]
    paradigm: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 - `Any` is taken
    """Any one word that does not end a sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits, ``low`` to ``high`` inclusive."""

    low: int = 0
    high: int = 10**9


@dataclass(frozen=True, slots=True)
class LastPart:
    """A word or compound whose last part is one of ``forms`` of ``word``."""

    word: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class FirstPart:
    """A compound whose first part is ``word``."""

    word: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """Where the shown part starts or ends; takes no word."""

    opens: bool


Element = Forms | Any_ | Number | LastPart | FirstPart | Bracket
Sequence_ = tuple[Element, ...]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<open>\() | (?P<close>\)\??) | (?P<bar>\|) | (?P<bracket>[\[\]])
    | _(?P<gap>\d)
    | \#(?:(?P<low>\d+)-(?P<high>\d+))?(?P<number>)
    | @(?P<list>\w+)(?P<lopt>\??)
    | \+(?P<last>\w+)(?:~(?P<lclass>\w+))?
    | (?P<first>\w+)\+
    | (?P<word>(?:\\.|[^\s()|~?@\[\]\\])+)(?:~(?P<class>\w+))?(?P<opt>\??)
    )""",
    re.X,
)


def expand(term: str, lists: Mapping[str, Sequence[str]]) -> list[Sequence_]:
    """All sequences of elements that ``term`` stands for.

    Raises
    ------
    ValueError
        When the term cannot be read, names an unknown list or class, or stands for too many.
    """
    tokens = list(_TOKEN.finditer(term))
    if "".join(m.group() for m in tokens).replace(" ", "") != term.replace(" ", ""):
        raise ValueError(f"cannot read the term {term!r}")
    sequences, rest = _alternatives(tokens, 0, lists)
    if rest != len(tokens):
        raise ValueError(f"unbalanced parentheses in {term!r}")
    if not all(sequences):
        raise ValueError(f"the term {term!r} can be empty")
    if any(isinstance(s[0], Any_) or isinstance(s[-1], Any_) for s in sequences):
        raise ValueError(f"the term {term!r} starts or ends with a gap")
    return list(dict.fromkeys(sequences))


def _alternatives(
    tokens: list[re.Match[str]], at: int, lists: Mapping[str, Sequence[str]]
) -> tuple[list[Sequence_], int]:
    """Parse ``a b|c …`` up to a closing parenthesis or the end."""
    found: list[Sequence_] = []
    parts: list[list[Sequence_]] = []
    while at < len(tokens):
        token = tokens[at]
        if token["close"]:
            break
        at += 1
        if token["bar"]:
            found += _joined(parts)
            parts = []
        elif token["open"]:
            inner, at = _alternatives(tokens, at, lists)
            if at == len(tokens):
                raise ValueError("a parenthesis is not closed")
            parts.append([*_merged(inner), *([()] if tokens[at].group().endswith("?") else [])])
            at += 1
        else:
            parts.append(_element(token, lists))
    return found + _joined(parts), at


def _joined(parts: list[list[Sequence_]]) -> list[Sequence_]:
    size = 1
    for part in parts:
        size *= len(part)
    if size > MOST_SEQUENCES:
        raise ValueError(f"the term stands for {size} sequences; split it")
    return [tuple(e for piece in choice for e in piece) for choice in product(*parts)]


def _merged(sequences: list[Sequence_]) -> list[Sequence_]:
    """One-word alternatives as one element, so that they cost one edge of the automaton."""
    single = [s[0] for s in sequences if len(s) == 1 and isinstance(s[0], Forms)]
    if len(single) < 2:
        return sequences
    union = Forms(
        frozenset().union(*(e.forms for e in single)),
        tuple(pair for e in single for pair in e.paradigm),
    )
    others = [s for s in sequences if not (len(s) == 1 and isinstance(s[0], Forms))]
    return [(union,), *others]


def _element(token: re.Match[str], lists: Mapping[str, Sequence[str]]) -> list[Sequence_]:
    if token["gap"]:
        return [(Any_(),) * count for count in range(int(token["gap"]) + 1)]
    if token["bracket"]:
        return [(Bracket(token["bracket"] == "["),)]
    if token["number"] is not None:
        low, high = token["low"], token["high"]
        return [(Number(int(low), int(high)) if low else Number(),)]
    if token["list"]:
        if token["list"] not in lists:
            raise ValueError(f"there is no list named {token['list']!r}")
        inner = [s for term in lists[token["list"]] for s in expand(term, lists)]
        return [*_merged(inner), *([()] if token["lopt"] else [])]
    if token["last"]:
        word = token["last"].lower()
        forms = inflect(word, token["lclass"]).values() if token["lclass"] else [word]
        return [(LastPart(word, frozenset(forms)),)]
    if token["first"]:
        return [(FirstPart(token["first"].lower()),)]
    if token["word"] == "$":
        return [(Forms(frozenset([BREAK])),)]
    pieces = cut(token["word"].replace("\\", ""))
    sequence: list[Element] = [Forms(frozenset([piece])) for piece in pieces]
    if token["class"]:
        paradigm = inflect(pieces[-1], token["class"])
        sequence[-1] = Forms(frozenset(paradigm.values()), tuple(paradigm.items()))
    return [tuple(sequence), *([()] if token["opt"] else [])]
