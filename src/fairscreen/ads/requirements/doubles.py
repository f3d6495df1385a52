"""The same demand twice in one ad: on one level (a double) or on both (a contradiction)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from fairscreen.ads.review import Requirement

__all__ = ["doubles"]

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Words that say nothing of what is asked.
_EMPTY_WORDS = """
en ett och samt eller att av i inom på för med som till från om det den de du din ditt dina har ha
är vara kan kunna god goda gott mycket bra stor stort hög höga viss tidigare gärna även också både
såväl tal skrift kunskap kunskaper kunskapen erfarenhet erfarenheter förmåga förmågan behärska
behärskar talar tala språket giltigt gällande arbete arbeta arbetar minst års år flerårig lång
relevant dokumenterad godkänd
a an the and or of in with for to good experience knowledge skills ability strong working have has
at least years year
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ALIKE = 0.75
_NUMBER = re.compile(r"\d")
_LANGUAGE = re.compile(
    r"(?<!\w)(?:svensk|engelsk|arabisk|finsk|spansk|fransk|tysk|norsk|dansk|somalisk|persisk|polsk|"
    r"rysk|turkisk|ukrainsk|samisk|romani|dari|pashto|tigrinja|mandarin|kinesisk|japansk|italiensk|"
    r"portugisisk|grekisk|thail|meänkieli|jiddisch|kurdisk|sorani|kurmanji|teckenspråk|swedish|"
    r"english|arabic|finnish|spanish|french|german|norwegian|danish|polish|russian|sign language)",
    re.IGNORECASE,
)
_CLASS = re.compile(r"(?<!\w)([a-e]{1,2}|be|ce)(?:[- ]?körkort|$)", re.IGNORECASE)


def doubles(
    found: Sequence[Requirement],
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """For each demand (by its place in ``found``) its doubles, and those that contradict it.

    A merit that asks for more than the must ("minst två år" beside "erfarenhet av …") is neither.
    """
    keys = [_key(item) for item in found]
    twice: dict[int, set[int]] = defaultdict(set)
    clashing: dict[int, set[int]] = defaultdict(set)
    for first, second in combinations(range(len(found)), 2):
        if not _same(found[first], found[second], keys[first], keys[second]):
            continue
        chosen = twice if found[first].level == found[second].level else clashing
        chosen[first].add(second)
        chosen[second].add(first)
    return _sorted(twice), _sorted(clashing)


def _sorted(pairs: dict[int, set[int]]) -> dict[int, tuple[int, ...]]:
    return {index: tuple(sorted(others)) for index, others in pairs.items()}


def _key(item: Requirement) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(item.text)]
    if item.type == "language":
        return frozenset(match.group()[:5].lower() for match in _LANGUAGE.finditer(item.text))
    if item.type == "licence" and any("körkort" in word for word in words):
        classes = {match.group(1).lower() for match in _CLASS.finditer(item.text)}
        return frozenset({"körkort", *classes})
    return frozenset(_stem(word) for word in words if word not in _EMPTY)


def _stem(word: str) -> str:
    for ending in ("erna", "arna", "orna", "ande", "are", "en", "et", "er", "ar", "or", "a", "t"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _same(
    first: Requirement, second: Requirement, one: frozenset[str], other: frozenset[str]
) -> bool:
    if first.type != second.type or not one or not other:
        return False
    if first.level != second.level and _NUMBER.search(first.text + second.text):
        # "5 års erfarenhet" as a merit beside "erfarenhet" as a must asks for more.
        return one == other and _numbers(first) == _numbers(second)
    if first.type == "licence" and "körkort" in one and "körkort" in other:
        return one == other or len(one) == 1 or len(other) == 1
    return len(one & other) / len(one | other) >= _ALIKE


def _numbers(item: Requirement) -> list[str]:
    return re.findall(r"\d+", item.text)
