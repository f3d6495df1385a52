"""Results turned into files to pass on: reports of studies, screenings and power tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError
from fairscreen.workflows.studies import file_bytes

if TYPE_CHECKING:
    from fairscreen.report.study_files import ReportFormat

__all__ = ["read_deviations", "read_result", "result_file"]


def read_result(file: Path) -> dict[str, Any]:
    """A result of the experiment's workflows that was written as JSON.

    Raises
    ------
    FairscreenError
        ``study-result-invalid``.
    """
    try:
        body = json.loads(file_bytes(file))
        known = isinstance(body, dict) and body.get("schema") in (
            "fairscreen.analysis/1", "fairscreen.screening/1", "fairscreen.power/1",
        )  # fmt: skip
    except ValueError as error:
        raise FairscreenError("study-result-invalid", name=file.name) from error
    if not known:
        raise FairscreenError("study-result-invalid", name=file.name)
    return body


def read_deviations(file: Path) -> list[tuple[datetime, str]]:
    """Deviations from the plan: a table ``time,text``, or one deviation a line.

    Raises
    ------
    FairscreenError
        ``study-value-invalid`` with the row when a time is no date.
    """
    lines = file_bytes(file).decode("utf-8-sig", errors="replace").splitlines()
    out = []
    for number, line in enumerate(lines, start=1):
        time, _, text = line.partition(";")
        if not line.strip() or (number == 1 and time.strip().casefold() in ("time", "tid")):
            continue
        try:
            when = datetime.fromisoformat(time.strip())
        except ValueError as error:
            raise FairscreenError(
                "study-value-invalid", name=file.name, row=number, column="time",
                choices="ett datum som 2026-03-02, ett semikolon och sedan avvikelsen",
            ) from error  # fmt: skip
        out.append((when, " ".join(text.split())))
    return out


def result_file(
    result: dict[str, Any],
    format: ReportFormat,
    *,
    deviations: Sequence[tuple[datetime, str]] = (),
) -> bytes:
    """The report of an analysis, a screening or a power table, as a file's bytes.

    Parameters
    ----------
    result:
        ``fairscreen.analysis/1``, ``fairscreen.screening/1`` or ``fairscreen.power/1``.
    deviations:
        From the plan, with their times; for an analysis.
    """
    if result["schema"] == "fairscreen.screening/1":
        from fairscreen.report.screening_report import screening_report

        return screening_report(result, format)
    if result["schema"] == "fairscreen.power/1":
        from fairscreen.report.power_report import power_report

        return power_report(result, format)
    from fairscreen.report.study_files import study_report

    return study_report(result, format, deviations=deviations)
