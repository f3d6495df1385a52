"""The one way in: check the limits, tell the format, hand over to its reader."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from fairscreen.documents.document import Content, Document, Source, warning
from fairscreen.documents.formats import sniff
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

__all__ = ["load", "read"]

_READERS = {
    "txt": "plain",
    "md": "markdown",
    "html": "html",
    "docx": "docx",
    "odt": "odt",
    "pdf": "pdf",
}
_MB = 1024 * 1024


class _Reader(Protocol):
    def read(self, source: Source) -> Content: ...


def read(
    source: Path | str | bytes, *, name: str | None = None, settings: Settings | None = None
) -> Document:
    """Read the visible text of a file.

    Parameters
    ----------
    source:
        A path, or the content of a file as bytes.
    name:
        The file's name, for messages and for telling Markdown from plain text. Folders in it are
        dropped. ``None`` takes the path's own name.
    settings:
        The limits: file size, unpacked size, pages, length of the text.

    Raises
    ------
    FairscreenError
        ``document-empty``, ``document-not-found``, ``document-not-permitted``,
        ``document-too-large``, ``document-binary``, ``document-format-unknown``,
        ``document-encoding``, ``document-broken``, ``document-protected``,
        ``document-no-text-layer``, ``document-too-many-pages``, ``document-too-complex`` or
        ``text-too-long``.
    """
    settings = settings or Settings()
    data, shown = load(source, name, settings)
    kind = sniff(data, shown)
    origin = Source(data, shown, kind.format, settings)
    reader = cast(_Reader, import_module(f"fairscreen.documents.{_READERS[kind.format]}"))
    content = reader.read(origin)
    if not any(letter.isalnum() for letter in content.text):
        raise FairscreenError("document-empty", name=shown)
    origin.refuse_long(len(content.text))
    warnings = content.warnings
    if kind.mismatch:
        warnings = (warning("file-type", name=shown, format=kind.format), *warnings)
    return Document(shown, kind.format, content.text, content.blocks, warnings)


def load(source: Path | str | bytes, name: str | None, settings: Settings) -> tuple[bytes, str]:
    """The bytes of a file that is neither too large nor empty, and the name to call it by."""
    if isinstance(source, bytes):
        shown = _file_name(name or "dokumentet")
        data = source
    else:
        path = Path(source)
        shown = _file_name(name or path.name or "dokumentet")
        data = _load(path, shown, settings)
    _refuse_large(len(data), shown, settings)
    if not data.strip():
        raise FairscreenError("document-empty", name=shown)
    return data, shown


def _file_name(name: str) -> str:
    """The last part of a name from any system, without control characters."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:200] or "dokumentet"


def _load(path: Path, name: str, settings: Settings) -> bytes:
    try:
        if path.is_dir():
            raise FairscreenError("document-not-permitted", name=name)
        with path.open("rb") as file:
            # One byte more than allowed tells a large file from one of just the limit, also where
            # the system reports no size.
            return file.read(int(settings.max_file_mb * _MB) + 1)
    except FileNotFoundError as error:
        raise FairscreenError("document-not-found", name=name) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise FairscreenError("document-not-permitted", name=name) from error


def _refuse_large(size: int, name: str, settings: Settings) -> None:
    limit = settings.max_file_mb
    if size > limit * _MB:
        shown = f"{size / _MB:.1f}" if size > limit * _MB + 1 else f"mer än {limit:g}"
        raise FairscreenError(
            "document-too-large", name=name, size=shown.replace(".", ","),
            limit=f"{limit:g}".replace(".", ","),
        )  # fmt: skip
