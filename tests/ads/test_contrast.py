"""The contrast sets: what excludes is seen, and its look-alikes are left alone."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from fairscreen.ads import find, load_rules
from fairscreen.language import parse

FOLDER = Path(__file__).parent / "contrast"


@dataclass(frozen=True)
class Case:
    lang: str
    topic: str
    kind: str
    text: str
    rules: tuple[str, ...]
    tuned: bool

    def flagged(self) -> list[tuple[str, str, str]]:
        hits, _ = find(parse(self.text, self.lang), load_rules())
        if self.kind == "biased":
            hits = [hit for hit in hits if hit.rule.id.startswith(self.rules)]
        else:
            hits = [hit for hit in hits if hit.level != "hint"]
        return [(hit.rule.id, hit.level, self.text[hit.start : hit.end]) for hit in hits]


def _cases() -> list[Case]:
    cases = []
    for file in sorted(FOLDER.glob("*.toml")):
        lang = "en" if file.stem.startswith("english") else "sv"
        for topic, kinds in tomllib.loads(file.read_text("utf-8")).items():
            rules = tuple(kinds.pop("rules"))
            for kind, texts in kinds.items():
                cases += [
                    Case(lang, topic, kind, text, rules, number % 2 == 0)
                    for number, text in enumerate(texts)
                ]
    return cases


CASES = _cases()


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.tuned], ids=lambda c: f"{c.lang}-{c.topic}-{c.kind}"
)
def test_tuned_half_is_judged_right(case: Case) -> None:
    assert bool(case.flagged()) == (case.kind == "biased"), case.flagged() or case.text


def test_held_out_half_stays_above_its_floor() -> None:
    seen: dict[str, list[bool]] = defaultdict(list)
    for case in CASES:
        if not case.tuned:
            seen[case.kind].append(bool(case.flagged()))
    share = {kind: sum(found) / len(found) for kind, found in seen.items()}
    innocent = [flag for kind, found in seen.items() if kind != "biased" for flag in found]
    assert share["biased"] >= 0.85
    assert sum(innocent) / len(innocent) <= 0.04
    assert share["neutral"] == 0


def test_every_topic_has_the_kinds_of_context() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for case in CASES:
        if case.lang == "sv" and case.topic not in ("welcome", "exemplary"):
            kinds[case.topic].add(case.kind)
    assert len(kinds) >= 15
    assert all(len(found) >= 8 for found in kinds.values())
