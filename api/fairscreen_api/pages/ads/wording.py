"""Two versions of a text, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

__all__ = ["Stretch", "differences"]

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
#: Words of unchanged text shown on each side of a change.
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that both versions have, only the old, or only the new; ``skip``: left out here."""

    kind: Literal["same", "old", "new", "skip"]
    text: str = ""


def differences(old: str, new: str) -> list[Stretch]:
    """The stretches in order; long unchanged ones are cut to the lines around a change."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    out: list[Stretch] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            out.append(Stretch("same", "".join(before[a:b])))
            continue
        if a < b:
            out.append(Stretch("old", "".join(before[a:b])))
        if c < d:
            out.append(Stretch("new", "".join(after[c:d])))
    return _cut(out)


def _cut(stretches: list[Stretch]) -> list[Stretch]:
    out: list[Stretch] = []
    last = len(stretches) - 1
    for number, stretch in enumerate(stretches):
        text = stretch.text
        if stretch.kind != "same" or len(text) <= 3 * _AROUND:
            out.append(stretch)
            continue
        head = text[: text.find(" ", _AROUND)] if number else ""
        tail = text[text.rfind(" ", 0, -_AROUND) :] if number != last else ""
        out += [Stretch("same", head)] if head else []
        out.append(Stretch("skip"))
        out += [Stretch("same", tail)] if tail else []
    return out
