"""Parts of Swedish compounds.

A compound is taken apart only where both sides are known from other compounds: the table
``compound_parts_sv.txt`` holds the words that open and close compounds in job ads, and how many
different ones. Of several places the one with the most productive sides is taken; a word that
fits nowhere is no compound. So ``ansvarar`` and ``individuell`` stay whole, though they begin
with words.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from math import log

from fairscreen.rulefiles import read_words

__all__ = ["compound_parts", "elliptic_parts"]

_MIN_WORD = 6
_MAX_WORD = 60
_MIN_PART = 3
_MIN_PRODUCTIVE = 3.0


@lru_cache(maxsize=50_000)
def compound_parts(word: str) -> tuple[str, ...]:
    """The parts of a Swedish word, first to last; the word alone when it is no compound.

    Opening parts come in their base form (``"kvinno"`` as ``"kvinna"``), the last part as it was
    written, all in lower case; hyphens always part: ``"HR-strateg"`` is ``("hr", "strateg")``.
    Splitting goes on within the parts: ``"barnsjuksköterska"`` gives ``("barn", "sjuk",
    "sköterska")``.
    """
    plain = word.replace("\u00ad", "").lower()
    parts: list[str] = []
    for piece in plain.split("-"):
        parts += _split(piece) if piece else []
    return tuple(parts) or (plain,)


def elliptic_parts(first: str, last: str) -> tuple[str, ...]:
    """The parts of the word that ``first`` stands for, in "hälso- och sjukvård".

    ``first`` ends in a hyphen; what it lacks is the last part of ``last``. A word without a
    closing hyphen is taken apart alone.
    """
    if not first.endswith("-") or len(first) == 1:
        return compound_parts(first)
    opening = first[:-1].lower()
    openers, _ = _table()
    base = openers[opening][0] if opening in openers else opening
    closing = compound_parts(last)
    return (base, closing[-1])


@cache
def _table() -> tuple[dict[str, tuple[str, float]], dict[str, float]]:
    openers: dict[str, tuple[str, float]] = {}
    closers: dict[str, float] = {}
    folder = files("fairscreen.language") / "data"
    lists = (folder / "compound_parts_sv.txt", folder / "compound_words_sv.txt")
    for line in chain.from_iterable(map(read_words, lists)):
        fields = line.split()
        if len(fields) == 3:
            openers[fields[0]] = (fields[1], log(int(fields[2]) + 1))
        else:
            closers[fields[0]] = log(int(fields[1]) + 1)
    return openers, closers


def _split(word: str) -> list[str]:
    found = _best(word)
    if found is None:
        return [word]
    at, base = found
    return [*_split(base), *_split(word[at:])]


def _best(word: str) -> tuple[int, str] | None:
    """Where the word is best cut in two, and the base form of what stands before."""
    if not _MIN_WORD <= len(word) <= _MAX_WORD or not word.isalpha():
        return None
    openers, closers = _table()
    best: tuple[float, int, str] | None = None
    for at in range(_MIN_PART, len(word) - _MIN_PART + 1):
        form = word[:at]
        if form in openers:
            base, points = openers[form]
        else:
            nested = _nested(form)
            if nested is None:
                continue
            base, points = nested
        rest = word[at:]
        ending = closers.get(rest)
        if ending is None and _best(rest) is not None:
            ending = 1.0
        # "skollärare": of three like consonants two are written.
        if ending is None and at > 3 and form[-1] == form[-2]:
            ending = closers.get(form[-1] + rest)
        if ending is None:
            continue
        total = points + ending
        if total >= _MIN_PRODUCTIVE and (best is None or total > best[0]):
            best = (total, at, base)
    return None if best is None else best[1:]


def _nested(form: str) -> tuple[str, float] | None:
    """An opening part that is a compound itself, with or without its linking -s."""
    if len(form) < 2 * _MIN_PART + 1:
        return None
    for stem in (form, form[:-1]) if form.endswith("s") else (form,):
        if stem in _table()[1] and _best(stem) is not None:
            return stem, 1.5
    return None
