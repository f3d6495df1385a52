"""Ads from folders and tables."""

from __future__ import annotations

import gzip
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from fairscreen.errors import FairscreenError
from fairscreen.workflows.portfolio import AdRow, read_rows

RECORD = {
    "id": "7", "rubrik": "Kock", "annonstext": "Du lagar mat.", "publicerad": "2026-03-01",
    "förvaltning": "Utbildning", "yrke": "Kock",
}  # fmt: skip
ROW = AdRow("7", "Kock\n\nDu lagar mat.", None, date(2026, 3, 1), "Utbildning", "Kock")


def table(folder: Path, kind: str) -> Path:
    file = folder / f"annonser.{kind}"
    if kind == "xlsx":
        book = Workbook()
        book.active.append(list(RECORD))
        values = dict(RECORD) | {"publicerad": datetime(2026, 3, 1)}
        book.active.append(list(values.values()))
        book.save(file)
    elif kind.startswith("jsonl"):
        line = (json.dumps(RECORD, ensure_ascii=False) + "\n").encode()
        file.write_bytes(gzip.compress(line) if kind.endswith("gz") else line)
    else:
        mark = {"csv": ";", "tsv": "\t"}[kind]
        text = f"{mark.join(RECORD)}\n{mark.join(RECORD.values())}\n"
        file.write_bytes(text.encode("cp1252"))
    return file


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "jsonl", "jsonl.gz"])
def test_a_table_is_read_by_its_columns(tmp_path: Path, kind: str) -> None:
    assert read_rows([table(tmp_path, kind)]) == [ROW]


def test_text_in_quotes_may_hold_line_breaks(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('text,date\n"Kock\nDu lagar, mat.",2026-01-02\n', "utf-8")
    (row,) = read_rows([file])
    assert row.text == "Kock\nDu lagar, mat."


def test_a_folder_gives_department_and_day(tmp_path: Path) -> None:
    (tmp_path / "Omsorg").mkdir()
    (tmp_path / "Omsorg" / "2026-05-04 kock.txt").write_text("Kock", "utf-8")
    (tmp_path / "lös.md").write_text("Kock", "utf-8")
    (tmp_path / "bild.png").write_bytes(b"x")
    (tmp_path / ".dold.txt").write_text("x", "utf-8")
    rows = {row.file.name: row for row in read_rows([tmp_path]) if row.file}
    assert set(rows) == {"2026-05-04 kock.txt", "lös.md"}
    assert rows["2026-05-04 kock.txt"].department == "Omsorg"
    assert rows["2026-05-04 kock.txt"].published == date(2026, 5, 4)
    assert rows["lös.md"].department is None


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"namn;ort\nKock;Solna\n", "portfolio-columns"),
        ("a.csv", b"", "portfolio-empty"),
        ("a.jsonl", b"{not json\n", "portfolio-table"),
        ("a.jsonl", b"[1]\n", "portfolio-table"),
        ("a.xlsx", b"no workbook", "portfolio-table"),
        ("a.jsonl.gz", b"\x1f\x8bbroken", "portfolio-table"),
    ],
)
def test_a_bad_table_is_told(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FairscreenError) as caught:
        read_rows([tmp_path / name])
    assert caught.value.code == code


def test_a_row_without_text_is_there_to_be_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "1"}\n{"id": "2", "text": "Kock"}\n', "utf-8")
    assert [row.text for row in read_rows([file])] == ["", "Kock"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FairscreenError, match="portfolio-empty"):
        read_rows([tmp_path])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FairscreenError, match="document-not-found"):
        read_rows([tmp_path / "ingen.csv"])
