"""How an ad stands among published ads, factor by factor, with an open formula and no score.

Each factor is one figure that anyone can count. It is compared with published ads of the same
occupation field or the same kind of employer. Between their 20th and 80th percentile an ad is like
most others, and the factor says nothing. Outside that band the *effect* is how many percentile
points outside it the ad stands:

    p = the factor's percentile among the compared ads (0-100)
    distance = p - 80 when p > 80, 20 - p when p < 20, else 0
    effect = -distance on the side that makes an ad harder to answer, +distance on the other

So the effect runs from -20 (in the hardest hundredth) over 0 (like most) to +20. For the length
both sides are harder. Factors stand in the order of their effect's size, hindering ones first.
Nothing is weighted or added up: no published evidence says how many long sentences outweigh a
demand, and a sum would hide what to change.

That a figure is usual does not make it good: most published ads ask too much. Advice that rests on
law or plain language stands in the findings, whatever the percentiles say.
"""

from __future__ import annotations

import re
from typing import Literal

from fairscreen.ads.reference import Reference, percentile, reference_for
from fairscreen.ads.review import AdReview, Comparison, Factor

__all__ = ["BAND", "FACTORS", "compared", "effect_of", "factor_values"]

#: Percentiles between which an ad is like most others.
BAND = (20, 80)
Better = Literal["lower", "higher", "middle"]
#: Each factor and the side on which an ad is easier to answer.
FACTORS: dict[str, Better] = {
    "demands": "lower",
    "trait_demands": "lower",
    "vague_demand_share": "lower",
    "exclusion": "lower",
    "missing": "lower",
    "words": "middle",
    "lix": "lower",
    "mean_sentence_length": "lower",
    "long_sentence_share": "lower",
    "nominal_ratio": "lower",
    "plain_per_100": "lower",
    "du_per_100": "higher",
}
_DU = re.compile(r"\b(?:du|dig|din|ditt|dina|you|your|yours)\b", re.IGNORECASE)


def factor_values(review: AdReview) -> dict[str, float | None]:
    """The figures of one ad; ``None`` where one is not defined.

    ``demands`` counts must-haves, ``trait_demands`` those about personality;
    ``vague_demand_share`` is the share (0-1) of must-haves that cannot be checked alike for all;
    ``exclusion`` counts findings at the levels must and should that are not about plain language;
    ``missing`` counts parts; ``plain_per_100`` and ``du_per_100`` are per hundred words.
    """
    measures = review.measures
    demands = [item for item in review.requirements if item.level == "must"]
    weighty = [f for f in review.findings if f.level != "hint" and f.category != "plain"]
    plain = sum(finding.category == "plain" for finding in review.findings)
    words = measures.words or None
    return {
        "demands": float(len(demands)),
        "trait_demands": float(sum(item.type == "trait" for item in demands)),
        "vague_demand_share": (
            sum(not item.measurable for item in demands) / len(demands) if demands else None
        ),
        "exclusion": float(len(weighty)),
        "missing": float(sum(not part.present for part in review.missing)),
        "words": float(measures.words),
        "lix": measures.lix,
        "mean_sentence_length": measures.mean_sentence_length,
        "long_sentence_share": (
            measures.long_sentences / measures.sentences if measures.sentences else None
        ),
        "nominal_ratio": measures.nominal_ratio,
        "plain_per_100": 100 * plain / words if words else None,
        "du_per_100": 100 * len(_DU.findall(review.text)) / words if words else None,
    }


def compared(
    review: AdReview, *, employer: str, occupation_field: str | None = None
) -> tuple[Comparison | None, tuple[Factor, ...]]:
    """What the ad is compared with, and its factors; nothing for ads that are not Swedish."""
    if review.language != "sv":
        return None, ()
    reference = reference_for(employer=employer, occupation_field=occupation_field)
    values = factor_values(review)
    found = [
        _factor(name, value, reference)
        for name, value in values.items()
        if value is not None and name in reference.quantiles
    ]
    found.sort(key=lambda factor: (-abs(factor.effect), factor.effect))
    comparison = Comparison(
        group=reference.group, ads=reference.ads, period=reference.period, skew=reference.skew
    )
    return comparison, tuple(found)


def _factor(name: str, value: float, reference: Reference) -> Factor:
    row = reference.quantiles[name]
    place = percentile(row, value)
    return Factor(
        name=name,
        value=round(value, 3),
        percentile=place,
        low=reference.at(name, BAND[0]),
        high=reference.at(name, BAND[1]),
        better=FACTORS[name],
        effect=effect_of(place, FACTORS[name]),
    )


def effect_of(place: int, better: Better) -> int:
    """The formula above: -20 to 20."""
    low, high = BAND
    above, below = max(place - high, 0), max(low - place, 0)
    if better == "middle":
        return -(above + below)
    return above - below if better == "higher" else below - above
