"""The spaCy component, with the shipped model and with a stand-in."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator

import pytest
import spacy

from fairscreen.errors import FairscreenError
from fairscreen.language.entities import Entity, add_to, load_recogniser, recognise
from fairscreen.language.entities.component import FACTORY, KEY, EntityComponent
from fairscreen.language.pipelines import find

trained = pytest.mark.skipif(find("entities") is None, reason="no trained model in this checkout")


class StandIn:
    """Takes every word that begins with a capital for a person, with score 0.5."""

    def __call__(self, text: str) -> list[Entity]:
        import re

        return [Entity(*m.span(), "PER", 0.5) for m in re.finditer(r"[A-ZÅÄÖ]\w+", text)]

    def pipe(self, texts: Iterable[str]) -> Iterator[list[Entity]]:
        return map(self, texts)


def component(**settings: object) -> EntityComponent:
    options = {"labels": ["PER"], "min_score": 0.0, **settings}
    return EntityComponent(StandIn(), **options)  # type: ignore[arg-type]


def test_entities_spans_and_scores_are_set() -> None:
    doc = component()(spacy.blank("sv")("då kom Anna"))
    assert [(e.text, e.label_, e._.score) for e in doc.ents] == [("Anna", "PER", 0.5)]
    assert [span.text for span in doc.spans[KEY]] == ["Anna"]
    assert doc.spans[KEY].attrs["scores"] == [0.5]


def test_exact_characters_are_kept_where_a_token_holds_more() -> None:
    doc = component()(spacy.blank("sv")("namn:Anna"))
    (found,) = doc._.entities
    assert doc.text[found.start : found.end] == "Anna"
    assert doc.ents[0].text == "namn:Anna"


def test_entities_set_before_are_kept_beside_ours() -> None:
    doc = spacy.blank("sv")("i kista bor Anna")
    doc.set_ents([spacy.tokens.Span(doc, 1, 2, label="LOC"), spacy.tokens.Span(doc, 3, 4, "ORG")])
    component()(doc)
    assert [(e.text, e.label_) for e in doc.ents] == [("kista", "LOC"), ("Anna", "PER")]


def test_labels_and_score_filter() -> None:
    doc = spacy.blank("sv")("då kom Anna")
    assert not component(min_score=0.6)(doc.copy()).ents
    assert not component(labels=["LOC"])(doc).ents


def test_pipe_gives_the_same_as_calls() -> None:
    nlp = spacy.blank("sv")
    texts = ["då kom Anna", "", "Bo och Liv"]
    one = [[e.text for e in component()(nlp(text)).ents] for text in texts]
    many = [[e.text for e in doc.ents] for doc in component().pipe(map(nlp, texts))]
    assert one == many


def test_a_missing_model_is_told_in_a_coded_error() -> None:
    with pytest.raises(FairscreenError) as caught:
        load_recogniser("no-such-model")
    assert caught.value.code == "pipeline-missing"


@trained
@pytest.mark.parametrize("language", ["sv", "en", "xx"])
def test_any_blank_pipeline_can_be_given_the_component(language: str) -> None:
    nlp = add_to(spacy.blank(language))
    assert FACTORY in nlp.pipe_names
    doc = nlp("Min chef heter Gunilla Asplund.")
    assert [(e.text, e.label_) for e in doc.ents] == [("Gunilla Asplund", "PER")]


@trained
def test_a_pipeline_with_the_component_survives_saving(tmp_path) -> None:
    nlp = add_to(spacy.blank("sv"), labels=["PER"])
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert [e.text for e in again("Hej, jag heter Gunilla Asplund.").ents] == ["Gunilla Asplund"]


@trained
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00ad", "a" * 5000, "💥" * 300, "." * 2000])
def test_odd_texts_give_no_trouble(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert all(0 <= item.start < item.end <= len(text) for item in recognise(text))


@trained
def test_a_text_reads_the_same_alone_and_among_others() -> None:
    model = load_recogniser()
    texts = ["Jag heter Tobias Wedin.", "Hej!", "Referens: Pernilla Stolt, Bergs Timber " * 30]

    def plain(found: list[Entity]) -> list[tuple[int, int, str]]:
        return [(item.start, item.end, item.label) for item in found]

    assert [plain(model(text)) for text in texts] == [plain(f) for f in model.pipe(texts)]


@trained
def test_a_name_in_a_long_document_is_found_wherever_it_stands() -> None:
    filler = "Vi söker en noggrann medarbetare till enheten. "
    for place in (0, 7, 23, 61):
        text = filler * place + "Kontakta enhetschef Pernilla Asplund. " + filler * (61 - place)
        names = [text[e.start : e.end] for e in recognise(text) if e.label == "PER"]
        assert names == ["Pernilla Asplund"], place
