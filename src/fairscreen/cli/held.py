"""``fairscreen held``: what is kept, and until when."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from fairscreen.cli.key import Format as Form
from fairscreen.cli.key import FormatOption

__all__ = ["held"]


def held(
    keys: Annotated[
        list[Path] | None, typer.Argument(metavar="[KEY…]", help="Key files to list too.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Data folder of the service; the setting unless told.")
    ] = None,
    format: FormatOption = Form.text,
) -> None:
    """List what the service and the key files hold, and the day on which each is destroyed.

    No name of a person is shown; a recruitment is told by the name its maker gave it.
    """
    from fairscreen.settings import Settings
    from fairscreen.workflows.retention import list_held

    settings = Settings(data=data) if data is not None else Settings()
    things = list_held(keys or [], settings=settings)
    if format is Form.json:
        body = {"schema": "fairscreen.held/1", "held": [asdict(thing) for thing in things]}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    if not things:
        sys.stdout.write("Ingenting sparas.\n")
    for thing in things:
        until = f"förstörs {thing.until}" if thing.until else "har inget gallringsdatum"
        sys.stdout.write(f"{thing.kind}\t{thing.name}\t{thing.holds}\t{until}\n")
