"""Texts to padded batches. The target of a word is the set of labels it may have."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fairscreen.language.entities.unigram import PAD, UnigramTokenizer
from fairscreen.language.entities.windows import windows

from .corpora import Document
from .encoder import LABELS

_INDEX = {label: index for index, label in enumerate(LABELS)}
_ANY = (1 << len(LABELS)) - 1
_NOT_PERSON = _ANY & ~(1 << _INDEX["B-PER"]) & ~(1 << _INDEX["I-PER"])


@dataclass(slots=True)
class Example:
    ids: list[int]
    first: list[int]
    allowed: list[int]  # one bit per label


def examples(document: Document, tokenizer: UnigramTokenizer) -> list[Example]:
    """Windows of a document with the allowed labels of every word."""
    letters = np.zeros(len(document.text) + 1, np.int32)  # 0: outside; else 1 + span number
    for number, (start, end, _) in enumerate(document.spans):
        letters[start:end] = number + 1
    loose = np.zeros(len(document.text) + 1, np.int8)
    for start, end in document.not_person:
        loose[start:end] = 1
    for start, end in document.unsure:
        loose[start:end] = 2
    result, seen = [], set()
    for window in windows(document.text, tokenizer):
        allowed = []
        for start, end in window.spans:
            inside = letters[start:end]
            number = int(inside.max()) if len(inside) else 0
            if number:
                label = document.spans[number - 1][2]
                prefix = "I-" if number in seen else "B-"
                seen.add(number)
                allowed.append(1 << _INDEX[prefix + label])
            elif loose[start] == 2:
                allowed.append(_ANY)
            elif loose[start] == 1:
                allowed.append(_NOT_PERSON)
            else:
                allowed.append(1)
        result.append(Example(window.ids, window.first, allowed))
    return result


def batches(
    items: list[Example], pieces: int, rng: random.Random | None
) -> Iterator[list[Example]]:
    """Batches of about `pieces` padded pieces, of like length; shuffled when `rng` is given."""
    order = list(items)
    if rng:
        rng.shuffle(order)
    result: list[list[Example]] = []
    for at in range(0, len(order), 512):
        chunk = sorted(order[at : at + 512], key=lambda item: len(item.ids))
        batch: list[Example] = []
        for item in chunk:
            if batch and len(item.ids) * (len(batch) + 1) > pieces:
                result.append(batch)
                batch = []
            batch.append(item)
        if batch:
            result.append(batch)
    if rng:
        rng.shuffle(result)
    yield from result


def padded(batch: list[Example]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """ids and mask (batch, length), and allowed labels as bits, -1 where no word begins."""
    length = max(len(item.ids) for item in batch)
    ids = np.full((len(batch), length), PAD, np.int64)
    mask = np.zeros((len(batch), length), np.float32)
    allowed = np.full((len(batch), length), -1, np.int64)
    for row, item in enumerate(batch):
        ids[row, : len(item.ids)] = item.ids
        mask[row, : len(item.ids)] = 1
        allowed[row, item.first] = item.allowed
    return ids, mask, allowed
