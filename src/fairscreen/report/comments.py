"""Word comments at the words of a review.

A comment is tied to whole runs, so runs are cut where a finding begins and ends; nothing else of
the document is touched. Places are found by the letters themselves, line by line: whatever blanks,
list marks and text boxes a reader turned into what, the letters of a line stand together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["Comment", "add_comments"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_AUTHOR, _INITIALS = "fairscreen", "fs"


@dataclass(frozen=True, slots=True)
class Comment:
    """``text`` about code points ``start`` to ``end`` of the review's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Letter:
    """One visible letter: its text element, and its place there."""

    holder: Any
    at: int


def add_comments(document: WordDocument, text: str, comments: Sequence[Comment]) -> int:
    """Add ``comments`` on ``text`` to a document that holds the same words.

    Returns
    -------
    How many stand at their very words; the others stand at the document's first words and quote
    what they are about.
    """
    letters, stream = _letters(document)
    if not letters:
        return 0
    places = _Places(text, stream)
    anchors: list[tuple[int, int] | None] = [places.of(c.start, c.end) for c in comments]
    cuts: dict[Any, set[int]] = {}
    for anchor in anchors:
        first, last = anchor or (0, 0)
        cuts.setdefault(letters[first].holder, set()).add(letters[first].at)
        cuts.setdefault(letters[last].holder, set()).add(letters[last].at + 1)
    runs = _cut(cuts)
    for comment, anchor in zip(comments, anchors, strict=True):
        first, last = anchor or (0, 0)
        body = comment.text
        quoted = " ".join(text[comment.start : comment.end].split())
        if anchor is None and quoted:
            body = f"Om ”{quoted}”:\n{body}"
        _attach(
            document,
            _run_at(runs, letters[first].holder, letters[first].at),
            _run_at(runs, letters[last].holder, letters[last].at),
            body,
        )
    return sum(anchor is not None for anchor in anchors)


def _letters(document: WordDocument) -> tuple[list[_Letter], str]:
    """The letters that are no blanks, in reading order, and the same as a string."""
    letters: list[_Letter] = []
    stream: list[str] = []
    for paragraph in document.element.body.iter(f"{_W}p"):
        if any(a.tag in _LEFT_OUT or a.tag == _FALLBACK for a in paragraph.iterancestors()):
            continue
        for holder in _texts(paragraph):
            for at, letter in enumerate(holder.text or ""):
                if not letter.isspace():
                    letters.append(_Letter(holder, at))
                    stream.append(letter)
    return letters, "".join(stream)


def _texts(paragraph: Any) -> Iterator[Any]:
    """The paragraph's own text elements: not those of a text box that hangs on it."""
    for holder in paragraph.iter(f"{_W}t"):
        above = holder.getparent()
        if above.tag != f"{_W}r":
            continue
        while above is not paragraph and above.tag not in _LEFT_OUT and above.tag != f"{_W}p":
            above = above.getparent()
        if above is paragraph:
            yield holder


class _Places:
    """From places in the review's text to numbers of letters in the document."""

    def __init__(self, text: str, stream: str) -> None:
        self._text = text
        self._stream = stream
        self._lines: list[tuple[int, int, int | None]] = []
        after = 0
        start = 0
        for line in text.splitlines(keepends=True):
            bare = "".join(line.split())
            found, skipped = self._find(bare, after)
            if found is not None:
                after = found + len(bare) - skipped
                found -= skipped
            self._lines.append((start, start + len(line), found))
            start += len(line)

    def _find(self, bare: str, after: int) -> tuple[int | None, int]:
        """Where a line stands, and how many letters of its list mark the document has not."""
        for skipped in (0, 1, 2, 3) if len(bare) > 3 else (0,):
            wanted = bare[skipped:]
            if not wanted or (skipped and bare[:skipped].isalpha() and bare[:skipped] != "o"):
                break
            for origin in (after, 0):
                found = self._stream.find(wanted, origin)
                if found >= 0:
                    return found, skipped
        return None, 0

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last letter of code points ``start`` to ``end``; ``None``: not found."""
        first = self._letter(start, end)
        count = len("".join(self._text[start:end].split()))
        if first is None or not count:
            return self._by_words(start, end)
        last = self._letter(self._last_letter(start, end), end)
        if last is None or not first <= last < len(self._stream):
            return self._by_words(start, end)
        return max(first, 0), last

    def _last_letter(self, start: int, end: int) -> int:
        while end > start + 1 and self._text[end - 1].isspace():
            end -= 1
        return end - 1

    def _letter(self, start: int, end: int) -> int | None:
        while start < end and self._text[start].isspace():
            start += 1
        for low, high, found in self._lines:
            if low <= start < high and found is not None:
                return found + len("".join(self._text[low:start].split()))
        return None

    def _by_words(self, start: int, end: int) -> tuple[int, int] | None:
        bare = "".join(self._text[start:end].split())
        if not bare:
            return None
        near = next((f for low, _, f in reversed(self._lines) if low <= start and f is not None), 0)
        for origin in (max(near, 0), 0):
            found = self._stream.find(bare, origin)
            if found >= 0:
                return found, found + len(bare) - 1
        return None


_Pieces = dict[Any, list[tuple[int, int, Any]]]


def _cut(cuts: dict[Any, set[int]]) -> _Pieces:
    """Cut runs at places in their text; gives, per text element, its stretches and their runs."""
    pieces: _Pieces = {}
    for run in {holder.getparent(): None for holder in cuts}:
        _cut_run(run, cuts, pieces)
    return pieces


def _cut_run(run: Any, cuts: dict[Any, set[int]], pieces: _Pieces) -> None:
    look = run.find(f"{_W}rPr")
    current, filled, due = run, False, False

    def begin() -> None:
        """Go on in a new run of the same look, unless nothing stands in this one yet."""
        nonlocal current, filled
        if not filled:
            return
        made = run.makeelement(f"{_W}r", {})
        if look is not None:
            made.append(deepcopy(look))
        current.addnext(made)
        current, filled = made, False

    for child in [child for child in run if child is not look]:
        whole = (child.text or "") if child.tag == f"{_W}t" else ""
        here = cuts.get(child, set())
        edges = sorted({0, len(whole), *(at for at in here if at < len(whole))})
        held = []
        for start, end in pairwise(edges):
            if due or start in here:
                begin()
            due = False
            part = child if start == 0 else child.makeelement(f"{_W}t", {})
            if part.getparent() is not current:
                current.append(part)
            if here:
                part.text = whole[start:end]
                part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            filled = True
            held.append((start, end, current))
        pieces[child] = held
        if not held:
            if due:
                begin()
            if child.getparent() is not current:
                current.append(child)
            filled = True
        due = len(whole) in here


def _run_at(pieces: _Pieces, holder: Any, at: int) -> Any:
    return next(run for start, end, run in pieces[holder] if start <= at < end)


def _attach(document: WordDocument, first: Any, last: Any, body: str) -> None:
    from docx.text.run import Run

    ends = [Run(first, document._body), Run(last, document._body)]
    comment = document.add_comment(ends, text=body, author=_AUTHOR, initials=_INITIALS)
    # The day of a review is not for a file that goes on to others.
    comment._comment_elm.attrib.pop(f"{_W}date", None)
