"""The examples of the rules: marked sentences that a rule must find or leave alone."""

from __future__ import annotations

import re

__all__ = ["plain_and_marks"]

_MARK = re.compile(r"\[\[(.*?)\]\]", re.S)


def plain_and_marks(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its ``[[ ]]``, and the code-point ranges that were marked."""
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    length = last = 0
    for match in _MARK.finditer(example):
        before, inside = example[last : match.start()], match.group(1)
        length += len(before)
        marks.append((length, length + len(inside)))
        length += len(inside)
        pieces += [before, inside]
        last = match.end()
    return "".join([*pieces, example[last:]]), marks
