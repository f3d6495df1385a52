"""Fit the temperature of the scores on development text, and print how well they hold.

    python calibrate.py DATA_DIR FOLDER

The logits are divided by a temperature before they become scores (Guo et al., 2017, "On calibration
of modern neural networks"): the one that makes what is right of the entities said most likely. An
entity is right when it touches a true one of its label. The texts are those of `tune.py`, in
ordinary writing and in lower case. Put the figure into the config and package again.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
from evaluate import CASES, same_length
from tune import development, sentences

from fairscreen.language.entities.decoding import best_labels, entities
from fairscreen.language.entities.recogniser import EntityRecogniser

GRID = np.arange(0.6, 4.01, 0.05)
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def outcomes(model: EntityRecogniser, data: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores (entities, temperatures), whether each is right, whether it is a person."""
    documents = [d for part in development(data).values() for d in part]
    documents += sentences("words_like_names") + sentences("names_like_words")
    scores, right, person = [], [], []
    for document in documents:
        for case in ("", " lower"):
            text = same_length(document.text, CASES[case])
            for window, logits in model.read(text):
                if not best_labels(logits, model.labels).any():
                    continue
                found = [entities(text, window.spans, logits, model.labels, float(t)) for t in GRID]
                for number, item in enumerate(found[0]):
                    label = "ORG" if item.label == "SCHOOL" else item.label
                    right.append(
                        any(
                            s < item.end and e > item.start
                            for s, e, kind in document.spans
                            if ("ORG" if kind == "SCHOOL" else kind) == label
                        )
                    )
                    scores.append([said[number].score for said in found])
                    person.append(label == "PER")
    return np.array(scores), np.array(right), np.array(person)


def misfit(scores: np.ndarray, right: np.ndarray) -> float:
    """Mean negative log likelihood of what is right."""
    kept = np.clip(scores, 1e-6, 1 - 1e-6)
    return float(-np.mean(np.log(np.where(right, kept, 1 - kept))))


def table(scores: np.ndarray, right: np.ndarray) -> float:
    """Prints share right by score; gives the expected calibration error."""
    error = 0.0
    for low, high in pairwise(BINS):
        chosen = (scores >= low) & (scores < high)
        if chosen.any():
            mean, share = scores[chosen].mean(), right[chosen].mean()
            error += abs(mean - share) * chosen.mean()
            print(
                f"  {low:.2f}–{min(high, 1):.2f}: {chosen.sum():5d} said, mean score {mean:.3f}, ",
                end="",
            )
            print(f"right {share:.3f}")
    return error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    scores, right, person = outcomes(EntityRecogniser(options.model), options.data)
    fits = [misfit(scores[:, i], right) for i in range(len(GRID))]
    best = int(np.argmin(fits))
    plain = int(np.argmin(abs(GRID - 1)))
    for name, at in (("temperature 1", plain), (f"temperature {GRID[best]:.2f}", best)):
        print(f"{name}: negative log likelihood {fits[at]:.3f}, {len(right)} entities")
        print(f"  expected calibration error {table(scores[:, at], right):.3f}")
    print("persons alone, at the fitted temperature")
    print(f"  expected calibration error {table(scores[person, best], right[person]):.3f}")
    for threshold in (0.3, 0.5, 0.7, 0.9):
        kept = person & (scores[:, best] >= threshold)
        lost = (person & right & ~kept).sum() / max(1, (person & right).sum())
        print(
            f"  keep from {threshold}: precision {right[kept].mean():.3f}, "
            f"true ones lost {lost:.3f}"
        )


if __name__ == "__main__":
    main()
