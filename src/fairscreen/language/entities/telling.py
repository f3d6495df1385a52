"""From the second head's logits to what is told: the likelier of telling and not telling.

A statement such as "kom hit som ensamkommande" wavers between grounds and between beginning and
inside, while that something is told is sure. So a word belongs to a statement when all grounds
together are likelier than none; where the next begins, and which ground it is, comes after.
"""

from __future__ import annotations

import numpy as np

from fairscreen.language.entities.decoding import Entity, probabilities, without_signs

__all__ = ["FAINT", "told"]

_EVEN = 0.5
# From here on words are worth a person's look; what is hidden needs far more.
FAINT = 0.2


def told(
    text: str,
    spans: list[tuple[int, int]],
    logits: np.ndarray,
    labels: tuple[str, ...],
    faint: float = _EVEN,
) -> list[Entity]:
    """Statements of one window, in order, not overlapping.

    `spans` are the words' characters, `logits` (words, labels), `labels` are O and B-X and I-X.
    The score, 0 to 1, is the mean over the words of the probability that something is told; on
    development text it parts true from false better than the lowest probability of one label does.
    Where nothing likelier stands, words from the probability `faint` on are statements too; their
    scores are below 0.5.
    """
    share = probabilities(logits)
    tells = 1 - share[:, 0]
    if not (tells >= faint).any():
        return []
    sure = tells >= _EVEN
    # What touches a surer statement is its edge, and no statement of its own.
    near = sure | np.append(sure[1:], False) | np.append(False, sure[:-1])
    counts = sure | ((tells >= faint) & ~near)
    first_letters = np.array([label[0] for label in labels])
    begins = share[:, first_letters == "B"].sum(-1) > share[:, first_letters == "I"].sum(-1)
    names = sorted({label[2:] for label in labels[1:]})
    of_name = np.array([[label[2:] == name for label in labels] for name in names])
    found: list[Entity] = []
    word = 0
    while word < len(tells):
        if not counts[word]:
            word += 1
            continue
        stop = word + 1
        while stop < len(tells) and counts[stop] and not begins[stop]:
            stop += 1
        first, last = without_signs(text, spans, word, stop)
        if first < last:
            label = names[int((share[first:last].sum(0) * of_name).sum(-1).argmax())]
            score = float(tells[first:last].mean())
            found.append(Entity(spans[first][0], spans[last - 1][1], label, score))
        word = stop
    return found
