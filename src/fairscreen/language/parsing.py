"""From text to a parsed document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from fairscreen.language.detection import detect
from fairscreen.language.loading import load
from fairscreen.language.parts import languages, make_doc
from fairscreen.language.sectioning import Passage, SectionCues, sections_of
from fairscreen.language.structure import Lang, ParsedText, Section, Sentence, Unit
from fairscreen.language.units import Draft, draft_units
from fairscreen.spans import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["parse"]


def parse(
    text: str, lang: Literal["auto", "sv", "en"] = "auto", *, blocks: Sequence[Block] = ()
) -> Doc:
    """``text`` as a spaCy document with its structure at ``doc._.parsed``.

    Parameters
    ----------
    text:
        Any text; ``doc.text == text``.
    lang:
        The main language. ``"auto"`` detects it and takes Swedish when it cannot tell. A part
        that is plainly in the other language is read in that one either way.
    blocks:
        What the file's format says of the structure, as ``fairscreen.documents`` gives it.

    Returns
    -------
    A document with ``doc.sents`` (a sentence never crosses a unit; blanks belong to the sentence
    before them), lower-case norms, base forms, and parts of speech where the pipeline has them.
    """
    _register()
    main: Lang = (detect(text) or "sv") if lang == "auto" else lang
    drafts = draft_units(text, blocks)
    langs = languages(text, drafts, main)
    doc = make_doc(text, drafts, langs, main)
    ranges = _token_ranges(doc, drafts)
    kept = [index for index, (start, end) in enumerate(ranges) if start < end]
    drafts = [drafts[index] for index in kept]
    langs = [langs[index] for index in kept]
    ranges = [ranges[index] for index in kept]
    bounds = _sentences(doc, drafts, ranges)
    doc._.parsed = _structure(doc, main, drafts, langs, ranges, bounds)
    return doc


def _register() -> None:
    from spacy.tokens import Doc

    if not Doc.has_extension("parsed"):
        Doc.set_extension("parsed", default=None)


def _token_ranges(doc: Doc, drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """First and last word of each draft. A word that a block cuts in two goes to its first."""
    starts = [token.idx for token in doc]
    blank = [token.is_space for token in doc]
    ranges: list[tuple[int, int]] = []
    at = 0
    for draft in drafts:
        start = max(bisect_left(starts, draft.start), at)
        end = max(bisect_left(starts, draft.end), start)
        # A blank at an edge is no part of the unit.
        while start < end and blank[start]:
            start += 1
        at = end
        while end > start and blank[end - 1]:
            end -= 1
        ranges.append((start, end))
    return ranges


def _sentences(
    doc: Doc, drafts: Sequence[Draft], ranges: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Sentences as (start, end, unit index), also set on the document's tokens."""
    if not doc.has_annotation("SENT_START") and len(doc) > 1:
        from fairscreen.language.syntax.layout import LayoutSentences

        LayoutSentences("sv", punctuation=True)(doc)
    begins = [bool(token.is_sent_start) for token in doc]
    blank = [token.is_space for token in doc]
    offsets = [token.idx for token in doc]
    for draft in drafts:
        for wrap in draft.wraps:
            _mend_wrap(doc, begins, bisect_right(offsets, wrap))
    sentences: list[tuple[int, int, int]] = []
    for unit, (start, end) in enumerate(ranges):
        first = start
        for index in range(start + 1, end):
            if begins[index] and not blank[index]:
                sentences.append((first, _trimmed(blank, first, index), unit))
                first = index
        sentences.append((first, end, unit))
    opening = {start for start, _, _ in sentences}
    if sentences:  # blanks before the first word belong to its sentence
        opening.discard(sentences[0][0])
        opening.add(0)
    for token in doc:
        token.is_sent_start = token.i in opening
    return sentences


def _mend_wrap(doc: Doc, begins: list[bool], index: int) -> None:
    """Takes back a sentence start that only a line break inside a sentence made."""
    while index < len(doc) and doc[index].is_space:
        index += 1
    before = index - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    if before >= 0 and index < len(doc):
        begins[index] = doc[before].text[-1] in ".!?…" and not doc[index].text[0].islower()


def _trimmed(blank: Sequence[bool], start: int, end: int) -> int:
    while end > start + 1 and blank[end - 1]:
        end -= 1
    return end


def _structure(
    doc: Doc,
    main: Lang,
    drafts: Sequence[Draft],
    langs: Sequence[Lang],
    ranges: Sequence[tuple[int, int]],
    bounds: Sequence[tuple[int, int, int]],
) -> ParsedText:
    words = [token.lower_ for token in doc]
    passages: list[Passage] = []
    for start, end, unit in bounds:
        draft = drafts[unit]
        first = start == ranges[unit][0]
        passages.append(
            Passage(
                words=words[start:end],
                lang=langs[unit],
                turn=_turn(drafts, unit) if first else "sentence",
                opens=draft.opens,
                label=draft.label and first,
                heading=draft.kind == "heading",
            )
        )
    sections = sections_of(passages, {lang: _cues(lang) for lang in set(langs)})
    if drafts and _is_title(drafts):
        count = sum(1 for _, _, unit in bounds if unit == 0)
        sections[:count] = ["title"] * count
    sentences = tuple(
        Sentence(start, end, unit, section)
        for (start, end, unit), section in zip(bounds, sections, strict=True)
    )
    share: list[dict[Section, int]] = [{} for _ in drafts]
    for sentence in sentences:
        counts = share[sentence.unit]
        counts[sentence.section] = counts.get(sentence.section, 0) + sentence.end - sentence.start
    leads = _lead_ins(drafts)
    units = tuple(
        Unit(
            start, end, draft.kind, max(share[index], key=share[index].__getitem__),
            langs[index], draft.level, leads[index],
        )
        for index, ((start, end), draft) in enumerate(zip(ranges, drafts, strict=True))
    )  # fmt: skip
    return ParsedText(main, units, sentences, len(doc))


def _turn(drafts: Sequence[Draft], unit: int) -> str:
    draft = drafts[unit]
    before = drafts[unit - 1] if unit else None
    if before is None or before.kind == "heading":
        return "heading" if before is None or before.opens is None else "sentence"
    if draft.kind == "list_item" and (before.kind == "list_item" or before.lead_in):
        return "item"
    return "gap" if draft.gap else "unit"


def _is_title(drafts: Sequence[Draft]) -> bool:
    first = drafts[0]
    return first.kind == "heading" and first.opens is None


def _lead_ins(drafts: Sequence[Draft]) -> list[int | None]:
    """For each list item the unit that introduces its list."""
    leads: list[int | None] = []
    lead: int | None = None
    for index, draft in enumerate(drafts):
        if draft.kind != "list_item":
            lead = index if draft.lead_in or draft.kind == "heading" else None
            if index + 1 < len(drafts) and drafts[index + 1].kind == "list_item":
                lead = index
            leads.append(None)
        else:
            leads.append(lead)
    return leads


@cache
def _cues(lang: Lang) -> SectionCues:
    tokenizer = load(lang).tokenizer
    return SectionCues(lang, lambda phrase: [token.lower_ for token in tokenizer(phrase)])
