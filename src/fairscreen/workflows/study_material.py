"""Applications for a study: pairs of an open and a blind text under one code.

Both versions are kept as plain text and shown in the same way, so that nothing but what was hidden
tells them apart. Photos, layout and the traces that files carry stay behind.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

__all__ = ["batch_codes", "batch_texts", "pair_gaps", "texts_by_code"]

_CODE = re.compile(r"[^\W_]+")
_MANIFEST = "manifest.json"
_SKIPPED = ("__MACOSX/", ".")
_MOST_FILES = 2_000

#: A file's name (with folders, as in a zip) and its bytes.
File = tuple[str, bytes]


def texts_by_code(files: Iterable[File], *, settings: Settings | None = None) -> dict[str, str]:
    """The text of each application.

    Parameters
    ----------
    files:
        Documents, or zip files with documents. A file's name starts with its application's code
        (``K07.txt``, ``K07-cv.pdf``); with a ``manifest.json`` from the anonymiser among them, the
        manifest decides instead, and only released files are taken.

    Returns
    -------
    Text by code, in order of code. Several files of one application follow each other.

    Raises
    ------
    FairscreenError
        ``study-material-name``, ``-empty`` or ``-zip``, ``study-manifest-invalid``, and those of
        :func:`fairscreen.documents.read_application`.
    """
    settings = settings or Settings()
    unpacked = list(_unpacked(files, settings))
    listed = next((d for name, d in unpacked if PurePosixPath(name).name == _MANIFEST), None)
    documents = [file for file in unpacked if PurePosixPath(file[0]).name != _MANIFEST]
    codes = None if listed is None else _codes_by_file(listed, name=_MANIFEST)
    parts: dict[str, list[str]] = {}
    for name, data in sorted(documents):
        own = PurePosixPath(name).name
        if codes is None:
            found = _CODE.match(own)
            if found is None:
                raise FairscreenError("study-material-name", name=own)
            code = found[0]
        elif own in codes:
            code = codes[own]
        else:
            continue  # refused, or not part of the batch
        text = _text(data, own, settings)
        # The anonymiser's title tells the code, which no reader needs and one version lacks.
        parts.setdefault(code, []).append(_titled(code).sub("", text) if codes else text)
    if not parts:
        raise FairscreenError("study-material-empty")
    return {code: "\n\n".join(parts[code]) for code in sorted(parts)}


def batch_texts(folder: Path, *, settings: Settings | None = None) -> dict[str, str]:
    """The blind texts of a folder that ``fairscreen anonymise --out`` wrote, by code."""
    manifest = folder / _MANIFEST
    names = _codes_by_file(_bytes(manifest), name=manifest.name)
    files = [(name, _bytes(folder / name)) for name in names]
    return texts_by_code([(_MANIFEST, _bytes(manifest)), *files], settings=settings)


def batch_codes(folder: Path) -> list[str]:
    """Codes of the applications that were released in such a folder."""
    manifest = folder / _MANIFEST
    codes = _codes_by_file(_bytes(manifest), name=manifest.name)
    return list(dict.fromkeys(codes.values()))


def _titled(code: str) -> re.Pattern[str]:
    return re.compile(rf"\A{re.escape(code)} [–-] [^\n]*\n+")


def _codes_by_file(data: bytes, *, name: str) -> Mapping[str, str]:
    try:
        found = {
            PurePosixPath(file["file"]).name: str(entry["code"])
            for entry in json.loads(data)["applications"]
            for file in entry["files"]
            if file["status"] == "released"
        }
    except (ValueError, KeyError, TypeError) as error:
        raise FairscreenError("study-manifest-invalid", name=name) from error
    if not found:
        raise FairscreenError("study-manifest-invalid", name=name)
    return found


def _unpacked(files: Iterable[File], settings: Settings) -> Iterator[File]:
    left = int(settings.max_unpacked_mb * 1_000_000)
    for name, data in files:
        if not name.casefold().endswith(".zip"):
            yield name, data
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = [item for item in archive.infolist() if not _is_skipped(item)]
                left -= sum(item.file_size for item in entries)
                if left < 0 or len(entries) > _MOST_FILES:
                    raise FairscreenError("study-material-zip", name=name)
                for item in entries:
                    # The size that the directory told binds how much is read.
                    with archive.open(item) as stream:
                        yield item.filename, stream.read(item.file_size)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            raise FairscreenError("study-material-zip", name=name) from error


def _is_skipped(item: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(item.filename).name
    return item.is_dir() or item.filename.startswith(_SKIPPED[0]) or name.startswith(_SKIPPED[1])


def _text(data: bytes, name: str, settings: Settings) -> str:
    from fairscreen import documents

    return documents.read_application(data, name=name, settings=settings).text.strip()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise FairscreenError("document-not-found", name=file.name) from error
    except OSError as error:
        raise FairscreenError("document-not-permitted", name=file.name) from error


def pair_gaps(versions: Mapping[str, Sequence[str] | set[str]]) -> dict[str, list[str]]:
    """Codes that lack a version: for ``open`` and ``anonymous`` those without it."""
    return {
        version: sorted(code for code, has in versions.items() if version not in has)
        for version in ("open", "anonymous")
    }
