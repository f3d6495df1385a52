"""Words in bytes of no known form: runs of letters in one- and two-byte encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.documents.layers.layer import Layer, Task

__all__ = ["layers", "strings"]

_LONGEST = 200_000  # code points; more is no text
_UTF8 = re.compile(rb"(?:[\x20-\x7e\t]|[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}){4,}")
_LATIN = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")


def layers(task: Task) -> Iterator[Layer]:
    """Words in a file that cannot be read otherwise."""
    yield Layer("unknown: format", "")
    yield Layer("raw strings", strings(task.data))


def strings(data: bytes) -> str:
    """What may be words in ``data``, one run a line, at most 200,000 code points."""
    found: list[str] = []
    size = 0
    for pattern, encoding in ((_UTF8, "utf-8"), (_WIDE, "utf-16-le"), (_LATIN, "latin-1")):
        for match in pattern.finditer(data):
            if encoding == "latin-1" and not re.search(rb"[\xa0-\xff]", match.group()):
                continue  # told already
            text = match.group().decode(encoding, "replace")
            found.append(text)
            size += len(text)
            if size > _LONGEST:
                return "\n".join(found)
    return "\n".join(found)
