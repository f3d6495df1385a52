"""A report's layout as plain values for the component ``report-parts``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from fairscreen.documents.writing import (
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Part,
    Run,
    Table,
    Words,
)

__all__ = ["page_parts"]


def page_parts(parts: Iterable[Part], *, level: int = 2) -> list[dict[str, Any]]:
    """The parts in order; items that follow each other are one list.

    Parameters
    ----------
    level:
        Heading level on the page of a heading of level 1.
    """
    out: list[dict[str, Any]] = []
    for part in parts:
        if isinstance(part, Heading):
            out.append({"kind": "heading", "level": part.level + level - 1, **_words(part.words)})
        elif isinstance(part, Paragraph):
            out.append({"kind": part.kind, **_words(part.words)})
        elif isinstance(part, ListItem):
            if not out or out[-1]["kind"] != "list":
                out.append({"kind": "list", "items": []})
            out[-1]["items"].append(_words(part.words)["runs"])
        elif isinstance(part, Table):
            out.append(_table(part))
        elif isinstance(part, Figure):
            # Our own drawing: its words were escaped when it was drawn.
            out.append(
                {"kind": "figure", "svg": Markup(part.svg), "alt": part.alt,
                 "caption": part.caption}
            )  # fmt: skip
    return out


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table", "caption": table.caption,
        "header": [_words(cell)["runs"] for cell in table.header],
        "rows": [[_words(cell)["runs"] for cell in row] for row in table.rows],
        "numeric": list(table.numeric), "row_headers": table.row_headers,
    }  # fmt: skip


def _words(words: Words) -> dict[str, Any]:
    pieces = (words,) if isinstance(words, str | Run) else words
    runs = [Run(piece) if isinstance(piece, str) else piece for piece in pieces]
    return {"runs": [{"text": run.text, "bold": run.bold} for run in runs]}
