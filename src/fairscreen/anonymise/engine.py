"""Presidio's analyser with our registry and our reading of the text, and nothing of its stock.

The stock recognisers fetch lists from the net, drop a personal identity number whose checksum
fails, and know no Swedish names; the stock NLP engine wants a downloaded model. So both are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

if TYPE_CHECKING:
    from presidio_analyzer import RecognizerResult

from fairscreen.anonymise.entities import model_reads
from fairscreen.anonymise.reading import Reading
from fairscreen.spans import AlignedText

__all__ = ["ReadingArtifacts", "ReadingEngine", "analyzer", "read"]

_LANGUAGES = ["sv", "en"]


class ReadingArtifacts(NlpArtifacts):
    """Presidio's artifacts that carry a :class:`Reading`."""

    def __init__(self, reading: Reading) -> None:
        super().__init__([], [], [], [], None, reading.lang)
        self.reading = reading


class ReadingEngine(NlpEngine):
    """An NLP engine that cuts a text into words and lines and asks the entity model, if any."""

    def load(self) -> None:
        """Nothing to load ahead: lists and model are read at first use."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> ReadingArtifacts:
        return ReadingArtifacts(read(AlignedText.of(text), language))

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 1,
        n_process: int = 1,
        **kwargs: Any,
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return not any(letter.isalnum() for letter in word)

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return list(_LANGUAGES)


class _NoEnhancer(ContextAwareEnhancer):
    """Our finders weigh the words around themselves."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self, text: str, raw_results: list[RecognizerResult], *_: Any, **__: Any
    ) -> list[RecognizerResult]:
        return raw_results


def read(aligned: AlignedText, lang: str) -> Reading:
    """A text prepared for all recognisers."""
    seen = model_reads(aligned.text)
    return Reading(aligned, "en" if lang == "en" else "sv", seen.entities, seen.grounds)


@cache
def analyzer() -> AnalyzerEngine:
    """The analyser: our registry, our engine, its log of decisions off."""
    from fairscreen.anonymise.finders import FINDERS
    from fairscreen.anonymise.recogniser import FinderRecognizer

    registry = RecognizerRegistry(
        [
            FinderRecognizer(name, find, lang)
            for lang in _LANGUAGES
            for name, find in FINDERS.items()
        ],
        supported_languages=list(_LANGUAGES),
    )
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=ReadingEngine(),
        supported_languages=list(_LANGUAGES),
        context_aware_enhancer=_NoEnhancer(),
        log_decision_process=False,
    )
