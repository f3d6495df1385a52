"""The pipelines that cut a text into words, one for each language, loaded once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

from fairscreen.errors import FairscreenError
from fairscreen.language.structure import Lang
from fairscreen.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

__all__ = ["load", "model_version", "read"]

# Memory of a pipeline grows with the text; the callers' own limit (`max_text_chars`) is lower.
_MAX_LENGTH = 10_000_000


@cache
def load(lang: Lang) -> Language:
    """The pipeline for ``lang`` (``"sv"`` or ``"en"``): words, base forms, sentences.

    It is the one the setting ``pipeline_sv`` or ``pipeline_en`` names, else the trained one that
    comes with fairscreen, else a blank one with base forms from tables.

    Raises
    ------
    FairscreenError
        ``pipeline-missing`` when the setting names a pipeline that cannot be loaded.
    """
    named = getattr(Settings(), f"pipeline_{lang}")
    nlp = _named(named) if named else _own(lang)
    nlp.max_length = max(nlp.max_length, _MAX_LENGTH)
    return nlp


def read(text: str, lang: Lang) -> Doc:
    """``text`` through the pipeline for ``lang``.

    Matrix products of a sentence's size gain nothing from several threads, and cost their waiting.
    """
    nlp = load(lang)
    with _thread_pools().limit(limits=1, user_api="blas"):
        return nlp(text)


@cache
def _thread_pools() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def model_version() -> str:
    """Which pipelines read the texts, for example ``sv_fairscreen-0.1.0 en_blank-3.8.18``.

    No pipeline is loaded for it: a Swedish ad need not wait for English.
    """
    return " ".join(_version(lang) for lang in get_args(Lang))


@cache
def _version(lang: Lang) -> str:
    import spacy
    from spacy.util import load_meta

    from fairscreen.language.pipelines import find

    if getattr(Settings(), f"pipeline_{lang}"):
        meta = load(lang).meta
    elif folder := find(f"{lang}_fairscreen"):
        meta = load_meta(folder / "meta.json")
    else:
        return f"{lang}_blank-{spacy.__version__}"
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def _named(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name)
    except (OSError, ValueError) as error:
        raise FairscreenError("pipeline-missing", name=name) from error


def _own(lang: Lang) -> Language:
    from fairscreen.language.syntax import blank_pipeline, load_pipeline

    return load_pipeline(lang) or blank_pipeline(lang)
