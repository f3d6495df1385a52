"""Pdf files: what each page shows and hides, all objects, attachments, earlier revisions.

PDFium tells the text of a page and where it stands; pikepdf tells every object that the file's
list names, and the bytes are searched for those it does not name.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from fairscreen.documents.applications.pdf_prepare import (
    BAD_PDF,
    flattened,
    hidden_layers,
    without_marked,
)
from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.layers.pdf_objects import object_layers, unlisted_objects
from fairscreen.documents.layers.pdf_pages import page_layers
from fairscreen.documents.layers.strings import strings
from fairscreen.documents.pdf import ONE_AT_A_TIME
from fairscreen.errors import FairscreenError

__all__ = ["layers"]

_END = re.compile(rb"%%EOF[ \t]*\r?\n?")
_REVISION = "earlier revision"
_MOST_REVISIONS = 8


def layers(task: Task) -> Iterator[Layer]:
    """The layers of a pdf."""
    try:
        pdf = pikepdf.open(io.BytesIO(task.data))
    except pikepdf.PasswordError as error:
        raise FairscreenError("document-protected", name=task.name) from error
    except BAD_PDF:
        pdf = None
        yield Layer("unknown: pdf structure", "")
        yield Layer("raw strings", strings(task.data))
    if pdf is not None:
        with pdf:
            pages = len(pdf.pages)
            limit = task.settings.max_pages
            if pages > limit:
                raise FairscreenError(
                    "document-too-many-pages", name=task.name, pages=pages, limit=limit
                )
            try:
                yield from object_layers(pdf, task)
                yield from _hidden_layers(pdf, task)
            except BAD_PDF:
                yield Layer("unknown: pdf objects", "")
                yield Layer("raw strings", unlisted_objects(task.data, True))
    yield from page_layers(flattened(task.data), task)
    yield Layer("objects out of use", unlisted_objects(task.data, pdf is None))
    yield from _outside(task.data)
    if task.name != _REVISION:
        yield from _revisions(task)


def _outside(data: bytes) -> Iterator[Layer]:
    begin = max(data.find(b"%PDF-"), 0)
    ends = list(_END.finditer(data))
    yield Layer("bytes before the file", strings(data[:begin]))
    if ends:
        yield Layer("bytes after the file", strings(data[ends[-1].end() :]))


def _revisions(task: Task) -> Iterator[Layer]:
    """What the file said before it was saved anew on top of itself."""
    ends = [match.end() for match in _END.finditer(task.data)][:-1]
    if b"/Linearized" in task.data[:2048]:
        ends = ends[1:]  # the first end belongs to a table for the web, not to a revision
    for number, end in enumerate(ends[:_MOST_REVISIONS], 1):
        yield from task.inner(task.data[:end], _REVISION, f"{_REVISION} {number}: ")
    if len(ends) > _MOST_REVISIONS:
        yield Layer("unknown: more earlier revisions", "")


def _hidden_layers(pdf: Any, task: Task) -> Iterator[Layer]:
    """The lines that disappear when the layers that are switched off are taken away."""
    hidden = hidden_layers(pdf.Root)
    if not hidden:
        return
    try:
        found = [without_marked(pdf, page.obj, hidden) for page in pdf.pages]
        if not any(found):
            return
        written = io.BytesIO()
        pdf.save(written)
    except BAD_PDF:
        yield Layer("unknown: hidden layers", "")
        return
    before, after = _lines(task.data), _lines(written.getvalue())
    yield Layer("hidden layers", "\n".join((before - after).elements()))


def _lines(data: bytes) -> Counter[str]:
    import pypdfium2

    lines: Counter[str] = Counter()
    with ONE_AT_A_TIME:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return lines
        try:
            for page in pdf:
                text_page = page.get_textpage()
                lines.update(text_page.get_text_range().splitlines())
                text_page.close()
                page.close()
        finally:
            pdf.close()
    return lines
