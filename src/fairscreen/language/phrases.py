"""Phrases from word lists, found among the words of a sentence.

An entry of a list is a phrase of words in lower case:

* ``a/b`` in place of a word is either word; ``/-`` as the last choice makes the word optional;
* a word that ends in ``*`` is any word with that beginning (not the first of a phrase);
* ``..`` stands for up to three words;
* ``^`` before the first word binds the phrase to the start of its sentence.

Phrases are cut into words by the tokeniser of the text's own language, so that lists need not
know that *can't* is two words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

__all__ = ["Hit", "PhraseTable"]

_GAP = ".."
_MAX_GAP = 3

Splitter = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: words ``start`` to ``end`` (half-open) and the label it is listed under."""

    start: int
    end: int
    label: str


class PhraseTable:
    """Finds the phrases of several lists at once.

    Parameters
    ----------
    lists:
        Label to phrases. A phrase that stands under two labels keeps the first.
    split:
        Cuts a phrase into words as the text was cut.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], *, split: Splitter) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, bool, str]]] = {}
        seen: set[tuple[tuple[str, ...], bool]] = set()
        for label, phrases in lists.items():
            for phrase in phrases:
                anchored = phrase.startswith("^")
                for words in _expand(phrase.removeprefix("^"), split):
                    if (words, anchored) in seen:
                        continue
                    seen.add((words, anchored))
                    plain = len(words) > 1 and words[1] != _GAP and not words[1].endswith("*")
                    second = words[1] if plain else ""
                    entry = words, label, anchored, second
                    self._by_first.setdefault(words[0], []).append(entry)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    def find(self, words: Sequence[str]) -> list[Hit]:
        """The hits among ``words`` (lower case), from left to right.

        At each word the longest phrase counts, and a word belongs to one hit only.
        """
        by_first = self._by_first
        if by_first.keys().isdisjoint(words):
            return []
        hits: list[Hit] = []
        free = 0
        for at, word in enumerate(words):
            if at < free or word not in by_first:
                continue
            after = words[at + 1] if at + 1 < len(words) else None
            for phrase, label, anchored, second in by_first[word]:
                if (anchored and at) or (second and second != after):
                    continue
                end = at + 1 if len(phrase) == 1 else _match(phrase, 1, words, at + 1)
                if end:
                    hits.append(Hit(at, end, label))
                    free = end
                    break
        return hits


def _expand(phrase: str, split: Splitter) -> Iterable[tuple[str, ...]]:
    choices: list[list[tuple[str, ...]]] = []
    for word in phrase.split():
        options: list[tuple[str, ...]] = []
        for option in word.split("/") if len(word) > 1 else [word]:
            if option == "-":
                options.append(())
            elif option == _GAP or option.endswith("*"):
                options.append((option,))
            else:
                options.append(tuple(split(option)))
        choices.append(options)
    for combination in product(*choices):
        words = tuple(word for part in combination for word in part)
        if words:
            yield words


def _match(phrase: tuple[str, ...], at: int, words: Sequence[str], index: int) -> int:
    """The end of ``phrase[at:]`` when it stands at ``words[index:]``, else 0."""
    for place in range(at, len(phrase)):
        part = phrase[place]
        if part == _GAP:
            for skip in range(_MAX_GAP + 1):
                end = _match(phrase, place + 1, words, index + skip)
                if end:
                    return end
            return 0
        if index >= len(words):
            return 0
        if part[-1] == "*" and len(part) > 1:
            if not words[index].startswith(part[:-1]):
                return 0
        elif words[index] != part:
            return 0
        index += 1
    return index
