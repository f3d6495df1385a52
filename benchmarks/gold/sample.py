"""Draw the ads to be read: ``python -m benchmarks.gold.sample DATA_FOLDER`` writes ``ads.tsv``.

Swedish ads, the public sector first, one ad per employer (the City of Stockholm: up to three; a
second ad of an employer only where a half runs out of employers).
The two halves are split by employer with the same hash as ``rule_precision.part_of``, so that no
ad of the test half comes from an employer whose ads the rules were tuned on. Ads labelled for the
requirement model or judged for the rule precision are left out. Within an employer the ad is
taken from the occupation field least drawn so far, so that schools do not fill the set.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.data import PUBLIC_SECTORS, ROOT, read_ads
from benchmarks.rule_precision import part_of

SEED = 1122
#: Of the ads, those read a second time.
SECOND_SEED, TWICE = 30, 30
HALF = {"tune": "tune", "held-out": "test"}
#: Ads per half and stratum.
STRATA = {"public": 55, "other": 20}
WORDS = range(80, 1001)
STOCKHOLM = "stockholms kommun"
HERE = Path(__file__).resolve().parent


def used() -> set[str]:
    """Numbers of ads that other labels of this project rest on."""
    files = [
        *(ROOT / "benchmarks" / "judgements").glob("*.tsv"),
        *(ROOT / "models" / "requirements" / "labels").glob("*.tsv"),
    ]
    return {
        number
        for file in files
        for number in re.findall(r"^(pb-\d+)\t", file.read_text(encoding="utf-8"), re.M)
    }


def stratum(ad: dict[str, Any]) -> str:
    """``public`` or ``other``."""
    return "public" if ad.get("sector") in PUBLIC_SECTORS else "other"


def draw(ads: list[dict[str, Any]], taken: set[str]) -> list[tuple[str, str, str]]:
    """Number, half and stratum of each drawn ad."""
    dice = random.Random(SEED)
    employers: dict[str, list[dict[str, Any]]] = {}
    for ad in dice.sample(ads, len(ads)):
        whole = not ad.get("line_breaks_lost") and not ad.get("mixed_language")
        fit = ad["lang"] == "sv" and ad["id"] not in taken
        if whole and fit and len(ad["text"].split()) in WORDS:
            employers.setdefault((ad.get("employer") or ad["id"]).lower(), []).append(ad)
    fields: Counter[str] = Counter()
    left = {(half, name): count for half in HALF.values() for name, count in STRATA.items()}
    drawn = []
    names = sorted(employers)
    # The employer the tool is for comes first, then the rest as the dice fall.
    order = [name for name in names if name == STOCKHOLM] * 3
    others = dice.sample([name for name in names if name != STOCKHOLM], len(names) - 1)
    order += others * 2
    for name in order:
        pile = employers[name]
        if not pile:
            continue
        ad = min(pile, key=lambda each: fields[each.get("occupation_field", "")])
        group = HALF[part_of(ad)], stratum(ad)
        if left[group]:
            pile.remove(ad)
            left[group] -= 1
            fields[ad.get("occupation_field", "")] += 1
            drawn.append((ad["id"], *group))
    return sorted(drawn, key=lambda row: (row[1], row[2], row[0]))


def main(data: Path) -> None:
    rows = draw(list(read_ads(data)), used())
    twice = set(random.Random(SECOND_SEED).sample([row[0] for row in rows], TWICE))
    table = [(*row, "twice" if row[0] in twice else "once") for row in rows]
    lines = ["\t".join(row) for row in [("ad", "half", "stratum", "read"), *table]]
    (HERE / "ads.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} ads")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
