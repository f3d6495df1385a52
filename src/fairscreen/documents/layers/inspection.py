"""The one way in: tell what the file is and take it apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from fairscreen.documents.applications.kinds import is_mail, picture_kind
from fairscreen.documents.encodings import is_binary
from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.reading import load
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

__all__ = ["inspect"]

_Finder = Callable[[Task], Iterator[Layer]]
_DEEPEST = 4


def inspect(
    data: Path | str | bytes, *, name: str | None = None, settings: Settings | None = None
) -> list[Layer]:
    """Every layer of a file that holds text.

    Parameters
    ----------
    data:
        A path, or the content of a file as bytes; of any kind.
    name:
        The file's name, which is a layer too.

    Returns
    -------
    The layers, those without text left out except ``unknown: …``.

    Raises
    ------
    FairscreenError
        ``document-empty``, ``document-not-found``, ``document-not-permitted``,
        ``document-too-large``, ``document-protected``, ``document-broken``,
        ``document-too-many-pages`` or ``document-too-complex``.
    """
    settings = settings or Settings()
    content, shown = load(data, name, settings)
    layers = [Layer("file name", shown)] if name or not isinstance(data, bytes) else []
    layers += _layers(content, shown, "", settings, 0)
    return [
        layer for layer in layers if layer.text.strip() or layer.name.rpartition(": ")[0]
        .endswith("unknown")
    ]  # fmt: skip


def _layers(data: bytes, name: str, prefix: str, settings: Settings, depth: int) -> Iterator[Layer]:
    def inner(data: bytes, name: str, prefix: str) -> Iterator[Layer]:
        if depth >= _DEEPEST:
            yield Layer(f"{prefix}unknown: nested deeper than {_DEEPEST} levels", "")
            return
        try:
            yield from _layers(data, name, prefix, settings, depth + 1)
        except FairscreenError as error:  # a broken part does not hide the rest
            yield Layer(f"{prefix}unknown: {error.code}", "")
            yield from _of("strings")(Task(data, name, settings, inner))

    finder = _of(_kind(data, name))
    for layer in finder(Task(data, name, settings, inner)):
        yield Layer(f"{prefix}{layer.name}", layer.text)


def _of(module: str) -> _Finder:
    found = import_module(f"fairscreen.documents.layers.{module}")
    return cast(_Finder, found.layers)


def _kind(data: bytes, name: str) -> str:
    """The module that takes such a file apart."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "packages"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if picture_kind(data):
        return "pictures"
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if is_binary(data):
        return "strings"
    if is_mail(data):
        return "mail"
    head = data[:2048].replace(b"\x00", b"").lower()
    if b"<html" in head or b"<!doctype html" in head or name.lower().endswith((".html", ".htm")):
        return "html"
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<") and b"</" in data:
        return "xml"
    return "text"
