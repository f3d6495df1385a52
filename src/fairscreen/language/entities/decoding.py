"""From the encoder's logits to entities: the best label sequence that is well formed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

__all__ = ["Annotations", "Entity", "best_labels", "entities", "probabilities", "without_signs"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One name in a text, or one stretch that tells of a protected ground.

    Attributes
    ----------
    start, end:
        Characters of the text, end exclusive.
    label:
        PER, LOC, ORG or SCHOOL; of grounds HEALTH, FAMILY, RELIGION, ORIGIN, POLITICS (party and
        union), SEXUALITY, GENDER or AGE.
    score:
        0 to 1. Of a name the lowest probability that any of its words got for this label, after
        the temperature that was fitted on development text (Guo et al., 2017); of a ground the
        mean probability that its words tell anything.
    """

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Annotations:
    """What one reading of a text found, each in order and not overlapping within itself.

    Attributes
    ----------
    entities:
        Names: persons, places, organisations, schools.
    grounds:
        What is told of health, family and the like in people's own words. The two may overlap:
        a child's name lies inside what is told of the family.
    """

    entities: list[Entity]
    grounds: list[Entity]


def probabilities(logits: np.ndarray) -> np.ndarray:
    """Softmax over the last axis, float32."""
    shifted = logits - logits.max(-1, keepdims=True)
    exp = np.exp(shifted)
    return exp / exp.sum(-1, keepdims=True)


@cache
def _forbidden(labels: tuple[str, ...]) -> np.ndarray:
    """0 where label j may follow label i, else minus infinity; the last row is the beginning."""
    count = len(labels)
    table = np.zeros((count + 1, count), np.float32)
    for after, label in enumerate(labels):
        if label.startswith("I-"):
            for before in range(count + 1):
                same = before < count and labels[before][2:] == label[2:] and before != 0
                if not same:
                    table[before, after] = -np.inf
    return table


def best_labels(logits: np.ndarray, labels: tuple[str, ...]) -> np.ndarray:
    """The likeliest label sequence in which I-X only follows B-X or I-X (Viterbi search).

    `logits` is (words, labels); the result is (words,) of label numbers. `labels[0]` is O.
    """
    words, count = logits.shape
    table = _forbidden(labels)
    back = np.zeros((words, count), np.int64)
    best = logits[0] + table[count]
    for word in range(1, words):
        paths = best[:, None] + table[:count]
        back[word] = paths.argmax(0)
        best = paths[back[word], np.arange(count)] + logits[word]
    path = np.empty(words, np.int64)
    path[-1] = int(best.argmax())
    for word in range(words - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def entities(
    text: str,
    spans: list[tuple[int, int]],
    logits: np.ndarray,
    labels: tuple[str, ...],
    temperature: float = 1.0,
) -> list[Entity]:
    """Entities of one window: `spans` are the words' characters, `logits` (words, labels).

    `temperature` divides the logits for the scores; the labels do not depend on it.
    """
    path = logits.argmax(-1)
    if not path.any():  # most windows of most texts hold no name
        return []
    # The likeliest label of every word is best of all where together they are well formed.
    if _forbidden(labels)[np.append(len(labels), path[:-1]), path].any():
        path = best_labels(logits, labels)
    share = probabilities(logits / temperature)
    result: list[Entity] = []
    word = 0
    while word < len(path):
        if path[word] == 0:
            word += 1
            continue
        label = labels[path[word]][2:]
        stop = word + 1
        while stop < len(path) and labels[path[stop]] == f"I-{label}":
            stop += 1
        first, last = without_signs(text, spans, word, stop)
        if first < last:
            columns = [i for i, name in enumerate(labels) if name[2:] == label]
            score = float(share[first:last, columns].sum(-1).min())
            result.append(Entity(spans[first][0], spans[last - 1][1], label, score))
        word = stop
    return result


def without_signs(
    text: str, spans: list[tuple[int, int]], first: int, last: int
) -> tuple[int, int]:
    """Without signs at either edge; the full stop of a closing initial or abbreviation stays."""

    def is_sign(word: int) -> bool:
        start, end = spans[word]
        return not any(letter.isalnum() for letter in text[start:end])

    while first < last and is_sign(first):
        first += 1
    while first < last and is_sign(last - 1):
        start, end = spans[last - 1]
        before = spans[last - 2] if last - first > 1 else (0, 0)
        initial = before[1] - before[0] == 1 and before[1] == start
        if text[start:end] == "." and initial:
            break
        last -= 1
    return first, last
