"""What every recogniser of ours is to Presidio."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

from fairscreen.anonymise import own_words
from fairscreen.anonymise.engine import ReadingArtifacts
from fairscreen.anonymise.finders import Finder
from fairscreen.anonymise.hits import CATEGORIES, Finding

__all__ = ["FINDING", "FinderRecognizer"]

FINDING = "fairscreen_finding"


class FinderRecognizer(EntityRecognizer):
    """Puts one of our finders, a function from a reading to findings, into Presidio's registry."""

    def __init__(self, name: str, find: Finder, lang: str) -> None:
        self._find = find
        # Of two results of one type Presidio drops the inner; a rule's word inside what the model
        # marks must last until both are made one, so those types differ.
        self._type = "told {}" if find is own_words.find else "{}"
        types = [self._type.format(category) for category in CATEGORIES]
        super().__init__(types, name=name, supported_language=lang)

    def load(self) -> None:
        """Word lists are read at first use."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """Findings as Presidio's results, each with its explanation."""
        if not isinstance(nlp_artifacts, ReadingArtifacts):
            return []
        return self._results(self._find(nlp_artifacts.reading))

    def _results(self, findings: Iterable[Finding]) -> list[RecognizerResult]:
        return [
            RecognizerResult(
                self._type.format(finding.category),
                finding.start,
                finding.end,
                finding.score,
                AnalysisExplanation(self.name, finding.score, textual_explanation=finding.why),
                {
                    FINDING: finding,
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                },
            )
            for finding in findings
        ]
