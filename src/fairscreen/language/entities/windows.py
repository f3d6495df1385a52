"""From text to the windows that the encoder reads.

Training and run time share this module, so that the model meets the same words, line marks and
cuts in both. Words are cut finely (at every hyphen, apostrophe and full stop), because text in
applications breaks the rules that any tokeniser expects: "Namn:Anna", "Berg,Lind", "a.berg@".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fairscreen.language.entities.unigram import BOS, EOS, UnigramTokenizer

# Letters and digits with combining marks and invisible joiners inside; or a run of one sign.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])*|([^\w\s]|_)\1*")
# A line break, a tab or a wide gap (a column edge) is a mark of its own for the encoder.
_BREAK = re.compile(r"\n|\r|\t|\x0b|\x0c|\u2028|\u2029| {3,}|\u00a0{3,}")
_SENTENCE_END = frozenset(".!?…")

MAX_LENGTH = 192  # pieces in a window, begin and end marks included


@dataclass(slots=True)
class Window:
    """Piece ids with, for each word, its place among them and its character span in the text."""

    ids: list[int] = field(default_factory=lambda: [BOS])
    first: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    ids: tuple[int, ...]
    breaks: bool  # a line break or column edge lies before it
    ends_sentence: bool


# A line of capitals with so many words is running text; shorter ones are headings and names, which
# the encoder has met as they are.
_LONG_LINE = 6
_MOSTLY = 0.9


def without_capitals(text: str) -> str:
    """`text` with running text in capitals put in lower case, of the same length.

    The pieces of the vocabulary are cut for ordinary writing: a sentence in capitals falls into
    scraps that say little, while the encoder reads lower case nearly as well as usual.
    """
    upper = sum(map(str.isupper, text))
    if not upper:
        return text
    whole = upper > _MOSTLY * (upper + sum(map(str.islower, text)))
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.isupper() and (whole or len(line.split()) >= _LONG_LINE):
            # Not line.lower(): the dotted capital I would become two characters.
            lines[number] = "".join(c.lower() if len(c.lower()) == 1 else c for c in line)
    return "\n".join(lines)


def words(text: str) -> Iterator[tuple[int, int]]:
    """Character spans of the words of `text`, in order."""
    for match in _WORD.finditer(text):
        yield match.span()


def _read(text: str, tokenizer: UnigramTokenizer) -> Iterator[_Word]:
    previous = 0
    for start, end in words(text):
        gap = text[previous:start]
        ids = tokenizer.word(text[start:end], space_before=bool(gap) or start == 0)
        if not ids:
            continue
        yield _Word(
            start,
            end,
            ids,
            breaks=previous > 0 and _BREAK.search(gap) is not None,
            ends_sentence=text[start] in _SENTENCE_END,
        )
        previous = end


def windows(
    text: str, tokenizer: UnigramTokenizer, *, max_length: int = MAX_LENGTH
) -> list[Window]:
    """Cut `text` into windows of at most `max_length` pieces that together hold every word once.

    A window that is full ends at the last line break or sentence end in its second half, else
    before the word that did not fit.
    """
    result: list[Window] = []
    pending: list[_Word] = []
    size = 2
    for word in _read(without_capitals(text), tokenizer):
        cost = len(word.ids) + word.breaks
        while pending and size + cost > max_length:
            cut = _cut(pending)
            result.append(_window(pending[:cut]))
            pending = pending[cut:]
            size = 2 + sum(len(item.ids) + item.breaks for item in pending)
        pending.append(word)
        size += cost
    if pending:
        result.append(_window(pending))
    return result


def _cut(pending: list[_Word]) -> int:
    half = len(pending) // 2
    sentence = 0
    for index in range(len(pending) - 1, half, -1):
        if pending[index].breaks:
            return index
        if not sentence and pending[index - 1].ends_sentence:
            sentence = index
    return sentence or len(pending)


def _window(items: list[_Word]) -> Window:
    window = Window()
    for index, word in enumerate(items):
        if word.breaks and index:
            window.ids.append(EOS)
        window.first.append(len(window.ids))
        window.spans.append((word.start, word.end))
        window.ids.extend(word.ids)
    window.ids.append(EOS)
    return window
