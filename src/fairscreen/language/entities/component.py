"""The recogniser as a spaCy component, for any pipeline in Swedish or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from fairscreen.language.entities.decoding import Entity
from fairscreen.language.entities.outside import OutsideRecogniser
from fairscreen.language.entities.recogniser import BUILT_IN, EntityRecogniser, load_recogniser

__all__ = ["FACTORY", "KEY", "EntityComponent", "create"]

FACTORY = "fairscreen_entities"  # spaCy allows no full stop in a factory's name
KEY = "entities"

Doc.set_extension("entities", default=(), force=True)
Span.set_extension("score", default=None, force=True)


class EntityComponent:
    """Fills ``doc.ents`` (with ``ent._.score``), ``doc.spans["entities"]`` (with
    ``.attrs["scores"]``) and ``doc._.entities``, which keeps the exact characters where a token
    holds more than the name ("Namn:Anna").

    Entities that other components set before are kept where nothing of ours overlaps.
    """

    def __init__(
        self,
        recogniser: EntityRecogniser | OutsideRecogniser,
        *,
        labels: Iterable[str],
        min_score: float,
    ) -> None:
        self.recogniser = recogniser
        self.labels = frozenset(labels)
        self.min_score = min_score

    def __call__(self, doc: Doc) -> Doc:
        return self._set(doc, self.recogniser(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        docs, again = tee(stream)
        for doc, found in zip(docs, self.recogniser.pipe(d.text for d in again), strict=True):
            yield self._set(doc, found)

    def _set(self, doc: Doc, found: list[Entity]) -> Doc:
        kept = tuple(
            item for item in found if item.label in self.labels and item.score >= self.min_score
        )
        spans = []
        for item in kept:
            span = doc.char_span(item.start, item.end, label=item.label, alignment_mode="expand")
            if span is not None:
                span._.score = item.score
                spans.append(span)
        scores = [span._.score for span in spans]
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans, attrs={"scores": scores})
        ours = filter_spans(spans)
        taken = {token for span in ours for token in range(span.start, span.end)}
        theirs = [e for e in doc.ents if not taken.intersection(range(e.start, e.end))]
        doc.set_ents([*ours, *theirs])
        doc._.entities = kept
        return doc

    # The weights lie in the fairscreen package, and the pipeline's config names them.

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EntityComponent:
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        return None

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> EntityComponent:
        return self


@Language.factory(
    FACTORY,
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "model": BUILT_IN,
        "labels": ["PER", "LOC", "ORG", "SCHOOL"],
        "min_score": 0.0,
        "threads": 1,
    },
)
def create(
    nlp: Language, name: str, model: str, labels: list[str], min_score: float, threads: int
) -> EntityComponent:
    """Factory ``fairscreen_entities``.

    Parameters
    ----------
    model:
        A built-in pipeline's name or a folder.
    labels:
        Which of PER, LOC, ORG, SCHOOL to keep.
    min_score:
        Entities below it (0 to 1) are dropped.
    threads:
        Processor threads that one call may use.
    """
    return EntityComponent(load_recogniser(model, threads), labels=labels, min_score=min_score)
