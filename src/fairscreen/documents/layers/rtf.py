"""Rich text: the words that show, the file's properties, and every word of the markup."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from fairscreen.documents.applications.rtf import group
from fairscreen.documents.layers.layer import Layer, Task

__all__ = ["layers"]

_ESCAPE = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,6}) ?\??|\\([{}\\~_-])|\\(?:par|line|tab|cell)\b ?"
)
_PROPERTIES = ("info", "annotation", "atnauthor", "atnid", "header", "footer", "footnote")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}\s*){40,}")


def layers(task: Task) -> Iterator[Layer]:
    """The layers of a rich text file."""
    from striprtf.striprtf import rtf_to_text

    markup = task.data.decode("latin-1")
    try:
        yield Layer("text", rtf_to_text(markup, errors="replace"))
    except (ValueError, UnicodeError, KeyError, IndexError, LookupError):
        yield Layer("unknown: rtf", "")
    for word in _PROPERTIES:
        for match in re.finditer(rf"\{{(?:\\\*)?\s*\\{word}\b", markup):
            yield Layer(word, _words(group(markup, match.end())))
    binary = list(_HEX.finditer(markup))
    for number, match in enumerate(binary, 1):
        data = binascii.unhexlify(re.sub(r"\s", "", match.group())[: len(match.group()) // 2 * 2])
        yield from task.inner(data, f"object {number}", f"object {number}: ")
    yield Layer("all words of the markup", _words(_HEX.sub(" ", markup)))


def _words(markup: str) -> str:
    """The markup with its escapes read and its control words gone, groups and all."""

    def letter(match: re.Match[str]) -> str:
        if match[1]:
            return bytes([int(match[1], 16)]).decode("cp1252", "replace")
        if match[2]:
            code = int(match[2]) % 0x10000
            return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
        if match[3]:
            return {"~": " ", "_": "-", "-": ""}.get(match[3], match[3])
        return "\n"

    read = _ESCAPE.sub(letter, markup)
    return re.sub(r"[{}]", "", re.sub(r"\\\*?[a-zA-Z]+-?\d* ?", "", read))
