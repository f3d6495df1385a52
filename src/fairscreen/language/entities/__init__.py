"""Names in text: persons, places, organisations, schools.

A small multilingual transformer, fine-tuned on Swedish (and a little Norwegian, Danish and
English) and on invented application texts, reads the text in windows of some 140 words. It knows
nothing of lists: whether "Björn Berg" is a person is told by the words around. Rules and name
lists belong to `fairscreen.anonymise`, which puts both together.

``recognise(text)`` gives entities with exact characters and a score. ``add_to(nlp)`` puts the
same into any spaCy pipeline, blank ones too, as the component ``fairscreen_entities``. What the
model was trained on, how well it does and where it fails: `models/entities/README.md`.

A second encoder of the same kind marks what a text tells of health, family, religion, origin,
politics, sexuality, gender and age in people's own words: ``load_recogniser().annotate(text)``
gives both from one reading.

The setting ``entities`` puts an outside spaCy pipeline in its place: its ``doc.ents`` are used,
with the usual labels turned into ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairscreen.language.entities.decoding import Annotations, Entity
from fairscreen.language.entities.outside import OutsideRecogniser
from fairscreen.language.entities.recogniser import EntityRecogniser, load_recogniser

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "Annotations",
    "Entity",
    "EntityRecogniser",
    "OutsideRecogniser",
    "add_to",
    "load_recogniser",
    "recognise",
]


def recognise(text: str) -> list[Entity]:
    """Entities of `text` in order, by the model that the setting ``entities`` names, else ours.

    Raises
    ------
    FairscreenError
        ``pipeline-missing`` when the model is not installed.
    """
    return load_recogniser()(text)


def add_to(nlp: Language, **config: object) -> Language:
    """Add the component ``fairscreen_entities`` to a spaCy pipeline and return the pipeline.

    `config` may set ``labels``, ``min_score`` (0 to 1), ``threads`` and ``model``.
    """
    from fairscreen.language.entities.component import FACTORY

    nlp.add_pipe(FACTORY, config=config)
    return nlp
