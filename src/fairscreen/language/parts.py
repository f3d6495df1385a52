"""The language of each unit, and one document from the parts of a mixed text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fairscreen.language.detection import evidence
from fairscreen.language.loading import read
from fairscreen.language.structure import Lang
from fairscreen.language.units import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["languages", "make_doc"]

_SURE = 3  # function words by which one unit is sure to be in the other language
_PART = 6  # function words that make neighbouring units a part of its own


def languages(text: str, drafts: Sequence[Draft], main: Lang) -> list[Lang]:
    """The language of each draft: the main one, save in parts that are plainly in the other.

    A unit too short to tell takes the language of the units around it where these agree, else the
    main one; a heading that of the text under it.
    """
    sure: list[Lang | None] = []
    weight: list[int] = []
    for draft in drafts:
        sv, en = evidence(text[draft.start : draft.end])
        more, less = max(sv, en), min(sv, en)
        found: Lang = "sv" if sv >= en else "en"
        sure.append(found if more >= _SURE and more >= 3 * less else None)
        weight.append(more)
    if all(lang in (main, None) for lang in sure):
        return [main] * len(drafts)
    return _filled(drafts, sure, weight, main)


def _filled(
    drafts: Sequence[Draft], sure: Sequence[Lang | None], weight: Sequence[int], main: Lang
) -> list[Lang]:
    before: list[Lang] = []
    last: Lang = main
    for lang in sure:
        last = lang or last
        before.append(last)
    result: list[Lang] = [main] * len(drafts)
    following: Lang = main
    for index in range(len(drafts) - 1, -1, -1):
        lang = sure[index]
        if lang:
            following = lang
        around = following if drafts[index].kind == "heading" else before[index]
        result[index] = lang or (around if around == following else main)
    _drop_small(result, weight, main)
    return result


def _drop_small(result: list[Lang], weight: Sequence[int], main: Lang) -> None:
    start = 0
    for index in range(1, len(result) + 1):
        if index == len(result) or result[index] != result[start]:
            if result[start] != main and sum(weight[start:index]) < _PART:
                result[start:index] = [main] * (index - start)
            start = index


def make_doc(text: str, drafts: Sequence[Draft], langs: Sequence[Lang], main: Lang) -> Doc:
    """``text`` as one document, each part read by the pipeline of its language."""
    cuts: list[tuple[int, Lang]] = [(0, langs[0] if langs else main)]
    for draft, lang in zip(drafts, langs, strict=True):
        if lang != cuts[-1][1]:
            cuts.append((draft.start, lang))
    if len(cuts) == 1:
        doc = read(text, cuts[0][1])
        return _joined([doc]) if doc.has_annotation("DEP") else doc
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    docs = [read(text[start:end], lang) for (start, lang), end in zip(cuts, ends, strict=True)]
    return _joined(docs)


def _joined(docs: Sequence[Doc]) -> Doc:
    """One document with the words and marks of ``docs``, without their dependencies.

    spaCy forbids setting sentence starts beside a dependency parse, and joining documents of two
    vocabularies.
    """
    from spacy.tokens import Doc

    tokens = [token for doc in docs for token in doc]
    tagged = all(doc.has_annotation("POS") for doc in docs)
    marks: dict[str, Any] = {}
    if tagged:
        marks = {
            "pos": [token.pos_ for token in tokens],
            "tags": [token.tag_ for token in tokens],
            "morphs": [str(token.morph) for token in tokens],
        }
    if any(doc.ents for doc in docs):
        marks["ents"] = [
            f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in tokens
        ]
    return Doc(
        docs[0].vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        sent_starts=[token.is_sent_start for token in tokens],
        **marks,
    )
