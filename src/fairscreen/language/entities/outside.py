"""An outside spaCy pipeline in the place of the built-in entity model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fairscreen.errors import FairscreenError
from fairscreen.language.entities.decoding import Annotations, Entity

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["LABELS", "OutsideRecogniser"]

#: Labels in use elsewhere (CoNLL 2003, OntoNotes, SUC 3.0, NorNE) and ours for them. Entities of
#: any other label are left out.
LABELS = {
    "PER": "PER",
    "PERSON": "PER",
    "PRS": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "GPE_LOC": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
    "GPE_ORG": "ORG",
    "INST": "ORG",
    "SCHOOL": "SCHOOL",
}


class OutsideRecogniser:
    """``doc.ents`` of a spaCy pipeline as entities, in the shape of :class:`EntityRecogniser`.

    Parameters
    ----------
    name:
        An installed spaCy package or a folder that ``spacy.load`` takes.

    Raises
    ------
    FairscreenError
        ``pipeline-missing`` when spaCy cannot load it.

    A score is the entity's own ``_.score`` (0 to 1) where the pipeline sets one, else 1.
    """

    def __init__(self, name: str) -> None:
        import spacy

        try:
            self._nlp: Language = spacy.load(name)
        except (OSError, ValueError) as error:
            raise FairscreenError("pipeline-missing", name=name) from error
        meta = self._nlp.meta
        self.version = f"{meta['lang']}_{meta['name']}-{meta['version']}"
        self.labels = tuple(sorted(set(LABELS.values())))

    def __call__(self, text: str) -> list[Entity]:
        """Entities of one text, in order, not overlapping."""
        found = []
        for span in self._nlp(text).ents:
            label = LABELS.get(span.label_.upper())
            if label:
                score = span._.score if span.has_extension("score") else None
                found.append(
                    Entity(span.start_char, span.end_char, label, 1.0 if score is None else score)
                )
        return found

    def annotate(self, text: str) -> Annotations:
        """The entities of one text; no outside pipeline tells of grounds."""
        return Annotations(self(text), [])

    def pipe(self, texts: Iterable[str]) -> Iterator[list[Entity]]:
        """Entities of every text, in order."""
        return map(self, texts)
