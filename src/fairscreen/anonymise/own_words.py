"""What applicants tell of themselves in their own words, as the trained model reads it.

No list holds "knäna orkar inte längre" or "sedan tvillingarna kom". The model's second head marks
the words that tell, from the same run of the encoder that marks the names; what each label is
called and from which score it counts stands in ``data/grounds.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import table

__all__ = ["RULE", "faint", "find", "within"]

RULE = "model-grounds"
# Cells and lines stay apart, so that columns and paragraphs are not run together.
_PIECE = re.compile(r"[^\n\t|]+")
_EDGE = " \u00a0.,;:!?–—-•*·"


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each line or cell of what the model marks surely enough to be hidden."""
    return _between(reading, "hide", None)


def faint(reading: Reading) -> Iterator[Finding]:
    """The same of what is too unsure to be hidden, but worth a person's look."""
    return _between(reading, "suggest", "hide")


def _between(reading: Reading, least: str, below: str | None) -> Iterator[Finding]:
    grounds = table("grounds")
    for place in reading.grounds:
        ground = grounds.get(place.label)
        if ground is None or place.score < ground[least]:
            continue
        if below is not None and place.score >= ground[below]:
            continue
        score = round(place.score, 3)
        sure = f"{100 * place.score:.0f}"
        for piece in _PIECE.finditer(reading.text, place.start, place.end):
            start, end = within(reading.text, *piece.span())
            if any(letter.isalnum() for letter in reading.text[start:end]):
                yield Finding(
                    start, end, ground["category"], score, RULE,
                    f"Språkmodellen läser orden som en uppgift om {ground['says']} (säkerhet {sure} %).",  # noqa: E501
                    ground["kind"],
                )  # fmt: skip


def within(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the signs around it and without half a pair of brackets."""
    while True:
        before = (start, end)
        words = text[start:end]
        start += len(words) - len(words.lstrip(_EDGE))
        end = start + len(text[start:end].rstrip(_EDGE))
        words = text[start:end]
        if words.startswith("(") and ")" not in words:
            start += 1
        elif words.endswith(")") and "(" not in words:
            end -= 1
        if (start, end) == before:
            return start, end
