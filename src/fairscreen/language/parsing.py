"""From text to a parsed document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from fairscreen.language.detection import detect
from fairscreen.language.loading import load
from fairscreen.language.parts import languages, make_doc
from fairscreen.language.sectioning import Passage, SectionCues, sections_of
from fairscreen.language.spacy_import import import_spacy
from fairscreen.language.structure import Lang, ParsedText, Section, Sentence, Unit
from fairscreen.language.units import Draft, draft_units
from fairscreen.spans import Block, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["parse"]

_CLOSING = frozenset("\"'”’»)]*_")


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
    words = Words.of(doc)
    ranges = _token_ranges(words, drafts)
    kept = [index for index, (start, end) in enumerate(ranges) if start < end]
    drafts = [drafts[index] for index in kept]
    langs = [langs[index] for index in kept]
    ranges = [ranges[index] for index in kept]
    bounds = _sentences(doc, words, drafts, ranges)
    doc._.parsed = _structure(text, words, main, drafts, langs, ranges, bounds)
    return doc


@dataclass(frozen=True, slots=True)
class Words:
    """What is asked of every word, read once: spaCy makes an object at each access."""

    texts: list[str]
    lower: list[str]
    blank: list[bool]
    offsets: list[int]
    begins: list[bool]

    @classmethod
    def of(cls, doc: Doc) -> Words:
        """The words of ``doc``, whose sentences are set by rule when its pipeline set none."""
        if len(doc) > 1 and not doc.has_annotation("SENT_START"):
            from fairscreen.language.syntax.layout import LayoutSentences

            LayoutSentences("sv", punctuation=True)(doc)
        if not len(doc):
            return cls([], [], [], [], [])
        import numpy as np

        marks = doc.to_array(["ORTH", "LOWER", "IS_SPACE", "LENGTH", "SPACY", "SENT_START"])
        marks = marks.reshape(len(doc), -1)
        string = doc.vocab.strings.__getitem__
        ends = np.cumsum(marks[:, 3] + marks[:, 4])
        return cls(
            texts=[string(int(key)) for key in marks[:, 0]],
            lower=[string(int(key)) for key in marks[:, 1]],
            blank=[bool(mark) for mark in marks[:, 2]],
            offsets=[0, *(int(end) for end in ends[:-1])],
            begins=[mark == 1 for mark in marks[:, 5]],
        )


def _register() -> None:
    import_spacy()
    from spacy.tokens import Doc

    if not Doc.has_extension("parsed"):
        Doc.set_extension("parsed", default=None)


def _token_ranges(words: Words, drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """First and last word of each draft. A word that a block cuts in two goes to its first."""
    ranges: list[tuple[int, int]] = []
    at = 0
    for draft in drafts:
        start = max(bisect_left(words.offsets, draft.start), at)
        end = max(bisect_left(words.offsets, draft.end), start)
        # A blank at an edge is no part of the unit.
        while start < end and words.blank[start]:
            start += 1
        at = end
        while end > start and words.blank[end - 1]:
            end -= 1
        ranges.append((start, end))
    return ranges


def _sentences(
    doc: Doc, words: Words, drafts: Sequence[Draft], ranges: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Sentences as (start, end, unit index), also set on the document's tokens."""
    begins = words.begins
    for draft in drafts:
        for wrap in draft.wraps:
            _mend_wrap(words, begins, bisect_right(words.offsets, wrap))
    sentences: list[tuple[int, int, int]] = []
    for unit, (start, end) in enumerate(ranges):
        first, says = start, False
        for index in range(start + 1, end):
            # A bullet or an opening quotation mark is no sentence of its own.
            says = says or any(map(str.isalnum, words.texts[index - 1]))
            if says and begins[index] and not words.blank[index] and _may_end(words, index - 1):
                sentences.append((first, _trimmed(words.blank, first, index), unit))
                first, says = index, False
        sentences.append((first, end, unit))
    import numpy as np

    marks = np.full(len(doc), -1, dtype=np.int64)
    marks[[start for start, _, _ in sentences]] = 1
    if len(doc):  # blanks before the first word belong to its sentence
        marks[: sentences[0][0] + 1 if sentences else 1] = -1
        marks[0] = 1
        doc.from_array(["SENT_START"], marks.astype(np.uint64).reshape(-1, 1))
    return sentences


def _may_end(words: Words, index: int) -> bool:
    """Whether a sentence can end with the word at ``index``.

    A trained splitter also cuts after a colon ("Ort: Solna"), an abbreviation or a lone capital
    ("Körkort B"); in an ad those are not ends, so it decides only where a stop or a line break
    stands.
    """
    while index > 0 and (words.blank[index] or words.texts[index] in _CLOSING):
        if "\n" in words.texts[index]:
            return True
        index -= 1
    word = words.texts[index]
    return word[-1] in ".!?…" and not (len(word) > 1 and "." in word[:-1].rstrip("."))


def _mend_wrap(words: Words, begins: list[bool], index: int) -> None:
    """Takes back a sentence start that only a line break inside a sentence made."""
    while index < len(words.texts) and words.blank[index]:
        index += 1
    before = index - 1
    while before >= 0 and words.blank[before]:
        before -= 1
    if before >= 0 and index < len(words.texts):
        stop = words.texts[before][-1] in ".!?…"
        begins[index] = stop and not words.texts[index][0].islower()


def _trimmed(blank: Sequence[bool], start: int, end: int) -> int:
    while end > start + 1 and blank[end - 1]:
        end -= 1
    return end


def _structure(
    text: str,
    words: Words,
    main: Lang,
    drafts: Sequence[Draft],
    langs: Sequence[Lang],
    ranges: Sequence[tuple[int, int]],
    bounds: Sequence[tuple[int, int, int]],
) -> ParsedText:
    passages: list[Passage] = []
    for start, end, unit in bounds:
        draft = drafts[unit]
        first = start == ranges[unit][0]
        passages.append(
            Passage(
                words=words.lower[start:end],
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
    places = tuple(
        Span(words.offsets[start], words.offsets[end - 1] + len(words.texts[end - 1]))
        for start, end, _ in bounds
    )
    return ParsedText(main, units, sentences, tuple(words.lower), text, places)


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
