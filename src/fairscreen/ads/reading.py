"""One reading of a parsed ad: its words, what the automaton found, and where sentences end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from fairscreen.ads.automaton import Automaton
from fairscreen.ads.review import Level
from fairscreen.ads.rulemodel import Rule
from fairscreen.ads.words import BREAK, Word, words_of
from fairscreen.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from fairscreen.ads.ruleset import CompiledMatch
    from fairscreen.language import SpanContext

__all__ = ["Candidate", "DroppedHit", "Hit", "Reading"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a rule may be about: code points ``start`` to ``end``, half-open."""

    compiled: CompiledMatch
    start: int
    end: int
    suggestions: tuple[str, ...] | None = None
    #: Terms of the entry that hold the word in another sense.
    unless: tuple[str, ...] = ()
    #: What else the message tells, ``{name}`` by name.
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def rule(self) -> Rule:
        return self.compiled.rule

    def overlaps(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding in the parsed text; ``reason`` is where the ad gives a reason for it."""

    rule: Rule
    level: Level
    start: int
    end: int
    message: str
    suggestions: tuple[str, ...]
    reason: Span | None = None

    def overlaps(self, other: Hit) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class DroppedHit:
    """A candidate of ``rule`` (its id) that was set aside for ``reason``."""

    rule: str
    start: int
    end: int
    reason: str


@dataclass
class Reading:
    """What is looked up while one ad is judged. Offsets are code points into :attr:`text`."""

    doc: Doc
    words: list[Word]
    units: list[tuple[int, int]]
    matches: Mapping[int, list[tuple[int, int]]]
    text: str = ""
    _contexts: dict[tuple[int, int], SpanContext] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc, automaton: Automaton) -> Reading:
        """Read ``doc``: cut its words and run the automaton over them once."""
        parsed = doc._.parsed
        text = parsed.text
        units = []
        for unit in parsed.units:
            if unit.end > unit.start:
                last = doc[unit.end - 1]
                units.append((doc[unit.start].idx, last.idx + len(last.text)))
        words = words_of(text, units)
        matches: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for match in automaton.scan(words):
            matches[match.term].append((match.start, match.end))
        return cls(doc=doc, words=words, units=units, matches=dict(matches), text=text)

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def _token_starts(self) -> list[int]:
        sizes = self.doc.to_array(["LENGTH", "SPACY"]).reshape(len(self.doc), -1).sum(axis=1)
        return [0, *(int(end) for end in sizes.cumsum()[:-1])]

    @cached_property
    def parts_of_speech(self) -> list[str]:
        """Universal part of speech per token; empty where the pipeline gave none."""
        if not self.doc.has_annotation("POS"):
            return []
        names = self.doc.vocab.strings
        return [names[int(key)] if key else "" for key in self.doc.to_array("POS")]

    @cached_property
    def passives(self) -> list[int]:
        """Tokens that are verbs in the passive."""
        if not self.doc.has_annotation("MORPH"):
            return []
        keys = self.doc.to_array("MORPH")
        names = self.doc.vocab.strings
        voice = {int(key) for key in set(keys) if "Voice=Pass" in names[int(key)]}
        kinds = self.parts_of_speech or ["VERB"] * len(keys)
        return [at for at, key in enumerate(keys) if int(key) in voice and kinds[at] == "VERB"]

    @cached_property
    def size(self) -> int:
        """Words of the text; signs are none."""
        return sum(word.form != BREAK and word.form[0].isalnum() for word in self.words)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def token_at(self, offset: int) -> int:
        """Index of the token at, or else next before, a code point."""
        return max(bisect_right(self._token_starts, offset) - 1, 0)

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """Token range, half-open, that covers code points ``start`` to ``end``."""
        return self.token_at(start), self.token_at(max(end - 1, start)) + 1

    def word_at(self, offset: int) -> int:
        """Index of the first word that starts at or after a code point."""
        return bisect_left(self._word_starts, offset)

    def context(self, start: int, end: int) -> SpanContext:
        """The context of code points ``start`` to ``end``."""
        from fairscreen.language import context

        tokens = self.tokens_of(start, end)
        if tokens not in self._contexts:
            self._contexts[tokens] = context(self.doc, *tokens)
        return self._contexts[tokens]

    def sentence(self, start: int, end: int, *, around: bool = False) -> Span:
        """The sentence of code points ``start`` to ``end``; ``around``: with its neighbours."""
        parsed = self.doc._.parsed
        first, last = self.tokens_of(start, end)
        begin, _ = parsed.sentence_of(first)
        _, stop = parsed.sentence_of(last - 1)
        if around:
            begin = parsed.sentence_of(begin - 1)[0] if begin > 0 else begin
            after = stop
            while after < len(self.doc) and self.doc[after].is_space:
                after += 1  # line ends stand between units
            stop = parsed.sentence_of(after)[1] if after < len(self.doc) else stop
        ending = self.doc[stop - 1]
        return Span(self.doc[begin].idx, ending.idx + len(ending.text))

    def headings(self, offset: int) -> list[Span]:
        """What the unit at a code point stands under: its lead-in and the heading before it."""
        parsed = self.doc._.parsed
        index = parsed.unit_index(self.token_at(offset))
        lead_in = parsed.units[index].lead_in
        heading = next(
            (at for at in range(index - 1, -1, -1) if parsed.units[at].kind == "heading"), None
        )
        found = []
        for at in {lead_in, heading} - {None}:
            unit = parsed.units[at]
            last = self.doc[unit.end - 1]
            found.append(Span(self.doc[unit.start].idx, last.idx + len(last)))
        return found

    def places(self, group: int | None) -> list[Span]:
        """Where a group of terms was found, as code points."""
        if group is None:
            return []
        return [
            Span(self.words[first].start, self.words[last - 1].end)
            for first, last in self.matches.get(group, ())
        ]
