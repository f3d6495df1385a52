"""A web page in one file: no scripts, nothing fetched, readable on paper and in the dark."""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape
from importlib.resources import files

from fairscreen.documents.writing.layout import (
    Figure,
    Heading,
    Layout,
    ListItem,
    PageBreak,
    Paragraph,
    Table,
    Words,
    runs,
)

__all__ = ["to_html"]

_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\"<>]+\Z", re.I)


def to_html(layout: Layout) -> str:
    """The layout as an HTML5 document."""
    title = escape(layout.title)
    return (
        f'<!doctype html>\n<html lang="{escape(layout.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title or '–'}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
        + (f"<h1>{title}</h1>\n" if title else "")
        + "".join(_parts(layout))
        + "</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return files("fairscreen.documents.writing").joinpath("page.css").read_text("utf-8")


def _parts(layout: Layout) -> list[str]:
    out: list[str] = []
    open_lists: list[str] = []  # the tags of the lists that are open, outermost first

    def close_to(depth: int) -> None:
        while len(open_lists) > depth:
            out.append(f"</li></{open_lists.pop()}>\n")

    for part in layout.parts:
        if isinstance(part, ListItem):
            tag = "ol" if part.numbered else "ul"
            close_to(part.depth + 1)
            if len(open_lists) == part.depth + 1 and open_lists[-1] != tag:
                close_to(part.depth)
            elif len(open_lists) == part.depth + 1:
                out.append("</li>\n")
            while len(open_lists) <= part.depth:
                out.append(f"<{tag}>")
                open_lists.append(tag)
                if len(open_lists) <= part.depth:
                    out.append("<li>")
            out.append(f"<li>{_words(part.words)}")
            continue
        close_to(0)
        out.append(_part(part))
    close_to(0)
    return out


def _part(part: Heading | Paragraph | Table | Figure | PageBreak) -> str:
    if isinstance(part, Heading):
        level = min(max(part.level, 1), 5) + 1
        return f"<h{level}>{_words(part.words)}</h{level}>\n"
    if isinstance(part, Paragraph):
        kind = "" if part.kind == "body" else f' class="{part.kind}"'
        return f"<p{kind}>{_words(part.words)}</p>\n"
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Figure):
        return _figure(part)
    return '<div class="new-page"></div>\n'


def _words(words: Words) -> str:
    out = []
    for run in runs(words):
        text = escape(run.text, quote=False).replace("\n", "<br>")
        if run.bold:
            text = f"<strong>{text}</strong>"
        if run.italic:
            text = f"<em>{text}</em>"
        if run.link and _SAFE_LINK.match(run.link):
            text = f'<a href="{escape(run.link)}">{text}</a>'
        out.append(text)
    return "".join(out)


def _table(table: Table) -> str:
    numeric = set(table.numeric)

    def cell(words: Words, column: int, *, head: str = "") -> str:
        kind = ' class="number"' if column in numeric else ""
        tag = "th" if head else "td"
        scope = f' scope="{head}"' if head else ""
        return f"<{tag}{scope}{kind}>{_words(words)}</{tag}>"

    caption = f"<caption>{escape(table.caption)}</caption>\n" if table.caption else ""
    head = "".join(cell(words, n, head="col") for n, words in enumerate(table.header))
    body = "".join(
        "<tr>"
        + "".join(
            cell(words, n, head="row" if table.row_headers and n == 0 else "")
            for n, words in enumerate(row)
        )
        + "</tr>\n"
        for row in table.rows
    )
    thead = f"<thead><tr>{head}</tr></thead>\n" if head else ""
    # A wide table scrolls in its own box, which the keyboard can reach.
    name = f' aria-label="{escape(table.caption)}"' if table.caption else ""
    return (
        f'<div class="table" tabindex="0" role="group"{name}><table>\n'
        f"{caption}{thead}<tbody>\n{body}</tbody>\n</table></div>\n"
    )


def _figure(figure: Figure) -> str:
    data = figure.svg.encode() if figure.svg else figure.png
    kind = "image/svg+xml" if figure.svg else "image/png"
    source = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    caption = f"<figcaption>{escape(figure.caption)}</figcaption>" if figure.caption else ""
    width = round(100 * min(max(figure.width, 0.05), 1))
    return (
        f'<figure><img src="{source}" alt="{escape(figure.alt)}" style="width:{width}%">'
        f"{caption}</figure>\n"
    )
