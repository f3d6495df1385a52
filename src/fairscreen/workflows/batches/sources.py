"""The files of a recruitment: in folders, in zip archives, or named one by one.

Members of an archive are read in memory when their turn comes: nothing is unpacked to disk, so a
path inside an archive leads nowhere and a bomb stops at the limit for one file.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.batches.kinds import stem_of

__all__ = ["Collected", "SourceFile", "collect", "unpacked"]

# What operating systems and Word leave beside documents; no part of anybody's application.
_NOISE_NAMES = {".ds_store", "thumbs.db", "desktop.ini"}
_NOISE_FOLDERS = {"__macosx", "$recycle.bin"}
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One document of somebody's application, not read yet.

    Attributes
    ----------
    path:
        The file, or the archive it lies in.
    place:
        Where it lies under the input, with ``/`` between; for a file of an archive the archive's
        name comes first.
    member:
        The member's own name inside the archive.
    folder:
        The part of ``place`` that says whose it is: the first folder under the input, or empty.
    """

    path: Path
    place: str
    member: str | None = None
    folder: str = ""

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return PurePosixPath(self.place).name

    def digest(self, settings: Settings) -> str:
        """A hash of the bytes, 32 hex digits; empty when they cannot be read."""
        try:
            return hashlib.blake2b(self.read(settings), digest_size=16).hexdigest()
        except FairscreenError:
            return ""

    def read(self, settings: Settings) -> bytes:
        """The bytes.

        Raises
        ------
        FairscreenError
            ``document-vanished``, ``document-not-permitted``, ``document-too-large``,
            ``archive-broken``, ``archive-encrypted``.
        """
        limit = int(settings.max_file_mb * 1_000_000)
        try:
            if self.member is None:
                size = self.path.stat().st_size
                data = self.path.read_bytes() if size <= limit else b""
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
                    data = file.read(limit + 1)
                    size = len(data)
        except FileNotFoundError as error:
            raise FairscreenError("document-vanished", name=self.name) from error
        except OSError as error:
            raise FairscreenError("document-not-permitted", name=self.name) from error
        except RuntimeError as error:  # zipfile's word for a member with a password
            raise FairscreenError("archive-encrypted", name=self.name) from error
        except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, ValueError) as error:
            raise FairscreenError("archive-broken", name=self.path.name) from error
        if size > limit:
            raise FairscreenError(
                "document-too-large",
                name=self.name, size=round(size / 1e6, 1), limit=settings.max_file_mb,
            )  # fmt: skip
        return data


@dataclass(frozen=True, slots=True)
class Collected:
    """All files found, in order of place, and what could not be taken with the reason.

    ``open_elsewhere`` are the places of files that Word or LibreOffice has open: what is not saved
    there is not in them.
    """

    files: tuple[SourceFile, ...]
    refused: tuple[tuple[str, FairscreenError], ...]
    open_elsewhere: tuple[str, ...] = ()


def collect(inputs: Sequence[Path], *, settings: Settings | None = None) -> Collected:
    """The documents under ``inputs``: files, folders at any depth, zip archives.

    Of several folders, one that has documents of its own is one applicant's.

    Raises
    ------
    FairscreenError
        ``document-not-found`` for an input that is not there, ``batch-empty`` when no document is
        found, ``batch-too-many`` above the limit.
    """
    settings = settings or Settings()
    files: list[SourceFile] = []
    refused: list[tuple[str, FairscreenError]] = []
    inputs = list(dict.fromkeys(path.absolute() for path in inputs))
    for root in inputs:
        try:
            root.stat()
        except PermissionError as error:
            raise FairscreenError("document-not-permitted", name=root.name) from error
        except (OSError, ValueError) as error:
            raise FairscreenError("document-not-found", name=root.name) from error
    above = _above(inputs)
    owners: list[str] = []
    for root in inputs:
        before = above[root]
        walked, shut = _walk(root)
        # Not a word of it would be a whole applicant lost unseen.
        refused += [
            (path.name, FairscreenError("document-not-permitted", name=path.name)) for path in shut
        ]
        owners += [f"{before}{owner}" for owner in _owner_files(root)]
        inside = [path.relative_to(root).as_posix() for path in walked if path != root]
        own = bool(before) and _is_own(inside)
        for path in walked:
            if len(files) > settings.max_batch_files:
                raise FairscreenError("batch-too-many", limit=settings.max_batch_files)
            place = before + (path.relative_to(root).as_posix() if path != root else path.name)
            # A link may lead out of the folder that was given.
            if path != root and path.is_symlink():
                refused.append((place, FairscreenError("document-link", name=path.name)))
                continue
            if path.suffix.lower() == ".zip":
                try:
                    found, bad = _members(path, path.name, place if path != root else "", settings)
                except FairscreenError as error:
                    refused.append((place, error))
                    continue
                files += _among(found, before) if path == root else found
                refused += bad
            elif path == root:
                files.append(SourceFile(path, place, folder=before.rstrip("/")))
            else:
                files.append(SourceFile(path, place, folder=_folder(place, before, own)))
    if len(files) > settings.max_batch_files:
        raise FairscreenError("batch-too-many", limit=settings.max_batch_files)
    if not files and not refused:
        raise FairscreenError("batch-empty")
    files.sort(key=lambda file: file.place)
    return Collected(tuple(files), tuple(refused), tuple(_open_elsewhere(files, owners)))


def _folder(place: str, before: str, own: bool) -> str:
    """The part of the place that says whose the file is."""
    parts = place.removeprefix(before).split("/")
    if own:
        return before.rstrip("/")
    return f"{before}{parts[0]}" if len(parts) > 1 else ""


def _is_own(inside: Sequence[str]) -> bool:
    """Whether the files, by their places in a folder or archive, are all one applicant's."""
    loose = [place for place in inside if "/" not in place]
    return bool(loose) and len({stem_of(name) for name in loose}) == 1


def _among(found: Sequence[SourceFile], before: str) -> list[SourceFile]:
    """An archive's files where the archive is one of several inputs."""
    if not before:
        return list(found)
    own = _is_own([file.place for file in found])
    return [
        replace(file, place=before + file.place, folder=_folder(before + file.place, before, own))
        for file in found
    ]


def _above(inputs: Sequence[Path]) -> dict[Path, str]:
    """What stands before the places of each input, so that no two files have the same place."""
    if len(inputs) == 1:
        return {inputs[0]: ""}
    above: dict[Path, str] = {}
    names = Counter(path.name for path in inputs)
    for path in inputs:
        if path.is_dir() or path.suffix.lower() == ".zip":
            above[path] = f"{path.name}/" if names[path.name] == 1 else f"{_joined(path)}/"
        elif names[path.name] > 1:  # Ada/cv.pdf and Bo/cv.pdf, given as files
            above[path] = f"{_joined(path.parent)}/"
        else:
            above[path] = ""
    return above


def _joined(path: Path) -> str:
    """The whole path as the name of one folder."""
    return " ".join(part for part in path.parts if part != path.anchor)


def _owner_files(root: Path) -> Iterator[str]:
    """Places of the files that Word and LibreOffice keep beside a document that is open."""
    for folder, _, names in os.walk(root):
        for name in names:
            if name.startswith(("~$", ".~lock.")):
                yield Path(folder, name).relative_to(root).as_posix()


def _open_elsewhere(files: Sequence[SourceFile], owners: Sequence[str]) -> Iterator[str]:
    for owner in owners:
        folder, _, name = owner.rpartition("/")
        # Word leaves out the first two letters of a long name.
        ending = name.removeprefix(".~lock.").removesuffix("#").removeprefix("~$")
        for file in files:
            here, _, own = file.place.rpartition("/")
            if file.member is None and here == folder and own in (ending, own[:2] + ending):
                yield file.place


def unpacked(
    name: str, data: bytes, *, settings: Settings
) -> tuple[list[tuple[str, bytes]], list[tuple[str, FairscreenError]]]:
    """An uploaded file, or the documents of an uploaded zip, with the place of each.

    Raises
    ------
    FairscreenError
        ``archive-broken``, ``archive-too-many``, or ``batch-too-large`` when the documents together
        are larger than an upload may unpack to.
    """
    if not name.lower().endswith(".zip"):
        return [(name, data)], []
    files, refused = _members(io.BytesIO(data), name, "", settings)
    limit = int(settings.max_file_mb * 1_000_000)
    left = int(settings.max_batch_mb * 1_000_000)
    made: list[tuple[str, bytes]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for file in files:
            assert file.member is not None
            try:
                with archive.open(file.member) as member:
                    body = member.read(limit + 1)
            except RuntimeError:
                refused.append((file.name, FairscreenError("archive-encrypted", name=file.name)))
                continue
            except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError):
                refused.append((file.name, FairscreenError("archive-broken", name=name)))
                continue
            if len(body) > limit:
                refused.append((
                    file.name,
                    FairscreenError(
                        "document-too-large", name=file.name,
                        size=f"mer än {settings.max_file_mb:g}", limit=settings.max_file_mb,
                    ),
                ))  # fmt: skip
                continue
            left -= len(body)
            if left < 0:
                raise FairscreenError("batch-too-large", limit=f"{settings.max_batch_mb:g}")
            made.append((file.place, body))
    # One applicant's documents, which came packed together, stay together.
    above = f"{PurePosixPath(name).name}/" if _is_own([place for place, _ in made]) else ""
    return [(above + place, body) for place, body in made], refused


def _walk(root: Path) -> tuple[list[Path], list[Path]]:
    """The files under ``root`` in order, and the folders that may not be read."""
    if root.is_file():
        return [root], []
    shut: list[Path] = []
    found: list[Path] = []

    def note(error: OSError) -> None:
        shut.append(Path(error.filename or root))

    for folder, inner, names in os.walk(root, onerror=note):
        links = [name for name in inner if Path(folder, name).is_symlink()]
        found += [Path(folder, name) for name in (*names, *links)]
    kept = [
        path
        for path in found
        if (path.is_file() or path.is_symlink())
        and not _is_noise(PurePosixPath(path.relative_to(root).as_posix()))
    ]
    return sorted(kept), sorted(shut)


def _is_noise(place: PurePosixPath) -> bool:
    name = place.name.lower()
    return (
        name in _NOISE_NAMES
        or name.startswith(("~$", "._", ".~lock."))
        or any(part.lower() in _NOISE_FOLDERS for part in place.parts[:-1])
    )


def _members(
    source: Path | io.BytesIO, shown: str, place: str, settings: Settings
) -> tuple[list[SourceFile], list[tuple[str, FairscreenError]]]:
    """The documents in an archive; an archive in a folder is itself the folder of one person."""
    try:
        with zipfile.ZipFile(source) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FairscreenError("archive-broken", name=shown) from error
    if len(infos) > settings.max_batch_files:
        raise FairscreenError("archive-too-many", name=shown, limit=settings.max_batch_files)
    found: list[tuple[str, str]] = []
    refused: list[tuple[str, FairscreenError]] = []
    for info in infos:
        name = _name(info)
        if info.is_dir() or _is_noise(PurePosixPath(name)):
            continue
        if _leads_out(name):
            last = PurePosixPath(name.replace("\\", "/")).name
            refused.append((last, FairscreenError("archive-path", name=shown)))
        elif name.lower().endswith(".zip"):
            refused.append((name, FairscreenError("archive-nested", name=shown)))
        else:
            found.append((info.filename, name.replace("\\", "/")))
    inner = _without_common_folder([name for _, name in found])
    files = []
    path = source if isinstance(source, Path) else Path(shown)
    for (member, _), name in zip(found, inner, strict=True):
        whole = f"{place}/{name}" if place else name
        parts = whole.split("/")
        files.append(SourceFile(path, whole, member, parts[0] if len(parts) > 1 else ""))
    return files, refused


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name as the person who packed it saw it."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    # Python read it as code page 437. Swedish Windows packs in 850, macOS in UTF-8 without a flag.
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "cp850"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _leads_out(name: str) -> bool:
    windows = PureWindowsPath(name)
    return bool(windows.is_absolute() or windows.drive or windows.root or ".." in windows.parts)


def _without_common_folder(names: Iterable[str]) -> list[str]:
    """Exports often put everything in one folder; it says nothing about who is who.

    It is taken away only where there are folders below it.
    """
    split = [name.split("/") for name in names]
    while (
        len(split) > 1
        and all(len(parts) > 1 for parts in split)
        and len({parts[0] for parts in split}) == 1
        and any(len(parts) > 2 for parts in split)
    ):
        split = [parts[1:] for parts in split]
    return ["/".join(parts) for parts in split]
