"""Plain text and Markdown: one layer, and the blanks and marks that nobody sees told apart."""

from __future__ import annotations

from collections.abc import Iterator

from fairscreen.documents.applications.draft import tidy
from fairscreen.documents.encodings import UnknownEncodingError, decode
from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.layers.strings import strings

__all__ = ["layers"]


def layers(task: Task) -> Iterator[Layer]:
    """The text."""
    try:
        text = decode(task.data).text
    except UnknownEncodingError:
        yield Layer("unknown: encoding", "")
        yield Layer("raw strings", strings(task.data))
        return
    yield Layer("text", text)
    tidied = tidy(text)
    if tidied != text:
        yield Layer("text without invisible characters", tidied)
