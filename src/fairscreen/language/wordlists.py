"""Word lists that lie in ``data``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from fairscreen.rulefiles import read_words

__all__ = ["ends_with", "word_set"]


@cache
def word_set(name: str) -> frozenset[str]:
    """The items of ``data/<name>.txt``."""
    return frozenset(read_words(files("fairscreen.language") / "data" / f"{name}.txt"))


def ends_with(line: str, name: str) -> bool:
    """Whether ``line`` ends in an item of the list, as whole words; case does not count."""
    return bool(_ending(name).search(line.lower()))


@cache
def _ending(name: str) -> re.Pattern[str]:
    phrases = sorted(word_set(name), key=len, reverse=True)
    return re.compile(rf"(?:(?<=\s)|^)(?:{'|'.join(map(re.escape, phrases))})$")
