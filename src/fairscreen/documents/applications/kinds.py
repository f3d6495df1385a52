"""What a file of an application is, told by its content.

More formats come with applications than with ads: rich text, messages, pictures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from fairscreen.documents.applications.document import ApplicationFormat
from fairscreen.documents.formats import sniff
from fairscreen.errors import FairscreenError

__all__ = ["ApplicationKind", "application_kind", "picture_kind"]

_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"), (b"II+\x00", "tiff"), (b"MM\x00+", "tiff"), (b"GIF87a", "gif"),
    (b"GIF89a", "gif"), (b"BM", "bmp"),
)  # fmt: skip
_READ_PICTURES = frozenset(("png", "jpeg", "tiff", "bmp", "gif", "webp"))
_SUFFIXES = {
    ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".tif": "tiff", ".tiff": "tiff",
    ".bmp": "bmp", ".gif": "gif", ".webp": "webp", ".rtf": "rtf", ".eml": "eml", ".mht": "eml",
    ".mhtml": "eml",
}  # fmt: skip
# The header of a message: only such lines, and at least two that every mail program writes.
_HEADER_LINE = re.compile(rb"[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_MAIL_FIELDS = frozenset((
    b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"received",
    b"return-path", b"delivered-to", b"content-type", b"reply-to",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ApplicationKind:
    """A file's format, what to call it, and whether its name says another one."""

    format: ApplicationFormat
    shown: str
    mismatch: bool = False


def application_kind(data: bytes, name: str) -> ApplicationKind:
    """Tell what the file is.

    Raises
    ------
    FairscreenError
        ``document-application-format``, ``document-binary``, ``document-protected`` or
        ``document-broken``.
    """
    named = _SUFFIXES.get(PurePath(name).suffix.lower())
    picture = picture_kind(data)
    if picture in _READ_PICTURES:
        return ApplicationKind("image", picture, _differs(named, picture, name))
    if data.lstrip().startswith(b"{\\rtf"):
        return ApplicationKind("rtf", "rtf", _differs(named, "rtf", name))
    is_text = PurePath(name).suffix.lower() in (".txt", ".md", ".html", ".htm")
    if not is_text and is_mail(data):
        return ApplicationKind("eml", "eml", _differs(named, "eml", name))
    try:
        kind = sniff(data, name)
    except FairscreenError as error:
        if error.code == "document-format-unknown":
            raise FairscreenError("document-application-format", **error.params) from None
        raise
    return ApplicationKind(kind.format, kind.format, kind.mismatch or named is not None)


def _differs(named: str | None, found: str, name: str) -> bool:
    suffix = PurePath(name).suffix
    return bool(suffix) and named != found


def picture_kind(data: bytes) -> str:
    """``png``, ``jpeg``, ``tiff``, ``gif``, ``bmp``, ``webp``, or nothing."""
    for magic, kind in _PICTURES:
        if data.startswith(magic):
            # BM may begin a text.
            return "" if kind == "bmp" and b"\x00" not in data[:64] else kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return ""


def is_mail(data: bytes) -> bool:
    """Whether the file begins with the header of a message."""
    head = data[:65536].lstrip(b"\r\n")
    if head.startswith(b"From ") and b"\n" in head:  # a mailbox's own line
        head = head.split(b"\n", 1)[1]
    fields = set()
    position = 0
    while match := _HEADER_LINE.match(head, position):
        fields.add(match.group().split(b":", 1)[0].lower())
        position = match.end()
    rest = head[position : position + 2]
    ended = not rest or rest.startswith((b"\n", b"\r\n"))
    return ended and len(fields & _MAIL_FIELDS) >= 2
