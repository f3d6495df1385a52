"""What the commands of ``fairscreen experiment`` share: options, refusals, writing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from fairscreen.cli.messages import complain
from fairscreen.errors import FairscreenError

__all__ = [
    "BatchOption", "Format", "FormatOption", "Kind", "OutOption", "Report", "ReportOption",
    "SeedOption", "give", "refusals", "show", "write_file",
]  # fmt: skip


class Format(StrEnum):
    """Form of the result."""

    text = "text"
    json = "json"


class Report(StrEnum):
    """Form of a report."""

    text = "text"
    json = "json"
    html = "html"
    docx = "docx"
    pdf = "pdf"
    xlsx = "xlsx"


class Kind(StrEnum):
    """How the draw is made."""

    complete = "complete"
    blocked = "blocked"
    crossover = "crossover"


ReportOption = Annotated[
    Report | None,
    typer.Option(
        help="Text to read, JSON, or a report (docx, pdf and xlsx need --out); told by the name of "
        "--out when left out."
    ),
]
BatchOption = Annotated[
    Path | None, typer.Option(help="Folder that fairscreen anonymise --out wrote.")
]
FormatOption = Annotated[Format, typer.Option(help="Text to read, or JSON.")]
SeedOption = Annotated[int | None, typer.Option(min=0, help="Seed of everything random.")]
OutOption = Annotated[Path | None, typer.Option(help="Write here instead of standard output.")]


@contextmanager
def refusals(format: Format | Report) -> Iterator[None]:
    """Complain in Swedish and leave with the right code: 2 for a missing file, else 1."""
    try:
        yield
    except FairscreenError as error:
        complain(error)
        if format.value == "json":
            import json

            body = {"schema": "fairscreen.error/1", "error": error.to_dict()}
            sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        usage = error.code in {"document-not-found", "option-invalid"}
        raise typer.Exit(2 if usage else 1) from error


def show(result: dict[str, Any], format: Format, out: Path | None = None) -> None:
    """Print a result, or write it to a file."""
    if format is Format.json:
        from fairscreen.experiment import to_json

        text = to_json(result, indent=2) + "\n"
    else:
        from fairscreen.cli.experiment_text import as_text

        text = as_text(result)
    if out is None:
        sys.stdout.write(text)
    else:
        write_file(out, text.encode())


def give(result: dict[str, Any], format: Report, out: Path | None, *, deviations: Any = ()) -> None:
    """Write a report; what no terminal can show needs a file."""
    if format is Report.text:
        show(result, Format.text, out)
        return
    if out is None and format in (Report.docx, Report.pdf, Report.xlsx):
        raise FairscreenError(
            "option-invalid", value=format.value, option="--format utan --out",
            choices="text, json och html",
        )  # fmt: skip
    from fairscreen.workflows.study_reports import result_file

    data = result_file(result, format.value, deviations=deviations)  # type: ignore[arg-type]
    if out is None:
        sys.stdout.write(data.decode())
    else:
        write_file(out, data)


def write_file(file: Path, data: bytes) -> None:
    """Write a whole file or none."""
    # Written beside and moved into place, so that a run cut short leaves no half file.
    partial = file.with_name(f".{file.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(file)
    except OSError as error:
        raise FairscreenError("output-not-writable", name=str(file)) from error
    finally:
        partial.unlink(missing_ok=True)
