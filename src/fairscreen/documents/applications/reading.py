"""The one way in for applications: check the limits, tell the format, hand over to its reader."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath
from typing import cast

from fairscreen.documents.applications.document import ApplicationDocument, ApplicationFormat
from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.applications.kinds import application_kind
from fairscreen.documents.document import Source
from fairscreen.documents.reading import load
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

__all__ = ["read_application"]

_READERS: dict[ApplicationFormat, str] = {
    "txt": "plain",
    "md": "markup",
    "html": "markup",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "pdf": "pdf",
    "eml": "mail",
    "image": "image",
}


def read_application(
    source: Path | str | bytes, *, name: str | None = None, settings: Settings | None = None
) -> ApplicationDocument:
    """Read every visible part of a file of an application.

    Parameters
    ----------
    source:
        A path, or the content of a file as bytes.
    name:
        The file's name. Folders in it are dropped. ``None`` takes the path's own name.
    settings:
        The limits: file size, unpacked size, pages, pixels, scanned pages, length of the text.

    Raises
    ------
    FairscreenError
        ``document-empty``, ``document-not-found``, ``document-not-permitted``,
        ``document-too-large``, ``document-application-format``, ``document-binary``,
        ``document-encoding``, ``document-broken``, ``document-protected``,
        ``document-too-many-pages``, ``document-too-complex``, ``document-nested``,
        ``document-image-too-large``, ``ocr-missing``, ``ocr-failed`` or ``text-too-long``.
    """
    settings = settings or Settings()
    data, shown = load(source, name, settings)
    kind = application_kind(data, shown)
    origin = Source(data, shown, kind.format, settings)
    draft = Draft()
    module = import_module(f"fairscreen.documents.applications.{_READERS[kind.format]}")
    cast("Callable[[Source, Draft], None]", module.read)(origin, draft)

    text, blocks, places = draft.finish()
    if not any(letter.isalnum() for letter in text) and not draft.attachments:
        raise FairscreenError("document-empty", name=shown)
    origin.refuse_long(len(text))
    if kind.mismatch:
        draft.warn("file-type", name=shown, format=kind.shown)
    if draft.images == 1:
        draft.warn("images-one")
    elif draft.images:
        draft.warn("images", count=draft.images)
    draft.know(PurePath(shown).stem)
    return ApplicationDocument(
        shown, kind.format, text, blocks, tuple(draft.identity), draft.images, draft.warnings,
        tuple(draft.attachments), data, places, tuple(draft.letters.boxes), tuple(draft.scanned),
    )  # fmt: skip
