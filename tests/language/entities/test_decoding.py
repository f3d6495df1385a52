"""From logits to entities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fairscreen.language.entities.decoding import Entity, best_labels, entities

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def logits(*labels: str, strength: float = 8.0) -> np.ndarray:
    rows = np.zeros((len(labels), len(LABELS)), np.float32)
    for row, label in enumerate(labels):
        rows[row, LABELS.index(label)] = strength
    return rows


def read(text: str, *labels: str) -> list[tuple[str, str]]:
    spans, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        spans.append((start, start + len(word)))
        at = start + len(word)
    found = entities(text, spans, logits(*labels), LABELS)
    return [(text[item.start : item.end], item.label) for item in found]


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("jag heter Anna Berg", ["O", "O", "B-PER", "I-PER"], [("Anna Berg", "PER")]),
        ("Anna Bo", ["B-PER", "B-PER"], [("Anna", "PER"), ("Bo", "PER")]),
        ("Anna Solna", ["B-PER", "B-LOC"], [("Anna", "PER"), ("Solna", "LOC")]),
        ("allt är lugnt", ["O", "O", "O"], []),
        (". Anna ,", ["B-PER", "I-PER", "I-PER"], [("Anna", "PER")]),
        ("- -", ["B-PER", "I-PER"], []),
    ],
)
def test_spans_follow_the_labels(
    text: str, labels: list[str], expected: list[tuple[str, str]]
) -> None:
    assert read(text, *labels) == expected


def test_the_full_stop_of_a_closing_initial_stays() -> None:
    found = entities("Anna B.", [(0, 4), (5, 6), (6, 7)], logits("B-PER", "I-PER", "I-PER"), LABELS)
    assert (found[0].start, found[0].end) == (0, 7)


def test_the_score_is_that_of_the_weakest_word() -> None:
    rows = logits("B-PER", "I-PER")
    rows[1, 2] = 1.0
    (found,) = entities("Anna Berg", [(0, 4), (5, 9)], rows, LABELS)
    # B-PER and I-PER both speak for a person: (e + 1) of e + 4.
    assert found.score == pytest.approx((np.e + 1) / (np.e + 4), rel=1e-4)


def test_entities_can_be_compared_and_are_frozen() -> None:
    assert Entity(0, 1, "PER", 0.5) == Entity(0, 1, "PER", 0.5)
    with pytest.raises(AttributeError):
        Entity(0, 1, "PER", 0.5).start = 3  # type: ignore[misc]


@settings(deadline=None)
@given(arrays(np.float32, (7, 5), elements=st.floats(-9, 9, width=32)))
def test_the_best_labels_are_well_formed(rows: np.ndarray) -> None:
    path = [LABELS[number] for number in best_labels(rows, LABELS)]
    for before, label in zip(["O", *path], path, strict=False):
        if label.startswith("I-"):
            assert before in (f"B-{label[2:]}", f"I-{label[2:]}")


@settings(deadline=None)
@given(arrays(np.float32, (5, 5), elements=st.floats(-9, 9, width=32)))
def test_no_well_formed_labelling_scores_higher(rows: np.ndarray) -> None:
    from itertools import product

    def fine(path: tuple[int, ...]) -> bool:
        previous = "O"
        for number in path:
            label = LABELS[number]
            if label[0] == "I" and previous not in (f"B-{label[2:]}", label):
                return False
            previous = label
        return True

    path = best_labels(rows, LABELS)
    chosen = sum(float(rows[i, n]) for i, n in enumerate(path))
    best = max(
        sum(float(rows[i, n]) for i, n in enumerate(p))
        for p in product(range(5), repeat=5)
        if fine(p)
    )
    assert chosen == pytest.approx(best, abs=1e-3)
