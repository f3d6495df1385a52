"""Sentence starts that the layout of a text decides: lines, bullets, headings, list numbers.

Ads and CVs are half prose, half lists. A treebank has neither bullets nor line breaks, so a
trained sentence finder cannot know them; this component reads them first and leaves to the
trained one what stands inside a line. In a blank pipeline it also ends sentences at ``.!?``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from fairscreen.language.syntax.wordlists import read_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

__all__ = ["LAYOUT", "LayoutSentences", "make_layout_sentences"]

LAYOUT = "fairscreen_layout"

_BULLET = re.compile(r"[\-–—•·▪●◦■□○*‣⁃→⇒➔►➢✓✔√>\uf020-\uf0ff]|\\-")
_LIST_MARK = re.compile(r"\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4}")
_FULL_STOP = re.compile(r"\.|[!?]+|…|\.{3}")
_CLOSING = frozenset("\"'”’»)]")
_OPENING = frozenset("\"'”’»«([¿¡")
# A wrapped line is longer than this; a shorter one that breaks off is an item of a list.
_SHORT_LINE = 45
# spaCy's values of SENT_START; 0 is a word that nothing has settled yet.
_START, _NO_START = 1, -1


class LayoutSentences:
    """Sets ``is_sent_start`` where the layout is sure, and leaves the rest to what comes after.

    Parameters
    ----------
    lang:
        ``"sv"`` or ``"en"``: whose function words show that a broken line goes on.
    punctuation:
        True also starts a sentence after ``.``, ``!`` and ``?`` and settles every word, so that
        nothing is left for a trained component.
    """

    def __init__(self, lang: str, *, punctuation: bool) -> None:
        self.punctuation = punctuation
        self._going_on = frozenset(read_words(f"line_ends_{lang}"))

    def __call__(self, doc: Doc) -> Doc:
        words = list(doc)
        if not words:
            return doc
        import numpy as np

        # Written at once: spaCy's own setter looks through the whole document at each word.
        marks = doc.to_array(["SENT_START"]).astype(np.int64)
        self._mark(words, marks)
        doc.from_array(["SENT_START"], marks.astype(np.uint64).reshape(-1, 1))
        return doc

    def _mark(self, words: list[Token], marks: NDArray[np.int64]) -> None:
        """Sets 1 where a sentence starts and -1 where none does; leaves other words alone."""
        line_start = 0  # index of the first word of the line
        after_break = 0  # line breaks since the last word
        solid = 0  # index of the last word that is no blank and closes nothing
        for index, token in enumerate(words):
            if index and not (words[index - 1].is_space or words[index - 1].text in _CLOSING):
                solid = index - 1
            if token.is_space:
                after_break += token.text.count("\n")
                if index:
                    marks[index] = _NO_START
                continue
            if index == 0 or after_break == 0:
                if self.punctuation and index:
                    opens = self._after_stop(words, index, line_start, solid)
                    marks[index] = _START if opens else _NO_START
                elif index and _is_list_mark(words, line_start, index - 1):
                    marks[index] = _NO_START
                continue
            start = self._breaks(words, line_start, index, after_break)
            if start or self.punctuation:
                marks[index] = _START if start else _NO_START
            line_start, after_break = index, 0

    def _breaks(self, words: list[Token], line_start: int, index: int, breaks: int) -> bool:
        """Whether the word that opens a new line also opens a sentence."""
        last = _last_word(words, index)
        if breaks > 1 or last is None:
            return True
        token = words[index]
        if _BULLET.fullmatch(token.text) or _FULL_STOP.fullmatch(last.text) or last.text == ":":
            return True
        if last.text.endswith((",", "-")) or last.lower_ in self._going_on:
            return False
        if not token.text[:1].islower():
            return True
        return last.idx + len(last) - words[line_start].idx < _SHORT_LINE

    def _after_stop(self, words: list[Token], index: int, line_start: int, at: int) -> bool:
        """Whether a word inside a line opens a sentence, by the word ``at`` that ends before it."""
        token = words[index]
        if token.text in _CLOSING and not words[index - 1].whitespace_:
            return False
        if not _FULL_STOP.fullmatch(words[at].text):
            return False
        # "(12.3." and "Anna B. Berg": a stop without a sentence end.
        if _is_list_mark(words, line_start, at):
            return False
        initial = at > 1 and len(words[at - 1]) == 1 and words[at - 1].is_upper
        if initial and words[at - 2].is_title and token.is_title:
            return False
        if token.text in _OPENING:
            return True
        return not token.text[:1].islower() and token.text not in ",;:)"


def _last_word(words: list[Token], index: int) -> Token | None:
    at = index - 1
    while at >= 0 and words[at].is_space:
        at -= 1
    return words[at] if at >= 0 else None


def _is_list_mark(words: list[Token], line_start: int, at: int) -> bool:
    """Whether the word at ``at`` is the bullet, or the stop of the number, that opens its line."""
    if at == line_start:
        return bool(_BULLET.fullmatch(words[at].text))
    return (
        at == line_start + 1
        and words[at].text in {".", ")"}
        and bool(_LIST_MARK.fullmatch(words[line_start].text))
        and not words[line_start].whitespace_
    )


@Language.factory(
    LAYOUT,
    default_config={"punctuation": False},
    assigns=["token.is_sent_start"],
    requires=[],
)
def make_layout_sentences(nlp: Language, name: str, punctuation: bool) -> LayoutSentences:
    """The factory behind the component ``fairscreen_layout``."""
    return LayoutSentences("en" if nlp.lang == "en" else "sv", punctuation=punctuation)
