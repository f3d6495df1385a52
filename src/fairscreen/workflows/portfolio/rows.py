"""Ads from folders, files and tables, as one row each."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

__all__ = ["AdRow", "read_rows", "rows_of_table"]

_ADS = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx", ".odt", ".pdf"})
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson"})
#: What the columns may be called; the first that is there is taken.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "annonstext", "annons", "annonsens text", "beskrivning", "description"),
    "title": ("headline", "rubrik", "titel", "title", "annonsrubrik"),
    "published": ("published", "publicerad", "publiceringsdatum", "publicerad datum", "datum",
                  "date", "publication_date"),
    "department": ("department", "förvaltning", "avdelning", "enhet", "organisation", "employer",
                   "arbetsgivare", "workplace", "arbetsplats"),
    "occupation": ("occupation", "yrke", "befattning", "yrkesroll", "yrkesgrupp"),
    "name": ("id", "annons-id", "annonsid", "referens", "referensnummer", "namn", "file", "fil"),
}  # fmt: skip
#: Bytes that a packed table may unpack to.
_MOST_UNPACKED = 1_000_000_000
_DATE = re.compile(r"(?<!\d)(20\d\d)[-_./]?(0[1-9]|1[0-2])[-_./]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class AdRow:
    """One ad: its ``text``, or the ``file`` it is in, and what is known of it."""

    name: str
    text: str = ""
    file: Path | None = None
    published: date | None = None
    department: str | None = None
    occupation: str | None = None


def read_rows(inputs: Sequence[Path], *, settings: Settings | None = None) -> list[AdRow]:
    """The ads in folders, ad files and tables (csv, xlsx, jsonl, the last also gzipped).

    In a folder the first folder below it is the department, and a date in a file's name
    (``2026-03-01``) the day of publication. In a table the columns are known by their usual names,
    Swedish or English.

    Raises
    ------
    FairscreenError
        ``document-not-found``, ``portfolio-empty``, ``portfolio-columns``, ``portfolio-table``.
    """
    settings = settings or Settings()
    rows: list[AdRow] = []
    for source in inputs:
        if source.is_dir():
            rows += _folder(source)
        elif not source.is_file():
            raise FairscreenError("document-not-found", name=source.name)
        elif _suffix(source) in _TABLES:
            rows += _table(source)
        else:
            rows.append(AdRow(source.name, file=source, published=_date(source.name)))
    if not rows:
        names = ", ".join(source.name for source in inputs)
        raise FairscreenError("portfolio-empty", name=names)
    return rows


def _suffix(file: Path) -> str:
    name = file.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _folder(folder: Path) -> Iterator[AdRow]:
    for file in sorted(folder.rglob("*")):
        below = file.relative_to(folder)
        if file.is_symlink() or any(part.startswith((".", "~$")) for part in below.parts):
            continue
        if not file.is_file():
            continue
        if file.suffix.lower() in _ADS:
            yield AdRow(
                str(below), file=file, published=_date(file.name),
                department=below.parts[0] if len(below.parts) > 1 else None,
            )  # fmt: skip
        elif _suffix(file) in _TABLES:
            yield from _table(file)


def _table(file: Path) -> list[AdRow]:
    try:
        return rows_of_table(file.read_bytes(), name=file.name)
    except OSError as error:
        raise FairscreenError("document-not-permitted", name=file.name) from error


def rows_of_table(data: bytes, *, name: str) -> list[AdRow]:
    """The ads of a table in memory; ``name`` tells csv, xlsx and jsonl apart.

    Raises
    ------
    FairscreenError
        ``portfolio-empty``, ``portfolio-columns``, ``portfolio-table``.
    """
    try:
        kind = _suffix(Path(name))
        if kind == ".xlsx":
            records: Iterable[Mapping[str, Any]] = list(_of_xlsx(data))
        else:
            text = _decoded(data)
            records = _of_jsonl(text) if kind in (".jsonl", ".ndjson") else _of_csv(text)
        rows = list(_rows(records, name))
    except FairscreenError:
        raise
    except Exception as error:  # whatever a broken table makes its reader raise
        raise FairscreenError("portfolio-table", name=name) from error
    if not rows:
        raise FairscreenError("portfolio-empty", name=name)
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith(b"\x1f\x8b"):
        with gzip.open(io.BytesIO(data)) as packed:
            data = packed.read(_MOST_UNPACKED + 1)
        if len(data) > _MOST_UNPACKED:
            raise ValueError("unpacks to too much")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _of_csv(text: str) -> Iterator[dict[str, Any]]:
    first = text.partition("\n")[0]
    mark = max(";\t,", key=first.count)
    # The limit is the whole program's; other tables are read with the usual one.
    before = csv.field_size_limit(10_000_000)
    try:
        yield from csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    finally:
        csv.field_size_limit(before)


def _of_jsonl(text: str) -> Iterator[dict[str, Any]]:
    for line in text.split("\n"):
        if line.strip():
            record = json.loads(line)
            if not isinstance(record, dict):
                raise ValueError("not an object")
            yield record


def _of_xlsx(data: bytes) -> Iterator[dict[str, Any]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = [str(cell or "") for cell in next(rows, ())]
        for row in rows:
            if any(cell is not None for cell in row):
                yield dict(zip(header, row, strict=False))
    finally:
        book.close()


def _rows(records: Iterable[Mapping[str, Any]], table: str) -> Iterator[AdRow]:
    held = list(records)
    every = {str(key).strip().casefold() for record in held for key in record if key is not None}
    if held and every.isdisjoint(_COLUMNS["text"]):
        columns = ", ".join(sorted(every - {""}))[:200]
        raise FairscreenError("portfolio-columns", name=table, columns=columns or "inga")
    for number, record in enumerate(held, 2):
        known = {str(key).strip().casefold(): key for key in record if key is not None}
        found = {
            field: known[name]
            for field, choices in _COLUMNS.items()
            for name in reversed(choices)
            if name in known
        }
        value = {field: record.get(key) for field, key in found.items()}
        text = str(value.get("text") or "").strip()
        title = " ".join(str(value.get("title") or "").split())
        if title and not text.startswith(title):
            text = f"{title}\n\n{text}"
        yield AdRow(
            name=_words(value.get("name")) or f"{table}, rad {number}",
            text=text,
            published=_date(value.get("published")),
            department=_words(value.get("department")),
            occupation=_words(value.get("occupation")),
        )


def _words(value: object) -> str | None:
    words = " ".join(str(value).split())[:200] if value is not None else ""
    return words or None


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DATE.search(str(value or ""))
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
