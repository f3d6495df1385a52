"""Invented applications with every identity mention marked: ``tests/anonymise/applications``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FOLDER", "MARKS", "Application", "Mark", "read"]

FOLDER = Path(__file__).parents[1] / "anonymise/applications"
MARKS = {
    "N": "name", "n": "name", "C": "contact", "I": "id", "A": "age", "Y": "age", "G": "gender",
    "F": "family", "O": "origin", "R": "religion", "H": "health", "S": "sexuality",
    "P": "politics", "X": "photo", "E": "employer", "U": "school", "L": "place",
}  # fmt: skip
_HEAD = re.compile(r"^=== (.+)$", re.M)
_OPEN = re.compile(rf"\[([{''.join(MARKS)}]):")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place: code points of ``Application.text``, half-open."""

    start: int
    end: int
    letter: str

    @property
    def category(self) -> str:
        return MARKS[self.letter]

    @property
    def merit(self) -> bool:
        """Whether every policy but ``maximal`` keeps it."""
        return self.letter in "EUL"


@dataclass(frozen=True, slots=True)
class Application:
    """One text without its marks, and where they were."""

    id: str
    lang: str
    group: str
    kind: str
    given: str
    surname: str
    text: str
    marks: tuple[Mark, ...]


def read(*files: Path) -> Iterator[Application]:
    """The applications of the files, in order."""
    for file in files:
        pieces = _HEAD.split(file.read_text("utf-8"))
        for head, body in zip(pieces[1::2], pieces[2::2], strict=True):
            code, lang, group, kind, given, surname = (part.strip() for part in head.split("|"))
            text, marks = _unmarked(body.strip("\n") + "\n")
            yield Application(code, lang, group, kind, given, surname, text, marks)


def _unmarked(body: str) -> tuple[str, tuple[Mark, ...]]:
    text = ""
    marks: list[Mark] = []
    at = 0
    while match := _OPEN.search(body, at):
        depth, end = 1, match.end()
        while depth:
            depth += {"[": 1, "]": -1}.get(body[end], 0)
            end += 1
        text += body[at : match.start()]
        inner = body[match.end() : end - 1]
        marks.append(Mark(len(text), len(text) + len(inner), match.group(1)))
        text += inner
        at = end
    return text + body[at:], tuple(marks)
