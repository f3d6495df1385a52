"""Passphrases: from a file, the environment or the keyboard. Never an argument."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from fairscreen.errors import FairscreenError

__all__ = ["passphrases"]

_VARIABLE = "FAIRSCREEN_PASSPHRASE"


def passphrases(files: Sequence[Path], *, persons: int = 1, new: bool = False) -> tuple[str, ...]:
    """One passphrase for each person.

    Parameters
    ----------
    files:
        Files whose first line is a passphrase; without them the environment variable
        ``FAIRSCREEN_PASSPHRASE``, else the keyboard.
    persons:
        How many to ask for.
    new:
        Ask twice, since a slip could never be undone.

    Raises
    ------
    FairscreenError
        ``document-not-found``, ``key-passphrase-empty``, or ``key-passphrase-no-terminal`` where
        nobody can be asked.
    """
    if files:
        return tuple(_first_line(file) for file in files)
    if given := os.environ.get(_VARIABLE):
        return (given,)
    if not sys.stdin.isatty():
        raise FairscreenError("key-passphrase-no-terminal", variable=_VARIABLE)
    asked = []
    for number in range(1, persons + 1):
        words = "Lösenfras" if persons == 1 else f"Lösenfras för person {number}"
        asked.append(
            typer.prompt(words, hide_input=True, confirmation_prompt="Samma igen" if new else False)
        )
    return tuple(asked)


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FairscreenError("document-not-found", name=file.name) from error
    if not lines or not lines[0].strip():
        raise FairscreenError("key-passphrase-empty")
    return lines[0]
