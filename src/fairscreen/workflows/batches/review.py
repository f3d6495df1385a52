"""The review as a table that a person edits in Excel: one row for each mask, the least sure first.

The table holds the words that are hidden, so it belongs with the key, and is to be deleted when the
copies are released. A row's decision is *dölj* or *visa*; in the sheet *Dölj även* a person adds
words that they know should be hidden everywhere in one application, or in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fairscreen.errors import FairscreenError
from fairscreen.workflows.blinding import BlindApplication, Edit, text_mark
from fairscreen.workflows.leaks import CATEGORIES

__all__ = ["ReviewRow", "read_review", "review_rows", "write_review"]

_MASKS, _MORE = "Maskningar", "Dölj även"
_COLUMNS = (
    "kod", "dokument", "kategori", "beslut", "ord som döljs", "sammanhang", "i stället", "säkerhet",
    "varför", "plats",
)  # fmt: skip
_MORE_COLUMNS = ("kod", "ord", "kategori")
_HIDE, _SHOW = "dölj", "visa"
_CONTEXT = 45


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One mask as the table shows it. ``place`` leads back to it: file, start, end, text's hash."""

    code: str
    document: str
    category: str
    words: str = field(repr=False)
    context: str = field(repr=False)
    replacement: str
    score: float
    why: str
    place: str


def review_rows(application: BlindApplication) -> list[ReviewRow]:
    """The rows of one applicant."""
    rows = []
    for index, made in enumerate(application.files):
        mark = text_mark(made.text)
        for mask in made.masks:
            before = made.text[max(0, mask.start - _CONTEXT) : mask.start]
            after = made.text[mask.end : mask.end + _CONTEXT]
            rows.append(
                ReviewRow(
                    application.code, f"{made.kind} {index + 1}", mask.category, mask.text,
                    " ".join(f"{before}»{mask.text}«{after}".split()), mask.replacement,
                    mask.score, mask.why, f"{index}:{mask.start}:{mask.end}:{mark}",
                )
            )  # fmt: skip
    return rows


def write_review(path: Path, rows: Iterable[ReviewRow]) -> None:
    """Write the table as xlsx.

    Raises
    ------
    FairscreenError
        ``key-not-writable``.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _MASKS
    sheet.append(_COLUMNS)
    for row in sorted(rows, key=lambda row: (row.score, row.code, row.place)):
        sheet.append([None] * len(_COLUMNS))
        values = (
            row.code, row.document, CATEGORIES.get(row.category, row.category), _HIDE, row.words,
            row.context, row.replacement, row.score, row.why, row.place,
        )  # fmt: skip
        for column, value in enumerate(values, 1):
            _put(sheet.cell(sheet.max_row, column), value)
    decisions = DataValidation(type="list", formula1=f'"{_HIDE},{_SHOW}"', allow_blank=False)
    sheet.add_data_validation(decisions)
    if sheet.max_row > 1:
        decisions.add(f"D2:D{sheet.max_row}")
    more = book.create_sheet(_MORE)
    more.append(_MORE_COLUMNS)
    for page, widths in ((sheet, (8, 14, 13, 9, 28, 70, 20, 10, 45, 24)), (more, (8, 40, 16))):
        page.freeze_panes = "A2"
        page.auto_filter.ref = page.dimensions
        for column, width in enumerate(widths, 1):
            page.column_dimensions[page.cell(1, column).column_letter].width = width
            page.cell(1, column).font = Font(bold=True)
        for cells in page.iter_rows(min_row=2):
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    try:
        book.save(path)
        path.chmod(0o600)
    except OSError as error:
        raise FairscreenError("key-not-writable", name=path.name) from error


def _put(cell: Any, value: Any) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever an applicant wrote


def read_review(path: Path) -> dict[str, list[Edit]]:
    """The decisions by code; ``""`` holds words to hide in all applications.

    Raises
    ------
    FairscreenError
        ``document-not-found``, ``review-invalid``, ``review-decision`` with sheet and row.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True)
        masks = list(book[_MASKS].iter_rows(values_only=True))
        more = list(book[_MORE].iter_rows(values_only=True))
        book.close()
    except FileNotFoundError as error:
        raise FairscreenError("document-not-found", name=path.name) from error
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise FairscreenError("review-invalid", name=path.name) from error
    if not masks or tuple(masks[0][: len(_COLUMNS)]) != _COLUMNS:
        raise FairscreenError("review-invalid", name=path.name)
    edits: dict[str, list[Edit]] = {}
    for number, row in enumerate(masks[1:], 2):
        if not any(row):
            continue
        code, decision = str(row[0] or "").strip(), str(row[3] or "").strip().lower()
        if decision not in (_HIDE, _SHOW) or not code:
            raise FairscreenError("review-decision", name=path.name, sheet=_MASKS, row=number)
        try:
            index, start, end, mark = str(row[9]).split(":")
            edit = Edit(
                "keep" if decision == _SHOW else "hide", int(index), int(start), int(end),
                mark=mark,
            )  # fmt: skip
        except ValueError as error:
            raise FairscreenError(
                "review-decision", name=path.name, sheet=_MASKS, row=number
            ) from error
        edits.setdefault(code, []).append(edit)
    edits.update(_more(more[1:], edits, path))
    return edits


def _more(
    rows: Sequence[tuple[Any, ...]], edits: dict[str, list[Edit]], path: Path
) -> dict[str, list[Edit]]:
    """The words of the second sheet; a row without a code is about all applications."""
    swedish = {word: category for category, word in CATEGORIES.items()}
    made = {code: list(known) for code, known in edits.items()}
    for number, row in enumerate(rows, 2):
        code, words, category = (str(value or "").strip() for value in (*row, "", "", "")[:3])
        if not words:
            continue
        if category and category.lower() not in {*swedish, *CATEGORIES}:
            raise FairscreenError("review-decision", name=path.name, sheet=_MORE, row=number)
        chosen = swedish.get(category.lower(), category.lower()) or "name"
        made.setdefault(code, []).append(Edit("all", category=chosen, phrase=words))
    return made
