"""Measure the anonymiser on marked applications.

``python benchmarks/anonymise.py [FILE…] [--policy alla-grunder] [--known] [--misses]`` prints recall
by category, whole documents, merit kept, precision. ``--parity N`` puts the names of every group in
N of the texts. ``--innocent ADS`` counts hits in job ads. ``--speed`` times it beside plain Presidio.

A marked name, contact or number is found when every letter and digit of it is hidden, any other
place when more than half of them are, under whatever category. Merit is kept when a word outside
all marked places is not hidden or stands in the replacement. Intervals: Wilson, 95 %.
"""  # noqa: E501

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from math import sqrt
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/factories"))

from marked_applications import FOLDER, Application, Mark, read

from fairscreen.anonymise import HiddenSpan, Known, anonymise_text, has_model, load_policy

AS_OF = date(2026, 3, 1)
WHOLE = ("name", "contact", "id")
# Small words that a replaced expression takes with it are no merit: "from 2015 to 2019" → "4 years".  # noqa: E501
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "av",
        "den",
        "en",
        "ett",
        "for",
        "fr",
        "från",
        "för",
        "from",
        "i",
        "in",
        "m",
        "med",
        "mellan",
        "o",
        "och",
        "of",
        "om",
        "on",
        "på",
        "since",
        "som",
        "sedan",
        "t",
        "the",
        "till",
        "to",
        "under",
        "until",
        "with",
        "between",
        "during",
        "är",
        "am",
        "is",
        "har",
        "have",
    ]
)


def wilson(hits: int, total: int) -> str:
    """Share in percent with its interval."""
    if not total:
        return "–"
    z, share = 1.96, hits / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return (
        f"{100 * share:.1f} ({100 * max(0, centre - half):.1f}–{100 * min(1, centre + half):.1f})"
        f" {hits}/{total}"
    )


def found(mark: Mark, text: str, hidden: set[int]) -> bool:
    """Whether the marked place is hidden."""
    letters = [p in hidden for p in range(mark.start, mark.end) if text[p].isalnum()]
    return all(letters) if mark.category in WHOLE else sum(letters) * 2 > len(letters)


def places(spans: Sequence[HiddenSpan]) -> set[int]:
    """Code points that are hidden."""
    return {place for span in spans for place in range(span.start, span.end)}


def lost_words(application: Application, spans: Sequence[HiddenSpan], maximal: bool) -> list[str]:
    """Each word of merit, empty when it is kept and with its rule when it is lost."""
    protected = {
        p for m in application.marks if maximal or not m.merit for p in range(m.start, m.end)
    }
    words = []
    for match in re.finditer(r"\w+", application.text):
        if match.group().lower() not in SMALL and protected.isdisjoint(range(*match.span())):
            over = [s for s in spans if s.start < match.end() and match.start() < s.end]
            lost = any(match.group().lower() not in s.replacement.lower() for s in over)
            words.append(f"{match.group()} ({over[0].rule})" if lost else "")
    return words


def known_of(application: Application) -> Known:
    """What a table from the applicant system would tell."""
    return Known(given_name=application.given, surname=application.surname)


def measure(applications: Sequence[Application], policy: str, *, known: bool, misses: bool) -> None:
    """Recall, whole documents, merit, precision."""
    total: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    false: Counter[str] = Counter()
    given: Counter[str] = Counter()
    by_group: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    blind = words = kept = 0
    maximal = policy == "maximal"
    chosen = load_policy(policy)
    for application in applications:
        result = anonymise_text(
            application.text, policy=chosen, as_of=AS_OF,
            known=known_of(application) if known else None,
        )  # fmt: skip
        hidden = places(result.spans)
        seen = hidden | {p for hit in result.suggestions for p in range(hit.start, hit.end)}
        whole = True
        for mark in application.marks:
            if mark.merit and not maximal:
                continue
            ok = found(mark, application.text, hidden)
            for name in {mark.category, "age: years" if mark.letter == "Y" else ""} - {""} | (
                {"age: other"} if mark.letter == "A" else set()
            ):
                total[name] += 1
                hits[name] += ok
                shown[name] += ok or found(mark, application.text, seen)
            if mark.letter == "N":
                whole &= ok
                by_group[application.group][0] += ok
                by_group[application.group][1] += 1
            if not ok and misses:
                at = application.text[mark.start : mark.end]
                print("MISS", application.id, mark.letter, repr(at))
        blind += whole
        scored = lost_words(application, result.spans, maximal)
        words += len(scored)
        kept += sum(not lost for lost in scored)
        if misses:
            for lost in filter(None, scored):
                print("LOST", application.id, lost)
        marked = {p for m in application.marks for p in range(m.start, m.end)}
        for span in result.spans:
            given[span.category] += 1
            false[span.category] += marked.isdisjoint(range(span.start, span.end))
    print(f"model: {'yes' if has_model() else 'no (rules alone)'}; texts: {len(applications)}; {policy}"  # noqa: E501
          f"{'; with the table' if known else ''}")  # fmt: skip
    for name in sorted(total):
        print(
            f"recall {name}: {wilson(hits[name], total[name])}; "
            f"hidden or suggested {wilson(shown[name], total[name])}"
        )
    print(f"applicant's name hidden at every mention: {wilson(blind, len(applications))}")
    print("name by group: " + ", ".join(f"{g} {a}/{b}" for g, (a, b) in sorted(by_group.items())))
    for name in sorted(given):
        print(f"precision {name}: {wilson(given[name] - false[name], given[name])}")
    print(f"words of merit kept: {wilson(kept, words)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=[FOLDER / "tuning.txt"])
    parser.add_argument("--policy", default="alla-grunder")
    parser.add_argument("--known", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    measure(list(read(*options.files)), options.policy, known=options.known, misses=options.misses)


if __name__ == "__main__":
    main()
