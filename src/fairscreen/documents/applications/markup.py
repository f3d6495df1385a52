"""Markdown and web pages as applications: the visible text, as for ads."""

from __future__ import annotations

import re

from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.applications.plain import decoded
from fairscreen.documents.document import Source

__all__ = ["add_html", "read"]

_TITLE = re.compile(r"<title[^>]*>([^<]{1,300})</title>", re.IGNORECASE)
_AUTHOR = re.compile(
    r"""<meta\s[^>]{0,200}?\bname\s*=\s*["']?author["']?[^>]{0,200}?\bcontent\s*=\s*["']([^"']{1,300})""",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"<(?:img|svg|picture|canvas)\b|!\[[^\]\[]{0,300}\]\(", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b|\bon[a-z]{3,20}\s{0,5}=|javascript:", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?!\[if|>)\s{0,100}[^\s>-]")
_LINK = re.compile(r"<a\s[^>]{0,300}?\bhref\b|\]\((?:https?|mailto)", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?:[\w-]+[ \t]*:.*\r?\n|[ \t]+.*\r?\n)+---[ \t]*\r?\n")
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)


def read(source: Source, draft: Draft) -> None:
    """Read the page or Markdown text into ``draft``."""
    match = _DECLARED.search(source.data[:4096]) if source.format == "html" else None
    text = decoded(source, draft, declared=match[1].decode("ascii") if match else None)
    if source.format == "html":
        add_html(text, source, draft)
        return
    from fairscreen.documents.markdown import add_markdown

    front = _FRONT_MATTER.match(text)
    if front:
        draft.warn("front-matter")
        draft.know(*re.findall(r"(?im)^(?:author|title|name)[ \t]*:[ \t]*(.+)$", front.group()))
        text = text[front.end() :]
    source.refuse_long(len(text))
    _count(text, draft)
    for note in add_markdown(text, draft.builder, source):
        draft.warn(note)


def add_html(text: str, source: Source, draft: Draft) -> None:
    """Add what a browser would show of ``text``."""
    from fairscreen.documents.html import visible

    for note in visible(text, draft.builder, source).notes:
        draft.warn(note)
    _count(text, draft)
    draft.know(*_TITLE.findall(text), *_AUTHOR.findall(text))


def _count(text: str, draft: Draft) -> None:
    draft.images += len(_IMAGE.findall(text))
    for pattern, code in ((_SCRIPT, "scripts"), (_COMMENT, "comments"), (_LINK, "links")):
        if pattern.search(text):
            draft.warn(code)
