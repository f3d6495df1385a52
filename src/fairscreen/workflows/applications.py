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

__all__ = ["Applicant", "anonymise_files", "read_persons"]

_COLUMNS = ("given_name", "surname", "email", "phone", "personnummer")


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

    Semicolon or comma, UTF-8 or Windows-1252. ``files`` holds names with ``|`` or spaces between.

    Raises
    ------
    FairscreenError
        ``persons-columns`` when neither name column is there, ``document-not-found``.
    """
    from fairscreen.anonymise import Known

    if isinstance(source, Path):
        name = source.name
        try:
            source = source.read_bytes()
        except OSError as error:
            raise FairscreenError("document-not-found", name=name) from error
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = source.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    fields = [(field or "").strip().lower() for field in rows.fieldnames or ()]
    rows.fieldnames = fields
    if "given_name" not in fields and "surname" not in fields:
        raise FairscreenError("persons-columns", name=name, columns=", ".join(_COLUMNS))
    applicants = []
    for row in rows:
        values = {key: (row.get(key) or "").strip() for key in (*_COLUMNS, "code", "files")}
        if not any(values[key] for key in _COLUMNS):
            continue
        listed = tuple(part for part in re.split(r"[|,;]\s*", values["files"]) if part)
        applicants.append(
            Applicant(Known(**{key: values[key] for key in _COLUMNS}), values["code"], listed)
        )
    return applicants


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
    from fairscreen import documents
    from fairscreen.anonymise import anonymise_texts, load_policy

    settings = settings or Settings()
    chosen = load_policy(policy).switched(hide=hide, show=show)
    people = list(persons)
    read: dict[Path, str | FairscreenError] = {}
    for path in inputs:
        try:
            read[path] = documents.read(path, settings=settings).text
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
