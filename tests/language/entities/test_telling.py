"""From the logits of the second head to statements."""

from __future__ import annotations

import numpy as np

from fairscreen.language.entities.telling import told

LABELS = ("O", "B-HEALTH", "I-HEALTH", "B-ORIGIN", "I-ORIGIN")


def read(text: str, *rows: dict[str, float]) -> list[tuple[str, str, float]]:
    """The statements in `text`, for whose words each row gives the labels' probabilities."""
    spans, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        spans.append((start, start + len(word)))
        at = start + len(word)
    shares = np.array([[row.get(label, 1e-6) for label in LABELS] for row in rows], np.float32)
    found = told(text, spans, np.log(shares), LABELS)
    return [(text[item.start : item.end], item.label, round(item.score, 2)) for item in found]


def test_a_word_of_doubtful_ground_belongs_to_the_statement() -> None:
    wavering = {"O": 0.3, "I-HEALTH": 0.36, "I-ORIGIN": 0.34}
    assert read("fick en stroke", {"B-HEALTH": 1.0}, wavering, {"I-HEALTH": 1.0}) == [
        ("fick en stroke", "HEALTH", 0.9)
    ]


def test_the_ground_is_the_likeliest_over_all_words() -> None:
    weak = {"B-ORIGIN": 0.5, "B-HEALTH": 0.4, "O": 0.1}
    assert read("kom hit", weak, {"I-HEALTH": 0.9, "I-ORIGIN": 0.1})[0][1] == "HEALTH"


def test_a_word_that_begins_a_statement_ends_the_one_before() -> None:
    words = [text for text, *_ in read("diabetiker, syrier", {"B-HEALTH": 1.0}, {"B-ORIGIN": 1.0})]
    assert words == ["diabetiker,", "syrier"]


def test_words_that_more_likely_tell_nothing_stay_outside() -> None:
    assert read("jag ritar", {"O": 0.6, "B-HEALTH": 0.4}, {"O": 0.9, "I-HEALTH": 0.1}) == []


def test_signs_at_the_edges_stay_outside() -> None:
    told_words = read("( astma )", {"B-HEALTH": 1.0}, {"I-HEALTH": 1.0}, {"I-HEALTH": 1.0})
    assert told_words == [("astma", "HEALTH", 1.0)]
