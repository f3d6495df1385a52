"""Draw the ads to be read: ``python -m benchmarks.gold.sample DATA_FOLDER`` writes ``ads.tsv``.

Swedish ads, the public sector first, one ad per employer (the City of Stockholm: up to three; a
second ad of an employer only where a half runs out of employers).
The two halves are split by employer with the same hash as ``rule_precision.part_of``, so that no
ad of the test half comes from an employer whose ads the rules were tuned on. Ads labelled for the
requirement model or judged for the rule precision are left out. Within an employer the ad is
taken from the occupation field least drawn so far, so that schools do not fill the set.

English ads are drawn in the same way, one per employer and the few of the public sector first, into
two halves of their own.
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
#: English ads per half.
ENGLISH = 20
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
        if _is_fit(ad, "sv") and ad["id"] not in taken:
            employers.setdefault(_employer(ad), []).append(ad)
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


def draw_english(ads: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """The same of English ads, whose halves are ``english-tune`` and ``english-test``."""
    dice = random.Random(SEED)
    fit = [ad for ad in dice.sample(ads, len(ads)) if _is_fit(ad, "en")]
    drawn: list[tuple[str, str, str]] = []
    seen: set[str] = set()
    for ad in sorted(fit, key=lambda each: stratum(each) != "public"):
        half = f"english-{HALF[part_of(ad)]}"
        if _employer(ad) in seen or sum(row[1] == half for row in drawn) == ENGLISH:
            continue
        seen.add(_employer(ad))
        drawn.append((ad["id"], half, stratum(ad)))
    return sorted(drawn, key=lambda row: (row[1], row[2], row[0]))


def _is_fit(ad: dict[str, Any], lang: str) -> bool:
    whole = not ad.get("line_breaks_lost") and not ad.get("mixed_language")
    return whole and ad["lang"] == lang and len(ad["text"].split()) in WORDS


def _employer(ad: dict[str, Any]) -> str:
    return (ad.get("employer") or ad["id"]).lower()


def main(data: Path) -> None:
    """Draw what is not drawn yet: labels rest on the ads of the table, so those stay."""
    file = HERE / "ads.tsv"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    halves = {line.split("\t")[1] for line in lines[1:]}
    ads = list(read_ads(data))
    table: list[tuple[str, ...]] = []
    if not halves & {"test", "tune"}:
        rows = draw(ads, used())
        twice = set(random.Random(SECOND_SEED).sample([row[0] for row in rows], TWICE))
        table += [(*row, "twice" if row[0] in twice else "once") for row in rows]
    table += [(*row, "once") for row in draw_english(ads) if row[1] not in halves]
    lines = [*(lines or ["ad\thalf\tstratum\tread"]), *("\t".join(row) for row in table)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(table)} ads drawn, {len(lines) - 1} in all")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
