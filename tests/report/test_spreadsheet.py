"""The workbook: Swedish headers, one row per finding, and never a formula."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from fairscreen.ads import AdReview, check
from fairscreen.report.spreadsheet import ad_reviews_xlsx, add_sheet, packed_workbook


@pytest.fixture(scope="module")
def book(review: AdReview) -> Any:
    return load_workbook(io.BytesIO(ad_reviews_xlsx([review])))


def test_one_row_per_finding(book: Any, review: AdReview) -> None:
    sheet = book["Att fundera på"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == [f.text for f in review.findings]


def test_numbers_are_numbers(book: Any) -> None:
    sheet = book["Att fundera på"]
    assert all(isinstance(row[1], int) for row in sheet.iter_rows(min_row=2, values_only=True))
    assert isinstance(book["Läsbarhet"]["E2"].value, float)


@pytest.mark.parametrize("name", ["Att fundera på", "Krav", "Delar", "Läsbarhet"])
def test_the_header_stays_in_view_and_filters(book: Any, name: str) -> None:
    sheet = book[name]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "=HYPERLINK(1)"])
def test_text_that_looks_like_a_formula_is_text(start: str) -> None:
    made = Workbook()
    add_sheet(made, "Blad", ("Rubrik",), [(f"{start}1+1",)])
    cell = load_workbook(io.BytesIO(packed_workbook(made)))["Blad"]["A2"]
    assert cell.data_type == "s"
    assert cell.value.endswith("1+1")


def test_a_file_name_that_is_a_formula_stays_text() -> None:
    review = check("Kock\n\nVi är ett ungt team.", lang="sv", file="=1+1.txt")
    book = load_workbook(io.BytesIO(ad_reviews_xlsx([review])))
    assert book["Att fundera på"]["A2"].data_type == "s"


def test_control_characters_do_not_stop_the_file() -> None:
    made = Workbook()
    add_sheet(made, "Blad", ("Rubrik",), [("a\x00b\x1fc",)])
    assert load_workbook(io.BytesIO(packed_workbook(made)))["Blad"]["A2"].value == "abc"


def test_the_same_review_gives_the_same_bytes(review: AdReview) -> None:
    assert ad_reviews_xlsx([review]) == ad_reviews_xlsx([review])


def test_the_file_names_nobody(book: Any) -> None:
    assert not book.properties.creator
