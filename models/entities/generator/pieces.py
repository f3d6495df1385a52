"""Building and editing texts while their spans stay right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from recipe.corpora import Document

# Everything of a document that is (start, end) or (start, end, label).
RANGES = ("spans", "unsure", "not_person", "grounds", "untold")


class Builder:
    """Text that grows, with the spans of what was added."""

    def __init__(self) -> None:
        self._document = Document("")

    @property
    def size(self) -> int:
        return len(self._document.text)

    def add(self, text: str, label: str | None = None) -> None:
        document, start = self._document, self.size
        document.text += text
        spans = document.spans
        if (
            label == "PER"
            and spans
            and spans[-1][2] == "PER"
            and (document.text[spans[-1][1] : start] == " ")
        ):  # given name and surname from two slots are one name
            spans[-1] = (spans[-1][0], self.size, label)
        elif label and text:
            spans.append((start, self.size, label))

    def mark(self, start: int, ground: str | None) -> None:
        """What was added since `start` tells `ground`, or, with None, who knows what."""
        if start < self.size and ground:
            self._document.grounds.append((start, self.size, ground))
        elif start < self.size:
            self._document.untold.append((start, self.size))

    def append(self, other: Document) -> None:
        shift = self.size
        self._document.text += other.text
        for name in RANGES:
            getattr(self._document, name).extend(
                (item[0] + shift, item[1] + shift, *item[2:]) for item in getattr(other, name)
            )

    def document(self) -> Document:
        return replace(self._document, **{n: [*getattr(self._document, n)] for n in RANGES})


def join(parts: Sequence[Document], between: str = "\n") -> Document:
    builder = Builder()
    for index, part in enumerate(parts):
        if index:
            builder.add(between)
        builder.append(part)
    return builder.document()


def lines(document: Document) -> list[Document]:
    """The document cut at line breaks; a span across a break is cut in two."""
    result, at = [], 0
    for line in document.text.split("\n"):
        end = at + len(line)
        inside = {
            name: [
                (max(item[0], at) - at, min(item[1], end) - at, *item[2:])
                for item in getattr(document, name)
                if item[0] < end and item[1] > at
            ]
            for name in RANGES
        }
        result.append(Document(line, **inside))
        at = end + 1
    return result


def edit(document: Document, changes: Sequence[tuple[int, int, str]]) -> Document:
    """Replace character ranges (sorted, apart from one another) and move every range along."""
    pieces, moved, at = [], [], 0
    shift = 0
    for start, end, new in changes:
        pieces += [document.text[at:start], new]
        shift += len(new) - (end - start)
        moved.append((start, end, len(new), shift))
        at = end
    pieces.append(document.text[at:])

    def place(position: int, *, is_end: bool) -> int:
        offset = 0
        for start, end, length, after in moved:
            if position >= end and not (is_end and start == end == position):
                offset = after
            elif position > start:
                return start + (after - (length - (end - start))) + (length if is_end else 0)
            else:
                break
        return position + offset

    def move(ranges: Sequence[tuple]) -> list[tuple]:
        result = []
        for item in ranges:
            start, end = place(item[0], is_end=False), place(item[1], is_end=True)
            if end > start:
                result.append((start, end, *item[2:]))
        return result

    return Document("".join(pieces), **{n: move(getattr(document, n)) for n in RANGES})


def per_character(document: Document, change: Callable[[str], str]) -> Document:
    """Apply a change of one character to one string over the whole text."""
    changes = []
    for index, letter in enumerate(document.text):
        new = change(letter)
        if new != letter:
            changes.append((index, index + 1, new))
    if all(len(new) == 1 for _, _, new in changes):
        letters = list(document.text)
        for index, _, new in changes:
            letters[index] = new
        return replace(document, text="".join(letters))
    return edit(document, changes)
