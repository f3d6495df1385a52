"""Cuts a text into headings, paragraphs, list items and table cells, by its lines and blocks.

Pasted ads keep little of their layout. A heading is a short line like any other, lists come with
bullets, with dashes that touch the word, or with none, and mail programs break lines in the
middle of a sentence. A line is joined to the one before it only where it evidently goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fairscreen.language.headings import HeadingList, heading_list
from fairscreen.language.lines import Line, known_heading, known_label, read_lines
from fairscreen.language.structure import Section
from fairscreen.language.wordlists import ends_with, word_set
from fairscreen.spans import Block, BlockKind

__all__ = ["Draft", "draft_units"]

_RULE_LINE = re.compile(r"[\W_]{3,}")
_COLUMN_REACH = 40  # lines looked at on either side; a column shows itself in fewer
_MAX_WRAP = 130  # a column is not wider: longer lines are paragraphs
_MIN_WRAP = 45
_INLINE_FROM = 160


@dataclass(frozen=True, slots=True)
class Draft:
    """A unit in code points, before sections and tokens are known.

    ``opens`` is the section a known heading or label opens; ``label`` is True for a label inside
    the line ("Krav: ..."). ``gap`` is True after an empty line. ``wrapped`` holds the places of
    line breaks that end no sentence.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    opens: Section | None = None
    label: bool = False
    gap: bool = False
    wraps: tuple[int, ...] = ()
    lead_in: bool = False


def draft_units(text: str, blocks: Sequence[Block] = ()) -> list[Draft]:
    """The units of ``text`` in order; together they hold every code point that is not blank.

    ``blocks`` tell the structure where the file's format knew it. What stands between or outside
    them is read by its lines, and so are paragraphs, since people type their own bullets.
    """
    if not blocks:
        return _by_lines(text, 0, len(text))
    drafts: list[Draft] = []
    at = 0
    for block in sorted(blocks, key=lambda item: (item.start, item.end)):
        start, end = max(block.start, at), min(block.end, len(text))
        if start >= end:
            continue
        drafts += _by_lines(text, at, start)
        inside = _by_lines(text, start, end, alone=True)
        drafts += [_as_block(draft, block, text) for draft in inside]
        at = end
    return drafts + _by_lines(text, at, len(text))


def _as_block(draft: Draft, block: Block, text: str) -> Draft:
    if block.kind == "paragraph":
        return draft
    if block.kind == "heading":
        opens = draft.opens or known_heading(text[draft.start : draft.end])
        return replace(draft, kind="heading", level=block.level, opens=opens, label=False)
    return replace(draft, kind=block.kind, level=block.level)


def _by_lines(text: str, start: int, end: int, *, alone: bool = False) -> list[Draft]:
    lines = read_lines(text, start, end, alone=alone)
    drafts: list[Draft] = []
    listing = False  # inside a list without bullets
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.heading:
            drafts.append(
                Draft(line.start, line.end, "heading", line.level, line.known, gap=line.gap)
            )
            listing = False
            index += 1
            continue
        last = index
        wraps: list[int] = []
        while last + 1 < len(lines) and _goes_on(
            lines, last, listing or _list_begins(lines, index)
        ):
            wraps.append(lines[last].end)
            last += 1
        listing = (listing and not line.gap) or _list_begins(lines, index)
        item = bool(line.mark) or (listing and last == index and not line.ended)
        listing = listing and item
        kind: BlockKind = "list_item" if item else "paragraph"
        draft = Draft(
            line.start, lines[last].end, kind, line.indent if item else 0, gap=line.gap,
            wraps=tuple(wraps), lead_in=not item and line.body.rstrip("*_ ").endswith(":"),
        )  # fmt: skip
        opens = line.known or known_label(line.body)
        if opens:
            draft = replace(draft, opens=opens, label=True)
        drafts += _split_inline(text, draft) if kind == "paragraph" else [draft]
        index = last + 1
    return [cell for draft in drafts for cell in _cells(text, draft)]


def _list_begins(lines: list[Line], index: int) -> bool:
    """Whether the line at ``index`` is the first item of a list without bullets."""
    line = lines[index]
    if line.mark or index == 0 or line.ended or index + 1 >= len(lines):
        return False
    before, following = lines[index - 1], lines[index + 1]
    lead = before.heading or before.text.endswith(":") or ends_with(before.text, "lead_ends")
    if not lead or following.gap or following.mark or following.heading:
        return False
    alike = following.lower == line.lower and not following.ended
    return alike and len(line.text) <= _MAX_WRAP and len(following.text) <= _MAX_WRAP


def _goes_on(lines: list[Line], index: int, listing: bool) -> bool:
    """Whether the sentence of the line at ``index`` evidently goes on in the next line."""
    line, following = lines[index], lines[index + 1]
    if following.gap or following.mark or following.heading or line.heading:
        return False
    if _RULE_LINE.fullmatch(line.text) or _RULE_LINE.fullmatch(following.text):
        return False
    last = line.text.rsplit(None, 1)[-1].lower()
    opening = line.text.split(None, 1)[0].lower()
    if opening in word_set("clause_openers") and following.lower and not line.ended:
        return True  # a subordinate clause alone is no sentence
    column = _column(lines, index)
    full = column and len(line.text) + 1 + len(following.text.split(None, 1)[0]) > column
    if line.ended:
        # In a column of mail the paragraph goes on after a full stop too.
        return bool(full) and not line.text.endswith(":") and following.body[:1].isalpha()
    if last.rstrip(",") in word_set("open_ends"):
        return not (listing and ends_with(line.text, "lead_ends"))
    if full:
        return True
    if listing or not following.lower:
        return False
    if line.text.endswith(","):
        return True
    if line.lower and not line.mark:
        return False  # two lines in lower case, uneven: items of a list without bullets
    return len(line.text) >= _MIN_WRAP and not ends_with(line.text, "lead_ends")


def _column(lines: list[Line], index: int) -> int:
    """Width of the column of text that the line stands in, or 0 where lines are uneven.

    A column: three lines or more without an empty line, none much longer than the others, and a
    sentence that plainly crosses one of the breaks.
    """
    first = index
    while (
        first > max(index - _COLUMN_REACH, 0)
        and not lines[first].gap
        and not lines[first].mark
        and not lines[first - 1].heading
    ):
        first -= 1
    last = index
    while last + 1 < min(index + _COLUMN_REACH, len(lines)) and not (
        lines[last + 1].gap or lines[last + 1].mark or lines[last + 1].heading
    ):
        last += 1
    run = lines[first : last + 1]
    if len(run) < 3:
        return 0
    widths = [len(line.text) for line in run]
    width = max(widths)
    if not _MIN_WRAP <= width <= _MAX_WRAP:
        return 0
    crossing = full = 0
    for line, following in pairwise(run):
        full += len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width - 3
        crossing += not line.ended and following.lower
    pairs = len(run) - 1
    return width if crossing * 2 >= pairs and full * 5 >= pairs * 4 else 0


def _split_inline(text: str, draft: Draft) -> list[Draft]:
    """Takes headings out of a long paragraph whose line breaks were lost."""
    if draft.end - draft.start < _INLINE_FROM:
        return [draft]
    pieces: list[Draft] = []
    at = draft.start
    for heads, match in _inline_headings(text, draft):
        start, end = match.span()
        if start > at and text[at:start].strip():
            pieces.append(_piece(text, draft, at, start))
        section = heads.exact.get(match.group().rstrip(":").strip(" ?").lower())
        pieces.append(Draft(start, end, "heading", 0, section, gap=True))
        at = end
    if not pieces:
        return [draft]
    if text[at : draft.end].strip():
        pieces.append(_piece(text, draft, at, draft.end))
    return pieces


def _inline_headings(text: str, draft: Draft) -> list[tuple[HeadingList, re.Match[str]]]:
    found: list[tuple[HeadingList, re.Match[str]]] = []
    for heads in (heading_list("sv"), heading_list("en")):
        for match in heads.inline.finditer(text, draft.start, draft.end):
            if all(
                match.start() >= other.end() or match.end() <= other.start() for _, other in found
            ):
                found.append((heads, match))
    return sorted(found, key=lambda item: item[1].start())


def _piece(text: str, draft: Draft, start: int, end: int) -> Draft:
    body = text[start:end]
    first = start + len(body) - len(body.lstrip())
    last = start + len(body.rstrip())
    whole = first == draft.start
    return Draft(
        first, last, "paragraph", gap=draft.gap and whole, label=draft.label and whole,
        opens=draft.opens if whole else None,
        wraps=tuple(place for place in draft.wraps if first < place < last),
    )  # fmt: skip


def _cells(text: str, draft: Draft) -> list[Draft]:
    """Tabs inside a line part the cells of a table."""
    body = text[draft.start : draft.end]
    if "\t" not in body or draft.kind != "paragraph" or draft.wraps:
        return [draft]
    cells = [match for match in re.finditer(r"[^\t]+", body) if match.group().strip()]
    return [
        replace(
            draft, start=draft.start + cell.start(), end=draft.start + cell.end(),
            kind="table_cell", opens=None, label=False,
        )
        for cell in cells
    ]  # fmt: skip
