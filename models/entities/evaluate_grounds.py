"""Measure the head of grounds on items that trained nothing, and on marked applications.

    python evaluate_grounds.py DATA_DIR [--model FOLDER] [--part test|development] [--bias B ...]
                               [--applications FILE ...] [--show N] [--json FILE]

A mark counts as found when more than half of its letters and digits are marked by any ground, and
as told right when the ground is the same. False are words outside every mark that are said to tell
something, for every 1,000 words there. Several values of `--bias` are added in turn to every
ground, to choose by. In applications, calendar years, names, places and whatever else a mark
covers count neither as found nor as false.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.scoring import wilson
from generator.documents import Generator
from generator.grounds import Part, Told
from generator.slots import GROUND_MARKS
from recipe.corpora import Document

from fairscreen.language.entities.recogniser import EntityRecogniser
from fairscreen.language.entities.telling import told
from fairscreen.language.pipelines import find

_WORD = re.compile(r"\w+")
_MARK = re.compile(r"\[([A-Za-z]):([^\[\]]*)\]")
_HEAD = re.compile(r"(?m)^=== .*$")
BIASES = (0.0,)


@dataclass(slots=True)
class Tally:
    """Counts over texts, by ground where that is told."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)  # words wrongly said to tell it
    words: int = 0  # outside every mark
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


def letters(text: str, start: int, end: int) -> set[int]:
    return {at for at in range(start, end) if text[at].isalnum()}


def tally(
    counts: Tally, document: Document, said: Sequence[tuple[int, int, str]], skip: set[int]
) -> None:
    """Add one text; of the characters in `skip` nothing is counted as false."""
    text = document.text
    covered: dict[str, set[int]] = {}
    for start, end, ground in said:
        covered.setdefault(ground, set()).update(letters(text, start, end))
    everything = set().union(*covered.values())
    inside = set(skip)
    for start, end, ground in document.grounds:
        wanted = letters(text, start, end)
        inside |= wanted
        counts.there[ground] += 1
        half = len(wanted) / 2
        counts.right[ground] += len(wanted & covered.get(ground, set())) > half
        if len(wanted & everything) > half:
            counts.found[ground] += 1
        else:
            counts.missed.append(f"{ground}: {text[max(0, start - 30) : end + 15]!r}")
    false: list[str] = []
    for match in _WORD.finditer(text):
        place = match.start()
        if inside & letters(text, *match.span()):
            continue
        counts.words += 1
        if place in everything:
            ground = next(name for name, places in covered.items() if place in places)
            counts.said[ground] += 1
            false.append(f"{ground} {match.group()}")
    if false:
        counts.false.append(" ".join(false) + f" | {text[:90]!r}")


def hand_written(data: Path, part: Part) -> dict[str, list[Document]]:
    """Every item of the part alone, filled once, by language; and texts of some items, disturbed as
    in training."""
    told, rng = Told(Generator(data), part), random.Random(11)
    result = {
        f"items {language}": [told.item(item, rng) for items in kinds.values() for item in items]
        for language, kinds in told.items.items()
    }
    return result | {"texts": [told.document(rng) for _ in range(400)]}


def application_texts(path: Path) -> list[tuple[Document, set[int]]]:
    """Texts of a marked file, with the characters of the marks that are no grounds."""
    result = []
    for part in _HEAD.split(path.read_text(encoding="utf-8"))[1:]:
        out, grounds, other, at = "", [], set(), 0
        for match in _MARK.finditer(part):
            out += part[at : match.start()]
            at = match.end()
            start, end = len(out), len(out) + len(match.group(2))
            out += match.group(2)
            ground = GROUND_MARKS.get(match.group(1))
            # Pronouns and titles carry the mark of gender there; rules find those.
            if ground and not (ground == "GENDER" and len(match.group(2).split()) < 2):
                grounds.append((start, end, ground))
            else:
                other |= set(range(start, end))
        result.append((Document(out + part[at:], grounds=grounds), other))
    return result


def report(name: str, counts: Tally, figures: dict, show: int) -> None:
    there, found = counts.there.total(), counts.found.total()
    low, high = wilson(found, there)
    false = 1000 * counts.said.total() / max(1, counts.words)
    print(
        f"{name}: found {100 * found / max(1, there):.1f} % [{low:.1f}–{high:.1f}] of {there}, "
        f"ground right {100 * counts.right.total() / max(1, there):.1f} %; false "
        f"{false:.1f} of 1,000 words ({counts.words})",
        flush=True,
    )
    row = figures[name] = {"found": 100 * found / max(1, there), "false_per_1000": false}
    parts = []
    for ground in sorted(counts.there | counts.said):
        number = counts.there[ground]
        row[ground] = 100 * counts.found[ground] / max(1, number)
        parts.append(
            f"{ground} {counts.found[ground]}/{number} (right {counts.right[ground]}, "
            f"false words {counts.said[ground]})"
        )
    print("  " + "; ".join(parts), flush=True)
    rng = random.Random(1)
    for title, lines in (("missed", counts.missed), ("false", counts.false)):
        for line in rng.sample(lines, min(show, len(lines))):
            print(f"    {title}: {line}")


def measure(
    model: EntityRecogniser, texts: Sequence[tuple[Document, set[int]]], biases: Sequence[float]
) -> dict[float, Tally]:
    """Counts over texts (each with characters to leave out), for each bias."""
    tallies = {bias: Tally() for bias in biases}
    for document, skip in texts:
        read = [*model.read_grounds(document.text)]
        skip = skip | {at for start, end in document.untold for at in range(start, end)}
        for bias, counts in tallies.items():
            said = []
            for window, logits in read:
                shifted = logits.copy()
                shifted[:, 1:] += bias
                said += told(document.text, window.spans, shifted, model.ground_labels)
            tally(counts, document, [(s.start, s.end, s.label) for s in said], skip)
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--part", choices=("test", "development"), default="test")
    parser.add_argument("--bias", type=float, nargs="+", default=BIASES)
    parser.add_argument("--applications", type=Path, nargs="*", default=())
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    folder = options.model or find("entities")
    if folder is None:
        raise SystemExit("no trained pipeline: train and package one first")
    model = EntityRecogniser(folder)
    sets = {
        f"{options.part}, {name}": [(d, set()) for d in documents]
        for name, documents in hand_written(options.data, options.part).items()
    }
    for path in options.applications:
        sets[path.stem] = application_texts(path)
    figures: dict = {}
    for name, texts in sets.items():
        for bias, counts in measure(model, texts, options.bias).items():
            report(f"{name}, bias +{bias}" if bias else name, counts, figures, options.show)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
