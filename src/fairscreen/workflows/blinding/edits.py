"""The masks of a document, and what a person made of them in the review."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError
from fairscreen.workflows.blinding.shapes import Edit, Mask

if TYPE_CHECKING:
    from fairscreen.anonymise import Result

__all__ = ["applied", "edited", "found_masks", "found_suggestions", "shown_words", "text_mark"]

_TOKEN = "[BORTTAGET]"


def found_masks(result: Result) -> list[Mask]:
    """What was found, as masks."""
    return [
        Mask(s.start, s.end, s.category, s.text, s.replacement, s.score, s.why, s.rule, s.reason)
        for s in result.spans
    ]


def found_suggestions(result: Result, masks: Sequence[Mask]) -> tuple[Mask, ...]:
    """What may tell something and no mask touches: masks that a person could ask for."""
    return tuple(
        Mask(
            s.start, s.end, s.category, result.text[s.start : s.end], _token(s.category),
            round(s.score, 3), s.why, s.rule, "",
        )
        for s in result.suggestions
        if not any(mask.start < s.end and s.start < mask.end for mask in masks)
    )  # fmt: skip


def text_mark(text: str) -> str:
    """A short hash, to see whether a document is still the one that was reviewed."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def edited(masks: list[Mask], text: str, index: int, edits: Sequence[Edit]) -> tuple[Mask, ...]:
    """The masks as a person wants them."""
    mark = text_mark(text)
    if any(e.mark and e.mark != mark for e in edits if e.action != "all" and e.file == index):
        raise FairscreenError("review-stale")
    here = {(e.start, e.end): e for e in edits if e.action != "all" and e.file == index}
    kept: list[Mask] = []
    for mask in masks:
        edit = here.pop((mask.start, mask.end), None)
        if edit is None or edit.action == "hide":
            if edit is not None and edit.category:
                mask = replace(mask, category=edit.category, replacement=_token(edit.category))
            kept.append(mask)
    for edit in here.values():
        if edit.action == "hide":
            kept = _with(kept, text, edit.start, edit.end, edit.category)
    for edit in edits:
        if edit.action == "all" and edit.phrase.strip():
            for start, end in _places(text, edit.phrase.strip()):
                kept = _with(kept, text, start, end, edit.category)
    return tuple(sorted(kept, key=lambda mask: mask.start))


def _with(masks: list[Mask], text: str, start: int, end: int, category: str) -> list[Mask]:
    """The masks and one more, unless the place is hidden already; it swallows smaller ones."""
    if not 0 <= start < end <= len(text) or any(m.start <= start and end <= m.end for m in masks):
        return masks
    touching = [m for m in masks if m.start < end and start < m.end]
    start, end = min([start, *(m.start for m in touching)]), max([end, *(m.end for m in touching)])
    category = category or "name"
    why = "En person bad att orden döljs."
    made = Mask(start, end, category, text[start:end], _token(category), 1.0, why, "person", why)
    return [*(m for m in masks if m not in touching), made]


def _places(text: str, phrase: str) -> list[tuple[int, int]]:
    pattern = r"\s+".join(re.escape(word) for word in phrase.split())
    # A name is sought with its genitive, but not inside other words.
    whole = re.compile(rf"(?<!\w){pattern}(?:s|:s)?(?!\w)", re.IGNORECASE)
    return [match.span() for match in whole.finditer(text)]


def _token(category: str) -> str:
    from fairscreen.anonymise.wordlists import table

    tokens: dict[str, Any] = table("tokens")
    swedish = tokens.get("sv", tokens)
    return str(swedish.get(category, _TOKEN))


def shown_words(results: Sequence[Result], edits: Sequence[Edit]) -> tuple[str, ...]:
    """Words that a person chose to show."""
    places = {(e.file, e.start, e.end) for e in edits if e.action == "keep"}
    return tuple(
        span.text
        for index, result in enumerate(results)
        for span in result.spans
        if (index, span.start, span.end) in places
    )


def applied(text: str, masks: Sequence[Mask]) -> str:
    """The text with the masks' words in the place of what they hide."""
    pieces: list[str] = []
    at = 0
    for mask in masks:
        pieces += [text[at : mask.start], mask.replacement]
        at = mask.end
    return "".join([*pieces, text[at:]])
