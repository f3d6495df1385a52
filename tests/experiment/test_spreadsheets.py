"""Tables in and out, with the habits of Swedish Excel."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.errors import FairscreenError
from fairscreen.experiment import read_judgements, read_table, write_table

SWEDISH = (
    "Läsare;Ansökan;Version;Vald;Poäng\r\nÅsa;K01;öppen;ja;3,5\r\nÖrjan;K01;anonymiserad;nej;2\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_swedish_excel_in_any_encoding(encoding: str) -> None:
    rows = read_judgements(read_table(SWEDISH.encode(encoding), name="j.csv"))
    assert [row.reviewer for row in rows] == ["Åsa", "Örjan"]
    assert [(row.arm, row.shortlisted, row.score) for row in rows] == [
        (0, True, 3.5), (1, False, 2.0),
    ]  # fmt: skip


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiters(delimiter: str) -> None:
    table = read_table(f"a{delimiter}b\n1{delimiter}2\n".encode(), name="t.csv")
    assert table.rows[0].cells == {"a": "1", "b": "2"}


def test_separator_line_of_excel_is_not_a_row() -> None:
    table = read_table(b"sep=;\r\na;b\r\n1;2\r\n", name="t.csv")
    assert table.columns == ("a", "b")
    assert table.rows[0].number == 2


def test_blank_rows_keep_the_numbering_of_the_spreadsheet() -> None:
    table = read_table(b"a;b\n\n1;2\n;\n3;4\n", name="t.csv")
    assert [row.number for row in table.rows] == [3, 5]


def test_decimal_comma_in_a_comma_file_is_refused_with_its_row() -> None:
    with pytest.raises(FairscreenError) as caught:
        read_table(b"application,score\nA1,3,5\n", name="t.csv")
    assert (caught.value.code, caught.value.params["row"]) == ("study-row-long", 2)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a;b\n", b"\xef\xbb\xbf"])
def test_empty_tables_are_refused(data: bytes) -> None:
    with pytest.raises(FairscreenError, match="study-table-empty"):
        read_table(data, name="t.csv")


@pytest.mark.parametrize("data", [b"PK\x03\x04rubbish", b"a;b\n\x00\x01;2\n", b'a;b\n"1;2\n'])
def test_unreadable_tables_are_refused(data: bytes) -> None:
    with pytest.raises(FairscreenError, match="study-table-unreadable"):
        read_table(data, name="t.csv")


def test_excel_csv_opens_in_columns_and_holds_no_formula() -> None:
    data = write_table(["kod", "poäng"], [["=1+1", 3.5]], format="excel-csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines() == ["kod;poäng", "'=1+1;3,5"]


def test_xlsx_keeps_text_that_looks_like_a_formula() -> None:
    data = write_table(["kod", "poäng"], [["=1+1", 3.5]], format="xlsx")
    table = read_table(data, name="t.xlsx")
    assert table.rows[0].cells == {"kod": "=1+1", "poäng": "3.5"}


cell = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8).map(
    lambda text: text.strip()
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(cell, cell), min_size=1, max_size=5))
def test_what_is_written_is_read_again(rows: list[tuple[str, str]]) -> None:
    kept = [("x", *row) for row in rows]
    table = read_table(write_table(["k", "a", "b"], kept), name="t.csv")
    assert [tuple(row.cells.values()) for row in table.rows] == kept


def test_empty_score_is_not_a_number() -> None:
    text = "reviewer;application;arm;shortlisted;score\nL1;A1;open;1;\nL2;A1;anonymous;0;4\n"
    rows = read_judgements(read_table(text.encode(), name="j.csv"))
    assert math.isnan(rows[0].score)
