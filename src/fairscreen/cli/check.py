"""``fairscreen check``: review job-ad drafts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairscreen.cli.choices import EmployerKind, Lang
from fairscreen.cli.messages import complain
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.ads import AdReview

__all__ = ["check"]

_ORDER = ("must", "should", "hint")


class Format(StrEnum):
    """Form of the result."""

    text = "text"
    json = "json"
    sarif = "sarif"
    html = "html"
    docx = "docx"
    xlsx = "xlsx"
    memo = "memo"


#: Forms that hold one ad, and what their files are called after the ad.
_NAMES = {Format.html: "granskning", Format.docx: "kommentarer", Format.memo: "underlag"}


class FailOn(StrEnum):
    """Lowest level that gives exit code 1."""

    must = "must"
    should = "should"
    hint = "hint"
    never = "never"


class Colour(StrEnum):
    """When to colour the text form."""

    auto = "auto"
    always = "always"
    never = "never"


def check(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…|-",
            help="Ads as txt, md, html, docx, odt or pdf; - reads standard input.",
        ),
    ],
    lang: Annotated[Lang, typer.Option(help="Language; auto detects it.")] = Lang.auto,
    format: Annotated[
        Format | None,
        typer.Option(
            help="Text to read, JSON, SARIF, a web page, Word with comments, Excel, or one page "
            "for the hiring manager; told by the name of --out, else text."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Write here instead of standard output; a folder when there are several files and "
            "the form holds one. A memo's form is told by its name: .docx, .pdf, .html or .txt."
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(help="The organisation's profile: a TOML file, or the name of a stored one."),
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Day of publication; the time to apply is counted from it."
        ),
    ] = None,
    employer: Annotated[
        EmployerKind | None, typer.Option(help="Kind of employer (default: from the settings).")
    ] = None,
    field: Annotated[
        str | None,
        typer.Option(help="Occupation field to compare within, such as ”Pedagogik”."),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="Lowest level of finding that gives exit code 1.")
    ] = FailOn.hint,
    colour: Annotated[Colour, typer.Option("--color", help="Colour the text form.")] = Colour.auto,
) -> None:
    """Review job ads: what may exclude or be hard to read, why, and what is missing.

    Several files give one JSON object a line. Exit code 0: clean; 1: findings or a refused file;
    2: usage error; 3: internal error.
    """
    from fairscreen.cli.writing import form_of

    _refuse_missing(inputs)
    format = form_of(format, out, Format.text)
    _refuse_form(format, inputs, out)
    from fairscreen.settings import Settings
    from fairscreen.workflows import find_profile

    settings = Settings()
    options = {
        "lang": lang.value,
        "employer": employer.value if employer else None,
        "profile": find_profile(profile, settings=settings) if profile else None,
        "published": published.date() if published else None,
        "occupation_field": field,
        "settings": settings,
    }
    results = _progress(_results(inputs, options), inputs)
    if format in (Format.text, Format.json):
        refused, failed = _stream(results, format, colour, out, fail_on, many=len(inputs) > 1)
    else:
        refused, failed = _files(results, format, out, fail_on)
    raise typer.Exit(1 if refused or failed else 0)


_Results = Iterable[tuple[str, "AdReview | FairscreenError"]]


def _stream(
    results: _Results, format: Format, colour: Colour, out: Path | None, fail_on: FailOn, *,
    many: bool,
) -> tuple[bool, bool]:  # fmt: skip
    refused = failed = False
    with _destination(out) as write:
        for name, result in results:
            if isinstance(result, FairscreenError):
                refused = True
                complain(result)
                if format is Format.json:
                    write(_error_json(name, result, lines=many))
                continue
            failed |= _fails(result, fail_on)
            write(_rendered(result, format, colour, to_file=out is not None, many=many))
    return refused, failed


def _files(
    results: _Results, format: Format, out: Path | None, fail_on: FailOn
) -> tuple[bool, bool]:
    """The forms that are files: one for all ads, or one for each."""
    from fairscreen.cli.writing import write_file
    from fairscreen.report import ad_review_output

    refused = failed = False
    reviews: list[tuple[str, AdReview]] = []
    for name, result in results:
        if isinstance(result, FairscreenError):
            refused = True
            complain(result)
        else:
            failed |= _fails(result, fail_on)
            reviews.append((name, result))
    if format in (Format.sarif, Format.xlsx):
        if reviews or format is Format.sarif:
            write_file(out, ad_review_output([review for _, review in reviews], format.value))
    else:
        for name, review in reviews:
            target, form = _target(name, format, out, many=len(reviews) > 1)
            source = None
            if format is Format.docx and name != "-":
                source = Path(name).read_bytes()
            data = ad_review_output([review], format.value, source=source, form=form)
            write_file(target, data)
    return refused, failed


def _target(name: str, format: Format, out: Path | None, *, many: bool) -> tuple[Path | None, str]:
    """Where one ad's file goes, and what form a memo takes."""
    from fairscreen.report import suffix_of

    if out is None:
        return None, "txt"
    form = out.suffix.lower().lstrip(".")
    if form not in ("docx", "pdf", "html", "txt"):
        form = "docx"
    if many or out.is_dir():
        out.mkdir(parents=True, exist_ok=True)
        stem = "annons" if name == "-" else Path(name).stem
        return out / f"{stem}-{_NAMES[format]}{suffix_of(format.value, form)}", form
    return out, form


def _refuse_form(format: Format, inputs: list[str], out: Path | None) -> None:
    from fairscreen.report import suffix_of

    error = None
    if out is None and format in (Format.docx, Format.xlsx):
        error = FairscreenError(
            "output-file-needed", format=format.value, suffix=suffix_of(format.value)
        )
    elif len(inputs) > 1 and format in _NAMES and (out is None or out.suffix):
        error = FairscreenError("output-one-ad", format=format.value)
    if error is not None:
        complain(error)
        raise typer.Exit(2)


def _refuse_missing(inputs: list[str]) -> None:
    missing = [name for name in inputs if name != "-" and not Path(name).is_file()]
    for name in missing:
        code = "ad-folder" if Path(name).is_dir() else "document-not-found"
        complain(FairscreenError(code, name=name))
    if missing:
        raise typer.Exit(2)


def _results(
    inputs: list[str], options: dict[str, Any]
) -> Iterator[tuple[str, AdReview | FairscreenError]]:
    from fairscreen.workflows import check_file

    for name in inputs:
        source = sys.stdin.buffer.read() if name == "-" else Path(name)
        shown = "standard input" if name == "-" else None
        try:
            yield name, check_file(source, name=shown, **options)
        except FairscreenError as error:
            yield name, error


def _progress(results: _Results, inputs: list[str]) -> _Results:
    if len(inputs) < 5 or not sys.stderr.isatty():
        return results
    from rich.console import Console
    from rich.progress import track

    return track(results, "Granskar", total=len(inputs), console=Console(stderr=True))


@contextmanager
def _destination(out: Path | None):  # type: ignore[no-untyped-def]
    if out is None:
        yield sys.stdout.write
        return
    # Written beside and moved into place, so that a run cut short leaves no half file.
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("w", encoding="utf-8") as stream:
            yield stream.write
        partial.replace(out)
    except OSError as error:
        raise FairscreenError("output-not-writable", name=str(out)) from error
    finally:
        partial.unlink(missing_ok=True)


def _fails(review: AdReview, fail_on: FailOn) -> bool:
    if fail_on is FailOn.never:
        return False
    limit = _ORDER.index(fail_on.value)
    return any(_ORDER.index(finding.level) <= limit for finding in review.findings)


def _rendered(
    review: AdReview, format: Format, colour: Colour, *, to_file: bool, many: bool
) -> str:
    if format is Format.json:
        return review.to_json(indent=None if many else 2) + "\n"
    from fairscreen.report import Style, ad_review_text

    wanted = colour is Colour.always or (
        colour is Colour.auto
        and not to_file
        and sys.stdout.isatty()
        and "NO_COLOR" not in os.environ
    )
    return ad_review_text(review, Style(colour=wanted))


def _error_json(name: str, error: FairscreenError, *, lines: bool) -> str:
    import json

    body = {"schema": "fairscreen.error/1", "file": name, "error": error.to_dict()}
    return json.dumps(body, ensure_ascii=False, indent=None if lines else 2) + "\n"
