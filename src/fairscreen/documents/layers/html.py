"""Web pages: text, hidden text, comments, attributes, scripts, pictures in the page itself."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from fairscreen.documents.encodings import UnknownEncodingError, decode
from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.layers.strings import strings

__all__ = ["layers"]

_CODE = frozenset(("script", "style", "template", "noscript"))
_BLOCK = frozenset((
    "p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "title", "dt",
    "dd", "section", "header", "footer", "pre", "option", "label", "figcaption",
))  # fmt: skip
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|(?:left|top|text-indent)\s*:\s*-\d{3,}"
    r"|(?<![-\w])color\s*:\s*(?:#fff\b|#ffffff\b|white\b|transparent\b)",
    re.IGNORECASE,
)
_EMPTY = frozenset(("br", "img", "input", "meta", "link", "hr", "col", "area", "base", "source"))
_DATA_URL = re.compile(r"data:([\w/+.-]*)((?:;[\w=-]+)*),([^\s\"'<>)]+)", re.IGNORECASE)


def layers(task: Task) -> Iterator[Layer]:
    """The layers of a page."""
    from lxml import etree

    try:
        markup = decode(task.data).text
    except UnknownEncodingError:
        yield Layer("unknown: encoding", "")
        yield Layer("raw strings", strings(task.data))
        return
    page = _Page()
    parser = etree.HTMLParser(target=page, no_network=True, huge_tree=True)
    try:
        parser.feed(re.sub("[\x00\ud800-\udfff]", "\ufffd", markup))
        parser.close()
    except etree.XMLSyntaxError:
        yield Layer("unknown: html", "")
        yield Layer("raw strings", markup)
        return
    for name, parts in page.texts.items():
        yield Layer(name, "".join(parts))
    for number, match in enumerate(_DATA_URL.finditer(markup), 1):
        data = _decoded(match)
        if data:
            yield from task.inner(data, f"data {number}", f"data {number} in the page: ")


def _decoded(match: re.Match[str]) -> bytes:
    content = unquote_to_bytes(match[3])
    if ";base64" not in match[2].lower():
        return content
    try:
        return base64.b64decode(content + b"=" * (-len(content) % 4))
    except (binascii.Error, ValueError):
        return content


class _Page:
    """Takes the parser's events. Method names are those that lxml calls."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {
            "text": [], "hidden text": [], "scripts and styles": [], "attributes": [],
            "comments in markup": [],
        }  # fmt: skip
        self._open: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: Any) -> None:
        for name, value in attributes.items():
            if value and not value.startswith("data:"):
                self.texts["attributes"].append(f"{name}: {value}\n")
        into = self._open[-1][1] if self._open else "text"
        if tag in _CODE:
            into = "scripts and styles"
        elif attributes.get("hidden") is not None or _HIDDEN.search(attributes.get("style") or ""):
            into = "hidden text"
        if tag in _BLOCK:
            self.texts[into].append("\n")
        if tag not in _EMPTY:
            self._open.append((tag, into))

    def end(self, tag: str) -> None:
        if tag in _BLOCK and tag not in _EMPTY:
            self.texts[self._open[-1][1] if self._open else "text"].append("\n")
        if self._open and tag not in _EMPTY:
            self._open.pop()

    def data(self, text: str) -> None:
        self.texts[self._open[-1][1] if self._open else "text"].append(text)

    def comment(self, text: str) -> None:
        self.texts["comments in markup"].append(f"{text}\n")

    def pi(self, target: str, text: str | None = None) -> None:
        self.texts["comments in markup"].append(f"{target} {text or ''}\n")

    def close(self) -> None:
        """The parser has reached the end."""
