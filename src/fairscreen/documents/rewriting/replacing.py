"""Words put in place of others, block by block and letter by letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fairscreen.documents.applications import ApplicationDocument
from fairscreen.errors import FairscreenError
from fairscreen.spans import Block

__all__ = [
    "Replacement",
    "checked",
    "letters_after",
    "replaced_blocks",
    "replaced_text",
    "with_misread",
]

_NAME = re.compile(r"[A-ZÅÄÖ]\w{4,}")
_ALIKE = 0.8


@dataclass(frozen=True, order=True, slots=True)
class Replacement:
    """``text`` instead of the code points ``[start, end)`` of a document's text."""

    start: int
    end: int
    text: str


def checked(
    document: ApplicationDocument, replacements: Sequence[Replacement]
) -> tuple[Replacement, ...]:
    """The replacements, when they are sorted, apart and inside the text.

    Raises
    ------
    FairscreenError
        ``replacements-invalid``.
    """
    before = 0
    for replacement in replacements:
        if not before <= replacement.start <= replacement.end <= len(document.text):
            raise FairscreenError("replacements-invalid", name=document.name)
        before = replacement.end
    return tuple(replacements)


def replaced_text(text: str, replacements: Sequence[Replacement]) -> str:
    """The whole text with the replacements in it."""
    parts: list[str] = []
    position = 0
    for replacement in replacements:
        parts += [text[position : replacement.start], replacement.text]
        position = replacement.end
    return "".join([*parts, text[position:]])


def replaced_blocks(
    document: ApplicationDocument, replacements: Sequence[Replacement]
) -> list[str]:
    """The text of each block with the replacements in it.

    A replacement over several blocks stands in the first of them and empties its part of the rest.
    """
    result: list[str] = []
    told: set[int] = set()  # replacements that already stand in a block
    first = 0
    for block in document.blocks:
        while first < len(replacements) and replacements[first].end < block.start:
            first += 1
        parts: list[str] = []
        position = block.start
        for number in range(first, len(replacements)):
            replacement = replacements[number]
            if replacement.start > block.end:
                break
            if not _concerns(replacement, block):
                continue
            parts.append(document.text[position : max(position, replacement.start)])
            if number not in told:
                parts.append(replacement.text)
                told.add(number)
            position = min(max(position, replacement.end), block.end)
        parts.append(document.text[position : block.end])
        result.append("".join(parts))
    return result


def _concerns(replacement: Replacement, block: Block) -> bool:
    """Whether a replacement hides a letter of the block or puts something into it."""
    if replacement.start == replacement.end:
        return block.start <= replacement.start <= block.end
    return replacement.start < block.end and block.start < replacement.end


def letters_after(
    document: ApplicationDocument, replacements: Sequence[Replacement]
) -> dict[int, str]:
    """For each number in ``document.places``: what stands there afterwards.

    Empty where the letter was hidden; the first letter of a hidden span gives way to the whole
    replacement. A ligature is one place with several letters.
    """
    result: dict[int, str] = {}
    hidden = _Hidden(replacements)
    waiting = ""
    for position, (letter, place) in enumerate(zip(document.text, document.places, strict=True)):
        covered, begins = hidden.at(position)
        waiting += begins
        if place < 0:
            continue
        shown = waiting + ("" if covered else letter)
        waiting = ""
        result[place] = result.get(place, "") + shown
    return result


def with_misread(
    document: ApplicationDocument, replacements: Sequence[Replacement]
) -> tuple[Replacement, ...]:
    """The replacements, and in text read from pictures the words that look like hidden ones.

    Tesseract may read a name right in one place and wrong in the next. A word of five letters or
    more that differs in a letter or two from a hidden word of the same first letter is hidden too.
    """
    if not document.scanned:
        return tuple(replacements)
    hidden = {
        word.group(): replacement.text
        for replacement in replacements
        for word in _NAME.finditer(document.text[replacement.start : replacement.end])
    }
    more: list[Replacement] = []
    for word in _NAME.finditer(document.text):
        start, end = word.span()
        if any(start < taken.end and taken.start < end for taken in replacements):
            continue
        for name, text in hidden.items():
            if name[0].lower() == word.group()[0].lower() and _alike(name, word.group()):
                more.append(Replacement(start, end, text))
                break
    return tuple(sorted([*replacements, *more]))


def _alike(name: str, word: str) -> bool:
    """Whether two words differ as badly read ones do."""
    if abs(len(name) - len(word)) > 1:
        return False
    ratio = SequenceMatcher(None, name.lower(), word.lower(), autojunk=False).ratio()
    return ratio >= _ALIKE


class _Hidden:
    """Goes through replacements as a position moves forward."""

    def __init__(self, replacements: Sequence[Replacement]) -> None:
        self._left = list(reversed(replacements))
        self._end = 0

    def at(self, position: int) -> tuple[bool, str]:
        """Whether the place is hidden, and what is to be put in there."""
        begins = ""
        while self._left and self._left[-1].start <= position:
            replacement = self._left.pop()
            begins += replacement.text
            self._end = max(self._end, replacement.end)
        return position < self._end, begins
