"""From a layout to a file's bytes."""

from __future__ import annotations

from fairscreen.documents.writing.layout import Layout, Written

__all__ = ["write"]


def write(layout: Layout, form: Written) -> bytes:
    """The layout as a file.

    Parameters
    ----------
    form:
        ``docx``, ``pdf`` (tagged, PDF/UA-1), ``html`` (one file, UTF-8) or ``txt`` (UTF-8).

    Returns
    -------
    The file's bytes; the same for the same layout, installation and version.
    """
    if form == "docx":
        from fairscreen.documents.writing.docx import to_docx

        return to_docx(layout)
    if form == "pdf":
        from fairscreen.documents.writing.pdf import to_pdf

        return to_pdf(layout)
    if form == "html":
        from fairscreen.documents.writing.html import to_html

        return to_html(layout).encode()
    if form == "txt":
        from fairscreen.documents.writing.text import to_text

        return to_text(layout).encode()
    raise ValueError(f"not a format that is written: {form}")
