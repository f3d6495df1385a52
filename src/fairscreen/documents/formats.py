"""What a file is, told by its first bytes and, for zipped formats, by what lies inside.

The name only decides where the content cannot: Markdown is plain text to a computer. A name that
says something else than the content gives a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from fairscreen.documents.document import Format
from fairscreen.documents.encodings import is_binary
from fairscreen.errors import FairscreenError

__all__ = ["Kind", "sniff"]

_BY_SUFFIX: dict[str, Format] = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".dotm": "docx",
    ".odt": "odt", ".ott": "odt", ".pdf": "pdf",
}  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RECOGNISED: tuple[tuple[bytes, str], ...] = (  # formats we can name but not read
    (b"{\\rtf", "rtf"),
    (b"MIME-Version:", "mht"),
    (b"From ", "eml"),
    (b"Return-Path:", "eml"),
    (b"Received:", "eml"),
)
_IMAGES_AND_PROGRAMS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF", b"\x7fELF",
    b"MZ", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"SQLite format",
)  # fmt: skip
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(
    rb"</?(?:p|br|div|span|ul|ol|li|h[1-6]|table|strong|b|em|i|a|body|html)\b[^>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A file's format, and whether its name says another one."""

    format: Format
    mismatch: bool = False


def sniff(data: bytes, name: str) -> Kind:
    """Tell what the file is.

    Raises
    ------
    FairscreenError
        ``document-binary``, ``document-format-unknown``, ``document-protected`` (an encrypted
        Word file is no zip but an OLE package) or ``document-broken``.
    """
    named = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    found = _by_content(data, name, named)
    return Kind(found, mismatch=named is not None and named != found)


def _by_content(data: bytes, name: str, named: Format | None) -> Format:
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        from fairscreen.documents.package import zipped_format

        return zipped_format(data, name)
    if b"%PDF-" in data[:1024]:  # a pdf may begin with a few stray bytes
        return "pdf"
    if data.startswith(_OLE):
        raise _ole_error(data, name)
    for magic, format_ in _RECOGNISED:
        if data.startswith(magic):
            if format_ == "eml" and named in ("txt", "md"):
                break
            raise FairscreenError("document-format-unknown", name=name, format=format_)
    binary = is_binary(data)
    if binary and named in ("docx", "odt", "pdf"):
        raise FairscreenError("document-broken", name=name, format=named)
    if binary:
        raise FairscreenError("document-binary", name=name)
    return _text_format(_narrow(data[:65536]), named)


def _ole_error(data: bytes, name: str) -> FairscreenError:
    def has(stream: str) -> bool:  # names of streams in the directory are UTF-16
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return FairscreenError("document-protected", name=name)
    for stream, format_ in (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint", "ppt"),
                            ("__properties_version", "msg")):  # fmt: skip
        if has(stream):
            return FairscreenError("document-format-unknown", name=name, format=format_)
    return FairscreenError("document-binary", name=name)


def _narrow(head: bytes) -> bytes:
    """UTF-16 as single bytes, enough to look for tags."""
    return head.replace(b"\x00", b"") if b"\x00" in head else head


def _text_format(head: bytes, named: Format | None) -> Format:
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _HTML_START.match(head):
        return "html"
    if named == "html" and _ANY_TAG.search(head):
        return "html"
    return "md" if named == "md" else "txt"
