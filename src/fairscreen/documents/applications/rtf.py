"""Rich text (RTF): the words, paragraphs and table rows; no looks."""

from __future__ import annotations

import re

from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.applications.plain import add_text
from fairscreen.documents.document import Source

__all__ = ["group", "read", "without_groups"]

_PICTURE = re.compile(r"\\(?:pict|shppict|object)\b")
_INFO = re.compile(r"\\(?:author|operator|title|subject|manager)\b")
_HIDDEN_GROUPS = ("annotation", "atnid", "atnauthor", "info", "xmlns", "rsidtbl", "datastore")
_MAX_DEPTH = 300


def read(source: Source, draft: Draft) -> None:
    """Read the text into ``draft``."""
    from striprtf.striprtf import rtf_to_text

    markup = source.data.decode("latin-1")
    if _depth(markup) > _MAX_DEPTH:
        from fairscreen.errors import FairscreenError

        raise FairscreenError("document-nested", name=source.name, limit=f"{_MAX_DEPTH}")
    for match in _INFO.finditer(markup):
        draft.know(_words(group(markup, match.start())))
    draft.images = len(re.findall(r"\\pict\b", markup))
    if r"\object" in markup:
        draft.warn("embedded")
    body = markup
    for word, code in (("annotation", "comments"), ("deleted", "tracked-changes")):
        if re.search(rf"\\{word}\b", body):
            draft.warn(code)
    body = without_groups(body, _HIDDEN_GROUPS)
    body, hidden = _without_hidden(body)
    if hidden:
        draft.warn("markup-hidden")
    try:
        text = rtf_to_text(body, errors="replace")
    except (ValueError, UnicodeError, KeyError, IndexError, LookupError) as error:
        raise source.broken() from error
    source.refuse_long(len(text))
    # Cells come parted by bars, which no application writes for itself.
    text = re.sub(r"[ \t]*\|[ \t]*(?=\n|$)", "", text)
    for paragraph in text.split("\n"):
        if "|" in paragraph:
            _row(paragraph, draft)
        else:
            add_text(paragraph, draft)
    if not text.strip() and r"\v" in markup:
        draft.warn("markup-hidden")


def _row(paragraph: str, draft: Draft) -> None:
    from fairscreen.documents.structure import Line

    draft.builder.start_row()
    for cell in paragraph.split("|"):
        draft.builder.start_cell()
        draft.builder.add([Line(cell)])
        draft.builder.end_cell()
    draft.builder.end_row()


def _depth(markup: str) -> int:
    depth = deepest = 0
    for brace in re.finditer(r"\\[{}\\]|[{}]", markup):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        deepest = max(deepest, depth)
    return deepest


def group(markup: str, inside: int) -> str:
    """The innermost group around or from a place, without its outer braces."""
    depth = 0
    for brace in re.compile(r"\\[{}\\]|[{}]").finditer(markup, inside):
        if brace.group() == "{":
            depth += 1
        elif brace.group() == "}":
            depth -= 1
            if depth < 0:
                return markup[inside : brace.start()]
    return markup[inside:]


def without_groups(markup: str, words: tuple[str, ...]) -> str:
    r"""The markup without groups that begin with one of these words (``{\*\word …}``)."""
    begins = re.compile(rf"\{{(?:\\\*)?\s*\\(?:{'|'.join(words)})\b")
    parts = []
    position = 0
    for match in begins.finditer(markup):
        if match.start() < position:
            continue
        parts.append(markup[position : match.start()])
        position = match.end() + len(group(markup, match.end())) + 1
    parts.append(markup[position:])
    return "".join(parts)


def _without_hidden(markup: str) -> tuple[str, bool]:
    r"""The markup without text between ``\v`` or ``\deleted`` and what switches it off."""
    shown = re.sub(
        r"\\(?:v|deleted)(?![a-z0-9-])[^{}]*?(?=\\(?:v0|deleted0|plain|par|pard)\b|[{}])",
        " ", markup,
    )  # fmt: skip
    return shown, shown != markup


def _words(markup: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        return rtf_to_text("{\\rtf1\\ansi " + re.sub(r"^\\\w+ ?", "", markup) + "}")
    except (ValueError, UnicodeError, KeyError, IndexError, LookupError):
        return ""
