"""All real ads through rewriting, one process: counts, levels, and a second check of them.

    python -m benchmarks rewriting
    python -m benchmarks.rewriting [--ads N] [--sample FILE --seed S]

The second check shares nothing with the one that gates: it reads the two texts with plain word
lists, line by line, and compares the words of each line that tell a level, deny, or give a limit.
``--sample`` writes 100 applied rewrites drawn at random with the words around them, to be judged
by eye; the file holds text of real ads and is never committed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from benchmarks.data import read_ads, shared_data
from fairscreen.ads import Rewrite, Rewritten, apply
from fairscreen.ads.rewriting.proposing import own
from fairscreen.ads.rewriting.reading import Reading, parsed

SAMPLE = 100
#: Of the changed ads every so manyth is rewritten once more, to see that nothing is left to do.
EVERY = 10
#: Words that tell a level, by what they tell. Written for this check alone.
LEVEL_WORDS = {
    "must": "krav kravet krävs kräver krävas måste behöver behövs erfordras fordras förutsätter "
    "förutsätts nödvändig nödvändigt obligatoriskt must required require requires mandatory need "
    "needs",
    "ought": "ska skall bör should shall",
    "merit": "meriterande merit meriter plus fördel fördelaktigt gärna helst önskvärt önskvärd "
    "meritorious preferred preferably ideally advantage desirable",
    "deny": "inte ej icke ingen inget inga utan not no without",
    "limit": "minst högst lägst max endast bara least most only",
}
_TELLS = {word: kind for kind, words in LEVEL_WORDS.items() for word in words.split()}
_HEAD_LEVELS = re.compile(
    r"(?im)^\W*(krav|meriterande|kvalifikationer|vi söker dig|du har|du är)\b"
)


@dataclass
class _Tally:
    ads: int = 0
    changed: int = 0
    words: int = 0
    proposed: Counter[str] = field(default_factory=Counter)
    applied: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    own_check: int = 0
    second_check: list[str] = field(default_factory=list)
    outside: int = 0
    twice: int = 0
    again: int = 0
    demands: int = 0


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser()
    options.add_argument("--ads", type=int, default=None)
    options.add_argument("--sample", type=Path, default=None)
    options.add_argument("--seed", type=int, default=1)
    given, _ = options.parse_known_args(sys.argv[1:])
    folder = shared_data()
    if folder is None:
        return
    ads = [ad for ad in read_ads(folder) if ad["lang"] in ("sv", "en")]
    if given.ads:
        ads = random.Random(given.seed).sample(ads, given.ads)
    tally, drawn = _Tally(), _Draw(given.seed)
    started = time.process_time()
    for ad in track(ads, "Rewriting", console=Console(stderr=True)):
        safe, result = _rewritten(ad["text"], ad["lang"])
        _count(tally, ad, safe, result)
        for rewrite in result.applied:
            drawn.offer(ad["id"], rewrite, ad["text"])
    spent = time.process_time() - started
    _print(tally, spent)
    if given.sample:
        drawn.write(given.sample)


def _rewritten(text: str, lang: Any) -> tuple[list[Rewrite], Rewritten]:
    """The safe rewrites of an ad, and the ad with those that pass the check."""
    doc = parsed(text, lang)
    safe = [rewrite for rewrite in own(text, Reading(doc)) if rewrite.safe]
    return safe, apply(text, safe, lang=lang, doc=doc)


def _count(tally: _Tally, ad: dict[str, Any], safe: list[Rewrite], result: Rewritten) -> None:
    tally.ads += 1
    tally.changed += bool(result.applied)
    tally.demands += result.check.requirements_before
    tally.proposed.update(rewrite.rule for rewrite in safe)
    tally.applied.update(rewrite.rule for rewrite in result.applied)
    tally.refused.update(left.rule for left in result.not_applied)
    same = result.check.requirements_before == result.check.requirements_after
    tally.own_check += not (result.check.ok and same)
    if problem := second_check(result.text, result.rewritten):
        tally.second_check.append(f"{ad['id']}: {problem}")
    tally.outside += _rebuilt(result) != result.rewritten
    if result.applied and tally.changed % EVERY == 0:
        tally.twice += 1
        again = _rewritten(result.rewritten, ad["lang"])[1]
        tally.again += bool(again.applied)


def _rebuilt(result: Rewritten) -> str:
    """The text with the listed changes and nothing else."""
    text = result.text
    for change in sorted(result.applied, key=lambda c: -c.start):
        text = text[: change.start] + change.after + text[change.end :]
    return text


def second_check(before: str, after: str) -> str | None:
    """What the words for levels say has changed, line by line; ``None``: nothing."""
    lines, new_lines = before.splitlines(), after.splitlines()
    if len(lines) != len(new_lines):
        return "the lines are not as many"
    for number, (old, new) in enumerate(zip(lines, new_lines, strict=True)):
        if old == new:
            continue
        told, now = _told(old), _told(new)
        if told != now:
            return f"line {number}: {dict(told - now)} became {dict(now - told)}"
    if len(_HEAD_LEVELS.findall(before)) > len(_HEAD_LEVELS.findall(after)):
        return "a line that opens a list of demands is gone"
    return None


def _told(line: str) -> Counter[str]:
    return Counter(
        _TELLS[word] for word in re.findall(r"\w+", line.lower()) if word in _TELLS
    )  # fmt: skip


class _Draw:
    """A random sample of fixed size from a stream of unknown length."""

    def __init__(self, seed: int) -> None:
        self._order = random.Random(seed)
        self._seen = 0
        self._kept: list[str] = []

    def offer(self, ad: str, change: Rewrite, text: str) -> None:
        self._seen += 1
        place = self._order.randrange(self._seen)
        if len(self._kept) < SAMPLE:
            self._kept.append(_shown(ad, change, text))
        elif place < SAMPLE:
            self._kept[place] = _shown(ad, change, text)

    def write(self, file: Path) -> None:
        file.write_text("\n".join(self._kept) + "\n", "utf-8")


def _shown(ad: str, change: Rewrite, text: str) -> str:
    before = text[max(0, change.start - 100) : change.start].replace("\n", "⏎")
    after = text[change.end : change.end + 100].replace("\n", "⏎")
    words = f"[[{change.before} → {change.after}]]".replace("\n", "⏎")
    return f"{change.rule} {ad} {before}{words}{after}"


def _print(tally: _Tally, spent: float) -> None:
    print(
        f"{tally.ads} ads, {tally.demands} demands; {tally.changed} ads changed, "
        f"{sum(tally.applied.values())} rewrites applied, {sum(tally.refused.values())} refused by "
        f"the check; {spent:.0f} s CPU, {1000 * spent / max(1, tally.ads):.0f} ms an ad"
    )
    print(f"ads whose own check fails after applying: {tally.own_check}")
    print(f"ads with changes outside those listed: {tally.outside}")
    print(f"ads that a second run changes again: {tally.again} of {tally.twice} tried")
    print(f"ads where the second, independent check objects: {len(tally.second_check)}")
    for line in tally.second_check[:20]:
        print("  ", line)
    print("\n| rule | proposed as safe | applied | refused |\n| --- | ---: | ---: | ---: |")
    for rule, count in tally.proposed.most_common():
        print(f"| {rule} | {count} | {tally.applied[rule]} | {tally.refused[rule]} |")


if __name__ == "__main__":
    main()
