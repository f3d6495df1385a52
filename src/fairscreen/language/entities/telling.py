"""From the second head's logits to what is told: the likelier of telling and not telling.

A statement such as "kom hit som ensamkommande" wavers between grounds and between beginning and
inside, while that something is told is sure. So a word belongs to a statement when all grounds
together are likelier than none; where the next begins, and which ground it is, comes after.
"""

from __future__ import annotations

import numpy as np

from fairscreen.language.entities.decoding import Entity, probabilities, without_signs

__all__ = ["told"]

_EVEN = 0.5


def told(
    text: str, spans: list[tuple[int, int]], logits: np.ndarray, labels: tuple[str, ...]
) -> list[Entity]:
    """Statements of one window, in order, not overlapping.

    `spans` are the words' characters, `logits` (words, labels), `labels` are O and B-X and I-X.
    The score, 0 to 1, is the mean over the words of the probability that something is told; on
    development text it parts true from false better than the lowest probability of one label does.
    """
    share = probabilities(logits)
    tells = 1 - share[:, 0]
    if not (tells >= _EVEN).any():
        return []
    first_letters = np.array([label[0] for label in labels])
    begins = share[:, first_letters == "B"].sum(-1) > share[:, first_letters == "I"].sum(-1)
    names = sorted({label[2:] for label in labels[1:]})
    of_name = np.array([[label[2:] == name for label in labels] for name in names])
    found: list[Entity] = []
    word = 0
    while word < len(tells):
        if tells[word] < _EVEN:
            word += 1
            continue
        stop = word + 1
        while stop < len(tells) and tells[stop] >= _EVEN and not begins[stop]:
            stop += 1
        first, last = without_signs(text, spans, word, stop)
        if first < last:
            label = names[int((share[first:last].sum(0) * of_name).sum(-1).argmax())]
            score = float(tells[first:last].mean())
            found.append(Entity(spans[first][0], spans[last - 1][1], label, score))
        word = stop
    return found
