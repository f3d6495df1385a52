"""Dropped candidates, grouped by the reason they were dropped for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fairscreen.ads.review import Dropped
from fairscreen.report import words

__all__ = ["DroppedGroup", "grouped"]


@dataclass(frozen=True, slots=True)
class DroppedGroup:
    """The reason in words, and the places (each wording once, in the order of the text)."""

    reason: str
    texts: tuple[str, ...]


def grouped(dropped: Iterable[Dropped]) -> list[DroppedGroup]:
    """Groups in the order their reasons first occur."""
    texts: dict[str, dict[str, None]] = {}
    for item in dropped:
        texts.setdefault(item.reason, {})[" ".join(item.text.split())] = None
    return [DroppedGroup(_reason(code), tuple(found)) for code, found in texts.items()]


def _reason(code: str) -> str:
    return getattr(words, "DROPPED", {}).get(code, code)
