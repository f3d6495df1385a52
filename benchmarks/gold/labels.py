"""The labelled places, as ``guide.md`` describes them."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = [
    "ENGLISH",
    "HALVES",
    "SECOND",
    "Label",
    "ads_of",
    "phrase_hash",
    "read_labels",
    "read_twice",
]

Half = Literal["test", "tune", "english-test", "english-tune"]
HALVES: tuple[Half, ...] = ("test", "tune")
#: The halves of the English ads.
ENGLISH: tuple[Half, ...] = ("english-test", "english-tune")
HERE = Path(__file__).resolve().parent
#: Labels of the second reading of thirty ads, of both halves.
SECOND = HERE / "labels-second.jsonl"
_SALT = "fairscreen-gold-1:"


@dataclass(frozen=True)
class Label:
    """One place: ``kind`` is ``issue``, ``open`` or ``lookalike:WHY``; ``level`` of issues only."""

    ad: str
    start: int
    end: int
    category: str
    level: str | None
    kind: str
    hash: str

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the place shares a character with ``[start, end)``."""
        return self.start < end and start < self.end


def phrase_hash(phrase: str) -> str:
    """Eight hex digits that change when the labelled words do; they do not tell the words."""
    return hashlib.sha256((_SALT + phrase).encode()).hexdigest()[:8]


def read_labels(source: Half | Path) -> list[Label]:
    """The labels of one half, or of one file."""
    file = source if isinstance(source, Path) else HERE / f"labels-{source}.jsonl"
    return [Label(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def ads_of(half: Half) -> dict[str, str]:
    """Number and stratum of each ad of a half; also of ads without any label."""
    return {row["ad"]: row["stratum"] for row in _rows() if row["half"] == half}


def read_twice() -> frozenset[str]:
    """Numbers of the ads that were read a second time."""
    return frozenset(row["ad"] for row in _rows() if row["read"] == "twice")


def _rows() -> list[dict[str, str]]:
    with (HERE / "ads.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))
