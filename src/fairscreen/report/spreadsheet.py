"""Reviews as an Excel workbook: one row per finding, and sheets for demands, parts and measures.

What people wrote may begin with ``=``, ``+``, ``-`` or ``@``; every text is stored as text, so that
no cell is ever read as a formula. The file carries no author and no time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from fairscreen.ads import AdReview
from fairscreen.report.words import (
    CATEGORY,
    FACTOR,
    LEVEL,
    MISSING,
    REQUIREMENT_LEVEL,
    REQUIREMENT_TYPE,
    comparison_group,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["ad_reviews_xlsx", "add_sheet", "packed_workbook"]

_LONG_AGO = datetime(2000, 1, 1)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000  # Excel holds 32,767 characters a cell
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | bool | date | None


def ad_reviews_xlsx(reviews: Sequence[AdReview]) -> bytes:
    """The workbook's bytes; the same for the same reviews."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    add_sheet(
        book, "Att fundera på",
        ("Fil", "Nr", "Ord i annonsen", "Vad det gäller", "Nivå", "Område", "Diskrimineringsgrund",
         "Varför", "Förslag", "Skäl i annonsen", "Källa", "Regel", "Från tecken", "Till tecken"),
        (_finding_row(review, n) for review in reviews for n in range(len(review.findings))),
        widths=(18, 5, 28, 48, 20, 20, 22, 48, 40, 28, 28, 18, 11, 11),
    )  # fmt: skip
    add_sheet(
        book, "Krav",
        ("Fil", "Krav", "Nivå", "Typ", "Går att kontrollera", "Skäl finns", "Skälet"),
        (
            (review.file, _line(item.text), REQUIREMENT_LEVEL[item.level],
             REQUIREMENT_TYPE[item.type], _yes(item.measurable), _yes(item.justified),
             _line(item.justification.text) if item.justification else None)
            for review in reviews for item in review.requirements
        ),
        widths=(18, 60, 14, 24, 18, 12, 40),
    )  # fmt: skip
    add_sheet(
        book, "Delar",
        ("Fil", "Del", "Finns", "Varför", "Förslag"),
        (
            (review.file, MISSING.get(part.item, part.item), _yes(part.present),
             part.why or None, part.suggestion)
            for review in reviews for part in review.missing
        ),
        widths=(18, 40, 8, 60, 60),
    )  # fmt: skip
    add_sheet(
        book, "Bra i annonsen",
        ("Fil", "Ord i annonsen", "Vad som är bra", "Varför"),
        (
            (review.file, _line(item.text), item.message, item.why)
            for review in reviews for item in review.strengths
        ),
        widths=(18, 40, 50, 60),
    )  # fmt: skip
    add_sheet(
        book, "Läsbarhet",
        ("Fil", "Ord", "Meningar", "Ord per mening", "LIX", "OVIX", "Nominalkvot",
         "Längsta meningen", "LIX högre än, % av annonser"),
        (
            (review.file, m.words, m.sentences, m.mean_sentence_length, m.lix, m.ovix,
             m.nominal_ratio, m.longest_sentence, m.percentiles.get("lix"))
            for review in reviews for m in (review.measures,)
        ),
        widths=(18, 8, 10, 14, 8, 8, 12, 16, 26),
    )  # fmt: skip
    add_sheet(
        book, "Jämförelse",
        ("Fil", "Faktor", "Annonsen", "Vanligt från", "Vanligt till", "Percentil", "Effekt",
         "Jämfört med", "Antal annonser"),
        (
            (review.file, FACTOR[f.name][0], f.value, f.low, f.high, f.percentile, f.effect,
             comparison_group(review.comparison.group), review.comparison.ads)
            for review in reviews if review.comparison for f in review.factors
        ),
        widths=(18, 34, 12, 14, 12, 10, 8, 34, 14),
    )  # fmt: skip
    return packed_workbook(book)


def add_sheet(
    book: Any,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    widths: Sequence[int] = (),
) -> Worksheet:
    """A sheet with a bold header that stays in view, a filter, and typed cells."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.append(list(header))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6ECF2")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    number = 1
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            _put(sheet.cell(number, column), value)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{max(number, 1)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    return sheet


def _put(cell: Any, value: Cell) -> None:
    from openpyxl.styles import Alignment

    if value is None:
        return
    if isinstance(value, str):
        text = _UNWRITABLE.sub("", value)[:_LONGEST]
        cell.value = text
        # openpyxl takes "=…" for a formula; as a string it is shown and never computed.
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_FORMULA)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        cell.alignment = Alignment(vertical="top")


def packed_workbook(book: Any) -> bytes:
    """The workbook as bytes, without author or time."""
    book.properties.creator = ""
    book.properties.created = book.properties.modified = _LONG_AGO
    raw = io.BytesIO()
    book.save(raw)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", data
                )
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _finding_row(review: AdReview, number: int) -> tuple[Cell, ...]:
    finding = review.findings[number]
    titles = [review.sources[k].title if k in review.sources else k for k in finding.sources]
    return (
        review.file, number + 1, _line(finding.text), finding.message, LEVEL[finding.level],
        CATEGORY[finding.category], ", ".join(finding.grounds) or None, finding.why,
        "\n".join(finding.suggestions) or None,
        _line(finding.justification.text) if finding.justification else None,
        "; ".join(titles), finding.rule, finding.start, finding.end,
    )  # fmt: skip


def _line(text: str) -> str:
    return " ".join(text.split())


def _yes(value: bool) -> str:
    return "ja" if value else "nej"
