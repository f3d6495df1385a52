"""The one way to write an application anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from fairscreen.documents.applications import ApplicationDocument
from fairscreen.documents.rewriting.replacing import (
    Replacement,
    checked,
    replaced_text,
    with_misread,
)
from fairscreen.documents.writing import Written, write
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

__all__ = ["RewriteForm", "RewriteLayout", "rewrite"]

RewriteLayout = Literal["uniform", "keep"]
RewriteForm = Literal["same", "txt", "docx", "pdf", "html"]
_SAME: dict[str, Written] = {
    "txt": "txt", "md": "txt", "html": "html", "docx": "docx", "odt": "docx", "rtf": "docx",
    "pdf": "pdf", "eml": "txt", "image": "pdf",
}  # fmt: skip


def rewrite(
    document: ApplicationDocument,
    replacements: Sequence[Replacement],
    *,
    layout: RewriteLayout = "uniform",
    format: RewriteForm = "same",
    title: str = "",
    language: str = "sv",
    settings: Settings | None = None,
) -> bytes:
    """A new document with ``replacements`` in the text of ``document``.

    Parameters
    ----------
    replacements:
        Places in ``document.text``, sorted and not overlapping.
    layout:
        ``uniform`` (the same for all applicants) or ``keep`` (the same look, for docx, pdf and
        pictures; other formats have no look that is kept, and text keeps its lines).
    format:
        ``same`` writes docx for docx, odt and rtf, pdf for pdf and pictures, html for html, and
        txt for the rest.
    title:
        Shown on top and in the properties of a ``uniform`` document; such as "K07 – cv".
    language:
        ``sv`` or ``en``, for screen readers.

    Returns
    -------
    The file's bytes: the same for the same input, installation and version.

    Raises
    ------
    FairscreenError
        ``replacements-invalid``, or ``rewrite-form`` when a kept look cannot be written in that
        format.
    """
    made = with_misread(document, checked(document, replacements))
    form = _SAME[document.format] if format == "same" else cast(Written, format)
    if layout == "keep" and document.format in ("docx", "pdf", "image"):
        if form != _SAME[document.format]:
            raise FairscreenError(
                "rewrite-form", name=document.name, form=form,
                detail=f"Samma utseende som originalet går bara att behålla i formatet "
                f"{_SAME[document.format]}.",
            )  # fmt: skip
        if document.format == "docx":
            from fairscreen.documents.rewriting.keep_docx import keep_docx

            return keep_docx(document, made, title, language, settings or Settings())
        from fairscreen.documents.rewriting.keep_pages import keep_pages

        return keep_pages(document, made, title, language, settings or Settings())
    if layout == "keep" and form == "txt":
        return (replaced_text(document.text, made).rstrip() + "\n").encode()
    from fairscreen.documents.rewriting.uniform import uniform_layout

    return write(uniform_layout(document, made, title, language), form)
