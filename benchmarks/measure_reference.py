"""Distil the reference for the percentiles of the readability measures from published ads.

    python benchmarks/measure_reference.py DATA_FOLDER

DATA_FOLDER holds ``ads/ads.jsonl.gz``, job ads published on Platsbanken that Arbetsförmedlingen
gives out as open data (CC0). Only the Swedish ads of the source that covers all occupations are
used (most others hold IT jobs alone), without those whose line breaks are lost. Written to
``src/fairscreen/ads/measures_reference.json``: for each measure the values below which 0, 1, …,
100 per cent of the ads lie. No text is kept. Run it again when a definition or the parser changes.
"""

from __future__ import annotations

import gzip
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from fairscreen.ads.measures import measure
from fairscreen.language import model_version, parse

SOURCE = "JTKsson/swipenorth-group6"
TARGET = Path(__file__).parent.parent / "src/fairscreen/ads/measures_reference.json"
MEASURES = ("words", "lix", "ovix", "nominal_ratio", "mean_sentence_length")


def main(data: Path) -> None:
    values: dict[str, list[float]] = {name: [] for name in MEASURES}
    count = 0
    with gzip.open(data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            ad = json.loads(line)
            if ad["source_repo"] != SOURCE or ad["lang"] != "sv" or ad.get("line_breaks_lost"):
                continue
            count += 1
            found = measure(parse(ad["text"], "sv"))
            for name in MEASURES:
                if (value := getattr(found, name)) is not None:
                    values[name].append(value)
    content = {
        "about": "Quantiles 0, 1, ..., 100 % of readability measures in published job ads.",
        "source": "Platsbanken job ads, Arbetsförmedlingen, published September 2020 to April "
        "2021; all occupations, Swedish",
        "licence": "CC0-1.0",
        "skew": "Published around March 2021; staffing and recruitment companies are frequent.",
        "recipe": "benchmarks/measure_reference.py",
        "ads": count,
        "model": model_version(),
        "made": datetime.now(UTC).date().isoformat(),
        "quantiles": {
            name: [round(float(q), 2) for q in np.percentile(row, range(101))]
            for name, row in values.items()
            if row
        },
    }
    TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{count} ads, {', '.join(content['quantiles'])}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
