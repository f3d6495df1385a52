"""Markdown (CommonMark with tables): the text without its marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fairscreen.documents.document import Content, Source, warning
from fairscreen.documents.plain import decoded
from fairscreen.documents.structure import Builder, Flow
from fairscreen.errors import FairscreenError
from fairscreen.spans import BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["add_markdown", "read"]

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?:[\w-]+[ \t]*:.*\r?\n|[ \t]+.*\r?\n)+---[ \t]*\r?\n")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MAX_NESTING = 100


def read(source: Source) -> Content:
    """The visible text of a Markdown file."""
    text, warnings = decoded(source)
    source.refuse_long(len(text))  # marks are few: long Markdown is long text
    body = _FRONT_MATTER.sub("", text, count=1)
    if len(body) != len(text):
        warnings += (warning("front-matter"),)
    builder = Builder()
    keys = add_markdown(body, builder, source)
    found, blocks = builder.finish()
    notes = tuple(warning(key) for key in sorted(keys))
    return Content(found, blocks, warnings + notes)


def add_markdown(body: str, builder: Builder, source: Source) -> set[str]:
    """Add the visible text of ``body`` to ``builder``; keys of warnings come back."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(
        ["table", "strikethrough"]
    )
    walker = _Walker(builder, source)
    for token in parser.parse(body):
        # Deeper than this the parser drops text without a word.
        if token.level >= _MAX_NESTING - 2:
            raise FairscreenError("document-nested", name=source.name, limit=str(_MAX_NESTING))
        walker.take(token)
    return walker.notes


class _Walker:
    """Takes the parser's tokens in order."""

    def __init__(self, builder: Builder, source: Source) -> None:
        self.notes: set[str] = set()
        self._builder = builder
        self._source = source
        self._kind: tuple[BlockKind, int] = ("paragraph", 0)
        self._lists = 0

    def take(self, token: Token) -> None:
        """One block-level token."""
        name = token.type
        if name == "heading_open":
            self._kind = ("heading", int(token.tag[1]))
        elif name in ("bullet_list_open", "ordered_list_open"):
            self._lists += 1
        elif name in ("bullet_list_close", "ordered_list_close"):
            self._lists -= 1
        elif name == "list_item_open":
            self._kind = ("list_item", self._lists - 1)
        elif name in ("heading_close", "list_item_close"):
            self._kind = ("paragraph", 0)
        elif name == "tr_open":
            self._builder.start_row()
        elif name == "tr_close":
            self._builder.end_row()
        elif name in ("th_open", "td_open"):
            self._builder.start_cell()
        elif name in ("th_close", "td_close"):
            self._builder.end_cell()
        elif name == "inline":
            self._add(_inline(token.children or []))
        elif name in ("code_block", "fence"):
            flow = Flow()
            for number, line in enumerate(token.content.rstrip("\n").split("\n")):
                if number:
                    flow.break_line()
                flow.write(line)
            self._add(flow)
        elif name == "html_block":
            from fairscreen.documents.html import visible

            self.notes |= visible(token.content, self._builder, self._source).notes

    def _add(self, flow: Flow) -> None:
        kind, level = self._kind
        self._builder.add(flow.take(), kind, level)
        self._kind = ("paragraph", 0)  # a second paragraph in a list item stands by itself


def _inline(tokens: list[Token]) -> Flow:
    flow = Flow()
    strong = 0
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            flow.write(token.content, bold=strong > 0)
        elif token.type == "softbreak":
            flow.write(" ")
        elif token.type == "hardbreak" or _is_break_tag(token):
            flow.break_line()
        elif token.type == "strong_open":
            strong += 1
        elif token.type == "strong_close":
            strong -= 1
    return flow


def _is_break_tag(token: Token) -> bool:
    return token.type == "html_inline" and bool(_BREAK_TAG.fullmatch(token.content))
