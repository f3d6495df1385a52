"""``fairscreen rewrite``: an ad draft with the safe suggestions applied."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairscreen.cli.choices import EmployerKind, Lang
from fairscreen.cli.messages import complain
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.ads import AdRewrite

__all__ = ["rewrite"]


class Format(StrEnum):
    """Form of the result."""

    text = "text"
    json = "json"


def rewrite(
    input: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-",
            help="The ad as txt, md, html, docx, odt or pdf; - reads standard input.",
        ),
    ],
    lang: Annotated[Lang, typer.Option(help="Language; auto detects it.")] = Lang.auto,
    format: Annotated[
        Format | None,
        typer.Option(
            help="The rewritten text, or JSON with each change; told by the name of --out, else "
            "text."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write here instead of standard output.")] = None,
    employer: Annotated[
        EmployerKind | None, typer.Option(help="Kind of employer (default: from the settings).")
    ] = None,
) -> None:
    """Rewrite an ad: plainer words, du and vi, nothing of what is asked changed.

    Prints the ad's text with the safe suggestions applied; what was changed, and what the check
    of levels, facts and headings says, goes to standard error. Exit code 0: done; 1: the file
    was refused; 2: usage error; 3: internal error.
    """
    from fairscreen.cli.writing import form_of

    format = form_of(format, out, Format.text)
    if input != "-" and not Path(input).is_file():
        complain(FairscreenError("document-not-found", name=input))
        raise typer.Exit(2)
    try:
        result = _result(input, lang, employer)
    except FairscreenError as error:
        complain(error)
        if format is Format.json:
            body = {"schema": "fairscreen.error/1", "file": input, "error": error.to_dict()}
            _write(json.dumps(body, ensure_ascii=False, indent=2) + "\n", out)
        raise typer.Exit(1) from error
    if format is Format.json:
        _write(result.to_json(indent=2) + "\n", out)
        return
    _write(result.rewritten + ("" if result.rewritten.endswith("\n") else "\n"), out)
    sys.stderr.write(summary(result))


def _result(input: str, lang: Lang, employer: EmployerKind | None) -> AdRewrite:
    from fairscreen.workflows import rewrite_file

    return rewrite_file(
        sys.stdin.buffer.read() if input == "-" else Path(input),
        name="standard input" if input == "-" else None,
        lang=lang.value,
        employer=employer.value if employer else None,
    )


def summary(result: AdRewrite) -> str:
    """What was done and what the check says, in Swedish; no line break inside a change."""
    lines = []
    for change in result.changes:
        if change.applied:
            before, after = (" ".join(t.split()) for t in (change.before, change.after))
            lines.append(f"Ändrat: ”{before}” → ”{after}”. {change.why}")
    for left in result.not_applied:
        lines.append(f"Inte ändrat: ”{' '.join(left.before.split())}”. {left.reason}")
    waiting = sum(not change.safe for change in result.changes)
    if waiting:
        lines.append(f"Förslag som du själv behöver ta ställning till: {waiting}. De syns i JSON.")
    lines += result.warnings
    lines.append(_checked(result))
    return "\n".join(lines) + "\n"


def _checked(result: AdRewrite) -> str:
    check = result.check
    if not check.ok:
        return "Kontroll: " + " ".join(check.messages)
    count = check.requirements_after
    return (
        f"Kontroll: {count} krav och meriter före och efter, på samma nivå. Siffror, datum, "
        "adresser och namn finns kvar, liksom du-tilltal och rubriker."
    )


def _write(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    # Written beside and moved into place, so that a run cut short leaves no half file.
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_text(text, "utf-8")
        partial.replace(out)
    except OSError as error:
        raise FairscreenError("output-not-writable", name=str(out)) from error
    finally:
        partial.unlink(missing_ok=True)
