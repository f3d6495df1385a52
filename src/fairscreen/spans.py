"""Places in a text.

Offsets are Unicode code points, half-open ``[start, end)``, as in Python slices. Text that people
paste holds decomposed letters (``a`` + ring), soft hyphens, zero-width spaces and odd blanks that
hide a word from every rule; :class:`AlignedText` gives the rules a tidy text and brings each place
they find back to the exact place in what the person pasted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Literal

__all__ = ["AlignedText", "Block", "BlockKind", "Span"]

BlockKind = Literal["heading", "paragraph", "list_item", "table_cell"]


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A place in a text: code points ``start`` to ``end``, half-open; ``0 <= start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words at this place of ``text``."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document that stands by itself, as the file's own format says.

    ``start`` and ``end`` are code points into the document's text, half-open, without the line
    break that ends the block. ``level`` is the heading level (1 is the top) or the depth of a list
    item (0 is the outermost).
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0


# Code points that show nothing and split words: soft hyphen, zero-width space, joiners, word
# joiner, BOM, left-to-right and right-to-left marks and embeddings.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_BLANKS = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# A letter with its combining marks (even with something invisible in between), else one odd sign.
_ODD = re.compile(
    f"[^\\W\\d_](?:[{_INVISIBLE}]*[\u0300-\u036f])+|[{_INVISIBLE}{_BLANKS}{_BREAKS}\ufb00-\ufb06]"
)
_DELETE_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A tidy text and, for each of its code points, where it came from.

    Attributes
    ----------
    source:
        The text as it was given.
    text:
        The tidy text: NFC letters, no invisible code points, plain blanks, ligatures taken apart,
        ``\\n`` for every kind of line break.
    origins:
        For each code point of ``text`` the index in ``source`` where it starts, plus a last entry
        ``len(source)``; ``None`` when both texts are the same.
    """

    source: str
    text: str
    origins: tuple[int, ...] | None = None

    @classmethod
    def of(cls, source: str, *, longest_run: int | None = None) -> AlignedText:
        """Tidy ``source``.

        ``longest_run``, when given, leaves out what a stretch without a blank has beyond so many
        code points: no word is that long, and reading it costs the square of its length.
        """
        odd = _ODD if longest_run is None else _odd_or_long(longest_run)
        if not odd.search(source):
            return cls(source, source)
        pieces: list[str] = []
        origins: list[int] = []
        last = 0
        for match in odd.finditer(source):
            start, end = match.span()
            pieces.append(source[last:start])
            origins.extend(range(last, start))
            long = match.lastgroup == "long"
            new = "" if long else _tidy(match.group(), source[end : end + 1])
            pieces.append(new)
            origins.extend([start] * len(new))
            last = end
        pieces.append(source[last:])
        origins.extend(range(last, len(source)))
        origins.append(len(source))
        return cls(source, "".join(pieces), tuple(origins))

    def to_source(self, start: int, end: int) -> Span:
        """The place in ``source`` that ``text[start:end]`` came from."""
        if self.origins is None:
            return Span(start, end)
        if start == end:
            return Span(self.origins[start], self.origins[start])
        # The end is where the next code point of another origin starts (a ligature is one place),
        # less the invisible ones before it, so that no place ends in something nobody can see.
        last = self.origins[end - 1]
        stop = self.origins[bisect_right(self.origins, last)]
        while stop > last + 1 and self.source[stop - 1] in _INVISIBLE:
            stop -= 1
        return Span(self.origins[start], stop)

    def to_text(self, start: int, end: int) -> Span:
        """The place in ``text`` that covers ``source[start:end]``."""
        if self.origins is None:
            return Span(start, end)
        first = bisect_left(self.origins, start, hi=len(self.text))
        return Span(first, max(first, bisect_left(self.origins, end, hi=len(self.text))))


@cache
def _odd_or_long(longest_run: int) -> re.Pattern[str]:
    return re.compile(rf"(?<=\S{{{longest_run}}})(?P<long>\S+)|{_ODD.pattern}")


def _tidy(piece: str, following: str) -> str:
    first = piece[0]
    if first in _INVISIBLE:
        return ""
    if first in _BLANKS:
        return " "
    if first in _BREAKS:
        return "" if first == "\r" and following == "\n" else "\n"
    shown = piece.translate(_DELETE_INVISIBLE)
    if "\ufb00" <= first <= "\ufb06":
        shown = unicodedata.normalize("NFKC", first) + shown[1:]
    return unicodedata.normalize("NFC", shown)
