"""What a trained tagger sees of a word: the layers that turn words into vectors.

Each word becomes ten hashed features: its normal form, endings of two to five letters, its
beginning, its shape, and two word classes learned from plain text. Swedish shows part of speech
and inflection at the end of the word, and words never met before are mostly compounds whose last
part is known, so long endings are worth more here than in the usual set of one prefix and one
suffix. Hash embeddings after Svenstrup, Hansen and Winther (2017), as in spaCy's
``MultiHashEmbed``, from which the layer differs in its features and in having a width of its own
for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
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

__all__ = ["EXTRACTOR", "FEATURES", "WORD_EMBED", "features_of", "normal_form", "word_embed"]

EXTRACTOR = "fairscreen_features"  # the layer that carries the word classes
WORD_EMBED = "fairscreen.WordEmbed.v1"
FEATURES = (
    "norm", "end2", "end3", "end4", "end5", "begin3", "begin5", "shape", "coarse", "fine",
)  # fmt: skip

_DIGIT = re.compile(r"\d")
RARE = "rare word"
_CACHE = 50_000  # words remembered; keeps memory flat over many documents


def normal_form(text: str) -> str:
    """Lower case, without soft hyphens, every digit as 0 and long numbers cut."""
    norm = _DIGIT.sub("0", text.replace("\u00ad", "").lower())
    if len(norm) > 3 and norm.isdigit():
        return "0000" if len(norm) == 4 else "00000"
    return norm


def features_of(
    text: str, classes: Mapping[str, Sequence[int]], seen: Collection[int] = ()
) -> list[int]:
    """The hashed features of a word, in the order of :data:`FEATURES`.

    ``classes`` gives the coarse and the fine class of a normal form. A compound that has none
    gets those of its longest known ending of four letters or more. Where ``seen`` is given, word
    forms, endings and beginnings that are not in it count as one: *rare*. Rare ones of the
    training text teach what that means; without it, the vector of a new word would be noise.
    """
    norm = normal_form(text)
    found = classes.get(norm)
    known = found is not None
    if found is None:
        tails = (norm[at:] for at in range(1, len(norm) - 3))
        found = next((classes[tail] for tail in tails if tail in classes), (-1, -1))
    parts = spellings(text)
    if seen:
        parts = [part if seen_key(i, part) in seen else RARE for i, part in enumerate(parts)]
    return [
        hash_string(key)
        for key in (*parts, _shape(text), f"{found[0]}{known}", f"{found[1]}{known}")
    ]


def spellings(text: str) -> list[str]:
    """The features that are pieces of the normal form: all but the shape and the classes."""
    norm = normal_form(text)
    return [norm, norm[-2:], norm[-3:], norm[-4:], norm[-5:], norm[:3], norm[:5]]


def seen_key(column: int, part: str) -> int:
    """How ``seen`` names a spelling: one number for the feature's place and the letters."""
    return hash_string(f"{column} {part}")


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
    cache: dict[int, np.ndarray] = {}
    known: dict[str, Any] = {"source": None, "set": frozenset()}

    def rows(doc: Doc, strings: StringStore, attrs: dict[str, Any]) -> np.ndarray:
        if known["source"] is not attrs["seen"]:  # loaded or trained anew
            known.update(source=attrs["seen"], set=frozenset(attrs["seen"]))
            cache.clear()
        out = np.empty((len(doc), len(FEATURES)), dtype=np.uint64)
        for place, word in enumerate(doc.to_array(ORTH).tolist()):
            row = cache.get(word)
            if row is None:
                if len(cache) >= _CACHE:
                    cache.clear()
                features = features_of(strings[word], attrs["classes"], known["set"])
                row = cache[word] = np.array(features, dtype=np.uint64)
            out[place] = row
        return out

    def forward(
        model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool
    ) -> tuple[list[Any], Callable[[list[Any]], list[Doc]]]:
        arrays = [
            model.ops.asarray2i(rows(doc, doc.vocab.strings, model.attrs), dtype="uint64")
            for doc in docs
        ]
        return arrays, lambda _: []

    return Model(EXTRACTOR, forward, attrs={"classes": {}, "seen": []})


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
