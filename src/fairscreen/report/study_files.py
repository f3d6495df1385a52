"""A study's report, a screening's and a plan's, as files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal

from fairscreen.documents.writing import Layout, write
from fairscreen.experiment import published_trials, to_json
from fairscreen.report.spreadsheet import add_sheet, packed_workbook
from fairscreen.report.study_grids import Grid, sheet_rows
from fairscreen.report.study_methods import definitions, fact_rows
from fairscreen.report.study_report import Deviation, study_layout
from fairscreen.report.study_tables import (
    agreement_grid,
    estimate_grid,
    evidence_grid,
    group_grids,
    guess_grid,
    naive_grid,
    ratio_grids,
    reading_grid,
    sensitivity_grid,
)
from fairscreen.report.study_words import VERDICT

__all__ = ["REPORT_FORMATS", "ReportFormat", "packed_grids", "study_report", "written"]

ReportFormat = Literal["html", "docx", "pdf", "xlsx", "json"]
REPORT_FORMATS: tuple[ReportFormat, ...] = ("html", "docx", "pdf", "xlsx", "json")
SCHEMA = "fairscreen.study-report/1"


def study_report(
    result: dict[str, Any], format: ReportFormat, *, deviations: Sequence[Deviation] = ()
) -> bytes:
    """The report as a file; the same for the same analysis, deviations and version.

    Parameters
    ----------
    result:
        ``fairscreen.analysis/1``.
    """
    if format == "json":
        body = {
            "schema": SCHEMA,
            "analysis": result,
            "deviations": [{"time": t.isoformat(), "text": text} for t, text in deviations],
            "evidence": [trial.model_dump() for trial in published_trials()],
            "definitions": [item.model_dump() for item in definitions()],
        }
        return (to_json(body, indent=2) + "\n").encode()
    if format == "xlsx":
        return packed_grids(_summary(result, deviations), _grids(result))
    return write(study_layout(result, deviations=deviations), format)


def written(
    body: dict[str, Any], layout: Layout, format: ReportFormat, *,
    summary: Sequence[tuple[str, str]] = (), grids: Sequence[Grid] = (),
) -> bytes:  # fmt: skip
    """Any result as a file: itself as JSON, its grids as a workbook, else its layout."""
    if format == "json":
        return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()
    if format == "xlsx":
        return packed_grids(summary, grids)
    return write(layout, format)


def packed_grids(summary: Sequence[tuple[str, str]], grids: Sequence[Grid]) -> bytes:
    """A workbook with a sheet of sentences first and one sheet per grid."""
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    add_sheet(book, "Sammanfattning", ("Uppgift", "Värde"), summary, widths=(34, 100))
    taken = {"Sammanfattning"}
    for grid in grids:
        columns = [
            column.name + {"percent": " (%)", "points": " (procentenheter)"}.get(column.kind, "")
            for column in grid.columns
        ]
        widths = tuple(column.width for column in grid.columns)
        add_sheet(book, _sheet_name(grid.title, taken), columns, sheet_rows(grid), widths=widths)
    return packed_workbook(book)


def _summary(result: dict[str, Any], deviations: Sequence[Deviation]) -> list[tuple[str, str]]:
    rows = [("Svar", VERDICT[result["verdict"]].removeprefix("Svar: ")),
            ("Slutsats", result["conclusion"]["sv"])]  # fmt: skip
    rows += [("Att tänka på", note["sv"]) for note in result["notes"]]
    rows += [(f"Avvikelse {time:%Y-%m-%d}", text) for time, text in deviations]
    return [*rows, *fact_rows(result)]


def _grids(result: dict[str, Any]) -> list[Grid]:
    grids = [estimate_grid(result), *group_grids(result), *ratio_grids(result),
             reading_grid(result), naive_grid(result), guess_grid(result), agreement_grid(result),
             sensitivity_grid(result), evidence_grid()]  # fmt: skip
    return [grid for grid in grids if grid.rows]


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of ``[]:*?/\\``, each once."""
    base = "".join(" " if c in "[]:*?/\\" else c for c in title).replace("  ", " ").strip()
    name, number = base[:31], 2
    while name.casefold() in {other.casefold() for other in taken}:
        suffix = f" {number}"
        name, number = base[: 31 - len(suffix)] + suffix, number + 1
    taken.add(name)
    return name
