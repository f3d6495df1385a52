"""Rich text: what shows, and what lies in each group that does not."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.applications.rtf import read
from fairscreen.documents.applications.rtf_tokens import tokens
from fairscreen.documents.document import Source
from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.layers.strings import strings
from fairscreen.errors import FairscreenError

__all__ = ["layers"]

_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}\s*){40,}")
_BREAKS = frozenset(("par", "line", "cell", "row", "tab"))


def layers(task: Task) -> Iterator[Layer]:
    """The layers of a rich text file."""
    draft = Draft()
    try:
        read(Source(task.data, task.name, "rtf", task.settings), draft)
        yield Layer("text", draft.finish()[0])
    except FairscreenError as error:
        yield Layer(f"unknown: {error.code}", "")
    for number, match in enumerate(_HEX.finditer(task.data), 1):
        digits = re.sub(rb"\s", b"", match.group())
        data = binascii.unhexlify(digits[: len(digits) // 2 * 2])
        yield from task.inner(data, f"object {number}", f"object {number}: ")
    for name, text in _groups(_HEX.sub(b" ", task.data)).items():
        yield Layer(f"group {name}", text)
    yield Layer("bytes after the file", strings(_after(task.data)))


def _groups(data: bytes) -> dict[str, str]:
    """All text of the markup, by the first control word of the group it stands in."""
    texts: dict[str, list[str]] = {}
    names = [""]
    for token in tokens(data):
        if token.kind == "open":
            names.append("")
        elif token.kind == "close" and len(names) > 1:
            names.pop()
            texts.setdefault(_name(names), []).append("" if _name(names) in ("", "rtf") else "\n")
        elif token.kind == "word":
            names[-1] = names[-1] or token.text
            if token.text in _BREAKS:
                texts.setdefault(_name(names), []).append("\n")
        elif token.kind == "text":
            texts.setdefault(_name(names), []).append(token.text)
    return {name: "".join(parts) for name, parts in texts.items()}


def _name(names: list[str]) -> str:
    """The outermost group inside the file's own: runs of one paragraph belong together."""
    return next((name for name in names[2:] if name), "rtf")


def _after(data: bytes) -> bytes:
    """What stands after the brace that closes the file."""
    depth = 0
    for brace in re.finditer(rb"\\[{}\\]|[{}]", data):
        depth += {b"{": 1, b"}": -1}.get(brace.group(), 0)
        if depth == 0 and brace.group() == b"}":
            return data[brace.end() :]
    return b""
