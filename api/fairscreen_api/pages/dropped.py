"""Dropped candidates, grouped by the reason they were dropped for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fairscreen.ads import Dropped
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
        reason = words.dropped_reason(item.reason)
        if reason is not None:
            texts.setdefault(reason, {})[" ".join(item.text.split())] = None
    return [DroppedGroup(reason, tuple(found)) for reason, found in texts.items()]
