"""HTML: what a browser would show as text.

The parser reports tags one by one and no tree is built, so that a page of any depth takes no more
than its text.
"""

from __future__ import annotations

import re
from typing import Any

from fairscreen.documents.document import Content, Source, warning
from fairscreen.documents.plain import decoded
from fairscreen.documents.structure import Builder, Flow
from fairscreen.errors import FairscreenError
from fairscreen.spans import BlockKind

__all__ = ["read", "visible"]

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)",
    re.IGNORECASE,
)
_MSO_LEVEL = re.compile(r"mso-list\s*:\s*\w+\s+level(\d)", re.IGNORECASE)
_MSO_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)

_NEVER_SHOWN = frozenset((
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed",
    "applet", "audio", "video", "canvas", "title", "select", "datalist", "textarea", "map", "xml",
))  # fmt: skip
_FURNITURE = frozenset(("nav", "button", "dialog"))
_EMPTY = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
))  # fmt: skip
_LEVELS = frozenset("123456789")
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
)) | set(_HEADINGS)  # fmt: skip
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_BOLD = frozenset(("b", "strong", "th"))
_MAX_DEPTH = 500


def read(source: Source) -> Content:
    """The visible text of a page or of pasted HTML."""
    match = _DECLARED.search(source.data[:4096])
    text, warnings = decoded(source, declared=match[1].decode("ascii") if match else None)
    builder = Builder()
    page = visible(text, builder, source)
    found, blocks = builder.finish()
    notes = tuple(warning(key) for key in sorted(page.notes))
    return Content(found, blocks, warnings + notes)


def visible(markup: str, builder: Builder, source: Source) -> _Page:
    """Add the visible text of ``markup`` to ``builder``."""
    from lxml import etree

    page = _Page(builder, source)
    parser = etree.HTMLParser(target=page, no_network=True, huge_tree=True)
    try:
        # A lone surrogate or NUL is no character of XML; the replacement sign stands for it.
        parser.feed(re.sub("[\x00\ud800-\udfff]", "\ufffd", markup))
        parser.close()
    except etree.XMLSyntaxError as error:
        raise source.broken() from error
    page.end_paragraph()
    return page


class _Page:
    """Takes the parser's events. Method names are those that lxml calls."""

    def __init__(self, builder: Builder, source: Source) -> None:
        self.notes: set[str] = set()
        self._builder = builder
        self._source = source
        self._flow = Flow()
        self._open: list[tuple[str, bool, bool, bool]] = []  # tag, shown, bold, sets the kind
        self._lists: list[str] = []
        self._kind: tuple[BlockKind, int] = ("paragraph", 0)
        self._pre = 0
        self._at_start = True  # of a line: blanks there do not show

    # -- the parser's target -------------------------------------------------

    def start(self, tag: str, attributes: Any) -> None:
        if tag == "br":
            if self._shown:
                self._flow.break_line()
                self._at_start = True
            return
        if tag in _BLOCKS and self._shown:
            self.end_paragraph()
        if tag in _EMPTY:
            return
        if len(self._open) > _MAX_DEPTH:
            raise FairscreenError("document-nested", name=self._source.name, limit=f"{_MAX_DEPTH}")
        style = attributes.get("style") or ""
        shown, bold = self._shown, self._bold or tag in _BOLD
        if shown and not self._is_shown(tag, attributes, style):
            shown = False
        if weight := _WEIGHT.search(style):
            bold = weight[1].lower() in ("bold", "bolder", "600", "700", "800", "900")
        kind = _kind(tag, attributes, style, len(self._lists)) if shown else None
        self._open.append((tag, shown, bold, kind is not None))
        if shown:
            self._kind = kind or self._kind
            self._begin(tag)

    def end(self, tag: str) -> None:
        if tag in _EMPTY or not self._open:
            return
        tag, shown, _, sets_kind = self._open[-1]  # the parser closes tags in order
        if shown and tag in _BLOCKS:
            self.end_paragraph()
        self._open.pop()
        if shown:
            self._finish(tag)
        if sets_kind:
            self._kind = ("paragraph", 0)

    def data(self, text: str) -> None:
        if not self._shown:
            return
        if self._pre:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._flow.break_line()
                self._flow.write(line, bold=self._bold)
            self._at_start = False
        else:
            text = _SPACE.sub(" ", text)
            if self._at_start:
                text = text.lstrip(" ")
            if text:
                self._flow.write(text, bold=self._bold)
                self._at_start = text.endswith(" ")
        self._pending += len(text)
        if self._pending > 10_000:
            self._source.refuse_long(self._builder.size, so_far=True)
            self._pending = 0

    def close(self) -> None:
        """The parser has reached the end."""

    # -- what it means -------------------------------------------------------

    _pending = 0

    @property
    def _shown(self) -> bool:
        return self._open[-1][1] if self._open else True

    @property
    def _bold(self) -> bool:
        return self._open[-1][2] if self._open else False

    def _is_shown(self, tag: str, attributes: Any, style: str) -> bool:
        if tag in _NEVER_SHOWN or _MSO_MARKER.search(style):
            return False
        if tag in _FURNITURE or attributes.get("role") in ("navigation", "button", "menu"):
            self.notes.add("page-menu")
            return False
        if attributes.get("hidden") is not None or _HIDDEN.search(style):
            self.notes.add("markup-hidden")
            return False
        return True

    def _begin(self, tag: str) -> None:
        if tag in _LISTS:
            self._lists.append(tag)
        elif tag == "tr":
            self._builder.start_row()
        elif tag in ("td", "th"):
            self._builder.start_cell()
        elif tag == "pre":
            self._pre += 1

    def _finish(self, tag: str) -> None:
        if tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag == "tr":
            self._builder.end_row()
        elif tag in ("td", "th"):
            self._builder.end_cell()
        elif tag == "pre":
            self._pre -= 1

    def end_paragraph(self) -> None:
        """Hand over what has been gathered since the last block began or ended."""
        kind, level = self._kind
        lines = self._flow.take()
        self._at_start = True
        if any(line.text.strip() for line in lines):
            self._builder.add(lines, kind, level)
            self._kind = ("paragraph", 0)


def _kind(tag: str, attributes: Any, style: str, lists: int) -> tuple[BlockKind, int] | None:
    """What a tag makes of the text in it; ``None`` when it says nothing about that."""
    if tag in _HEADINGS:
        return "heading", _HEADINGS[tag]
    role = attributes.get("role")
    if role == "heading":
        level = attributes.get("aria-level") or "2"
        return "heading", min(max(int(level), 1), 6) if level in _LEVELS else 2
    if tag == "li" or role == "listitem":
        return "list_item", max(lists - 1, 0)
    if match := _MSO_LEVEL.search(style):  # Word marks its lists in the style of plain paragraphs
        return "list_item", max(int(match[1]) - 1, 0)
    return None
