"""A tagged pdf (PDF/UA-1), set by Typst with the font that comes with the package.

The page's design is ``page.typ``; the content goes to it as JSON, so that no text can act as
markup. Letters that the font lacks (Arabic, Thai, Chinese) are taken from the machine's fonts;
where those lack them too, the pdf is still written and its text can be copied and read aloud, but
it cannot claim PDF/UA.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import Any

from fairscreen.documents.writing.layout import (
    Figure,
    Heading,
    Layout,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    Run,
    Table,
    Words,
    runs,
)

__all__ = ["drawing_to_png", "to_pdf"]


def to_pdf(layout: Layout) -> bytes:
    """The layout as a pdf."""
    import typst

    document = json.dumps(_document(layout), ensure_ascii=False)
    compiler = typst.Compiler(font_paths=_fonts(), sys_inputs={"document": document})
    for standards in (["ua-1"], []):
        try:
            made = compiler.compile(_template(), format="pdf", pdf_standards=standards)
        except typst.TypstError as error:
            if not standards or "PDF/UA" not in str(error):
                raise
        else:
            assert isinstance(made, bytes)
            return made
    raise AssertionError


def drawing_to_png(svg: str, *, width_px: int = 1400) -> bytes:
    """A drawing as a picture, for formats that cannot carry svg."""
    import typst

    source = (
        "#set page(width: 500pt, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    compiler = typst.Compiler(font_paths=_fonts(), sys_inputs={"svg": svg})
    made = compiler.compile(source.encode(), format="png", ppi=width_px / 500 * 72)
    picture = made[0] if isinstance(made, list) else made
    assert isinstance(picture, bytes)
    return picture


@cache
def _template() -> bytes:
    return files("fairscreen.documents.writing").joinpath("page.typ").read_bytes()


@cache
def _fonts() -> Any:
    import typst

    with as_file(files("fairscreen.documents.writing").joinpath("fonts")) as folder:
        return typst.Fonts(font_paths=[str(folder)])


def _document(layout: Layout) -> dict[str, Any]:
    parts: list[dict[str, Any]] = []
    for is_list, group in groupby(layout.parts, lambda part: isinstance(part, ListItem)):
        if is_list:
            items = [
                {"depth": p.depth, "numbered": p.numbered, "runs": _runs(p.words)}
                for p in group
                if isinstance(p, ListItem)
            ]
            parts.append({"kind": "list", "items": items})
        else:
            parts += map(_part, group)
    return {
        "title": layout.title,
        "language": layout.language,
        "header": layout.header,
        "parts": parts,
    }


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"kind": "heading", "level": min(max(part.level, 1), 4), "runs": _runs(part.words)}
    if isinstance(part, Paragraph):
        return {"kind": part.kind, "runs": _runs(part.words)}
    if isinstance(part, Table):
        columns = max([len(part.header), *(len(row) for row in part.rows)], default=1) or 1
        return {
            "kind": "table",
            "columns": columns,
            "numeric": list(part.numeric),
            "caption": part.caption,
            "header": [_runs(cell) for cell in part.header],
            "rows": [
                [{"runs": _runs(cell)} for cell in _filled(row, columns)] for row in part.rows
            ],
        }
    if isinstance(part, Figure):
        data = part.svg.encode() if part.svg else part.png
        return {
            "kind": "figure",
            "bytes": list(data),
            "format": "svg" if part.svg else "png",
            "alt": part.alt,
            "caption": part.caption,
            "width": min(max(part.width, 0.05), 1),
        }
    assert isinstance(part, PageBreak)
    return {"kind": "page"}


def _filled(row: Any, columns: int) -> list[Words]:
    return [*row, *[""] * (columns - len(row))]


def _runs(words: Words) -> list[dict[str, Any]]:
    return [_run(run) for run in runs(words)]


def _run(run: Run) -> dict[str, Any]:
    return {"text": run.text, "bold": run.bold, "italic": run.italic, "link": run.link or None}
