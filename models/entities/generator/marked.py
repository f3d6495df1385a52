"""Whole applications, marked by hand as in `tests/anonymise/applications`.

Of their entities only persons are told, so every other capitalised word is of unknown kind; the
grounds are told throughout. A single word that tells a gender (a pronoun, a title) is left to the
rules, and counts neither way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from recipe.corpora import Document

from .slots import GROUND_MARKS

_MARK = re.compile(r"\[([A-Za-z]):([^\[\]]*)\]")
_HEAD = re.compile(r"(?m)^=== .*$")
_CAPITAL = re.compile(r"\b[^\W\d_a-zåäöéü]\w*")


def marked(text: str) -> Document:
    """One text with its marks taken out."""
    document, at = Document(""), 0
    for match in _MARK.finditer(text):
        document.text += text[at : match.start()]
        at, start = match.end(), len(document.text)
        document.text += match.group(2)
        end = len(document.text)
        kind, ground = match.group(1), GROUND_MARKS.get(match.group(1))
        if end == start:
            continue
        if kind in "Nn":
            document.spans.append((start, end, "PER"))
        elif ground == "GENDER" and len(match.group(2).split()) < 2:
            document.untold.append((start, end))
        elif ground:
            document.grounds.append((start, end, ground))
    document.text += text[at:]
    document.unsure = [
        match.span()
        for match in _CAPITAL.finditer(document.text)
        if not any(start < match.end() and end > match.start() for start, end, _ in document.spans)
    ]
    return document


def applications(paths: Iterable[Path]) -> list[Document]:
    """Every text of the marked files."""
    return [
        marked(part.strip("\n"))
        for path in paths
        for part in _HEAD.split(path.read_text(encoding="utf-8"))[1:]
    ]
