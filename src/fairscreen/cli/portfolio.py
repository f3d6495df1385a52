"""``fairscreen portfolio``: many ads, followed over time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairscreen.cli.choices import EmployerKind
from fairscreen.cli.messages import complain
from fairscreen.cli.writing import form_of, write_file
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.ads import AdFigures, Portfolio

__all__ = ["portfolio"]


class Format(StrEnum):
    """Form of the result."""

    text = "text"
    json = "json"
    xlsx = "xlsx"
    html = "html"
    docx = "docx"
    pdf = "pdf"


class BackendName(StrEnum):
    """Where the work is done."""

    loky = "loky"
    dask = "dask"
    ray = "ray"


def portfolio(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER|FILE…",
            help="Folders with ads, or tables (csv, xlsx, jsonl) with a column text.",
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(help="Form of the result; told by the name of --out, else text."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write here instead of standard output.")] = None,
    employer: Annotated[
        EmployerKind | None, typer.Option(help="Kind of employer (default: from the settings).")
    ] = None,
    profile: Annotated[
        str | None, typer.Option(help="The organisation's profile: a file or a name.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, max=256, help="Processes on this machine.")] = 2,
    backend: Annotated[
        BackendName, typer.Option(help="This machine (loky), or an existing cluster.")
    ] = BackendName.loky,
    cluster: Annotated[str | None, typer.Option(help="Address of the cluster's scheduler.")] = None,
    save: Annotated[
        str | None,
        typer.Option(help="Keep the figures under this name in the data folder; never any text."),
    ] = None,
) -> None:
    """Check many ads and show, per tertial, department and occupation, what they ask.

    Exit code 0: all ads were checked; 1: some were refused; 2: usage error; 3: internal error.
    """
    format = form_of(format, out, Format.text)
    if out is None and format in (Format.xlsx, Format.docx, Format.pdf):
        complain(
            FairscreenError("output-file-needed", format=format.value, suffix=f".{format.value}")
        )
        raise typer.Exit(2)
    from fairscreen.settings import Settings
    from fairscreen.workflows import find_profile
    from fairscreen.workflows.portfolio import check_portfolio, read_rows, save_portfolio

    settings = Settings()
    try:
        rows = read_rows(inputs, settings=settings)
    except FairscreenError as error:
        complain(error)
        raise typer.Exit(2) from error
    with _bar(len(rows)) as progress:
        found, figures = check_portfolio(
            rows,
            employer=employer.value if employer else None,
            profile=find_profile(profile, settings=settings) if profile else None,
            jobs=jobs,
            backend=backend.value,
            cluster=cluster,
            progress=progress,
            settings=settings,
        )
    if save:
        save_portfolio(found, save, settings=settings)
    write_file(out, _rendered(found, figures, format))
    raise typer.Exit(1 if found.refused else 0)


def _rendered(found: Portfolio, figures: list[AdFigures], format: Format) -> bytes:
    if format is Format.json:
        return (found.to_json(indent=2) + "\n").encode()
    from fairscreen.report import portfolio_output, portfolio_xlsx

    if format is Format.xlsx:
        return portfolio_xlsx(found, figures)
    return portfolio_output(found, "txt" if format is Format.text else format.value)


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    if not sys.stderr.isatty():
        yield lambda done: None
        return
    columns = (TextColumn("Granskar"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Granskar", total=total)
        yield lambda done: bar.advance(task, done)
