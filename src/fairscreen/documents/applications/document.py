"""What is known of one file of an application once it has been read."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from fairscreen.spans import Block

__all__ = [
    "APPLICATION_FORMATS",
    "ApplicationBlock",
    "ApplicationDocument",
    "ApplicationFormat",
    "Attachment",
    "CoverageWarning",
    "Level",
    "coverage",
]

ApplicationFormat = Literal["txt", "md", "html", "docx", "odt", "rtf", "pdf", "eml", "image"]
APPLICATION_FORMATS: tuple[ApplicationFormat, ...] = get_args(ApplicationFormat)
Level = Literal["note", "check"]


@dataclass(frozen=True, slots=True)
class ApplicationBlock(Block):
    """A block and its place in the document.

    ``part`` is empty in the body, else ``header``, ``footer``, ``footnote``, ``endnote``,
    ``text box``, ``diagram``, ``form field`` or ``mail header``. Table cells know their ``row``
    (numbered through the document from 1), their ``column`` (from 0) and how many ``columns`` the
    row has; outside tables all three are 0.
    """

    part: str = ""
    row: int = 0
    column: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class CoverageWarning:
    """Something in the file that is not in the text, or that was guessed.

    Attributes
    ----------
    code:
        A permanent key of ``coverage.toml``.
    text:
        A Swedish sentence without a word of the document.
    level:
        ``note``: left out, so it cannot reach a new document. ``check``: a person should look.
    """

    code: str
    text: str
    level: Level = "note"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a file, still unread. ``name`` has no folders."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ApplicationDocument:
    """The visible text of a file and all that is needed to write it anew.

    Attributes
    ----------
    name:
        Name of the file, without folders.
    format:
        What the file is, by its content; ``image`` is png, jpeg, tiff and their like.
    text:
        Tidy text: composed letters, plain blanks, no invisible characters, words that were parted
        at the end of a line put together.
    blocks:
        :class:`ApplicationBlock` s in reading order; between them are only blanks.
    identity:
        Author, title, sender and file name as the file gives them: seeds for the search, to be
        shown to nobody.
    images:
        Number of pictures: photos, signatures, logos, codes. None reaches a ``uniform`` document.
    warnings:
        What was left out or guessed.
    attachments:
        Files that came with a message, each to be read as a document of its own.
    source:
        The bytes of the file.
    places:
        Where the letters of ``text`` come from, for ``rewriting``: one number per code point of
        ``text``, -1 for letters that the file does not have. Empty where the format has no look
        to keep.
    boxes:
        For pdf and pictures: by those numbers, where each letter stands: page (from 0), left,
        bottom, right, top in points from the lower left.
    scanned:
        Pages (from 0) that Tesseract read, with the quarter turns anticlockwise that put each
        upright; boxes there are those of the upright page.
    """

    name: str
    format: ApplicationFormat
    text: str = field(repr=False)
    blocks: tuple[ApplicationBlock, ...] = field(default=(), repr=False)
    identity: tuple[str, ...] = field(default=(), repr=False)
    images: int = 0
    warnings: tuple[CoverageWarning, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    source: bytes = field(default=b"", repr=False)
    places: Sequence[int] = field(default=(), repr=False)
    boxes: Sequence[tuple[int, float, float, float, float]] = field(default=(), repr=False)
    scanned: tuple[tuple[int, int], ...] = ()


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = files("fairscreen.documents.applications").joinpath("coverage.toml").read_text("utf-8")
    return tomllib.loads(text)


def coverage(code: str, **params: Any) -> CoverageWarning:
    """A warning of ``coverage.toml``; ``params`` fill its placeholders."""
    entry = _catalogue()[code]
    level: Level = "check" if entry["level"] == "check" else "note"
    return CoverageWarning(code, entry["text"].format(**params), level)
