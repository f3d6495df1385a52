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
from fairscreen.language.structure import Section
from fairscreen.language.wordlists import ends_with, word_set
from fairscreen.spans import Block, BlockKind

__all__ = ["Draft", "draft_units"]

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f1e6-\U0001faff"
_BULLET = re.compile(
    rf"""(?P<indent>\s*)(?P<mark>
    [-–—](?:\s+|(?=[^\W\d_]))     # a dash, also glued to its word
    | [•·▪●◦‣⁃→⇒⇨➔➢►▶✓✔√■□○¤☼>\uf020-\uf0ff{_EMOJI}][\ufe0f\U0001f3fb-\U0001f3ff]*\s*
    | \*(?!\*)\s*
    | o\s+(?=\S)
    | \(?\d{{1,2}}[.)]\s+(?=\D)
    | [a-z]\)\s+
    )""",
    re.VERBOSE,
)
_BARE_MARK = re.compile(r"[-–—•·▪●◦‣⁃→*►➢✓✔■□○o>\uf020-\uf0ff]|\d{1,2}[.)]")
_NUMBER_MARK = re.compile(r"\(?\d{1,2}[.)]\s|[a-z]\)\s")
_RULE_LINE = re.compile(r"[\W_]{3,}")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]*_]*$")
_WORD = re.compile(r"\w+")
_MAX_HEADING = 60
_MAX_HEADING_WORDS = 8
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


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool
    mark: int = 0  # length of the bullet with its blanks
    indent: int = 0
    known: Section | None = None
    heading: bool = False
    level: int = 0

    @property
    def body(self) -> str:
        return self.text[self.mark :]

    @property
    def ended(self) -> bool:
        return bool(_ENDS.search(self.text))

    @property
    def lower(self) -> bool:
        return self.body[:1].islower()


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
        opens = draft.opens or _known(text[draft.start : draft.end])
        return replace(draft, kind="heading", level=block.level, opens=opens, label=False)
    return replace(draft, kind=block.kind, level=block.level)


def _known(line: str) -> Section | None:
    return heading_list("sv").section(line) or heading_list("en").section(line)


def _by_word(line: str) -> Section | None:
    return heading_list("sv").by_word(line) or heading_list("en").by_word(line)


def _label(line: str) -> Section | None:
    return heading_list("sv").label(line) or heading_list("en").label(line)


def _by_lines(text: str, start: int, end: int, *, alone: bool = False) -> list[Draft]:
    lines = _lines(text, start, end)
    _mark_headings(lines, alone=alone)
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
        opens = line.known or _label(line.body)
        if opens:
            draft = replace(draft, opens=opens, label=True)
        drafts += _split_inline(text, draft) if kind == "paragraph" else [draft]
        index = last + 1
    return [cell for draft in drafts for cell in _cells(text, draft)]


def _lines(text: str, start: int, end: int) -> list[_Line]:
    lines: list[_Line] = []
    after = start
    pending: _Line | None = None  # a bullet alone on its line
    for match in _LINE.finditer(text, start, end):
        raw = match.group()
        body = raw.strip()
        if not body:
            continue
        gap = bool(lines) and len(_BREAK.findall(text, after, match.start())) > 1
        after = match.end()
        first = match.start() + raw.index(body[0])
        line = _Line(first, first + len(body), body, gap)
        if pending and not gap:
            line = _Line(pending.start, line.end, text[pending.start : line.end], pending.gap)
            lines.pop()
        bullet = _BULLET.match(raw) if not pending else _BULLET.match(line.text)
        if bullet:
            line.mark = len(bullet.group("mark"))
            line.indent = len(bullet.group("indent").expandtabs(4)) // 2
        pending = line if _BARE_MARK.fullmatch(body) else None
        lines.append(line)
    _drop_false_marks(lines)
    return lines


def _drop_false_marks(lines: list[_Line]) -> None:
    """A lone ``o`` or dash before a word is a bullet only where others stand near."""
    for index, line in enumerate(lines):
        if not line.mark:
            continue
        near = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
        alike = any(other.text[:1] == line.text[:1] and other.mark for other in near)
        lead = index > 0 and lines[index - 1].text.endswith(":")
        if line.text[0] == "o" and not (alike or lead):
            line.mark = 0


def _mark_headings(lines: list[_Line], *, alone: bool) -> None:
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if line.text.startswith("#") and line.text.lstrip("#")[:1] in (" ", ""):
            line.heading = True
            line.level = len(line.text) - len(line.text.lstrip("#"))
            line.known = _known(line.text)
            continue
        if line.mark and (
            _NUMBER_MARK.match(line.text) or line.text[0] not in "*-" or line.mark > 1
        ):
            emoji = (line.text[0] > "\u25ff" and line.text[0] < "\uf000") or line.text[0] > "\uffff"
            numbered = _NUMBER_MARK.match(line.text) is not None
            if not (emoji or numbered) or (following is not None and following.mark):
                continue
        known = _known(line.body)
        if known and line.text.endswith("!"):
            line.known = known  # "Välkommen med din ansökan!" is a sentence that tells its section
            continue
        if known and _may_head(line, following, known):
            line.heading, line.known = True, known
            continue
        introduces = line.text.endswith(":") and following is not None and bool(following.mark)
        short = not line.mark and len(line.text) <= _MAX_HEADING
        if short and introduces and _by_word(line.text):
            line.heading, line.known = True, _by_word(line.text)
        elif not line.mark and _looks_like_heading(lines, index, alone=alone):
            # The first line is the ad's title, whatever its words.
            line.heading, line.known = True, _by_word(line.text) if index else None


def _may_head(line: _Line, following: _Line | None, known: Section) -> bool:
    """Whether a line that equals a listed heading is one, and not the start of a sentence."""
    if following is None or following.gap:
        return True
    # "Vi söker" + "en lärare till ..." is a sentence that was broken; "Vi söker dig som" + "har
    # körkort" is a heading over a list.
    return not (
        following.lower and not following.mark and line.body.lower() in word_set("open_ends")
    )


def _looks_like_heading(lines: list[_Line], index: int, *, alone: bool) -> bool:
    """Whether a line that no list knows stands as a heading: short, unended, with text below."""
    line = lines[index]
    body = line.body
    bold = body.startswith(("**", "__")) and body.rstrip(":").endswith(("**", "__"))
    words = _WORD.findall(body)
    if not words or len(body) > _MAX_HEADING or len(words) > _MAX_HEADING_WORDS:
        return False
    if (
        body[-1] in ".,;)"
        or any(sign in body for sign in "@<>|")
        or "://" in body
        or "www." in body
    ):
        return False
    if any(len(word) > 4 and word.isdigit() for word in words):
        return False
    letters = [char for char in body if char.isalpha()]
    if not letters or not (body[0].isupper() or body[0] in "*_" or body[0].isdigit()):
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None or (alone and not bold and not body.isupper()):
        return False
    if bold or (body.isupper() and len(letters) > 4):
        return True
    if body[-1] in "!…:" or ":" in body:
        return False
    before = lines[index - 1] if index else None
    if index == 0:
        return following.gap or len(following.body) > 2 * len(body)
    opens_block = line.gap or (before is not None and (before.ended or bool(before.mark)))
    if not opens_block or (following.lower and not following.mark):
        return False
    # A short line among short lines is an address, a signature or a list, not a heading.
    return (len(following.body) > 1.5 * len(body) and len(following.body) > 50) or bool(
        following.mark
    )


def _list_begins(lines: list[_Line], index: int) -> bool:
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


def _goes_on(lines: list[_Line], index: int, listing: bool) -> bool:
    """Whether the sentence of the line at ``index`` evidently goes on in the next line."""
    line, following = lines[index], lines[index + 1]
    if following.gap or following.mark or following.heading or line.heading:
        return False
    if _RULE_LINE.fullmatch(line.text) or _RULE_LINE.fullmatch(following.text):
        return False
    last = line.text.rsplit(None, 1)[-1].lower()
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


def _column(lines: list[_Line], index: int) -> int:
    """Width of the column of text that the line stands in, or 0 where lines are uneven.

    A column: three lines or more without an empty line, none much longer than the others, and a
    sentence that plainly crosses one of the breaks.
    """
    first = index
    while (
        first > 0
        and not lines[first].gap
        and not lines[first].mark
        and not lines[first - 1].heading
    ):
        first -= 1
    last = index
    while last + 1 < len(lines) and not (
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
