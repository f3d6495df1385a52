"""A layer of a file, and what it takes to find them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from fairscreen.settings import Settings

__all__ = ["Inspect", "Layer", "Task"]


@dataclass(frozen=True, slots=True)
class Layer:
    """Text that lies somewhere in a file.

    ``name`` says where, in English terms of the format, such as ``word/comments.xml: text``;
    ``unknown: …`` with an empty text is a part that could not be read.
    """

    name: str
    text: str = field(repr=False)


class Inspect(Protocol):
    """Takes a file inside a file apart; names of its layers begin with ``prefix``."""

    def __call__(self, data: bytes, name: str, prefix: str) -> Iterator[Layer]: ...


@dataclass(frozen=True, slots=True)
class Task:
    """A file to take apart, how deep it lies, and how to take apart what lies in it."""

    data: bytes
    name: str
    settings: Settings
    inner: Inspect
