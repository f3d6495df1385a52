"""``fairscreen anonymise``: find and replace what tells who an applicant is."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fairscreen.cli.messages import complain
from fairscreen.errors import FairscreenError

__all__ = ["anonymise"]


class Lang(StrEnum):
    """Language of the application."""

    auto = "auto"
    sv = "sv"
    en = "en"


class Format(StrEnum):
    """Form of the result."""

    text = "text"
    json = "json"


def anonymise(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Applications as txt, md, html, docx, odt or pdf."),
    ],
    spans: Annotated[
        bool, typer.Option("--spans", help="Show what is hidden, place by place; writes no file.")
    ] = False,
    format: Annotated[
        Format, typer.Option(help="The blind text, or JSON with one object a line.")
    ] = Format.text,
    lang: Annotated[Lang, typer.Option(help="Language; auto detects it.")] = Lang.auto,
    known: Annotated[
        Path | None, typer.Option(help="Table of applicants (csv) from the applicant system.")
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option(
            help="namn-alder-kon (default), alla-grunder, maximal, or a TOML file; "
            "--spans shows alla-grunder unless told otherwise."
        ),
    ] = None,
    hide: Annotated[str, typer.Option(help="Categories to hide too, with commas between.")] = "",
    show: Annotated[str, typer.Option(help="Categories to keep, with commas between.")] = "",
) -> None:
    """Make the text of applications blind: hide names, numbers, age, gender and more.

    Exit code 0: all files were read; 1: a refused file; 2: usage error; 3: internal error.
    """
    missing = [path for path in inputs if not path.is_file()]
    for path in missing:
        complain(FairscreenError("document-not-found", name=path.name))
    if missing:
        raise typer.Exit(2)
    from fairscreen.workflows.applications import anonymise_files, read_persons

    results = anonymise_files(
        inputs,
        lang=lang.value,
        persons=read_persons(known) if known else (),
        policy=policy or ("alla-grunder" if spans else "namn-alder-kon"),
        hide=_listed(hide),
        show=_listed(show),
    )
    refused = False
    for name, result in results:
        if isinstance(result, FairscreenError):
            refused = True
            complain(result)
            if format is Format.json:
                body = {"schema": "fairscreen.error/1", "file": name, "error": result.to_dict()}
                sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        elif format is Format.json:
            sys.stdout.write(result.to_json() + "\n")
        elif spans:
            for span in result.spans:
                sys.stdout.write(
                    f"{name}:{span.start}-{span.end}\t{span.category}\t{span.text!r} -> "
                    f"{span.replacement!r}\t{span.score:.2f}\t{span.why}\n"
                )
        else:
            sys.stdout.write(result.anonymised.rstrip("\n") + "\n")
    raise typer.Exit(1 if refused else 0)


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
