"""Lines on pages put in reading order: pdf files and scanned pictures end up as the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.pdf_layout import arrange
from fairscreen.documents.pdf_order import TextLine
from fairscreen.documents.structure import Line

__all__ = ["add_pages"]


def add_pages(pages: Sequence[Sequence[TextLine]], draft: Draft) -> None:
    """Add the pages' text in reading order; page heads first, page feet last."""
    furniture: list[TextLine] = []
    body = Draft()
    arrange(pages, body.builder, furniture)
    middles = {
        page: (max(line.top for line in lines) + min(line.bottom for line in lines)) / 2
        for lines in pages
        if lines
        for page in (lines[0].page,)
    }
    feet = []
    for line in furniture:
        if line.bottom > middles[line.page]:
            _add_furniture("header", line, draft)
        else:
            feet.append(line)
    draft.builder.take_over(body.builder)
    for line in feet:
        _add_furniture("footer", line, draft)


def _add_furniture(part: str, line: TextLine, draft: Draft) -> None:
    draft.builder.part = part
    draft.builder.add([Line(line.text, line.bold, line.origins)])
    draft.builder.part = ""
