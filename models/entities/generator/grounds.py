"""Texts that tell of health, family, faith and the like in people's own words.

The items are written by hand (`material/grounds`), one thought a line, marked where they tell; as
many tell nothing although the words are the same. They stand alone, a few together, or among the
ordinary lines of letters and CVs. Every eighth item is kept for development and every eighth for
the test, by a hash of the item, so that the parts stay as they are when items are added.
"""

from __future__ import annotations

import random
import re
import zlib
from typing import Literal

from recipe.corpora import Document

from . import noise
from .documents import Generator
from .names import MATERIAL
from .pieces import join

FOLDER = MATERIAL / "grounds"
Part = Literal["train", "development", "test"]
_CAPITAL = re.compile(r"\b[^\W\d_a-zåäöéü]\w*")
# Slots that have an English form.
_ENGLISH = {"{J}": "{JE}", "{JC}": "{JCE}", "{K}": "{KE}", "{DATE}": "{DATEE}", "{T}": "{TE}"}
_ENGLISH |= {"{LANG}": "{LANGE}", "{LANGC}": "{LANGE}", "{H}": "{HE}", "{CADJ}": "{CADJE}"}
_ENGLISH |= {"{NAT}": "{CADJE}", "{A}": "{AE}", "{TOPIC}": "{TOPICE}"}
_NOTHING = 0.5  # share of the items that tell nothing


def part_of(item: str) -> Part:
    """Which part an item belongs to."""
    number = zlib.crc32(item.encode("utf-8")) % 8
    return "development" if number == 0 else "test" if number == 1 else "train"


def items(language: str, part: Part) -> dict[str, list[str]]:
    """Items of `sv` or `en` by kind: health, family ..., nothing."""
    result: dict[str, list[str]] = {}
    for path in sorted(FOLDER.glob(f"{language}_*.txt")):
        kept = result.setdefault(path.stem.split("_")[1], [])
        for line in path.read_text(encoding="utf-8").splitlines():
            line = line.strip()
            if line and not line.startswith("#") and part_of(line) == part:
                if language == "en":
                    for slot, english in _ENGLISH.items():
                        line = line.replace(slot, english)
                kept.append(line.replace("\\n", "\n").replace("\\t", "\t"))
    return {kind: kept for kind, kept in result.items() if kept}


class Told:
    """Endless texts out of one part of the items."""

    def __init__(self, generator: Generator, part: Part) -> None:
        self.generator = generator
        self.items = {language: items(language, part) for language in ("sv", "en")}

    def item(self, text: str, rng: random.Random) -> Document:
        """One item with its slots filled; of its names only those from slots are known."""
        document = self.generator.slots.fill(text, self.generator.slots.names.person(rng), rng)
        known = [(start, end) for start, end, _ in document.spans]
        document.unsure += [
            match.span()
            for match in _CAPITAL.finditer(document.text)
            if not any(start < match.end() and end > match.start() for start, end in known)
        ]
        return document

    def _any(self, language: str, rng: random.Random) -> Document:
        kinds = self.items[language]
        nothing = kinds.get("nothing", [])
        telling = [kind for kind in kinds if kind != "nothing"]
        if nothing and (not telling or rng.random() < _NOTHING):
            return self.item(rng.choice(nothing), rng)
        weights = [len(kinds[kind]) ** 0.5 for kind in telling]
        return self.item(rng.choice(kinds[rng.choices(telling, weights)[0]]), rng)

    def plain(self, rng: random.Random) -> Document:
        """A text as written, without disturbance."""
        language = "en" if self.items["en"] and rng.random() < 0.27 else "sv"
        english = language == "en"
        roll = rng.random()
        if roll < 0.4:
            return self._any(language, rng)
        if roll < 0.7:
            some = [self._any(language, rng) for _ in range(rng.randint(2, 4))]
            return join(some, rng.choice([" ", " ", "\n", "\n\n"]))
        carrier = self.generator.letter if roll < 0.85 else self.generator.cv
        lines = [carrier(rng, english=english)]
        for _ in range(rng.randint(1, 3)):
            lines.insert(rng.randint(0, len(lines)), self._any(language, rng))
            if rng.random() < 0.4:
                lines.append(self.generator.single(rng, english=english))
        return join(lines, rng.choice([" ", "\n", "\n", "\n\n"]))

    def document(self, rng: random.Random) -> Document:
        """One text with every disturbance drawn."""
        return noise.disturb(self.plain(rng), rng)
