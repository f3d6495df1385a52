"""The word lists in ``data``, read once."""

from __future__ import annotations

import gzip
import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from fairscreen.rulefiles import read_words

__all__ = [
    "NameDigits",
    "NameList",
    "expanded",
    "headings",
    "names",
    "ordinary",
    "table",
    "with_lists",
    "words",
]

# Lists that patterns may name, and the file of ``data`` that holds each.
_LISTS = dict.fromkeys(
    ("countries", "adjectives", "persons", "english", "languages"), "nationalities"
)
_LISTS |= dict.fromkeys(("age", "ageword", "tens", "when", "status"), "ages")
_LISTS |= dict.fromkeys(("unions", "parties"), "unions")
_LIST = re.compile(rf"\{{({'|'.join(_LISTS)})\}}")

# How common as a given name, as a surname (half the binary logarithm of the bearers) and as a
# word in lower case (the binary logarithm of how often seen); 0 to 9 each.
NameDigits = tuple[int, int, int]


@cache
def words(name: str) -> frozenset[str]:
    """The items of ``data/<name>.txt``, in lower case."""
    return frozenset(
        word.lower() for word in read_words(files("fairscreen.anonymise") / "data" / f"{name}.txt")
    )


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``data/<name>.toml``."""
    file = files("fairscreen.anonymise") / "data" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8"))


def expanded(word: str) -> list[str]:
    """``word`` once for each item where it holds a list such as ``{adjectives}``."""
    found = _LIST.search(word)
    if not found:
        return [word]
    items = _listed(found)
    return [word[: found.start()] + item + word[found.end() :] for item in items]


def with_lists(pattern: str) -> str:
    """``pattern`` with each ``{name}`` as an alternation of that list's items."""
    return _LIST.sub(lambda m: "|".join(_listed(m)), pattern)


def _listed(named: re.Match[str]) -> list[str]:
    items: list[str] = table(_LISTS[named.group(1)])[named.group(1)]
    return items


# Statistics Sweden writes Gülsen and Ailu where the bearers write Gülşen and Áilu.
_NORDIC = str.maketrans({"ø": "ö", "æ": "ä", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "’": "'",
                         "‑": "-", "‐": "-"})  # fmt: skip
_KEPT = frozenset("åäöüéè")


def _without(word: str, kept: frozenset[str]) -> str:
    return "".join(
        letter if letter in kept else unicodedata.normalize("NFKD", letter)[0]
        for letter in unicodedata.normalize("NFC", word)
        if not unicodedata.combining(letter)
    )


class NameList(dict[str, NameDigits]):
    """Names in lower case; one with marks that is not listed is sought without them.

    The letters of Swedish are never folded by themselves: *är* is not *ar*.
    """

    def __missing__(self, name: str) -> NameDigits:
        plain = name if name.isascii() else _without(name.translate(_NORDIC), _KEPT)
        if plain != name:
            for form in (plain, _without(plain, frozenset())):
                found = dict.get(self, form)
                if found is not None:
                    return found
        raise KeyError(name)

    def get(self, name: str, default: Any = None) -> Any:  # type: ignore[override]
        """The digits of ``name``, of it without foreign marks, or ``default``."""
        found = dict.get(self, name)
        if found is not None or name.isascii():
            return default if found is None else found
        try:
            return self[name]
        except KeyError:
            return default

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None


@cache
def names() -> NameList:
    """Names of Sweden's population in lower case. Källa: SCB."""
    file = files("fairscreen.anonymise") / "data" / "names.tsv.gz"
    found = NameList()
    for line in gzip.decompress(file.read_bytes()).decode().splitlines()[1:]:
        name, digits = line.split("\t")
        found[name] = (int(digits[0]), int(digits[1]), int(digits[2]))
    return found


@cache
def ordinary() -> frozenset[str]:
    """Words of job ads, skills and programs that are no names, in lower case."""
    file = files("fairscreen.anonymise") / "data" / "ordinary_words.txt.gz"
    return frozenset(gzip.decompress(file.read_bytes()).decode().splitlines()[1:])


@cache
def headings() -> dict[str, Any]:
    """Heading in lower case to the part of a CV it opens."""
    return {title: part for part, titles in table("headings").items() for title in titles}
