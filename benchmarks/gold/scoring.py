"""How the checker's findings agree with the labels.

A finding at must or should is *right* when it overlaps a labelled issue of its category, *left
out* when it overlaps only places that the reader left open, else *wrong*: also where the reader
marked nothing. An issue is *found* when a finding of its category overlaps it. Klarspråk
(``plain``) and demands that are counted over the whole ad have no labels and are not scored.

The headline is put before the text, as a person would paste it; findings in it are not scored.
Intervals are 95 %: bootstrap over ads for precision and recall, Wilson's for the look-alikes.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.data import read_ads
from benchmarks.gold.labels import Half, Label, ads_of, read_labels

__all__ = ["Checked", "Counts", "Found", "check_half", "interval", "judge", "total", "wilson"]

#: Rules whose finding is a count over the whole ad, so that no place is right or wrong.
WHOLE_AD = frozenset({"req-count"})
SCORED = frozenset({"must", "should"})
SEED, DRAWS = 4, 2000


@dataclass(frozen=True)
class Found:
    """One finding at must or should, with offsets into the ad's text."""

    rule: str
    category: str
    level: str
    start: int
    end: int


@dataclass(frozen=True)
class Checked:
    """One ad with its labels and what the checker found."""

    ad: str
    text: str
    stratum: str
    labels: tuple[Label, ...]
    found: tuple[Found, ...]


@dataclass
class Counts:
    """Counts of one ad, or of several added; ``category`` keys are ``(what, category)``."""

    all: Counter[str] = field(default_factory=Counter)
    category: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, what: str, category: str, number: int = 1) -> None:
        """Count ``what`` in total and in its category."""
        self.all[what] += number
        self.category[what, category] += number

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.all + other.all, self.category + other.category)


def check_half(half: Half, folder: Path) -> list[Checked]:
    """Check every ad of a half."""
    wanted = ads_of(half)
    labels: dict[str, list[Label]] = {ad: [] for ad in wanted}
    for label in read_labels(half):
        labels[label.ad].append(label)
    return [
        Checked(ad["id"], ad["text"], wanted[ad["id"]], tuple(labels[ad["id"]]), _found(ad))
        for ad in read_ads(folder)
        if ad["id"] in wanted
    ]


def _found(ad: dict[str, Any]) -> tuple[Found, ...]:
    from fairscreen.ads import check
    from fairscreen.settings import Employer

    employers: dict[str, Employer] = {
        "municipality": "municipality", "municipal_association": "municipality",
        "region": "region", "state": "state",
    }  # fmt: skip
    before = f"{ad['headline']}\n\n"
    employer = employers.get(ad.get("sector", ""), "private")
    review = check(before + ad["text"], lang=ad["lang"], employer=employer)
    shift = len(before)
    return tuple(
        Found(each.rule, each.category, each.level, each.start - shift, each.end - shift)
        for each in review.findings
        if each.level in SCORED
        and each.category != "plain"
        and each.rule not in WHOLE_AD
        and each.start >= shift
    )


def judge(checked: Checked) -> list[tuple[Found, str]]:
    """Each finding with ``right``, ``open`` or ``wrong``."""
    return [(each, _verdict(each, checked.labels)) for each in checked.found]


def _verdict(found: Found, labels: Sequence[Label]) -> str:
    touched = [label for label in labels if label.overlaps(found.start, found.end)]
    if any(label.kind == "issue" and label.category == found.category for label in touched):
        return "right"
    if any(label.kind == "open" and label.category == found.category for label in touched):
        return "open"
    return "wrong"


def count(checked: Checked) -> Counts:
    """The counts of one ad."""
    counts = Counts()
    verdicts = judge(checked)
    for found, verdict in verdicts:
        counts.add(verdict, found.category)
        issues = [label for label in checked.labels if label.kind == "issue"]
        if any(label.overlaps(found.start, found.end) for label in issues):
            counts.add("right in any category", found.category)
    for label in checked.labels:
        touching = [each for each in verdicts if label.overlaps(each[0].start, each[0].end)]
        same = [found for found, _ in touching if found.category == label.category]
        if label.kind == "issue":
            counts.add("issue", label.category)
            counts.add("found", label.category, bool(same))
            counts.add("found in any category", label.category, bool(touching))
            counts.add("level right", label.category, any(f.level == label.level for f in same))
        elif label.kind.startswith("lookalike"):
            wrong = [found for found, verdict in touching if verdict == "wrong"]
            counts.add("look-alike", label.category)
            counts.add("look-alike flagged", label.category, bool(wrong))
    return counts


def total(parts: Iterable[Counts]) -> Counts:
    """All counts added."""
    return sum(parts, Counts())


FIGURES: dict[str, Callable[[Counter[str]], float]] = {
    "precision": lambda c: _share(c["right"], c["right"] + c["wrong"]),
    "recall": lambda c: _share(c["found"], c["issue"]),
    "precision, open places counted as wrong": lambda c: _share(
        c["right"], c["right"] + c["wrong"] + c["open"]
    ),
    "precision in any category": lambda c: _share(
        c["right in any category"], c["right"] + c["wrong"]
    ),
    "recall in any category": lambda c: _share(c["found in any category"], c["issue"]),
    "level right where found": lambda c: _share(c["level right"], c["found"]),
}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def interval(
    figure: Callable[[Counter[str]], float], parts: Sequence[Counts]
) -> tuple[float, float]:
    """95 % interval by drawing ads with replacement."""
    dice = random.Random(SEED)
    values = []
    for _ in range(DRAWS):
        drawn: Counter[str] = Counter()
        for part in dice.choices(parts, k=len(parts)):
            drawn.update(part.all)
        value = figure(drawn)
        if not math.isnan(value):
            values.append(value)
    values.sort()
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not whole:
        return 0.0, 1.0
    z, share = 1.959964, part / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = (
        z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole**2)) / (1 + z * z / whole)
    )
    return max(0.0, middle - reach), min(1.0, middle + reach)
