"""Plain text: the letters as they are, no structure guessed."""

from __future__ import annotations

from fairscreen.documents.document import Content, Source, warning
from fairscreen.documents.encodings import UnknownEncodingError, decode
from fairscreen.errors import FairscreenError

__all__ = ["decoded", "read"]


def read(source: Source) -> Content:
    """The decoded file, unchanged."""
    text, warnings = decoded(source)
    return Content(text, warnings=warnings)


def decoded(source: Source, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The letters of a text file and a warning when its encoding was guessed.

    Raises
    ------
    FairscreenError
        ``document-encoding``.
    """
    try:
        found = decode(source.data, declared=declared)
    except UnknownEncodingError as error:
        raise FairscreenError("document-encoding", name=source.name) from error
    return found.text, (warning(found.warning),) if found.warning else ()
