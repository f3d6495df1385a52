"""``fairscreen check``: review job-ad drafts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairscreen.cli.messages import complain
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.ads import AdReview

__all__ = ["check"]

_ORDER = ("must", "should", "hint")


class Lang(StrEnum):
    """Language of the ad."""

    auto = "auto"
    sv = "sv"
    en = "en"


class Format(StrEnum):
    """Form of the result."""

    text = "text"
    json = "json"


class FailOn(StrEnum):
    """Lowest level that gives exit code 1."""

    must = "must"
    should = "should"
    hint = "hint"
    never = "never"


class EmployerKind(StrEnum):
    """Kind of employer; decides which legal grounds are cited."""

    municipality = "municipality"
    state = "state"
    region = "region"
    private = "private"


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
    format: Annotated[Format, typer.Option(help="Text to read, or JSON.")] = Format.text,
    out: Annotated[Path | None, typer.Option(help="Write here instead of standard output.")] = None,
    employer: Annotated[
        EmployerKind | None, typer.Option(help="Kind of employer (default: from the settings).")
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
    _refuse_missing(inputs)
    refused = False
    failed = False
    with _destination(out) as write:
        for name, result in _progress(_results(inputs, lang, employer), inputs):
            if isinstance(result, FairscreenError):
                refused = True
                complain(result)
                if format is Format.json:
                    write(_error_json(name, result, lines=len(inputs) > 1))
                continue
            failed |= _fails(result, fail_on)
            write(_rendered(result, format, colour, to_file=out is not None, many=len(inputs) > 1))
    raise typer.Exit(1 if refused or failed else 0)


def _refuse_missing(inputs: list[str]) -> None:
    missing = [name for name in inputs if name != "-" and not Path(name).is_file()]
    for name in missing:
        complain(FairscreenError("document-not-found", name=name))
    if missing:
        raise typer.Exit(2)


def _results(
    inputs: list[str], lang: Lang, employer: EmployerKind | None
) -> Iterator[tuple[str, AdReview | FairscreenError]]:
    from fairscreen.settings import Settings
    from fairscreen.workflows import check_file

    settings = Settings()
    for name in inputs:
        source = sys.stdin.buffer.read() if name == "-" else Path(name)
        try:
            yield (
                name,
                check_file(
                    source,
                    name="standard input" if name == "-" else None,
                    lang=lang.value,
                    employer=employer.value if employer else None,
                    settings=settings,
                ),
            )
        except FairscreenError as error:
            yield name, error


def _progress(
    results: Iterable[tuple[str, AdReview | FairscreenError]], inputs: list[str]
) -> Iterable[tuple[str, AdReview | FairscreenError]]:
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
