"""A text prepared once for all recognisers: tidy words with their places, lines, headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from fairscreen.anonymise.wordlists import headings
from fairscreen.spans import AlignedText

if TYPE_CHECKING:
    from fairscreen.language.entities import Entity

__all__ = ["Line", "Reading", "Word", "mended"]

Part = Literal["", "referees", "education", "experience", "person"]
# A word may hold an apostrophe, an inner hyphen or a full stop of initials taken apart.
_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_HEADING = re.compile(r"^[\s#*•\-–—=_]*([^\W\d_][^\n:]{1,60}?)\s*[:*=_\-–—]*\s*$")


# A number in which optical reading took digits for letters: "O7O", "l24", "2O16".
_MISREAD = re.compile(r"(?<!\w)(?=[OoIl|]*\d)(?=\d*[OoIl|])[\dOoIl|]{2,}(?!\w)")
_DIGITS = str.maketrans("OoIl|", "00111")

_PLURAL = frozenset({"referenser", "references", "referees", "referenspersoner"})


def mended(text: str) -> str:
    """``text`` with letters that stand for digits in numbers made digits again."""
    return _MISREAD.sub(lambda m: m.group().translate(_DIGITS), text)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters of the tidy text."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its break; ``part`` is the part of a CV that the heading above it opens."""

    start: int
    end: int
    text: str
    part: Part = ""
    heading: bool = False


@dataclass
class Reading:
    """``aligned.text`` is what recognisers read; their places are brought back at the end.

    ``entities`` and ``grounds`` are what the trained model sees in it, from one run: names, and
    what is told of health, family and the other grounds.
    """

    aligned: AlignedText
    lang: Literal["sv", "en"]
    entities: list[Entity] = field(default_factory=list)
    grounds: list[Entity] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.aligned.text

    @cached_property
    def lower(self) -> str:
        # Only letters whose lower case is one code point, so that places stay the same.
        whole = self.text.lower()
        if len(whole) == len(self.text) and "Σ" not in self.text:  # sigma has two lower cases
            return whole
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def digits(self) -> str:
        """The text with misread digits set right; of the same length."""
        return mended(self.text)

    @cached_property
    def words(self) -> list[Word]:
        return [
            Word(m.start(), m.end(), m.group(), m.group().lower())
            for m in _WORD.finditer(self.text)
        ]

    @cached_property
    def lines(self) -> list[Line]:
        lines: list[Line] = []
        part: Part = ""
        at = 0
        known = headings()
        held: Part | None = None  # what "Referenser: Anna" opens up to the next empty line
        for raw in self.text.split("\n"):
            match = _HEADING.match(raw)
            title = match.group(1).strip().lower() if match else ""
            opened = known.get(title)
            if opened is None and match and raw.isupper() and len(title.split()) <= 3:
                opened = known.get(title.split()[0])
            label = raw.partition(":")[0].strip().lower() if ":" in raw else ""
            own: Part | None = None
            if opened is not None:
                part, held = opened, None
            elif known.get(label) == "referees":
                own = "referees"
                held = own if label in _PLURAL else None
            elif not raw.strip():
                held = None
            here = own or held or part
            lines.append(Line(at, at + len(raw), raw, here, opened is not None))
            at += len(raw) + 1
        return lines

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, place: int) -> Line:
        """The line that holds the code point ``place``."""
        return self.lines[max(0, bisect_right(self._line_starts, place) - 1)]

    def line_number(self, place: int) -> int:
        return max(0, bisect_right(self._line_starts, place) - 1)
