"""Zipped XML (docx, odt) opened with care.

What a stranger's package can do is bounded here: how much it unpacks to, how many parts it has,
and that its XML names no entities and no files elsewhere.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from fairscreen.documents.document import Format, Source
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Package", "zipped_format"]

_MB = 1024 * 1024
_MAX_PARTS = 10_000
# Office XML packs to a tenth or so; only a bomb packs a large part to less than a hundredth.
_MAX_RATIO = 100
_SMALL = 10 * _MB
_BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def zipped_format(data: bytes, name: str) -> Format:
    """Which of our formats a zip file is.

    Raises
    ------
    FairscreenError
        ``document-format-unknown`` (a spreadsheet, a plain zip …), ``document-broken`` or
        ``document-protected``.
    """
    guess: Format = "odt" if name.lower().endswith((".odt", ".ott")) else "docx"
    package = Package(Source(data, name, guess))
    if "[Content_Types].xml" in package:
        for main, format_ in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(part.startswith(main) for part in package.names):
                if format_ == "docx":
                    return "docx"
                raise FairscreenError("document-format-unknown", name=name, format=format_)
    if "mimetype" in package:
        kind = package.read("mimetype").decode("ascii", "replace").strip()
        if kind.startswith("application/vnd.oasis.opendocument.text"):
            return "odt"
        raise FairscreenError(
            "document-format-unknown", name=name, format=_KINDS.get(kind.rpartition(".")[2], "zip")
        )
    if "content.xml" in package and "META-INF/manifest.xml" in package:
        return "odt"
    raise FairscreenError("document-format-unknown", name=name, format="zip")


_KINDS = {"spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}


class Package:
    """The parts of a zipped document, read into memory one at a time."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._left = int(source.settings.max_unpacked_mb * _MB)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
            entries = self._zip.infolist()
        except _BAD_ZIP as error:
            raise source.broken() from error
        if len(entries) > _MAX_PARTS:
            raise self._too_complex(self._left)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise FairscreenError("document-protected", name=source.name)
        self.names = [entry.filename for entry in entries]

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises
        ------
        FairscreenError
            ``document-too-complex`` over the limits, ``document-broken`` when it is not there.
        """
        try:
            entry = self._zip.getinfo(part)
        except KeyError as error:
            raise self._source.broken() from error
        allowed = self._left
        if entry.file_size > _MAX_RATIO * max(entry.compress_size, 1):
            allowed = min(allowed, _SMALL)
        if entry.file_size > allowed:
            raise self._too_complex(allowed)
        try:
            with self._zip.open(entry) as file:
                data = file.read(allowed + 1)  # what the directory says may be a lie
        except _BAD_ZIP as error:
            raise self._source.broken() from error
        if len(data) > allowed:
            raise self._too_complex(allowed)
        self._left -= len(data)
        return data

    def xml(self, part: str) -> _Element:
        """The root of an XML part; no entities, no document type, no network, bounded depth."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error.msg).lower():
                raise FairscreenError(
                    "document-nested", name=self._source.name, limit="250"
                ) from error
            raise self._source.broken() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._source.broken()
        return root

    def _too_complex(self, limit: int) -> FairscreenError:
        shown = f"{limit / _MB:.3g}".replace(".", ",")
        return FairscreenError("document-too-complex", name=self._source.name, limit=shown)
