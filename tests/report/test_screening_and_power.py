"""The short reports: one selection step, and what studies of some sizes can show."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook

from fairscreen.documents.writing import Figure, Table, write
from fairscreen.experiment import read_groups, read_table, screen_selection
from fairscreen.report.power_report import power_layout, power_report
from fairscreen.report.screening_report import screening_layout, screening_report
from fairscreen.workflows.studies import power_table


def step(selected: dict[str, list[int]]) -> dict:  # type: ignore[type-arg]
    chosen, rows = {}, ["application;kön"]
    for level, values in selected.items():
        for number, value in enumerate(values):
            chosen[f"{level}{number}"] = bool(value)
            rows.append(f"{level}{number};{level}")
    return screen_selection(chosen, read_groups(read_table("\n".join(rows).encode(), name="g")))


USUAL = {"man": [1] * 30 + [0] * 30, "kvinna": [1] * 15 + [0] * 45}


def test_counts_ratio_interval_and_people_to_four_fifths() -> None:
    text = write(screening_layout(step(USUAL)), "txt").decode()
    assert "45 av 120 sökande gick vidare" in text
    assert "0,50" in text  # the ratio
    assert "Det finns ingen svensk gräns för kvoten" in text.replace("\n", " ")


def test_a_small_group_is_hidden_in_the_short_report_too() -> None:
    layout = screening_layout(step({**USUAL, "annat": [1, 0, 1]}))
    table = next(part for part in layout.parts if isinstance(part, Table))
    rows = {str(row[0]): set(row[1:]) for row in table.rows}
    assert rows["annat"] == {"döljs"}
    assert sum(values == {"döljs"} for values in rows.values()) == 2


@pytest.mark.parametrize("format", ["html", "docx", "pdf", "xlsx", "json"])
def test_every_format_is_written(format: str) -> None:
    result = step(USUAL)
    data = screening_report(result, format)  # type: ignore[arg-type]
    assert data == screening_report(result, format)  # type: ignore[arg-type]
    if format == "json":
        assert json.loads(data) == result


def test_the_planning_table_stands_beside_its_chart() -> None:
    body = power_table(
        [("complete", 6, 20), ("complete", 8, 20), ("crossover", 8, 20)],
        difference=0.2, replicates=60, margin=0.1,
    )  # fmt: skip
    layout = power_layout(body)
    place = next(i for i, part in enumerate(layout.parts) if isinstance(part, Figure))
    table = layout.parts[place + 1]
    assert isinstance(table, Table)
    assert table.rows[0][2] == "aldrig"  # six readers can never conclude
    assert "6 läsare 0 procent" in layout.parts[place].alt  # type: ignore[union-attr]
    book = load_workbook(io.BytesIO(power_report(body, "xlsx")))
    assert book.worksheets[1].max_row == 4


def test_the_short_report_explains_its_own_methods() -> None:
    text = write(screening_layout(step(USUAL)), "txt").decode()
    assert "Boschloo" in text
    assert "lottning" not in text
