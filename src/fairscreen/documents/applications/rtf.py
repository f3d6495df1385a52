"""Rich text (RTF): body, page heads and feet, notes, tables and lists; no looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.applications.rtf_tokens import Token, tokens
from fairscreen.documents.document import Source
from fairscreen.documents.structure import Flow
from fairscreen.errors import FairscreenError
from fairscreen.spans import BlockKind

__all__ = ["PROPERTIES", "read"]

_MAX_DEPTH = 300
_PARTS = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
    "footnote": "footnote", "shptxt": "text box",
}  # fmt: skip
PROPERTIES = frozenset(("author", "operator", "title", "subject", "manager"))
_SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
    "nonbreakingspace": "\u00a0", "zwj": "", "zwnj": "",
}  # fmt: skip
# Groups that show nothing. A group that begins with \* and is not known shows nothing either.
_SILENT = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "listtable", "listoverridetable", "rsidtbl",
    "generator", "xmlnstbl", "themedata", "colorschememapping", "datastore", "latentstyles",
    "pict", "object", "objdata", "fldinst", "annotation", "atnauthor", "atnid", "atndate",
    "bkmkstart", "bkmkend", "revtbl", "filetbl", "pntext", "listtext", "nonshppict", "shpinst",
    "template", "userprops", "docvar", "mmathPr", "pgptbl", "xe", "tc", "formfield", "ftnsep",
    "ftnsepc", "aftnsep", "aftnsepc", "operator", "author", "private", "sp",
))  # fmt: skip
_STARRED_SHOWN = frozenset(("shppict", "shpinst", "shptxt", "fldrslt", "footnote"))


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces."""

    shown: bool = True
    hidden: bool = False
    deleted: bool = False
    bold: bool = False
    part: str = ""
    keeps: Literal["", "property"] = ""
    first: bool = True  # no control word has been met in it
    starred: bool = False


def read(source: Source, draft: Draft) -> None:
    """Read the text into ``draft``."""
    reader = _Reader(source, draft)
    for token in tokens(source.data):
        reader.take(token)
    reader.finish()


class _Reader:
    def __init__(self, source: Source, draft: Draft) -> None:
        self._source = source
        self._draft = draft
        self._groups: list[_Group] = [_Group()]
        self._flows: dict[str, Flow] = {}
        self._property: list[str] = []
        self._in_row = False
        self._list: int | None = None
        self._level: int | None = None
        self._later: dict[str, list[tuple[Flow, BlockKind, int]]] = {}

    @property
    def _now(self) -> _Group:
        return self._groups[-1]

    def take(self, token: Token) -> None:
        """One token."""
        if token.kind == "open":
            if len(self._groups) > _MAX_DEPTH:
                raise FairscreenError(
                    "document-nested", name=self._source.name, limit=f"{_MAX_DEPTH}"
                )
            self._groups.append(replace(self._now, first=True, starred=False))
        elif token.kind == "close":
            self._close()
        elif token.kind == "star":
            self._groups[-1] = replace(self._now, starred=True)
        elif token.kind == "text":
            self._write(token.text)
        else:
            self._word(token.text, token.number)

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        group = self._groups.pop()
        if group.keeps and not self._now.keeps:
            self._draft.know("".join(self._property))
            self._property.clear()
        if group.part and group.part != self._now.part:
            self._end(group.part)

    def _write(self, text: str) -> None:
        group = self._now
        if group.keeps:
            self._property.append(text)
        if not group.shown:
            return
        if group.hidden or group.deleted:
            if text.strip():
                self._draft.warn("markup-hidden" if group.hidden else "tracked-changes")
            return
        self._flows.setdefault(group.part, Flow()).write(text, bold=group.bold)

    def _word(self, word: str, number: int | None) -> None:
        first = self._now.first
        self._groups[-1] = replace(self._now, first=False)
        on = number != 0
        if first and (word in _SILENT or (self._now.starred and word not in _STARRED_SHOWN)):
            self._silence(word)
        elif first and word in _PARTS:
            self._groups[-1] = replace(self._now, part=_PARTS[word], shown=True)
        elif first and word in PROPERTIES:
            self._groups[-1] = replace(self._now, keeps="property", shown=False)
        elif word == "v":
            self._groups[-1] = replace(self._now, hidden=on)
        elif word == "deleted":
            self._groups[-1] = replace(self._now, deleted=on)
        elif word == "b":
            self._groups[-1] = replace(self._now, bold=on)
        elif word == "plain":
            self._groups[-1] = replace(self._now, bold=False, hidden=False, deleted=False)
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif self._now.shown:
            self._layout(word, number)

    def _silence(self, word: str) -> None:
        if word == "pict" and self._now.shown:
            self._draft.images += 1
        elif word in ("object", "objdata"):
            self._draft.warn("embedded")
        elif word == "annotation":
            self._draft.warn("comments")
        keeps: Literal["", "property"] = "property" if word in PROPERTIES else self._now.keeps
        self._groups[-1] = replace(self._now, shown=False, keeps=keeps)

    def _layout(self, word: str, number: int | None) -> None:
        builder = self._draft.builder
        if word in ("par", "sect", "page"):
            self._end(self._now.part)
        elif word == "line":
            self._flows.setdefault(self._now.part, Flow()).break_line()
        elif word == "pard":
            self._list = self._level = None
        elif word == "ls":
            self._list = number
        elif word == "outlinelevel" and number is not None:
            self._level = number
        elif word == "trowd" and not self._in_row:
            self._end(self._now.part)
            builder.start_row()
            builder.start_cell()
            self._in_row = True
        elif word in ("cell", "nestcell") and self._in_row:
            self._end(self._now.part)
            builder.end_cell()
            builder.start_cell()
        elif word == "row" and self._in_row:
            self._end(self._now.part)
            builder.drop_cell()
            builder.end_row()
            self._in_row = False

    def _end(self, part: str) -> None:
        """Hand over a paragraph; notes and page heads wait until the body is done."""
        flow = self._flows.pop(part, None)
        if flow is None:
            return
        kind: BlockKind = "paragraph"
        level = 0
        if self._level is not None and self._level < 9:
            kind, level = "heading", self._level + 1
        elif self._list:
            kind = "list_item"
        if part:
            self._later.setdefault(part, []).append((flow, kind, level))
            return
        self._draft.builder.add(flow.take(), kind, level)
        self._source.refuse_long(self._draft.builder.size, so_far=True)

    def finish(self) -> None:
        """Hand over what is left."""
        for part in list(self._flows):
            self._end(part)
        if self._in_row:
            self._draft.builder.end_row()
        for part, paragraphs in self._later.items():
            self._draft.builder.part = part
            for flow, kind, level in paragraphs:
                self._draft.builder.add(flow.take(), kind, level)
        self._draft.builder.part = ""
