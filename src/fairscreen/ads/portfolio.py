"""Many ads together: what share asks for a letter, a licence or more Swedish than the task shows.

The figures follow the indicators of competence-based recruitment in a Swedish city: personal
letters (target: at most 5 per cent of the ads), language and licence demands without a reason,
demands per ad, readability and missing parts, per tertial (four months), department and
occupation. Only figures are kept: no text of an ad is in an :class:`AdFigures`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from fairscreen.ads.review import AdReview

__all__ = ["FEW", "LETTER_TARGET", "AdFigures", "Group", "Portfolio", "aggregate", "figures_of"]

#: Largest share of ads that ask for a personal letter (the unit's plan for 2026).
LETTER_TARGET = 0.05
#: Groups of fewer ads are told to be small: their shares jump with every ad.
FEW = 10

_LICENCE = re.compile(r"\b\w*körkort\w*|\bdriv(?:ing|er'?s) licen[cs]e", re.IGNORECASE)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class AdFigures(_Part):
    """One ad as figures. ``error`` is the code of why it could not be checked."""

    name: str
    published: date | None = None
    department: str | None = None
    occupation: str | None = None
    error: str | None = None
    language: str | None = None
    words: int = 0
    lix: float | None = None
    demands: int = 0
    merits: int = 0
    letter: bool = False
    #: A language demand above what the ad shows that the work needs.
    language_unreasoned: bool = False
    #: A driving licence is a must, with or without a reason.
    licence: bool = False
    licence_unreasoned: bool = False
    must: int = 0
    should: int = 0
    missing: tuple[str, ...] = ()

    @property
    def tertial(self) -> str | None:
        """``2026 T1`` for January to April, and so on."""
        if self.published is None:
            return None
        return f"{self.published.year} T{(self.published.month - 1) // 4 + 1}"


class Group(_Part):
    """Ads that share a tertial, a department or an occupation. Shares are 0 to 1."""

    group: str
    ads: int
    few: bool
    letter: float
    language_unreasoned: float
    licence: float
    licence_unreasoned: float
    mean_demands: float
    mean_lix: float | None
    mean_missing: float
    missing: dict[str, float] = Field(default_factory=dict)


class Portfolio(_Part):
    """The figures of all ads, whole and grouped; no ad's text, and names only of refused ones."""

    schema_: Literal["fairscreen.portfolio/1"] = Field("fairscreen.portfolio/1", alias="schema")
    ads: int
    refused: tuple[AdFigures, ...] = ()
    letter_target: float = LETTER_TARGET
    total: Group | None = None
    by_tertial: tuple[Group, ...] = ()
    by_department: tuple[Group, ...] = ()
    by_occupation: tuple[Group, ...] = ()
    versions: dict[str, str] = Field(default_factory=dict)

    def to_json(self, *, indent: int | None = None) -> str:
        """The portfolio as JSON text, non-ASCII letters kept."""
        return self.model_dump_json(by_alias=True, indent=indent)


def figures_of(
    review: AdReview,
    *,
    name: str,
    published: date | None = None,
    department: str | None = None,
    occupation: str | None = None,
) -> AdFigures:
    """What is counted of one review."""
    weighty = [finding for finding in review.findings if finding.level != "hint"]
    levels = Counter(finding.level for finding in review.findings)
    demands = [item for item in review.requirements if item.level == "must"]
    licence_findings = [f for f in weighty if f.category == "driving"]
    return AdFigures(
        name=name,
        published=published,
        department=department,
        occupation=occupation,
        language=review.language,
        words=review.measures.words,
        lix=review.measures.lix,
        demands=len(demands),
        merits=len(review.requirements) - len(demands),
        letter=any(finding.rule == "ask-letter" for finding in review.findings),
        language_unreasoned=any(f.category == "language" for f in weighty),
        licence=bool(licence_findings) or any(_LICENCE.search(item.text) for item in demands),
        licence_unreasoned=bool(licence_findings),
        must=levels["must"],
        should=levels["should"],
        missing=tuple(part.item for part in review.missing if not part.present),
    )


def aggregate(figures: Iterable[AdFigures], *, versions: dict[str, str] | None = None) -> Portfolio:
    """The portfolio of ``figures``; tertials in order of time, other groups by size."""
    rows = list(figures)
    checked = [row for row in rows if row.error is None]
    return Portfolio(
        ads=len(checked),
        refused=tuple(row for row in rows if row.error is not None),
        total=_group("alla", checked) if checked else None,
        by_tertial=_grouped(checked, "tertial", by_time=True),
        by_department=_grouped(checked, "department"),
        by_occupation=_grouped(checked, "occupation"),
        versions=versions or {},
    )


def _grouped(rows: Sequence[AdFigures], key: str, *, by_time: bool = False) -> tuple[Group, ...]:
    held: dict[str, list[AdFigures]] = {}
    for row in rows:
        name = getattr(row, key)
        if name:
            held.setdefault(name, []).append(row)
    order = sorted(held) if by_time else sorted(held, key=lambda name: (-len(held[name]), name))
    return tuple(_group(name, held[name]) for name in order)


def _group(name: str, rows: Sequence[AdFigures]) -> Group:
    def share(key: str) -> float:
        return round(fmean(bool(getattr(row, key)) for row in rows), 4)

    lix = [row.lix for row in rows if row.lix is not None]
    missing = Counter(item for row in rows for item in row.missing)
    return Group(
        group=name,
        ads=len(rows),
        few=len(rows) < FEW,
        letter=share("letter"),
        language_unreasoned=share("language_unreasoned"),
        licence=share("licence"),
        licence_unreasoned=share("licence_unreasoned"),
        mean_demands=round(fmean(row.demands for row in rows), 2),
        mean_lix=round(fmean(lix), 1) if lix else None,
        mean_missing=round(fmean(len(row.missing) for row in rows), 2),
        missing={item: round(count / len(rows), 4) for item, count in sorted(missing.items())},
    )
