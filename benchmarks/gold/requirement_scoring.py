"""How the extracted requirements agree with those marked in part of the test half.

A marked requirement is found when an extracted one overlaps it; pairs are one to one, the largest
overlap first. The level (must or merit) is compared on the pairs. What counts as a requirement is
told in ``models/requirements/labels/guide.md``; these ads are others, read anew.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import read_ads
from benchmarks.gold.labels import HERE
from benchmarks.gold.scoring import Counts

__all__ = ["FIGURES", "REQUIREMENTS", "Marked", "count_requirements", "read_requirements"]

REQUIREMENTS = HERE / "requirements-test.tsv"


@dataclass(frozen=True)
class Marked:
    """One requirement in an ad's text."""

    ad: str
    start: int
    end: int
    level: str
    hash: str


def read_requirements(file: Path = REQUIREMENTS) -> list[Marked]:
    """All marked requirements, in the file's order."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [
            Marked(row["ad"], int(row["start"]), int(row["end"]), row["level"], row["hash"])
            for row in rows
        ]


def count_requirements(folder: Path) -> list[Counts]:
    """Counts for each ad that was read for requirements."""
    from fairscreen.ads import check

    marked = read_requirements()
    wanted = {each.ad for each in marked}
    parts = []
    for ad in read_ads(folder):
        if ad["id"] in wanted:
            before = f"{ad['headline']}\n\n"
            review = check(before + ad["text"], lang="sv")
            found = [
                (each.start - len(before), each.end - len(before), each.level)
                for each in review.requirements
                if each.start >= len(before)
            ]
            parts.append(_count([each for each in marked if each.ad == ad["id"]], found))
    return parts


def _count(marked: Sequence[Marked], found: Sequence[tuple[int, int, str]]) -> Counts:
    overlaps = sorted(
        (
            (min(gold.end, end) - max(gold.start, start), i, j)
            for i, gold in enumerate(marked)
            for j, (start, end, _) in enumerate(found)
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    pairs: dict[int, int] = {}
    for overlap, i, j in overlaps:
        if overlap > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    same = sum(marked[i].level == found[j][2] for i, j in pairs.items())
    return Counts(
        Counter(
            {
                "marked": len(marked),
                "extracted": len(found),
                "paired": len(pairs),
                "same level": same,
            }
        )
    )


FIGURES: dict[str, Callable[[Counter[str]], float]] = {
    "requirement span F1": lambda c: 2 * c["paired"] / max(1, c["marked"] + c["extracted"]),
    "requirement span precision": lambda c: c["paired"] / max(1, c["extracted"]),
    "requirement span recall": lambda c: c["paired"] / max(1, c["marked"]),
    "requirement level right": lambda c: c["same level"] / max(1, c["paired"]),
}
