"""What a new document is made of, before it is a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

__all__ = [
    "WRITTEN",
    "Figure",
    "Heading",
    "Layout",
    "ListItem",
    "PageBreak",
    "Paragraph",
    "Part",
    "Run",
    "Table",
    "Words",
    "Written",
    "plain",
    "runs",
]

Written = Literal["docx", "pdf", "html", "txt"]
WRITTEN: tuple[Written, ...] = get_args(Written)

# Characters that XML cannot carry, and that no reader can see.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. ``\\n`` in the text is a line break. ``link`` is a web or mail address."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


Words: TypeAlias = str | Run | Sequence[str | Run]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the title; ``level`` 1 to 4, without leaps for the sake of screen readers."""

    words: Words
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``lead`` opens a document in larger letters, ``note`` is small print."""

    words: Words
    kind: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item; items that follow each other are one list. ``depth`` 0 is the outermost."""

    words: Words
    depth: int = 0
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ``rows``, each as long as ``header``.

    ``header`` may be empty when the table has none. ``numeric`` names the columns set to the
    right; ``row_headers`` makes the first column the name of its row.
    """

    header: Sequence[Words]
    rows: Sequence[Sequence[Words]]
    caption: str = ""
    numeric: Sequence[int] = ()
    row_headers: bool = False

    def __post_init__(self) -> None:
        _make_writable(self, "caption")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing (``svg``) or a picture (``png``); exactly one of them, and what it shows in words.

    ``width`` is the share of the text's width.
    """

    alt: str
    svg: str = ""
    png: bytes = b""
    caption: str = ""
    width: float = 1.0

    def __post_init__(self) -> None:
        if bool(self.svg) == bool(self.png):
            raise ValueError("a figure is either svg or png")
        if not self.alt.strip():
            raise ValueError("a figure needs an alternative text")
        _make_writable(self, "alt", "caption")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Part: TypeAlias = Heading | Paragraph | ListItem | Table | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Layout:
    """A document: its ``title`` (shown on top), ``language`` (``sv`` or ``en``) and parts.

    ``header`` is a short text on top of every page of docx and pdf, such as a candidate's code.
    """

    title: str
    parts: Sequence[Part]
    language: str = "sv"
    header: str = ""

    def __post_init__(self) -> None:
        _make_writable(self, "title", "header")


def runs(words: Words) -> tuple[Run, ...]:
    """The words as runs that any format can carry; empty runs left out."""
    pieces = (words,) if isinstance(words, str | Run) else words
    made = []
    for piece in pieces:
        run = Run(piece) if isinstance(piece, str) else piece
        if text := _writable(run.text):
            made.append(Run(text, run.bold, run.italic, run.link))
    return tuple(made)


def plain(words: Words) -> str:
    """The words alone."""
    return "".join(run.text for run in runs(words))


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _make_writable(part: object, *names: str) -> None:
    """Titles and captions are one line of characters that every format can carry."""
    for name in names:
        line = " ".join(_writable(getattr(part, name)).split())
        object.__setattr__(part, name, line)
