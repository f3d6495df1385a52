"""Draw the sentences to be labelled: windows of consecutive units from ads, as a numbered sheet.

    python models/requirements/sample.py DATA_FOLDER SHEET

DATA_FOLDER holds ``ads/ads.jsonl.gz``. The sheet is for reading only: it holds text of real ads
and is never committed. Labels go to ``labels/labels.tsv`` as offsets into the ad's ``text``.

The draw is a natural one: for each ad a window of ten consecutive units that starts anywhere, so
that kinds of sentences come in the proportions they have in ads. No two windows come from one
employer; the public sector and Swedish are over-represented on purpose (see ``guide.md``).
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SEED = 20261122
WINDOW = 10
PUBLIC = {"municipality", "region", "state", "municipal_association"}
#: Stratum -> number of ads.
STRATA = {"public-sv": 70, "other-sv": 32, "en": 22}
_ENDS = re.compile(r"(?<=[.!?:])[)\"”]?\s+(?=[\"(–•*-]?\s?[A-ZÅÄÖ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:bl|t|s|m|d|f|ca|kl|nr|tel|dvs|etc|e\.g|i\.e|o|inkl|ev|resp|p|u)\.|:)$", re.I
)


def units(text: str) -> Iterator[tuple[int, int]]:
    """Places of lines and of the sentences in them, without surrounding blanks."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        cuts = list(_ENDS.finditer(line.group()))
        for cut in [*cuts, None]:
            end = line.start() + cut.start() if cut else line.end()
            piece = text[start:end]
            if cut and _ABBREVIATION.search(piece):
                continue
            left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
            if re.search(r"\w", piece):
                yield start + left, start + right
            start = line.start() + cut.end() if cut else line.end()


def stratum(ad: dict[str, Any]) -> str | None:
    """The stratum an ad belongs to; ``None`` for ads that are not drawn."""
    if ad.get("line_breaks_lost") or ad.get("mixed_language"):
        return None
    if ad["lang"] == "en":
        return "en"
    return "public-sv" if ad.get("sector") in PUBLIC else "other-sv"


def draw(ads: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, list[tuple[int, int]]]]:
    """Ad, stratum and the units of its window."""
    order = random.Random(SEED)
    shuffled = order.sample(ads, len(ads))
    left = dict(STRATA)
    seen: set[str] = set()
    for ad in shuffled:
        name = stratum(ad)
        employer = ad.get("employer", ad["id"])
        if name is None or not left[name] or employer in seen:
            continue
        places = list(units(ad["text"]))
        first = order.randint(0, max(0, len(places) - WINDOW))
        seen.add(employer)
        left[name] -= 1
        yield ad, name, places[first : first + WINDOW]


def main(data: Path, sheet: Path) -> None:
    with gzip.open(data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        ads = [json.loads(line) for line in lines]
    number = 0
    with sheet.open("w", encoding="utf-8") as out:
        for ad, name, window in draw(ads):
            before = [ad["text"][a:b] for a, b in units(ad["text"][: window[0][0]])]
            print(f"\n## {ad['id']} {name} | {ad['headline']}", file=out)
            for line in before[-2:]:
                print(f"   ({line})", file=out)
            for start, end in window:
                number += 1
                print(f"{number} [{start}:{end}] {ad['text'][start:end]}", file=out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
