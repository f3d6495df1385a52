"""Tables in and out, with the habits of Swedish Excel.

Reads CSV with semicolon, comma or tab, UTF-8 with or without a byte-order mark, UTF-16 or
Windows-1252, and XLSX. Writes plain CSV (comma, UTF-8) for programs, or CSV with semicolon and a
byte-order mark, which Swedish Excel opens in columns, or XLSX.

Every cell keeps the row it came from, so that a complaint can name it as the user sees it: the
header is row 1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from fairscreen.errors import FairscreenError

__all__ = ["Row", "Table", "TableFormat", "read_table", "write_table"]

TableFormat = Literal["csv", "excel-csv", "xlsx"]
_LARGEST = 50_000_000
#: A cell that starts with one of these is taken for a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``number`` as a spreadsheet shows it, and the cells by column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(data: bytes, *, name: str) -> Table:
    """The table in a CSV or XLSX file.

    Parameters
    ----------
    data:
        The whole file.
    name:
        What to call it in a complaint.

    Raises
    ------
    FairscreenError
        ``study-table-empty``, ``study-table-unreadable``, ``study-column-double``,
        ``study-row-long`` or ``study-table-too-large``.
    """
    if len(data) > _LARGEST:
        raise FairscreenError("study-table-too-large", name=name, limit=_LARGEST // 1_000_000)
    raw = _xlsx_rows(data, name) if data[:4] == b"PK\x03\x04" else _csv_rows(data, name)
    filled = [(number, cells) for number, cells in raw if any(cell.strip() for cell in cells)]
    if not filled:
        raise FairscreenError("study-table-empty", name=name)
    _, header = filled[0]
    while header and not header[-1].strip():
        header = header[:-1]
    columns = tuple(cell.strip().lstrip("\ufeff").casefold() for cell in header)
    for place, column in enumerate(columns, start=1):
        if not column:
            raise FairscreenError("study-column-unnamed", name=name, place=place)
        if columns.index(column) != place - 1:
            raise FairscreenError("study-column-double", name=name, column=column)
    rows = []
    for number, cells in filled[1:]:
        if any(cell.strip() for cell in cells[len(columns) :]):
            raise FairscreenError(
                "study-row-long", name=name, row=number, columns=len(columns), cells=len(cells)
            )
        padded = [*cells, *[""] * len(columns)]
        rows.append(Row(number, {c: v.strip() for c, v in zip(columns, padded, strict=False)}))
    if not rows:
        raise FairscreenError("study-table-empty", name=name)
    return Table(name, columns, tuple(rows))


def write_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    format: TableFormat = "csv",
    title: str = "data",
) -> bytes:
    """A table as a file. ``title`` names the sheet of an XLSX file (at most 31 characters)."""
    if format == "xlsx":
        return _xlsx(columns, rows, title)
    stream = io.StringIO()
    excel = format == "excel-csv"
    writer = csv.writer(stream, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = ["" if cell is None else cell for cell in row]
        writer.writerow([_harmless(cell) for cell in cells] if excel else cells)
    return stream.getvalue().encode("utf-8-sig" if excel else "utf-8")


def _harmless(cell: object) -> object:
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _csv_rows(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    text = _decoded(data, name)
    lines = text.splitlines()
    if lines and lines[0].lower().startswith("sep="):
        # Excel's own line that names the separator.
        text = text.split("\n", 1)[1] if "\n" in text else ""
    header = next((line for line in lines if line.strip() and "sep=" not in line.lower()), "")
    delimiter = max(";\t,", key=header.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return list(enumerate(reader, start=1))
    except csv.Error as error:
        raise FairscreenError("study-table-unreadable", name=name) from error


def _decoded(data: bytes, name: str) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    encodings = ("utf-16",) if wide else ("utf-8-sig", "windows-1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FairscreenError("study-table-unreadable", name=name)


def _xlsx_rows(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    import warnings
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > 4 * _LARGEST:
                raise FairscreenError(
                    "study-table-too-large", name=name, limit=4 * _LARGEST // 1_000_000
                )
        with warnings.catch_warnings():
            # openpyxl warns about styles and validations that do not concern the values.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            rows = [
                (number, [_text(value) for value in row])
                for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
            ]
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise FairscreenError("study-table-unreadable", name=name) from error
    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _xlsx(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title[:31]
    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # text stays text, also when it begins with =
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
