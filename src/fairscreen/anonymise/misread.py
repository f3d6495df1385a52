"""Digits that a scanner read for letters: ``Ange1 Quiroga1``, ``JIANGU0``."""

from __future__ import annotations

import re

__all__ = ["as_letters"]

# A word of letters with a one or a nought in it: not first, and not beside another digit.
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:[10][^\W\d_]+)*[10]?(?![^\W_])")
_SHORT = 3  # letters; words of fewer are levels and codes: A1, B10, H1N1
_FEW = 3  # fewer may be written so: "lag1", "Microsoft3"


def as_letters(text: str) -> str:
    """``text``, of the same length, with ``l`` and ``o`` for digits inside words.

    Only where there are so many of them that the text was scanned; elsewhere it is as given.
    """
    misread = [
        match
        for match in _WORD.finditer(text)
        if not match.group().isalpha() and sum(map(str.isalpha, match.group())) >= _SHORT
    ]
    if len(misread) < _FEW:
        return text
    letters = list(text)
    for match in misread:
        for at in range(match.start(), match.end()):
            if text[at] == "1":
                letters[at] = "l"
            elif text[at] == "0":
                letters[at] = "O" if text[at - 1].isupper() else "o"
    return "".join(letters)
