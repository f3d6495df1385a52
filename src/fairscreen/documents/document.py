"""What every reader gives and what every reader gets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.spans import Block

__all__ = ["FORMATS", "Content", "Document", "Format", "Source", "warning"]

Format = Literal["txt", "md", "html", "docx", "odt", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Document:
    """The visible text of a file.

    Attributes
    ----------
    name:
        Name of the file, without folders.
    format:
        What the file is, by its content.
    text:
        The visible text. For ``txt`` the decoded file, unchanged but for a byte-order mark.
    blocks:
        Pieces that stand by themselves, in order, not overlapping; between them are only blanks.
        Empty for ``txt``, which tells no structure.
    warnings:
        Swedish sentences about what was left out or guessed. They never quote the content.
    """

    name: str
    format: Format
    text: str
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found: text, blocks, and the keys of its warnings."""

    text: str
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file in memory on its way to a reader."""

    data: bytes
    name: str
    format: str
    settings: Settings = field(default_factory=Settings)

    def broken(self) -> FairscreenError:
        """The error for a file that is not what it says it is."""
        return FairscreenError("document-broken", name=self.name, format=self.format)

    def refuse_long(self, size: int, *, so_far: bool = False) -> None:
        """Stop as soon as the text is known to be longer than the limit, in code points."""
        limit = self.settings.max_text_chars
        if size > limit:
            shown = f"mer än {_grouped(limit)}" if so_far else _grouped(size)
            raise FairscreenError("text-too-long", size=shown, limit=_grouped(limit))


def _grouped(number: int) -> str:
    return f"{number:_}".replace("_", " ")


@cache
def _warnings() -> dict[str, str]:
    catalogue = files("fairscreen.documents").joinpath("warnings.toml").read_text("utf-8")
    return tomllib.loads(catalogue)


def warning(key: str, **params: Any) -> str:
    """The Swedish text of a warning in ``warnings.toml``."""
    return _warnings()[key].format(**params)
