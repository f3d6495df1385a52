"""Real ads: what is asked stays as it was, and so does all that is not listed as a change."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

from benchmarks.data import PUBLIC_SECTORS, read_ads
from benchmarks.rewriting import second_check
from fairscreen import ads

ADS = 25
_NUMBER = re.compile(r"\d+")


def _drawn(shared_data: Path) -> list[str]:
    public = [
        ad["text"]
        for ad in read_ads(shared_data)
        if ad["lang"] == "sv" and ad.get("sector") in PUBLIC_SECTORS
    ]
    return random.Random(5).sample(public, ADS)


def test_real_ads_keep_levels_numbers_and_all_else(shared_data: Path) -> None:
    applied = 0
    for text in _drawn(shared_data):
        result = ads.rewrite(ads.check(text, lang="sv"))
        applied += sum(change.applied for change in result.changes)
        assert result.check.ok
        assert result.check.requirements_before == result.check.requirements_after
        assert second_check(text, result.rewritten) is None
        assert Counter(_NUMBER.findall(text)) == Counter(_NUMBER.findall(result.rewritten))
    assert applied > ADS


def test_the_second_check_sees_a_level_that_moves() -> None:
    assert second_check("B-körkort krävs.", "B-körkort är meriterande.")
    assert second_check("Inget krav på examen.", "Krav på examen.")
    assert second_check("Minst 18 år.", "18 år.")
    assert second_check("Krav\nB-körkort", "B-körkort")
    assert second_check("B-körkort krävs.", "Du behöver B-körkort.") is None
