"""Building and editing texts while their entity spans stay right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from recipe.corpora import Document


class Builder:
    """Text that grows, with the spans of what was added."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[tuple[int, int, str]] = []
        self.not_person: list[tuple[int, int]] = []

    def add(self, text: str, label: str | None = None) -> None:
        start = len(self.text)
        self.text += text
        if (
            label == "PER"
            and self.spans
            and self.spans[-1][2] == "PER"
            and (self.text[self.spans[-1][1] : start] == " ")
        ):  # given name and surname from two slots are one name
            self.spans[-1] = (self.spans[-1][0], len(self.text), label)
        elif label and text:
            self.spans.append((start, len(self.text), label))

    def append(self, other: Document) -> None:
        shift = len(self.text)
        self.text += other.text
        self.spans += [(start + shift, end + shift, label) for start, end, label in other.spans]
        self.not_person += [(start + shift, end + shift) for start, end in other.not_person]

    def document(self) -> Document:
        return Document(self.text, list(self.spans), not_person=list(self.not_person))


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
        spans = [
            (max(start, at) - at, min(stop, end) - at, label)
            for start, stop, label in document.spans
            if start < end and stop > at
        ]
        not_person = [
            (max(start, at) - at, min(stop, end) - at)
            for start, stop in document.not_person
            if start < end and stop > at
        ]
        result.append(Document(line, spans, not_person=not_person))
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

    return Document(
        "".join(pieces),
        move(document.spans),
        move(document.unsure),
        move(document.not_person),
    )


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
