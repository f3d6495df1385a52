"""Hands out the pipelines, blank or trained. spaCy is imported on the first call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["LANGUAGES", "blank_pipeline", "load_pipeline"]

LANGUAGES = ("sv", "en")
# What spaCy works out for every word it meets and nothing here asks.
_UNASKED = (
    "PREFIX", "SUFFIX", "SHAPE", "LIKE_EMAIL", "LIKE_NUM", "LIKE_URL", "IS_STOP", "IS_BRACKET",
    "IS_QUOTE", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT", "IS_CURRENCY",
)  # fmt: skip


def blank_pipeline(lang: str) -> Language:
    """A new pipeline without trained parts: words, base forms from tables, sentences by rule.

    Parameters
    ----------
    lang:
        ``"sv"`` or ``"en"``; anything else raises :class:`ValueError`.

    The words are the same as the trained pipeline's. Parts of speech are not set.
    """
    _check(lang)
    import spacy

    from fairscreen.language.syntax.layout import LAYOUT
    from fairscreen.language.syntax.lemmas import TABLE_LEMMAS
    from fairscreen.language.syntax.tokenizer import TOKENIZER

    with _own_factories_only():
        nlp = spacy.blank(lang, config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe(LAYOUT, config={"punctuation": True})
    nlp.add_pipe(TABLE_LEMMAS)
    return nlp


def load_pipeline(lang: str) -> Language | None:
    """The trained pipeline ``<lang>_fairscreen``, newly loaded, or None where none is installed.

    Parameters
    ----------
    lang:
        ``"sv"`` or ``"en"``; anything else raises :class:`ValueError`.
    """
    _check(lang)
    from fairscreen.language.pipelines import find

    folder = find(f"{lang}_fairscreen")
    if folder is None:
        return None
    import spacy

    # Importing registers what the pipeline's config names, also where the package is run from a
    # checkout that has no entry points.
    from fairscreen.language.syntax import (  # noqa: F401
        features,
        layout,
        tagged_lemmas,
        tokenizer,
        voice,
    )
    from fairscreen.language.syntax.remembering import remember_words

    with _own_factories_only():
        nlp = spacy.load(folder)
    # numpy's matrix products take a third of the time of BLIS, which spaCy takes by default.
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            node.ops.use_blis = False
    remember_words(nlp)
    vocab: Any = nlp.vocab
    numbers: Any = import_module("spacy.attrs").IDS
    for attribute in _UNASKED:
        vocab.lex_attr_getters.pop(numbers[attribute], None)
    return nlp


@contextmanager
def _own_factories_only() -> Iterator[None]:
    """Spares a new pipeline the factories of other packages.

    spaCy imports all that any installed package offers whenever it makes a pipeline;
    presidio-analyzer's take a second and are never part of ours, which are imported by name.
    """
    from spacy.util import registry

    offered = registry._entry_point_factories
    before, offered.entry_points = offered.entry_points, False
    try:
        yield
    finally:
        offered.entry_points = before


def _check(lang: str) -> None:
    if lang not in LANGUAGES:
        raise ValueError(f"no syntax for language {lang!r}; known: {', '.join(LANGUAGES)}")
