"""Plain text as an application: paragraphs parted by empty lines, typed lists, broken words."""

from __future__ import annotations

import re

from fairscreen.documents.applications.draft import Draft, tidy
from fairscreen.documents.document import Source
from fairscreen.documents.encodings import UnknownEncodingError, decode
from fairscreen.documents.structure import Line
from fairscreen.errors import FairscreenError

__all__ = ["add_text", "decoded", "joined_words", "read"]

# A word parted at the end of a line; "kvälls- och" and "Anna-\nKarin" keep their hyphens.
_PARTED = re.compile(
    r"(?<=[^\W\d_]{2})[-\u00ad‐](?:\r\n|\n)[ \t]*(?=[^\W\d_A-ZÅÄÖ]{2})"
    r"(?!(?:och|eller|samt|respektive|som|and|or)\b)"
)
_WHOLE_HYPHEN = re.compile(r"(?<=\w)-(?:\r\n|\n)[ \t]*(?=[A-ZÅÄÖ][^\W\d_])")
_BULLET = re.compile(r"\s*(?:[-–—*•●○▪➢✓]|\d{1,2}[.)])\s+\S")
_CAPITALS = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ &/,:-]{2,50}")


def read(source: Source, draft: Draft) -> None:
    """Read the text into ``draft``."""
    text = decoded(source, draft)
    source.refuse_long(len(text))
    add_text(text, draft)


def decoded(source: Source, draft: Draft, *, declared: str | None = None) -> str:
    """The letters of a file; a guess of its encoding is told."""
    try:
        found = decode(source.data, declared=declared)
    except UnknownEncodingError as error:
        raise FairscreenError("document-encoding", name=source.name) from error
    if found.warning:
        draft.warn(found.warning)
    return found.text


def add_text(text: str, draft: Draft) -> None:
    """Add running text: an empty line ends a paragraph, other line breaks are kept."""
    text = joined_words(tidy(text).replace("\t", " "))
    for paragraph in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        if not lines:
            continue
        if _CAPITALS.fullmatch(lines[0].strip()):
            draft.builder.add([Line(lines[0])], "heading", 1)
            lines = lines[1:]
        for group in _with_items_apart(lines):
            draft.builder.add([Line(line) for line in group])


def joined_words(text: str) -> str:
    """The text with words put together that were parted at the end of a line."""
    return _WHOLE_HYPHEN.sub("-", _PARTED.sub("", text))


def _with_items_apart(lines: list[str]) -> list[list[str]]:
    """Each typed list item by itself, with the lines that hang under it."""
    groups: list[list[str]] = []
    for line in lines:
        hangs = line.startswith("  ") and groups and _BULLET.match(groups[-1][0])
        if _BULLET.match(line) or not groups or (_BULLET.match(groups[-1][0]) and not hangs):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups
