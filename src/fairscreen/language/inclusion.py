"""Inclusion lists: "oavsett kön, ålder, religion ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairscreen.language.scope import view_of
from fairscreen.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["inclusion"]


def inclusion(doc: Doc, sentence: int, first: int, last: int) -> Span | None:
    """The inclusion list that holds words ``first`` to ``last`` of the sentence, or None."""
    view = view_of(doc, sentence)
    offset = doc._.parsed.sentences[sentence].start
    for hit in view.inclusions:
        if hit.label == "backward":
            ranges = view.behind(hit.start)
            begin, end = (ranges[-1][0], hit.end) if ranges else (hit.start, hit.end)
        else:
            begin, end = hit.start, view.ahead(hit.end, to_verb=True)[1]
            weak = tuple(view.words[hit.start : hit.end]) in view.cues.weak_inclusion
            if weak and not any(word in view.cues.grounds for word in view.words[hit.end : end]):
                continue
        if begin <= first and last <= end:
            tail = doc[offset + end - 1]
            return Span(doc[offset + begin].idx, tail.idx + len(tail))
    return None
