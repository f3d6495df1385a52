"""Whole application texts put together from the sentence material."""

from __future__ import annotations

import random
from pathlib import Path

from recipe.corpora import Document

from . import noise
from .names import MATERIAL, Names, Person
from .pieces import join
from .slots import Slots


def _read(name: str) -> list[str]:
    text = (MATERIAL / name).read_text(encoding="utf-8")
    return [
        line.replace("\\n", "\n").replace("\\t", "\t")
        for line in text.splitlines()
        if line and not line.startswith("# ")
    ]


class Generator:
    """Endless application texts; the same seed gives the same texts."""

    def __init__(self, data: Path) -> None:
        self.slots = Slots(data, Names(data))
        files = ("letters", "references", "cv", "negatives", "word_names", "names_like_words")
        self.swedish = {name: _read(f"sv_{name}.txt") for name in files}
        self.english = {name: _read(f"en_{name}.txt") for name in ("letters", "cv", "negatives")}

    # -- choosing material ------------------------------------------------------------------

    def _greetings(self, pool: list[str]) -> list[str]:
        starts = ("Hej", "Dear", "Hi ", "Bästa", "Kära", "Till {", "To whom", "{L} den", "Att:")
        return [t for t in pool if t.startswith(starts)]

    def _closings(self, pool: list[str]) -> list[str]:
        words = (
            "hälsning",
            "Mvh",
            "regards",
            "Regards",
            "Sincerely",
            "faithfully",
            "Allt gott",
            "Best,",
            "Cheers",
            "//{",
            "Thanks,",
            "Undertecknat",
        )
        return [t for t in pool if any(word in t for word in words)]

    def _sentences(self, pool: list[str]) -> list[str]:
        return [t for t in pool if "\n" not in t and t.endswith((".", "!", "?")) and t[0] != "-"]

    # -- texts ------------------------------------------------------------------------------

    def _fill(self, template: str, me: Person, rng: random.Random) -> Document:
        return self.slots.fill(template, me, rng)

    def letter(self, rng: random.Random, *, english: bool) -> Document:
        me = self.slots.names.person(rng)
        texts = self.english if english else self.swedish
        letters = self._sentences(texts["letters"])
        others = self._sentences(texts["negatives"])
        if not english:
            others = others + self._sentences(self.swedish["word_names"])
            letters = letters + self._sentences(self.swedish["names_like_words"])
        parts = []
        if rng.random() < 0.3:
            parts.append(self._fill(rng.choice(texts["cv"]), me, rng))
        if rng.random() < 0.5:
            parts.append(self._fill(rng.choice(self._greetings(texts["letters"])), me, rng))
        for _ in range(rng.randint(1, 3)):
            body = [
                self._fill(rng.choice(letters if rng.random() < 0.6 else others), me, rng)
                for _ in range(rng.randint(1, 4))
            ]
            parts.append(join(body, " "))
        if rng.random() < 0.6:
            parts.append(self._fill(rng.choice(self._closings(texts["letters"])), me, rng))
        return join(parts, rng.choice(["\n", "\n\n", "\n\n"]))

    def cv(self, rng: random.Random, *, english: bool) -> Document:
        me = self.slots.names.person(rng)
        texts = self.english if english else self.swedish
        pool = [texts["cv"], texts["negatives"], texts["cv"], texts["negatives"]]
        if not english:
            pool += [self.swedish["references"], self.swedish["word_names"]]
        heads = [t for t in texts["cv"] if "{ME}" in t]
        parts = [self._fill(rng.choice(heads), me, rng)] if rng.random() < 0.7 else []
        for _ in range(rng.randint(2, 7)):
            parts.append(self._fill(rng.choice(rng.choice(pool)), me, rng))
        if rng.random() < 0.06:
            name = Document(me.full, [(0, len(me.full), "PER")])
            parts.insert(0, noise.spaced_heading(noise.upper(name)))
        document = join(parts, rng.choice(["\n", "\n", "\n\n"]))
        if rng.random() < 0.12:
            return noise.two_columns(document, self.single(rng, english=english), rng)
        return document

    def single(self, rng: random.Random, *, english: bool) -> Document:
        texts = self.english if english else self.swedish
        name = rng.choice(list(texts))
        if not english and rng.random() < 0.25:
            name = "letters"
        return self._fill(rng.choice(texts[name]), self.slots.names.person(rng), rng)

    def mixed(self, rng: random.Random) -> Document:
        """Words that are names beside names that are words, so that only the context tells."""
        me = self.slots.names.word_person(rng)
        parts = [
            self._fill(
                rng.choice(
                    self.swedish["word_names" if rng.random() < 0.6 else "names_like_words"]
                ),
                me,
                rng,
            )
            for _ in range(rng.randint(1, 4))
        ]
        return join(parts, rng.choice([" ", "\n"]))

    def document(self, rng: random.Random) -> Document:
        """One text with every disturbance drawn."""
        english = rng.random() < 0.27
        roll = rng.random()
        if roll < 0.30:
            document = self.single(rng, english=english)
        elif roll < 0.55:
            document = self.letter(rng, english=english)
        elif roll < 0.85 or english:
            document = self.cv(rng, english=english)
        else:
            document = self.mixed(rng)
        return noise.disturb(document, rng)
