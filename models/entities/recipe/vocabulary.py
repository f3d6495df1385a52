"""Pruning: of the base's 250,002 pieces keep those that Swedish and English text needs."""

from __future__ import annotations

import csv
import gzip
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from fairscreen.language.entities.unigram import WORD_MARK, UnigramTokenizer
from fairscreen.language.entities.windows import words

from .base import Base
from .corpora import training

_SPECIAL = 4
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")


def texts(data: Path) -> Iterator[str]:
    """Swedish and English text to count pieces in: corpora, ads, names, places, work words."""
    for name, documents in training(data).items():
        if not name.startswith("norne"):
            yield from (document.text for document in documents)
    with gzip.open(data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]
    for folder, name, columns, floor in (
        ("names", "given_names.tsv", 1, 20),
        ("names", "surnames.tsv", 1, 50),
        ("places", "localities.tsv", 1, 0),
        ("places", "districts.tsv", 1, 0),
        ("places", "countries_nationalities.tsv", 9, 0),
        ("places", "languages.tsv", 2, 0),
        ("lexicon", "occupations.tsv", 1, 0),
        ("lexicon", "skills.tsv", 1, 0),
        ("lexicon", "universities_schools.tsv", 2, 0),
        ("lexicon", "authorities.tsv", 2, 0),
    ):
        with (data / folder / name).open(encoding="utf-8") as handle:
            for row in csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
                if floor and (not row[1].isdigit() or sum(map(_number, row[1:7])) < floor):
                    continue
                yield " ".join(row[:columns])


def _number(cell: str) -> int:
    return int(cell) if cell.isdigit() else 0


def count(base: Base, source: Iterable[str]) -> Counter[int]:
    """How often each piece of the full vocabulary is used, words in three letter cases."""
    tokenizer = UnigramTokenizer(base.pieces, base.scores.tolist(), base.normalisation)
    seen: Counter[str] = Counter()
    for text in source:
        for start, end in words(text):
            before = start == 0 or text[start - 1].isspace()
            seen[(WORD_MARK if before else "") + text[start:end]] += 1
    pieces: Counter[int] = Counter()
    for key, number in seen.items():
        word = key.removeprefix(WORD_MARK)
        before = key.startswith(WORD_MARK)
        pieces.update(dict.fromkeys(tokenizer.word(word, space_before=before), number))
        for other in (word.lower(), word.upper(), word.title()):
            if number > 2 and other != word:
                pieces.update(dict.fromkeys(tokenizer.word(other, space_before=True), 1))
    return pieces


def kept(base: Base, counts: Counter[int], *, limit: int) -> list[int]:
    """Ids of the base to keep, ascending, the special ones first; at most about `limit`."""
    always = set(range(_SPECIAL))
    for index, piece in enumerate(base.pieces):
        bare = piece.removeprefix(WORD_MARK)
        if not bare:
            always.add(index)
        elif len(bare) == 1:
            name = unicodedata.name(bare, "")
            # Letters of other scripts are left out, every sign and digit stays.
            if name.startswith(_SCRIPTS) or not bare.isalpha():
                always.add(index)
        elif len(bare) <= 3 and all(
            unicodedata.name(letter, "").startswith("LATIN") for letter in bare
        ):
            always.add(index)
    for index, _ in counts.most_common():
        if len(always) >= limit:
            break
        always.add(index)
    return sorted(always)


def write(base: Base, keep: list[int], folder: Path) -> None:
    """The run time's tokeniser files and the embedding rows in their original 4 bits."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{base.pieces[i]}\t{base.scores[i]:.5f}\n" for i in keep)
    packed = gzip.compress(lines.encode("utf-8"), mtime=0)
    (folder / "vocabulary.tsv.gz").write_bytes(packed)
    (folder / "normalisation.json").write_text(
        json.dumps({str(k): v for k, v in sorted(base.normalisation.items())}, ensure_ascii=False),
        encoding="utf-8",
    )
    np.save(folder / "embeddings.q4.npy", base.embedding_blocks[keep])
