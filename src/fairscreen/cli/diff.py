"""``fairscreen diff``: what changed between two versions of an ad."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fairscreen.cli.choices import EmployerKind, Lang
from fairscreen.cli.messages import complain
from fairscreen.cli.writing import form_of, write_file
from fairscreen.errors import FairscreenError

__all__ = ["diff"]


class Format(StrEnum):
    """Form of the result."""

    text = "text"
    json = "json"
    html = "html"
    docx = "docx"
    pdf = "pdf"


def diff(
    old: Annotated[Path, typer.Argument(help="The ad as it was.")],
    new: Annotated[Path, typer.Argument(help="The ad as it is now.")],
    format: Annotated[
        Format | None,
        typer.Option(help="Form of the result; told by the name of --out, else text."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write here instead of standard output.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language; auto detects it.")] = Lang.auto,
    employer: Annotated[
        EmployerKind | None, typer.Option(help="Kind of employer (default: from the settings).")
    ] = None,
    profile: Annotated[
        str | None, typer.Option(help="The organisation's profile: a file or a name.")
    ] = None,
) -> None:
    """Compare two versions of an ad: findings gone, new and left; demands that changed level.

    Exit code 0: nothing new to think about and no demand changed level; 1: there is, or a file was
    refused; 2: usage error; 3: internal error.
    """
    format = form_of(format, out, Format.text)
    missing = [file for file in (old, new) if not file.is_file()]
    for file in missing:
        complain(FairscreenError("document-not-found", name=str(file)))
    if missing:
        raise typer.Exit(2)
    if out is None and format in (Format.docx, Format.pdf):
        complain(
            FairscreenError("output-file-needed", format=format.value, suffix=f".{format.value}")
        )
        raise typer.Exit(2)
    from fairscreen.workflows import compare_files, find_profile

    found = compare_files(
        old,
        new,
        lang=lang.value,
        employer=employer.value if employer else None,
        profile=find_profile(profile) if profile else None,
    )
    if format is Format.json:
        data = (found.to_json(indent=2) + "\n").encode()
    else:
        from fairscreen.report import ad_diff_output

        data = ad_diff_output(found, "txt" if format is Format.text else format.value)
    write_file(out, data)
    raise typer.Exit(1 if found.new or found.levels_changed else 0)
