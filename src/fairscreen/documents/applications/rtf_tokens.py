r"""The markup of rich text taken apart (Rich Text Format Specification 1.9.1).

A file is groups in braces, control words (``\par``, ``\b0``), escaped letters (``\'e5``,
``\u229?``) and text. :func:`tokens` gives them one by one; nothing is kept in memory but the depth.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Token", "tokens"]

_TOKEN = re.compile(
    rb"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]+)(?P<number>-?\d{1,10})? ?"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<line>[\r\n]+)|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "", "\\": "\\", "{": "{", "}": "}"}
_CODE_PAGES = {0: "cp1252", 77: "mac_roman", 161: "cp1253", 162: "cp1254", 177: "cp1255",
               178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """``open`` and ``close`` of a group, a control ``word``, the mark ``*``, or ``text``."""

    kind: Literal["open", "close", "word", "star", "text"]
    text: str = ""
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file, with letters already read in their code page."""
    page = "cp1252"
    fonts: dict[int, str] = {}
    font = 0
    replacing = 1  # letters after \u that older readers show instead
    skip = 0
    high = 0xD800  # first half of a letter beyond 65,535
    groups: list[tuple[int, int]] = []
    position = 0
    pending = bytearray()  # letters of two bytes come in two escapes

    def flush() -> Iterator[Token]:
        if pending:
            yield Token("text", bytes(pending).decode(fonts.get(font, page), "replace"))
            pending.clear()

    while match := _TOKEN.match(data, position):
        position = match.end()
        if match["hex"] is not None:
            if skip:
                skip -= 1
            else:
                pending += bytes.fromhex(match["hex"].decode())
            continue
        yield from flush()
        if match["brace"] == b"{":
            groups.append((font, replacing))
            skip = 0
            yield Token("open")
        elif match["brace"] == b"}":
            if groups:
                font, replacing = groups.pop()
            skip = 0
            yield Token("close")
        elif match["sign"] is not None:
            sign = match["sign"].decode("latin-1")
            if sign == "*":
                yield Token("star")
            elif sign in "\r\n":
                yield Token("word", "par")
            elif skip:
                skip -= 1
            else:
                yield Token("text", _SIGNS.get(sign, ""))
        elif match["text"] is not None:
            text = match["text"]
            dropped = min(skip, len(text))
            skip -= dropped
            shown = text[dropped:].decode(fonts.get(font, page), "replace")
            if shown:
                yield Token("text", shown)
        elif match["word"] is not None:
            word = match["word"].decode()
            number = int(match["number"]) if match["number"] is not None else None
            if word == "u" and number is not None:
                code = number % 0x10000
                if 0xD800 <= code < 0xDC00:
                    high = code
                elif 0xDC00 <= code < 0xE000:
                    yield Token("text", chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
                else:
                    yield Token("text", chr(code))
                skip = replacing
            elif word == "uc":
                replacing = number or 0
            elif word == "ansicpg" and number:
                page = _known(f"cp{number}", page)
            elif word == "f" and number is not None:
                font = number
            elif word == "fcharset" and number in _CODE_PAGES and number:
                fonts[font] = _CODE_PAGES[number]
            elif word == "bin" and number:
                position += max(number, 0)  # raw bytes
            yield Token("word", word, number)
    yield from flush()


def _known(name: str, otherwise: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return otherwise
