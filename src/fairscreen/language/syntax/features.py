"""What a trained tagger sees of a word: the layers that turn words into vectors.

Each word becomes eight hashed features (its normal form, endings of two to five letters, its
beginning, its shape). Swedish shows part of speech and inflection at the end of the word, and
words never met before are mostly compounds whose last part is known, so long endings are worth
more here than in the usual set of one prefix and one suffix. Hash embeddings after Serrà and
Karatzoglou (2017), as in spaCy's ``MultiHashEmbed``, from which the layer differs in its features
and in having a width of its own for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.attrs import ORTH
from spacy.strings import hash_string
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

__all__ = ["FEATURES", "WORD_EMBED", "features_of", "word_embed"]

WORD_EMBED = "fairscreen.WordEmbed.v1"
FEATURES = ("norm", "end2", "end3", "end4", "end5", "begin3", "begin5", "shape")

_DIGIT = re.compile(r"\d")
_CACHE = 50_000  # words remembered; keeps memory flat over many documents


def features_of(text: str) -> list[int]:
    """The eight hashed features of a word, in the order of :data:`FEATURES`."""
    norm = _DIGIT.sub("0", text.replace("\u00ad", "").lower())
    if len(norm) > 3 and norm.isdigit():
        norm = "0000" if len(norm) == 4 else "00000"
    return [
        hash_string(key)
        for key in (
            norm,
            norm[-2:],
            norm[-3:],
            norm[-4:],
            norm[-5:],
            norm[:3],
            norm[:5],
            _shape(text),
        )
    ]


def _shape(text: str) -> str:
    """Letter case, digits and signs with runs cut to two: ``Xxx`` for Namn, ``XX`` for AB."""
    shape = ""
    for sign in text:
        if sign.isdigit():
            kind = "d"
        elif sign.isalpha():
            kind = "X" if sign.isupper() else "x"
        else:
            kind = "\n" if sign in "\r\n" else sign
        if not shape.endswith(kind * 2):
            shape += kind
    return shape[:12]


def _extractor() -> Model[list[Doc], list[Any]]:
    seen: dict[int, np.ndarray] = {}

    def rows(doc: Doc, strings: StringStore) -> np.ndarray:
        out = np.empty((len(doc), len(FEATURES)), dtype=np.uint64)
        for place, word in enumerate(doc.to_array(ORTH).tolist()):
            row = seen.get(word)
            if row is None:
                if len(seen) >= _CACHE:
                    seen.clear()
                row = seen[word] = np.array(features_of(strings[word]), dtype=np.uint64)
            out[place] = row
        return out

    def forward(
        model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool
    ) -> tuple[list[Any], Callable[[list[Any]], list[Doc]]]:
        arrays = [model.ops.asarray2i(rows(doc, doc.vocab.strings), dtype="uint64") for doc in docs]
        return arrays, lambda _: []

    return Model("fairscreen_features", forward)


@spacy.registry.architectures(WORD_EMBED)
def word_embed(width: int, rows: list[int], widths: list[int]) -> Model[list[Doc], list[Any]]:
    """Words as vectors of ``width``; ``rows`` and ``widths`` give the table of each feature.

    Both lists have one entry for each of :data:`FEATURES`; raises :class:`ValueError` otherwise.
    """
    if not len(rows) == len(widths) == len(FEATURES):
        raise ValueError(f"rows and widths need {len(FEATURES)} entries each")
    tables = [
        HashEmbed(wide, count, column=column, seed=column + 8, dropout=0.0)
        for column, (count, wide) in enumerate(zip(rows, widths, strict=True))
    ]
    return chain(
        _extractor(),
        list2ragged(),
        with_array(concatenate(*tables)),
        with_array(Maxout(width, sum(widths), nP=3, dropout=0.0, normalize=True)),
        ragged2list(),
    )
