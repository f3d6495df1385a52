"""Word vectors remembered from text to text.

The vectors that :func:`~.features.word_embed` makes depend on the word alone, not on its
neighbours, and most words of a text are old friends. Making them takes a third of a pipeline's
time, so a loaded pipeline keeps them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import ORTH
from thinc.api import Model

from fairscreen.language.syntax.features import EXTRACTOR

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["remember_words"]

_CACHE = 20_000  # words; 10 MB at 128 numbers each
# New words are read in groups of this size, filled up where there are fewer: a matrix product may
# round its last rows otherwise, and a word's vector must not depend on its company.
_GROUP = 32


def remember_words(nlp: Language) -> None:
    """Let the trained pipeline `nlp` keep the vectors of words it has read.

    Only for a pipeline whose weights will not change any more. A pipeline without such a layer is
    left as it is.
    """
    if not nlp.has_pipe("tok2vec"):
        return
    tok2vec: Any = nlp.get_pipe("tok2vec")
    for parent in tok2vec.model.walk():
        for place, layer in enumerate(parent.layers):
            if layer.layers and layer.layers[0].name == EXTRACTOR:
                parent.layers[place] = _remembering(layer)
                return


def _remembering(plain: Model[list[Doc], list[Any]]) -> Model[list[Doc], list[Any]]:
    vectors: dict[int, np.ndarray] = {}

    def made(doc: Doc, words: list[int]) -> dict[int, np.ndarray]:
        found: dict[int, np.ndarray] = {}
        for start in range(0, len(words), _GROUP):
            group = words[start : start + _GROUP]
            filled = group + group[:1] * (_GROUP - len(group))
            strings = [doc.vocab.strings[word] for word in filled]
            rows = plain.predict([type(doc)(doc.vocab, words=strings)])[0]
            # Copies, so that no word holds the array of its whole group.
            found.update((word, row.copy()) for word, row in zip(group, rows, strict=False))
        return found

    def forward(
        model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool
    ) -> tuple[list[Any], Callable[[Any], Any]]:
        if is_train:
            return plain(docs, is_train)
        result = []
        for doc in docs:
            words = doc.to_array(ORTH).tolist()
            known = {word: vectors.get(word) for word in dict.fromkeys(words)}
            new = made(doc, [word for word, vector in known.items() if vector is None])
            if len(vectors) + len(new) > _CACHE:
                vectors.clear()
            vectors.update(new)
            known.update(new)
            rows = [known[word] for word in words]
            result.append(np.array(rows, np.float32).reshape(len(rows), width))
        return result, lambda _: []

    width = plain.get_dim("nO")
    return Model(plain.name, forward, dims={"nO": width}, layers=plain.layers, ops=plain.ops)
