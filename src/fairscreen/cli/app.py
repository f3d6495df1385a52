"""The commands, and what happens when one of them fails."""

from __future__ import annotations

import gc
import sys
import traceback
import uuid
from typing import Annotated

import typer

from fairscreen.cli import (
    anonymise,
    blindness,
    check,
    diff,
    experiment,
    held,
    key,
    portfolio,
    rewrite,
    rules,
    serve,
)
from fairscreen.cli.messages import complain
from fairscreen.errors import FairscreenError

__all__ = ["app", "main"]

app = typer.Typer(
    help="Bias-aware, competence-based recruitment on your own machine.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,  # its frames would show the text that was being read
)
app.command("check")(check.check)
app.command("diff")(diff.diff)
app.command("portfolio")(portfolio.portfolio)
app.command("rewrite")(rewrite.rewrite)
app.command("anonymise")(anonymise.anonymise)
app.command("verify")(blindness.verify)
app.command("blindness")(blindness.blindness)
app.command("reveal")(key.reveal)
app.command("shortlist")(key.shortlist)
app.command("conflict")(key.conflict)
app.command("keypair")(key.keypair)
app.command("key-log")(key.key_log)
app.command("held")(held.held)
app.command("purge")(key.purge)
app.command("rules")(rules.rules)
app.command("serve")(serve.serve)
app.add_typer(experiment.app, name="experiment")


def _version(wanted: bool) -> None:
    if wanted:
        from fairscreen import __version__

        typer.echo(f"fairscreen {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Bias-aware, competence-based recruitment on your own machine."""


def main() -> None:
    """Run the command line. Never shows a traceback, and never a word of the user's text."""
    # Rules and pipelines are objects that live on; looking through them for garbage again and
    # again while they load is a tenth of a short command's time.
    gc.set_threshold(100_000, 20, 10)
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and bare POSIX locales would fail on å, ä, ö.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except FairscreenError as error:
        complain(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 the last door: everything else is our own fault
        incident = uuid.uuid4().hex[:8]
        complain(FairscreenError("internal", incident=incident))
        place = traceback.extract_tb(error.__traceback__)[-1]
        sys.stderr.write(
            f"[{incident}] {type(error).__name__} in {place.name}, line {place.lineno}\n"
        )
        sys.exit(3)
