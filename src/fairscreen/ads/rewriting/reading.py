"""An ad as rewriting sees it: its sentences, and the places that are never touched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from fairscreen.ads.requirements import extract
from fairscreen.ads.review import Requirement
from fairscreen.language import Section
from fairscreen.spans import AlignedText, Block, BlockKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Place", "Reading", "as_written", "lowered", "parsed", "raised", "tidied"]

# Quotations, links, addresses, and the titles of laws are others' words.
_OTHERS = re.compile(
    r"\"[^\"\n]{1,300}\"|[”“][^”“\n]{1,300}[”“]|»[^«»\n]{1,300}[«»]|'[^'\n]{2,80}'"
    r"|https?://\S+|www\.\S+|\S+@\S+|<[A-Z_]+>|#\w+"
    r"|(?i:\b\w*(?:lag|lagen|förordning|förordningen|föreskrift\w*|direktiv\w*)\b)"
    r"[^.\n]{0,120}?\(\w*\s?\d{4}:\d+\)"
)
# As in :func:`fairscreen.ads.check`, so that both read the same text.
_LONGEST_RUN = 250
_BULLET = re.compile(r"[\s\-–—•*·●▪■✓✔→>o]*?(?=[^\W_]|[\"”»(<])")
_WORD = re.compile(r"[^\W_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence: code points without bullets before and blanks around it."""

    start: int
    end: int
    text: str
    kind: BlockKind
    section: Section
    lang: str
    #: Opens its heading, paragraph or list item, and ends it.
    first: bool
    last: bool


class Reading:
    """What is looked up while one ad is rewritten. Offsets are code points into :attr:`text`."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text
        self._others = [Span(*match.span()) for match in _OTHERS.finditer(self.text)]
        self._starts = [token.idx for token in doc]

    @cached_property
    def sentences(self) -> tuple[Place, ...]:
        """The Swedish sentences outside headings, in order."""
        return tuple(place for place in self.places if place.lang == "sv")

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The sentences outside headings in Swedish and English, in order."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Place]:
        parsed = self.doc._.parsed
        for sentence in parsed.sentences:
            unit = parsed.units[sentence.unit]
            if (
                unit.kind == "heading"
                or unit.lang not in ("sv", "en")
                or sentence.section == "title"
            ):
                continue
            last = self.doc[sentence.end - 1]
            start, end = self.doc[sentence.start].idx, last.idx + len(last.text)
            if opening := _BULLET.match(self.text, start, end):
                start = opening.end()
            if start < end:
                yield Place(
                    start, end, self.text[start:end], unit.kind, sentence.section, unit.lang,
                    sentence.start == unit.start, sentence.end == unit.end,
                )  # fmt: skip

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """The demands of the ad."""
        return extract(self.doc)

    def is_must(self, start: int, end: int) -> bool:
        """Whether the place holds some of a must-have."""
        return any(
            item.level == "must" and item.start < end and start < item.end
            for item in self.requirements
        )

    def is_others(self, start: int, end: int) -> bool:
        """Whether the place is, or holds, a quotation, a link, an address or a law's title."""
        return any(span.start < end and start < span.end for span in self._others)

    def tokens(self, start: int, end: int) -> Iterator[Token]:
        """The tokens that start inside the place."""
        for index in range(max(bisect_right(self._starts, start) - 1, 0), len(self._starts)):
            if self._starts[index] >= end:
                return
            if self._starts[index] >= start:
                yield self.doc[index]

    def token_after(self, offset: int) -> Token | None:
        """The first token at or after a code point that is not blank."""
        for token in self.tokens(offset, len(self.text)):
            if not token.is_space:
                return token
        return None

    def has_finite_verb(self, start: int, end: int) -> bool:
        """Whether a finite verb stands in the place."""
        return any(
            token.pos_ in ("VERB", "AUX") and "VerbForm=Fin" in token.morph
            for token in self.tokens(start, end)
        )  # fmt: skip

    def word_before(self, offset: int, start: int) -> str:
        """The word or sign before a code point, in lower case; empty at ``start``."""
        found = _WORD.findall(self.text, start, offset)
        return found[-1].lower() if found else ""

    def word_after(self, offset: int, end: int) -> str:
        """The word or sign after a code point, in lower case; empty at ``end``."""
        found = _WORD.search(self.text, offset, end)
        return found.group().lower() if found else ""

    def lowered(self, text: str, start: int) -> str:
        """``text``, which opens a sentence at ``start``, as it stands inside one."""
        token = next(iter(self.tokens(start, start + len(text))), None)
        if token is None or token.pos_ == "PROPN":
            return text
        return lowered(text)


def tidied(text: str) -> AlignedText:
    """``text`` as the pipelines read it, with the way back to the text as given."""
    return AlignedText.of(text, longest_run=_LONGEST_RUN)


def parsed(text: str, lang: Literal["auto", "sv", "en"], blocks: Sequence[Block] = ()) -> Doc:
    """The tidied ``text`` parsed; ``blocks`` are places of ``text``."""
    from fairscreen import language

    aligned = tidied(text)
    places = [(aligned.to_text(block.start, block.end), block) for block in blocks]
    moved = [Block(place.start, place.end, block.kind, block.level) for place, block in places]
    return language.parse(aligned.text, lang, blocks=moved)


def lowered(text: str) -> str:
    """``text`` with its first letter small, unless it is an abbreviation (B-körkort, SQL, 3D)."""
    first = re.match(r"[^\W\d_]+", text)
    if first is None or len(first.group()) == 1 or not first.group()[1:].islower():
        return text
    return text[0].lower() + text[1:]


def raised(text: str) -> str:
    """``text`` with its first letter a capital."""
    return text[:1].upper() + text[1:]


def as_written(word: str, new: str) -> str:
    """``new`` in capitals as ``word`` is written."""
    if len(word) > 1 and word.isupper():
        return new.upper()
    return raised(new) if word[:1].isupper() else new
