"""``fairscreen experiment report`` and ``screening``: results to read and to pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fairscreen.cli.experiment_options import (
    OutOption,
    Report,
    ReportOption,
    SeedOption,
    give,
    refusals,
)
from fairscreen.cli.writing import form_of
from fairscreen.errors import FairscreenError

__all__ = ["report", "screening"]


def report(
    analysis: Annotated[
        Path | None, typer.Option(help="Result of analyse --format json, instead of the files.")
    ] = None,
    judgements: Annotated[
        Path | None, typer.Option(help="reviewer,application,arm,shortlisted,…")
    ] = None,
    groups: Annotated[Path | None, typer.Option(help="application,attribute,…")] = None,
    design: Annotated[Path | None, typer.Option(help="The locked design.")] = None,
    assignment: Annotated[
        Path | None, typer.Option(help="The stored assignment (json or csv).")
    ] = None,
    deviations: Annotated[
        Path | None, typer.Option(help="Deviations from the plan, a line each: date;text.")
    ] = None,
    out: OutOption = None,
    seed: SeedOption = None,
    format: ReportOption = None,
) -> None:
    """The report of a study: the answer, how sure it is, and what it does not say.

    A web page, unless --format or the name of --out tells another form.
    """
    format = form_of(format, out, Report.html)
    with refusals(format):
        from fairscreen.workflows.studies import analyse_study
        from fairscreen.workflows.study_reports import read_deviations, read_result

        if (analysis is None) == (judgements is None):
            raise FairscreenError(
                "option-invalid", value="", option="--analysis och --judgements",
                choices="en av dem",
            )  # fmt: skip
        if judgements is not None:
            result = analyse_study(
                judgements, groups=groups, design=design, assignment=assignment, seed=seed
            )
        else:
            assert analysis is not None
            result = read_result(analysis)
        noted = read_deviations(deviations) if deviations is not None else []
        give(result, format, out, deviations=noted)


def screening(
    selection: Annotated[Path, typer.Option(help="Table application,shortlisted.")],
    groups: Annotated[Path, typer.Option(help="application,attribute,…")],
    reference: Annotated[
        list[str] | None,
        typer.Option(help="attribute=level to compare with; may be repeated."),
    ] = None,
    out: OutOption = None,
    seed: SeedOption = None,
    format: ReportOption = None,
) -> None:
    """Adverse impact of one selection step. Nothing here is random; --seed changes nothing."""
    format = form_of(format, out, Report.text)
    del seed
    with refusals(format):
        from fairscreen.workflows.studies import screen_step

        references = {}
        for item in reference or ():
            name, equals, level = item.partition("=")
            if not equals or not level:
                raise FairscreenError(
                    "option-invalid", value=item, option="--reference", choices="attribut=nivå"
                )
            references[name.strip().casefold()] = level.strip()
        give(screen_step(selection, groups, references=references), format, out)
