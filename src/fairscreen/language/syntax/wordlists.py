"""Word lists that lie beside this module as text files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["read_words"]


@cache
def read_words(name: str) -> tuple[str, ...]:
    """The lines of ``<name>.txt`` without comments and empty lines, in their order."""
    text = files(__package__).joinpath(f"{name}.txt").read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("# "))
