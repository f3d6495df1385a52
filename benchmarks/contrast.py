"""How often each kind of sentence of the contrast sets is flagged, per topic.

The sentences are invented and lie in ``tests/ads/contrast``. Of each list every second sentence is
held out: no rule was mended on it. ``python -m benchmarks contrast`` prints both halves, and
``python -m benchmarks.contrast held-out`` names the sentences that went wrong in one half.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fairscreen.ads import find, load_rules
from fairscreen.language import parse

__all__ = ["FOLDER", "HALVES", "Sentence", "flags", "sentences", "wrong"]

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "ads" / "contrast"
HALVES = ("tuned", "held-out")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a contrast set; ``rules`` are the ids, or their starts, of its topic."""

    lang: str
    topic: str
    kind: str
    half: str
    text: str
    rules: tuple[str, ...]


def sentences() -> Iterator[Sentence]:
    """All sentences of the contrast sets."""
    for file in sorted(FOLDER.glob("*.toml")):
        lang = "en" if file.stem.startswith("english") else "sv"
        for topic, kinds in tomllib.loads(file.read_text("utf-8")).items():
            rules = tuple(kinds.pop("rules"))
            for kind, texts in kinds.items():
                for number, text in enumerate(texts):
                    yield Sentence(lang, topic, kind, HALVES[number % 2], text, rules)


def flags(sentence: Sentence) -> list[tuple[str, str, str]]:
    """Rule, level and words of each finding that counts for the sentence.

    In biased sentences findings of the topic's rules at any level, in all others findings of any
    rule at level must or should.
    """
    hits, _ = find(parse(sentence.text, sentence.lang), load_rules())  # type: ignore[arg-type]
    if sentence.kind == "biased":
        hits = [hit for hit in hits if hit.rule.id.startswith(sentence.rules)]
    else:
        hits = [hit for hit in hits if hit.level != "hint"]
    return [(hit.rule.id, hit.level, sentence.text[hit.start : hit.end]) for hit in hits]


def wrong(sentence: Sentence) -> bool:
    """Whether a biased sentence goes unseen or another one is flagged."""
    return bool(flags(sentence)) != (sentence.kind == "biased")


def main() -> None:
    """Print the share of flagged sentences per kind and topic, for each half."""
    for half in HALVES:
        rates: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
        for sentence in sentences():
            if sentence.half == half:
                flagged = bool(flags(sentence))
                for topic in (f"{sentence.topic} ({sentence.lang})", "all"):
                    rates[topic][sentence.kind].append(flagged)
        kinds = list(rates["all"])
        print(f"\nShare flagged, {half} half\n")
        print(f"| topic | {' | '.join(kinds)} |")
        print("| --- |" + " ---: |" * len(kinds))
        for topic in [*(name for name in rates if name != "all"), "all"]:
            cells = [_share(rates[topic][kind]) for kind in kinds]
            print(f"| {topic} | {' | '.join(cells)} |")


def _share(flagged: list[bool]) -> str:
    return f"{sum(flagged)}/{len(flagged)}" if flagged else "–"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for item in sentences():
            if item.half == sys.argv[1] and wrong(item):
                print(item.lang, item.topic, item.kind, item.text, flags(item), sep=" | ")
    else:
        main()
