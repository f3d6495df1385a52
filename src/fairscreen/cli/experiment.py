"""``fairscreen experiment``: power, plan, assign, analyse; the reports stand beside."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairscreen.cli import experiment_report, experiment_start
from fairscreen.cli.experiment_options import (
    BatchOption,
    Format,
    FormatOption,
    Kind,
    OutOption,
    Report,
    ReportOption,
    SeedOption,
    give,
    refusals,
    show,
    write_file,
)
from fairscreen.cli.writing import form_of
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.experiment import Assignment, ReadingModel

__all__ = ["app"]

app = typer.Typer(
    help="Study anonymous against open reading, honestly.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(experiment_report.report)
app.command()(experiment_report.screening)
app.command()(experiment_start.start)
app.command()(experiment_start.link)


@app.command()
def power(
    readers: Annotated[list[int], typer.Option(min=2, max=200, help="Readers; may be repeated.")],
    applications: Annotated[int, typer.Option(min=2, max=2000, help="Applications.")] = 60,
    difference: Annotated[
        float, typer.Option(min=0.0, max=0.95, help="True difference to find, as a share.")
    ] = 0.15,
    kind: Annotated[Kind, typer.Option(help="How the draw is made.")] = Kind.complete,
    base_rate: Annotated[
        float, typer.Option(min=0.01, max=0.99, help="Share shortlisted (free lists).")
    ] = 0.25,
    group_share: Annotated[
        float, typer.Option(min=0.01, max=0.99, help="Share of applications in the group.")
    ] = 0.5,
    shortlist: Annotated[
        int | None, typer.Option(min=1, help="Fixed length of every shortlist.")
    ] = None,
    margin: Annotated[
        float | None, typer.Option(min=0.001, max=0.95, help="Irrelevant difference, as a share.")
    ] = None,
    alpha: Annotated[float, typer.Option(min=0.0001, max=0.5, help="Error rate.")] = 0.05,
    replicates: Annotated[
        int, typer.Option(min=50, max=20_000, help="Simulated studies per size.")
    ] = 400,
    seed: SeedOption = None,
    out: OutOption = None,
    format: ReportOption = None,
) -> None:
    """What studies of some sizes can show, by simulation."""
    format = form_of(format, out, Report.text)
    with refusals(format):
        from fairscreen.workflows.studies import power_table

        if shortlist is not None and shortlist >= applications:
            raise FairscreenError(
                "option-invalid", value=shortlist, option="--shortlist",
                choices=f"1 till {applications - 1}",
            )  # fmt: skip
        # Which blocks there will be is not known here: pairs are the least favourable.
        by_kind = {"complete": "complete", "blocked": "pairs", "crossover": "crossover"}
        result = power_table(
            [(by_kind[kind.value], size, applications) for size in readers],  # type: ignore[misc]
            difference=difference,
            seed=1 if seed is None else seed,
            model=_model(base_rate, group_share, shortlist),
            alpha=alpha,
            margin=margin,
            replicates=replicates,
        )
        give(result, format, out)


@app.command()
def plan(
    design: Annotated[Path, typer.Argument(help="The design, a TOML file.")],
    lock: Annotated[bool, typer.Option("--lock", help="Lock the design in its file.")] = False,
    batch: BatchOption = None,
    difference: Annotated[
        float | None, typer.Option(min=0.001, max=0.95, help="True difference to plan for.")
    ] = None,
    base_rate: Annotated[
        float, typer.Option(min=0.01, max=0.99, help="Share shortlisted (free lists).")
    ] = 0.25,
    group_share: Annotated[
        float, typer.Option(min=0.01, max=0.99, help="Share of applications in the group.")
    ] = 0.5,
    seed: SeedOption = None,
    format: FormatOption = Format.text,
) -> None:
    """Say what a design can show before it starts, and lock it.

    Exit code 1 when no data could ever settle the question.
    """
    with refusals(format):
        from datetime import UTC, datetime

        from fairscreen.experiment import design_to_toml
        from fairscreen.workflows.studies import plan_study, read_codes, read_design

        read = read_design(design)
        if seed is not None and seed != read.seed:
            if read.lock is not None:
                raise FairscreenError("study-design-locked", name=read.title)
            read = read.model_copy(update={"seed": seed})
        if batch is not None and read.lock is None:
            codes, _ = read_codes(batch, "application")
            read = read.model_copy(update={"applications": len(codes)})
        planned, result = plan_study(
            read,
            lock_at=datetime.now(UTC).replace(microsecond=0) if lock else None,
            difference=difference,
            model=_model(base_rate, group_share, None),
        )
        if lock:
            write_file(design, design_to_toml(planned).encode())
        show(result, format)
        if not result["feasible"]:
            raise typer.Exit(1)


@app.command()
def assign(
    readers: Annotated[
        str, typer.Option(help="Table with the column reviewer (and block), or a number.")
    ],
    applications: Annotated[
        str | None,
        typer.Option(help="Table with the column application, manifest.json, or a number."),
    ] = None,
    batch: BatchOption = None,
    design: Annotated[Path | None, typer.Option(help="The design, a TOML file.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="How to draw, without a design.")] = None,
    groups: Annotated[
        Path | None, typer.Option(help="Group file, for the strata of a crossover.")
    ] = None,
    conflicts: Annotated[
        Path | None, typer.Option(help="Table of pairs reviewer,application that must not meet.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for assignment.json and assignment.csv.")
    ] = None,
    forms: Annotated[bool, typer.Option("--forms", help="Write a form per reader too.")] = False,
    seed: SeedOption = None,
    format: FormatOption = Format.text,
) -> None:
    """Draw who reads what in which version, and store it."""
    with refusals(format):
        from fairscreen.experiment import write_assignment
        from fairscreen.workflows.studies import assign_study, read_design

        plan = read_design(design) if design else None
        reader_codes, blocks = _codes(readers, "reviewer", "L")
        if (applications is None) == (batch is None):
            raise FairscreenError(
                "option-invalid", value="", option="--applications och --batch",
                choices="en av dem",
            )  # fmt: skip
        codes, _ = _codes(str(batch or applications), "application", "A")
        drawn = assign_study(
            readers=reader_codes,
            applications=codes,
            design=plan,
            kind=kind.value if kind else None,
            seed=seed,
            blocks=blocks,
            groups=groups,
            conflicts=conflicts,
        )
        if out is not None:
            _store(drawn, out, forms=forms, competences=plan.competences if plan else ())
        if format is Format.json:
            sys.stdout.write(drawn.to_json() + "\n")
        elif out is None:
            sys.stdout.write(write_assignment(drawn).decode().replace("\r\n", "\n"))
        else:
            sys.stdout.write(
                f"{len(drawn.readers)} läsare och {len(drawn.applications)} ansökningar är "
                f"lottade.\nFrö: {drawn.seed}\nKontrollsumma: {drawn.hash()}\n"
            )


@app.command()
def analyse(
    judgements: Annotated[Path, typer.Option(help="reviewer,application,arm,shortlisted,…")],
    groups: Annotated[Path | None, typer.Option(help="application,attribute,…")] = None,
    design: Annotated[Path | None, typer.Option(help="The locked design.")] = None,
    assignment: Annotated[
        Path | None, typer.Option(help="The stored assignment (json or csv).")
    ] = None,
    out: OutOption = None,
    seed: SeedOption = None,
    format: FormatOption = Format.text,
) -> None:
    """Analyse a study: what was seen, how sure one can be, what may not be concluded."""
    with refusals(format):
        from fairscreen.workflows.studies import analyse_study

        result = analyse_study(
            judgements, groups=groups, design=design, assignment=assignment, seed=seed
        )
        show(result, format, out)


def _store(drawn: Assignment, folder: Path, *, forms: bool, competences: Any) -> None:
    from fairscreen.experiment import judgement_form, write_assignment

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FairscreenError("output-not-writable", name=str(folder)) from error
    write_file(folder / "assignment.json", (drawn.to_json() + "\n").encode())
    write_file(folder / "assignment.csv", write_assignment(drawn))
    if forms:
        for place, reader in enumerate(drawn.readers, start=1):
            # The reader's code may hold anything; the file is named by its place in the list.
            names = [competence.name for competence in competences]
            form = judgement_form(drawn, reader, competences=names)
            write_file(folder / f"form-{place:02}.xlsx", form)


def _codes(source: str, column: str, letter: str) -> tuple[list[str], dict[str, str]]:
    if source.isascii() and source.isdigit():
        number = int(source)
        if number > 2000:
            raise FairscreenError(
                "option-invalid", value=source, option=f"--{column}", choices="högst 2000"
            )
        width = len(source)
        return [f"{letter}{place:0{width}}" for place in range(1, number + 1)], {}
    from fairscreen.workflows.studies import read_codes

    return read_codes(Path(source), column)


def _model(base_rate: float, group_share: float, shortlist: int | None) -> ReadingModel:
    from fairscreen.experiment import ReadingModel

    return ReadingModel(base_rate=base_rate, group_share=group_share, shortlist=shortlist)
