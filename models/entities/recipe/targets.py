"""Texts to padded batches. The target of a word is the set of labels it may have."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from fairscreen.language.entities.unigram import BOS, EOS, PAD, UnigramTokenizer
from fairscreen.language.entities.windows import Window, windows

from .corpora import Document, Span
from .encoder import GROUND_LABELS, LABELS

_INDEX = {label: index for index, label in enumerate(LABELS)}
_ANY = (1 << len(LABELS)) - 1
_NOT_PERSON = _ANY & ~(1 << _INDEX["B-PER"]) & ~(1 << _INDEX["I-PER"])
ANY_GROUND = (1 << len(GROUND_LABELS)) - 1


@dataclass(slots=True)
class Example:
    ids: list[int]
    first: list[int]
    allowed: list[int]  # one bit per entity label
    grounds: list[int]  # one bit per ground label


class _Layer:
    """The allowed labels of words by the spans of one layer; a span goes on from window to
    window."""

    def __init__(
        self,
        length: int,
        spans: Sequence[Span],
        labels: Sequence[str],
        loose: Sequence[tuple[Sequence[tuple[int, int]], int]],
    ) -> None:
        self._labels = [label for _, _, label in spans]
        self._index = {label: index for index, label in enumerate(labels)}
        self._letters = np.zeros(length + 1, np.int32)  # 0: outside; else 1 + span number
        for number, (start, end, _) in enumerate(spans):
            self._letters[start:end] = number + 1
        self._outside = np.ones(length + 1, np.int64)
        for ranges, allowed in loose:
            for start, end in ranges:
                self._outside[start:end] = allowed
        self._seen: set[int] = set()

    def __call__(self, window: Window) -> list[int]:
        result = []
        for start, end in window.spans:
            number = int(self._letters[start:end].max(initial=0))
            if number:
                prefix = "I-" if number in self._seen else "B-"
                self._seen.add(number)
                result.append(1 << self._index[prefix + self._labels[number - 1]])
            else:
                result.append(int(self._outside[start]))
        return result


def examples(document: Document, tokenizer: UnigramTokenizer) -> list[Example]:
    """Windows of a document with the allowed labels of every word."""
    length = len(document.text)
    loose = [(document.not_person, _NOT_PERSON), (document.unsure, _ANY)]
    entities = _Layer(length, document.spans, LABELS, loose)
    grounds = _Layer(length, document.grounds, GROUND_LABELS, [(document.untold, ANY_GROUND)])
    return [
        Example(window.ids, window.first, entities(window), grounds(window))
        for window in windows(document.text, tokenizer)
    ]


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


@dataclass(slots=True)
class Batch:
    """Examples of like length side by side.

    `ids` and `mask` are (batch, length). `kept` are the places of the pieces that the upper layers
    see (first pieces of words, and all marks), (batch, kept), with `kept_mask`. `allowed` and
    `grounds`, of the same shape, hold the allowed labels as bits, -1 where no word begins.
    """

    ids: Tensor
    mask: Tensor
    kept: Tensor
    kept_mask: Tensor
    allowed: Tensor
    grounds: Tensor


def padded(batch: list[Example]) -> Batch:
    """Arrays of a batch."""
    size, length = len(batch), max(len(item.ids) for item in batch)
    ids = np.full((size, length), PAD, np.int64)
    mask = np.zeros((size, length), np.float32)
    stays = np.zeros((size, length), bool)
    bits = np.full((2, size, length), -1, np.int64)
    for row, item in enumerate(batch):
        ids[row, : len(item.ids)] = item.ids
        mask[row, : len(item.ids)] = 1
        bits[0, row, item.first] = item.allowed
        bits[1, row, item.first] = item.grounds
        stays[row] = (ids[row] == BOS) | (ids[row] == EOS)
        stays[row, item.first] = True
    widest = int(stays.sum(1).max())
    kept = np.argsort(~stays, axis=1, kind="stable")[:, :widest]
    kept_mask = np.take_along_axis(stays, kept, 1)
    allowed, grounds = np.where(kept_mask, np.take_along_axis(bits, kept[None], 2), -1)
    arrays = (ids, mask, kept, kept_mask.astype(np.float32), allowed, grounds)
    return Batch(*(torch.from_numpy(array) for array in arrays))
