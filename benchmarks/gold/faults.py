"""The single faults of the tune halves, for whoever mends the rules:
``python -m benchmarks.gold.faults FILE``.

There is no such list for the test halves: their cases are not to be looked at. The file holds words
of real ads and is not committed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.data import shared_data
from benchmarks.gold.labels import Half
from benchmarks.gold.scoring import Checked, check_half, judge

AROUND = 60
TUNED: tuple[Half, ...] = ("tune", "english-tune")


def lines(checked: list[Checked]) -> Iterator[str]:
    """One line of a Markdown list for each false alarm and each miss."""
    for ad in checked:
        for found, verdict in judge(ad):
            if verdict == "wrong":
                marks = {x.kind for x in ad.labels if x.overlaps(found.start, found.end)}
                read_as = ", ".join(sorted(marks)) or "not marked"
                where = _words(ad.text, found.start, found.end)
                yield f"- FALSE {ad.ad} `{found.rule}` {found.level} ({read_as}): {where}"
        for label in ad.labels:
            touching = [f for f in ad.found if label.overlaps(f.start, f.end)]
            if label.kind == "issue" and not any(f.category == label.category for f in touching):
                where = _words(ad.text, label.start, label.end)
                yield f"- MISS {ad.ad} {label.category} {label.level}: {where}"


def _words(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{before}**{text[start:end]}**{after}".replace("\n", " ⏎ ")


def main(out: Path) -> None:
    folder = shared_data()
    if folder:
        faults = [line for half in TUNED for line in lines(check_half(half, folder))]
        out.write_text("\n".join(faults) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
