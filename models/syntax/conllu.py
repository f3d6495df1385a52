"""Reading and writing CoNLL-U, with what the recipe needs of it."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Word:
    """One syntactic word. ``tag`` is UPOS and FEATS joined by ``|``, as ``NOUN|Case=Nom|…``."""

    form: str
    lemma: str = "_"
    upos: str = "_"
    xpos: str = "_"
    feats: str = "_"
    space_after: bool = True

    @property
    def tag(self) -> str:
        return self.upos if self.feats == "_" else f"{self.upos}|{self.feats}"


@dataclass(slots=True)
class Sentence:
    """Words, and whether a new paragraph begins here (``# newpar`` or ``# newdoc``)."""

    words: list[Word] = field(default_factory=list)
    paragraph: bool = False


def read(path: Path) -> list[Sentence]:
    """All sentences of a ``.conllu`` or ``.conllu.gz`` file; multi-word ranges keep their parts.

    The parts of a range ("don't" as 1-2) are glued together by ``space_after``, so that joining
    the forms gives the running text wherever the parts spell the whole, as they do in these
    treebanks; elsewhere the text differs by the letters of the contraction.
    """
    return list(_read(path))


def _read(path: Path) -> Iterator[Sentence]:
    opener = gzip.open if path.suffix == ".gz" else open
    sentence, glued = Sentence(), (0, 0, True)
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if sentence.words:
                    yield sentence
                sentence, glued = Sentence(), (0, 0, True)
            elif line.startswith(("# newpar", "# newdoc")):
                sentence.paragraph = True
            elif not line.startswith("#"):
                cells = line.split("\t")
                space = "SpaceAfter=No" not in cells[9]
                if "-" in cells[0]:
                    first, last = map(int, cells[0].split("-"))
                    glued = (first, last, space)
                elif "." not in cells[0]:
                    number = int(cells[0])
                    if glued[0] <= number < glued[1]:
                        space = False
                    elif number == glued[1]:
                        space = glued[2]
                    # Sorted as spaCy sorts them, which differs in NumType and Number.
                    feats = "|".join(sorted(cells[5].split("|")))
                    sentence.words.append(
                        Word(cells[1], cells[2], cells[3], cells[4], feats, space)
                    )
    if sentence.words:
        yield sentence


def first_words(sentences: list[Sentence], count: int) -> list[Sentence]:
    """As many sentences from the beginning as hold about ``count`` words."""
    kept, total = [], 0
    for sentence in sentences:
        if total >= count:
            break
        kept.append(sentence)
        total += len(sentence.words)
    return kept


def write(sentences: Iterable[Sentence], path: Path) -> None:
    """Write form, lemma, UPOS, XPOS and FEATS; heads and relations are left empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for sentence in sentences:
            if sentence.paragraph:
                out.write("# newpar\n")
            for number, word in enumerate(sentence.words, 1):
                misc = "_" if word.space_after else "SpaceAfter=No"
                cells = (number, word.form, word.lemma, word.upos, word.xpos, word.feats)
                out.write("\t".join(map(str, cells)) + f"\t_\t_\t_\t{misc}\n")
            out.write("\n")
