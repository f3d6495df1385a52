"""Remembered word vectors are those that the layers would make."""

from __future__ import annotations

import numpy as np
import pytest

from fairscreen.language.syntax import load_pipeline, remembering

TEXT = "Vi söker en undersköterska. Du trivs med människor, och du har B-körkort och datorvana."


@pytest.fixture
def nlp():
    pipeline = load_pipeline("sv")
    if pipeline is None:
        pytest.skip("sv_fairscreen is not in this checkout")
    return pipeline


def vectors(nlp, doc) -> np.ndarray:
    return nlp.get_pipe("tok2vec").model.layers[0].predict([doc])[0]


def test_remembered_vectors_equal_those_made_anew(nlp):
    doc = nlp.make_doc(TEXT)
    plain = [doc]
    for layer in nlp.get_pipe("tok2vec").model.layers[0].layers:
        plain = layer.predict(plain)
    assert np.allclose(vectors(nlp, doc), plain[0], atol=1e-6)
    assert np.array_equal(vectors(nlp, doc), vectors(nlp, doc))


def test_a_words_vector_does_not_depend_on_its_company(nlp):
    together = vectors(nlp, nlp.make_doc(TEXT))
    other = load_pipeline("sv")
    for place, word in ((1, "söker"), (2, "en")):
        assert np.array_equal(vectors(other, other.make_doc(word))[0], together[place])


def test_memory_is_bounded_and_a_full_one_changes_nothing(nlp, monkeypatch):
    before = vectors(nlp, nlp.make_doc(TEXT))
    monkeypatch.setattr(remembering, "_CACHE", 3)
    for text in (TEXT, "Ett annat jobb.", TEXT):
        last = vectors(nlp, nlp.make_doc(text))
    assert np.array_equal(before, last)


def test_an_empty_text_has_no_vectors(nlp):
    assert vectors(nlp, nlp.make_doc("")).shape[0] == 0
