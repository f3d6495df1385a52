"""Making the texts of applications blind."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

if TYPE_CHECKING:
    from fairscreen.anonymise import Known, Result
    from fairscreen.documents import ApplicationDocument

__all__ = ["Applicant", "anonymise_files", "anonymise_upload", "read_persons"]

_COLUMNS = ("given_name", "surname", "email", "phone", "personnummer")
_SWEDISH = {
    "förnamn": "given_name", "tilltalsnamn": "given_name", "efternamn": "surname",
    "e-post": "email", "epost": "email", "e-postadress": "email", "mejl": "email",
    "telefon": "phone", "telefonnummer": "phone", "mobil": "phone", "mobiltelefon": "phone",
    "personnr": "personnummer", "person-id": "personnummer", "kod": "code",
    "filer": "files", "fil": "files", "dokument": "files",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Applicant:
    """A row of the table of applicants: what is known, and the names of the files it holds for."""

    known: Known
    code: str = ""
    files: tuple[str, ...] = ()

    def owns(self, name: str) -> bool:
        """Whether a file of this name belongs to the applicant; a row without files owns all."""
        stem = Path(name).stem.casefold()
        return not self.files or any(
            file.casefold() in (name.casefold(), stem) for file in self.files
        )


def read_persons(source: Path | bytes, *, name: str = "tabellen") -> list[Applicant]:
    """The table of applicants: columns ``code?;given_name;surname;email;phone;personnummer;files``.

    CSV (semicolon or comma, UTF-8 or Windows-1252) or XLSX (its first sheet); the columns may have
    their Swedish names. ``files`` holds names with ``|``, ``;`` or ``,`` between.

    Raises
    ------
    FairscreenError
        ``persons-columns`` when neither name column is there, ``document-not-found``,
        ``persons-broken`` for a file that is no table.
    """
    from fairscreen.anonymise import Known

    if isinstance(source, Path):
        name = source.name
        try:
            source = source.read_bytes()
        except OSError as error:
            raise FairscreenError("document-not-found", name=name) from error
    table = _sheet(source, name) if source.startswith(b"PK") else _csv(source, name)
    fields = [_SWEDISH.get(field, field) for field in table[0]] if table else []
    if "given_name" not in fields and "surname" not in fields:
        raise FairscreenError("persons-columns", name=name, columns=", ".join(_COLUMNS))
    applicants = []
    for row in table[1:]:
        cells = dict(zip(fields, row, strict=False))
        values = {key: cells.get(key, "") for key in (*_COLUMNS, "code", "files")}
        if not any(values[key] for key in _COLUMNS):
            continue
        listed = tuple(part for part in re.split(r"[|,;]\s*", values["files"]) if part)
        applicants.append(
            Applicant(Known(**{key: values[key] for key in _COLUMNS}), values["code"], listed)
        )
    return applicants


def _csv(data: bytes, name: str) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    # Without a newline of its own the table's may be any, also the lone CR of old programs.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        cleaned = [[cell.strip() for cell in row] for row in rows]
    except csv.Error as error:
        raise FairscreenError("persons-broken", name=name) from error
    return [[cell.lower() for cell in cleaned[0]], *cleaned[1:]] if cleaned else []


def _sheet(data: bytes, name: str) -> list[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = [
            ["" if cell is None else str(cell).strip() for cell in row]
            for row in book.worksheets[0].iter_rows(values_only=True)
        ]
        book.close()
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise FairscreenError("persons-broken", name=name) from error
    return [[cell.lower() for cell in rows[0]], *rows[1:]] if rows else []


def anonymise_files(
    inputs: Sequence[Path],
    *,
    lang: Literal["auto", "sv", "en"] = "auto",
    persons: Iterable[Applicant] = (),
    policy: str | Path = "namn-alder-kon",
    hide: Sequence[str] = (),
    show: Sequence[str] = (),
    settings: Settings | None = None,
) -> Iterator[tuple[str, Result | FairscreenError]]:
    """Each file's text made blind, or why it could not be read; one bad file stops no other.

    Files that the same row of ``persons`` owns are read together, so that what one of them tells
    is hidden in all; other files stand alone.

    Raises
    ------
    FairscreenError
        ``policy-unknown``, ``policy-switch-unknown`` or ``rules-invalid``, before any file is read.
    """
    from fairscreen.anonymise import anonymise_texts, load_policy

    settings = settings or Settings()
    chosen = load_policy(policy).switched(hide=hide, show=show)
    people = list(persons)
    read: dict[Path, str | FairscreenError] = {}
    for path in inputs:
        try:
            read[path] = _text(path, settings)
        except FairscreenError as error:
            read[path] = error
    owners = {
        path: next((n for n, p in enumerate(people) if p.owns(path.name)), None) for path in inputs
    }
    done: dict[Path, Result] = {}
    for path in inputs:
        body = read[path]
        if isinstance(body, FairscreenError):
            yield path.name, body
            continue
        if path not in done:
            owner = owners[path]
            group = [
                p for p in dict.fromkeys(inputs)
                if isinstance(read[p], str) and (p == path or (owner is not None and owners[p] == owner))  # noqa: E501
            ]  # fmt: skip
            results = anonymise_texts(
                [str(read[p]) for p in group],
                lang=lang,
                known=people[owner].known if owner is not None else None,
                policy=chosen,
                files=[p.name for p in group],
            )
            done.update(zip(group, results, strict=True))
        yield path.name, done[path]


def anonymise_upload(
    source: str | bytes,
    *,
    name: str | None = None,
    lang: Literal["auto", "sv", "en"] = "auto",
    policy: str = "namn-alder-kon",
    hide: Sequence[str] = (),
    show: Sequence[str] = (),
    known: dict[str, str] | None = None,
    settings: Settings | None = None,
) -> Result:
    """One text (``str``) or document (``bytes`` with its ``name``) made blind; nothing is kept.

    Raises
    ------
    FairscreenError
        ``policy-unknown`` for what is none of the policies that come with the program,
        ``policy-switch-unknown``, ``text-too-long``, or what reading the document raises.
    """
    from fairscreen.anonymise import POLICIES, Known, anonymise_texts, load_policy

    settings = settings or Settings()
    if policy not in POLICIES:  # a path would let a stranger ask what files there are
        raise FairscreenError("policy-unknown", name=policy[:40], known=", ".join(POLICIES))
    chosen = load_policy(policy).switched(hide=hide, show=show)
    identity: Sequence[str] = ()
    if isinstance(source, bytes):
        from fairscreen import documents

        document = documents.isolated(
            _read_upload, source, name or "filen", settings,
            name=name or "filen", timeout_s=settings.application_timeout_s,
            memory_mb=settings.application_memory_mb,
        )  # fmt: skip
        text, identity = document.text, document.identity
    else:
        text = source
    if len(text) > settings.max_text_chars:
        raise FairscreenError("text-too-long", size=len(text), limit=settings.max_text_chars)
    return anonymise_texts(
        [text], lang=lang, known=Known(**known) if known else None, policy=chosen,
        files=[name], identity=identity,
    )[0]  # fmt: skip


def _read_upload(data: bytes, name: str, settings: Settings) -> ApplicationDocument:
    from fairscreen import documents

    return documents.read_application(data, name=name, settings=settings)


def _text(path: Path, settings: Settings) -> str:
    """A file's text: of a text file as it is, else every part that is visible."""
    from fairscreen import documents

    application = documents.isolated(
        documents.read_application, path, settings=settings,
        name=path.name, timeout_s=settings.application_timeout_s,
        memory_mb=settings.application_memory_mb,
    )  # fmt: skip
    if application.format == "txt":
        return documents.read(path, settings=settings).text
    return application.text
