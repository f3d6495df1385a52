"""Texts with markup: the plain words to check, and the way back to the places the client knows."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from fairscreen.errors import FairscreenError

__all__ = ["AnnotatedText", "utf16_lengths"]

_MOST_PARTS = 100_000


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """``text`` is what is checked; ``place`` gives the client's offsets of a part of it.

    ``whole`` is all that the client sent, words and markup; ``origins`` are, for each code point
    of ``text`` and one beyond, the code point of ``whole`` it stands at.
    """

    text: str
    whole: str
    origins: tuple[int, ...] | None
    units: tuple[int, ...]

    @classmethod
    def plain(cls, text: str) -> AnnotatedText:
        """A text without markup."""
        return cls(text, text, None, utf16_lengths(text))

    @classmethod
    def from_json(cls, data: str) -> AnnotatedText:
        """``{"annotation": [{"text": "…"}, {"markup": "<b>", "interpretAs": "…"}, …]}``.

        Raises
        ------
        FairscreenError
            ``request-invalid`` for anything else.
        """
        try:
            parts = json.loads(data)["annotation"]
            if not isinstance(parts, list) or len(parts) > _MOST_PARTS:
                raise TypeError
            return cls._joined(parts)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FairscreenError(
                "request-invalid", detail="Fältet data ska vara JSON med listan annotation."
            ) from error

    @classmethod
    def _joined(cls, parts: list[dict[str, str]]) -> AnnotatedText:
        text: list[str] = []
        whole: list[str] = []
        origins: list[int] = []
        at = 0
        for part in parts:
            if "text" in part:
                words = part["text"]
                origins.extend(range(at, at + len(words)))
                text.append(words)
            else:
                words = part["markup"]
                shown = part.get("interpretAs") or ""
                # What stands for markup is nowhere in the text: its place is the markup's start.
                origins.extend([at] * len(shown))
                text.append(shown)
            whole.append(words)
            at += len(words)
        origins.append(at)
        joined = "".join(whole)
        return cls("".join(text), joined, tuple(origins), utf16_lengths(joined))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offset and length, in UTF-16 code units of ``whole``, of code points of ``text``."""
        if self.origins is not None:
            last = self.origins[max(end - 1, start)]
            start, end = self.origins[start], last + (end > start)
        first = self.units[start]
        return first, max(self.units[min(end, len(self.whole))] - first, 0)

    def code_point(self, unit: int) -> int:
        """The code point of ``whole`` that a UTF-16 code unit belongs to."""
        return max(bisect_right(self.units, unit) - 1, 0)


def utf16_lengths(text: str) -> tuple[int, ...]:
    """For each code point, and one beyond the last, how many UTF-16 code units stand before it."""
    return (0, *accumulate(2 if ord(letter) > 0xFFFF else 1 for letter in text))
