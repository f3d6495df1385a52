"""How a text is built: units, their sections, and the sentences inside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from fairscreen.spans import BlockKind, Span

if TYPE_CHECKING:
    from fairscreen.language.context import SpanContext
    from fairscreen.language.scope import SentenceView

__all__ = ["Lang", "ParsedText", "Section", "Sentence", "Unit"]

Lang = Literal["sv", "en"]
#: What a part of an ad is about. ``title`` is the ad's headline; ``other`` is none of the rest.
Section = Literal[
    "title", "about", "tasks", "requirements", "merits", "offer", "process", "contact",
    "application", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, paragraph, list item or table cell.

    ``start`` and ``end`` are token indices, half-open, without blanks at either end. ``level`` is
    the heading level (1 is the top, 0 unknown) or the depth of a list item (0 is the outermost).
    ``section`` is that of most of the unit's words; a sentence may differ
    (:meth:`ParsedText.section_of`). ``lead_in`` is the index of the unit that introduces a list
    item ("Vi söker dig som:"), if there is one.
    """

    start: int
    end: int
    kind: BlockKind
    section: Section
    lang: Lang
    level: int = 0
    lead_in: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Token indices ``start`` to ``end`` (half-open, no blanks at the ends) inside one unit."""

    start: int
    end: int
    unit: int
    section: Section


@dataclass(slots=True)
class ParsedText:
    """The structure of a parsed text, at ``doc._.parsed``.

    Units hold every token that is not blank exactly once, in order; so do the sentences.
    ``words`` are the tokens in lower case, ``text`` the document's text and ``places`` the code
    points of each sentence in it: spaCy builds the text of a document or span anew at each access.
    """

    language: Lang
    units: tuple[Unit, ...]
    sentences: tuple[Sentence, ...]
    words: tuple[str, ...]
    text: str = ""
    places: tuple[Span, ...] = ()
    _unit_starts: list[int] = field(default_factory=list)
    _sentence_starts: list[int] = field(default_factory=list)
    views: dict[int, SentenceView] = field(default_factory=dict, repr=False)
    quotations: tuple[Span, ...] | None = None
    contexts: dict[tuple[int, int], SpanContext] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._unit_starts = [unit.start for unit in self.units]
        self._sentence_starts = [sentence.start for sentence in self.sentences]

    def unit_index(self, token: int) -> int:
        """Index into :attr:`units` of the unit that holds the token, or the one before it."""
        return _at(self._unit_starts, token, len(self.words))

    def sentence_index(self, token: int) -> int:
        """Index into :attr:`sentences` of the sentence that holds the token, or the one before."""
        return _at(self._sentence_starts, token, len(self.words))

    def unit_of(self, token: int) -> Unit:
        """The unit that holds the token; blanks belong to the unit before them.

        Raises :class:`IndexError` when the text has no such token. A text of blanks alone has
        one empty unit.
        """
        index = self.unit_index(token)
        if not self.units:
            return Unit(0, 0, "paragraph", "other", self.language)
        return self.units[index]

    def sentence_of(self, token: int) -> tuple[int, int]:
        """Start and end (token indices) of the token's sentence."""
        index = self.sentence_index(token)
        if not self.sentences:
            return (0, 0)
        sentence = self.sentences[index]
        return (sentence.start, sentence.end)

    def told(self) -> list[tuple[int, str, Section]]:
        """Each sentence's first code point, its text and its section."""
        return [
            (place.start, place.of(self.text), sentence.section)
            for sentence, place in zip(self.sentences, self.places, strict=True)
        ]

    def section_of(self, token: int) -> Section:
        """The section of the token's sentence."""
        index = self.sentence_index(token)
        return self.sentences[index].section if self.sentences else "other"

    def lang_of(self, token: int) -> Lang:
        """The language of the token's unit."""
        return self.unit_of(token).lang


def _at(starts: Sequence[int], token: int, length: int) -> int:
    if not 0 <= token < length:
        raise IndexError(f"no token {token} in a text of {length}")
    return max(bisect_right(starts, token) - 1, 0)
