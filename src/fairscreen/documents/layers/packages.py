"""Zipped packages (docx, odt, xlsx, zip …): every part, its name, and what lies between parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from fairscreen.documents.document import Source
from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.layers.strings import strings
from fairscreen.documents.layers.xml import xml_layers
from fairscreen.documents.package import Package
from fairscreen.errors import FairscreenError

__all__ = ["layers"]

_XML = (".xml", ".rels", ".rdf", ".vml", ".xsl", ".xsd")
_MACROS = ("vbaproject.bin", "vbadata.xml")


def layers(task: Task) -> Iterator[Layer]:
    """The layers of a package."""
    package = Package(Source(task.data, task.name, "docx", task.settings))
    yield Layer("package: names of parts", "\n".join(package.names))
    yield Layer("package: remarks", "\n".join(_remarks(task.data)))
    for name in package.names:
        if name.endswith("/"):
            continue
        try:
            data = package.read(name)
        except FairscreenError as error:
            if error.code != "document-broken":
                raise
            yield Layer(f"unknown: {name}", "")
            continue
        yield from _part(task, name, data)
    yield Layer("package: bytes outside its parts", _outside(task.data))


def _part(task: Task, name: str, data: bytes) -> Iterator[Layer]:
    lower = name.lower()
    if not data:
        return
    if lower.endswith(_MACROS):
        yield Layer(f"{name}: macros", strings(data))
    elif lower.endswith(_XML) or data.lstrip()[:5] == b"<?xml":
        for layer in xml_layers(data):
            yield Layer(f"{name}: {layer.name}", layer.text)
    elif lower.endswith((".odttf", ".ttf", ".otf", ".fntdata")):
        yield Layer(f"{name}: font", "")
    else:
        yield from task.inner(data, name.rpartition("/")[2], f"{name}: ")


def _remarks(data: bytes) -> Iterator[str]:
    """What a zip file may carry beside its parts' content."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield strings(package.comment)
        for entry in package.infolist():
            yield strings(entry.comment)
            yield strings(entry.extra)


def _outside(data: bytes) -> str:
    """Words in bytes before, between and after the parts: a part taken out of the list, a tail."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = sorted(package.infolist(), key=lambda entry: entry.header_offset)
        directory = package.start_dir
    position = 0
    loose: list[bytes] = []
    for entry in entries:
        loose.append(data[position : entry.header_offset])
        header = entry.header_offset
        named = int.from_bytes(data[header + 26 : header + 28], "little")
        extra = int.from_bytes(data[header + 28 : header + 30], "little")
        position = max(position, header + 30 + named + extra + entry.compress_size)
        if entry.flag_bits & 0x08:  # sizes stand after the data
            position += 16
    loose.append(data[min(position, directory) : directory])
    end = data.rfind(b"PK\x05\x06")
    if end >= 0:
        comment = int.from_bytes(data[end + 20 : end + 22], "little")
        loose.append(data[end + 22 + comment :])
    return "\n".join(filter(None, (_loose(part) for part in loose)))


def _loose(part: bytes) -> str:
    """Words in stray bytes, unpacked first when they are a part that the list left out."""
    if part.startswith(b"PK\x03\x04") and len(part) > 30:
        import zlib

        start = 30 + int.from_bytes(part[26:28], "little") + int.from_bytes(part[28:30], "little")
        try:
            unpacked = zlib.decompressobj(-15).decompress(part[start:], 1_000_000)
        except zlib.error:
            unpacked = b""
        return strings(part[:start]) + "\n" + strings(unpacked or part[start:])
    return strings(part)
