"""Distil from published ads what an ad's figures are compared with.

    python benchmarks/measure_reference.py DATA_FOLDER [PROCESSES]

DATA_FOLDER holds ``ads/ads.jsonl.gz``, job ads published on Platsbanken that Arbetsförmedlingen
gives out as open data (CC0). Only the Swedish ads of the source that covers all occupations are
used (most others hold IT jobs alone), without those whose line breaks are lost. Written to
``src/fairscreen/ads/measures_reference.json``: for each measure the values below which so many per
cent of the ads lie, for all ads and for each sector and occupation field with at least a hundred.
No text is kept. Run it again when a definition, a rule or the parser changes.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed

SOURCE = "JTKsson/swipenorth-group6"
TARGET = Path(__file__).parent.parent / "src/fairscreen/ads/measures_reference.json"
MEASURES = ("words", "lix", "ovix", "nominal_ratio", "mean_sentence_length")
SMALLEST = 100
_EMPLOYERS = {
    "municipality": "municipality", "region": "region", "state": "state", "company": "private",
}  # fmt: skip


def figures(ads: list[dict[str, Any]]) -> list[tuple[dict[str, float | None], list[str], str, str]]:
    """Of each ad its measures and factors, the groups it belongs to, and what made them."""
    from fairscreen.ads import check
    from fairscreen.ads.factors import factor_values

    rows = []
    for ad in ads:
        published = date.fromisoformat(ad["published"]) if ad.get("published") else None
        employer = _EMPLOYERS.get(ad.get("sector", ""), "private")
        review = check(ad["text"], lang="sv", employer=employer, published=published)  # type: ignore[arg-type]
        values = {name: getattr(review.measures, name) for name in MEASURES}
        named = [("sector", ad.get("sector")), ("field", ad.get("occupation_field"))]
        groups = ["all", *(f"{kind}:{name}" for kind, name in named if name)]
        versions = review.versions
        rows.append((values | factor_values(review), groups, versions.rules, versions.model))
    return rows


def main(data: Path, processes: int) -> None:
    with gzip.open(data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        ads = [
            ad
            for ad in map(json.loads, lines)
            if ad["source_repo"] == SOURCE and ad["lang"] == "sv" and not ad.get("line_breaks_lost")
        ]
    held: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    counts: dict[str, int] = defaultdict(int)
    batches = [ads[at : at + 50] for at in range(0, len(ads), 50)]
    made: dict[str, str] = {}
    for rows in Parallel(n_jobs=processes)(delayed(figures)(batch) for batch in batches):
        for values, groups, rules, model in rows:
            made = {"rules": rules, "model": model}
            for group in groups:
                counts[group] += 1
                for name, value in values.items():
                    if value is not None:
                        held[group][name].append(value)
    content = {
        "about": "Quantiles of figures of published job ads. groups: at 0, 5, ..., 100 %; "
        "quantiles: of all ads at 0, 1, ..., 100 %.",
        "source": "Platsbanken job ads, Arbetsförmedlingen, published September 2020 to April "
        "2021; all occupations, Swedish",
        "licence": "CC0-1.0",
        "period": "september 2020 till april 2021",
        "skew": "Annonser på Platsbanken, de flesta från våren 2021 under pandemin. Bemannings- "
        "och rekryteringsföretag är vanliga. Annonser som bara legat på arbetsgivarens egen sida "
        "finns inte med, och språket kan ha ändrats sedan dess.",
        "recipe": "benchmarks/measure_reference.py",
        "ads": len(ads),
        **made,
        "made": datetime.now(UTC).date().isoformat(),
        "quantiles": {name: _row(held["all"][name], range(101)) for name in MEASURES},
        "groups": {
            group: {
                "ads": counts[group],
                "quantiles": {
                    name: _row(row, range(0, 101, 5)) for name, row in sorted(rows.items()) if row
                },
            }
            for group, rows in sorted(held.items())
            if counts[group] >= SMALLEST
        },
    }
    lines_out = json.dumps(content, ensure_ascii=False, indent=1)
    # One row of numbers a line: the file stays readable, and a difference shows what moved.
    compact = _joined_rows(lines_out)
    TARGET.write_text(compact + "\n", encoding="utf-8")
    print(f"{len(ads)} ads, {len(content['groups'])} groups: {', '.join(content['groups'])}")


def _row(values: list[float], percents: range) -> list[float]:
    return [round(float(q), 3) for q in np.percentile(values, list(percents))]


def _joined_rows(text: str) -> str:
    import re

    return re.sub(r"\[\s+([^\[\]]*?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2)
