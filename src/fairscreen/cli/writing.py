"""Writing a result to a file or to standard output."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TypeVar

import typer

from fairscreen.cli.messages import complain
from fairscreen.errors import FairscreenError

__all__ = ["form_of", "write_file"]

_Form = TypeVar("_Form", bound=Enum)
_ENDINGS = {"txt": "text", "htm": "html", "jsonl": "json"}
# Endings that promise a form: a file with another content would not open.
_PROMISES = {"docx", "pdf", "xlsx", "odt", "html", "json", "sarif"}


def form_of(chosen: _Form | None, out: Path | None, default: _Form) -> _Form:
    """The form of the result: what was chosen, else what the name of ``--out`` tells.

    Leaves with code 2 when the name promises a form that the command does not have.
    """
    if chosen is not None or out is None:
        return chosen or default
    ending = out.suffix.lower().lstrip(".")
    forms = {form.value: form for form in type(default)}
    form = forms.get(_ENDINGS.get(ending, ending))
    if form is None and ending in _PROMISES:
        complain(
            FairscreenError(
                "option-invalid", value=out.suffix, option="--out", choices=", ".join(forms)
            )
        )
        raise typer.Exit(2)
    return form or default


def write_file(out: Path | None, data: bytes) -> None:
    """Write ``data``; ``None`` is standard output.

    Raises
    ------
    FairscreenError
        ``output-not-writable``.
    """
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    # Written beside and moved into place, so that a run cut short leaves no half file.
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(out)
    except OSError as error:
        raise FairscreenError("output-not-writable", name=str(out)) from error
    finally:
        partial.unlink(missing_ok=True)
