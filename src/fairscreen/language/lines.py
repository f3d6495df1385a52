"""The lines of a pasted text, with their bullets, and which of them are headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fairscreen.language.headings import heading_list
from fairscreen.language.structure import Section
from fairscreen.language.wordlists import word_set

__all__ = ["Line", "known_heading", "known_label", "read_lines"]

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
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]*_]*$")
_WORD = re.compile(r"\w+")
_MAX_HEADING = 60
_MAX_HEADING_WORDS = 8


@dataclass(slots=True)
class Line:
    """One line; ``mark`` is the length of its bullet with the blanks after it."""

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


def known_heading(line: str) -> Section | None:
    """The section that a listed heading opens, in either language."""
    return heading_list("sv").section(line) or heading_list("en").section(line)


def _by_word(line: str) -> Section | None:
    return heading_list("sv").by_word(line) or heading_list("en").by_word(line)


def known_label(line: str) -> Section | None:
    """The section that a label inside the line opens ("Krav: ...")."""
    return heading_list("sv").label(line) or heading_list("en").label(line)


def read_lines(text: str, start: int, end: int, *, alone: bool = False) -> list[Line]:
    """The lines of ``text[start:end]`` that are not empty, headings marked.

    ``alone`` tells that the lines are one block of a file, whose headings the file knows better.
    """
    lines = _lines(text, start, end)
    _mark_headings(lines, alone=alone)
    return lines


def _lines(text: str, start: int, end: int) -> list[Line]:
    lines: list[Line] = []
    after = start
    pending: Line | None = None  # a bullet alone on its line
    for match in _LINE.finditer(text, start, end):
        raw = match.group()
        body = raw.strip()
        if not body:
            continue
        gap = bool(lines) and len(_BREAK.findall(text, after, match.start())) > 1
        after = match.end()
        first = match.start() + raw.index(body[0])
        line = Line(first, first + len(body), body, gap)
        if pending and not gap:
            line = Line(pending.start, line.end, text[pending.start : line.end], pending.gap)
            lines.pop()
        bullet = _BULLET.match(raw) if not pending else _BULLET.match(line.text)
        if bullet:
            line.mark = len(bullet.group("mark"))
            line.indent = len(bullet.group("indent").expandtabs(4)) // 2
        pending = line if _BARE_MARK.fullmatch(body) else None
        lines.append(line)
    _drop_false_marks(lines)
    return lines


def _drop_false_marks(lines: list[Line]) -> None:
    """A lone ``o`` or dash before a word is a bullet only where others stand near."""
    for index, line in enumerate(lines):
        if not line.mark:
            continue
        near = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
        alike = any(other.text[:1] == line.text[:1] and other.mark for other in near)
        lead = index > 0 and lines[index - 1].text.endswith(":")
        if line.text[0] == "o" and not (alike or lead):
            line.mark = 0


def _mark_headings(lines: list[Line], *, alone: bool) -> None:
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if line.text.startswith("#") and line.text.lstrip("#")[:1] in (" ", ""):
            line.heading = True
            line.level = len(line.text) - len(line.text.lstrip("#"))
            line.known = known_heading(line.text)
            continue
        if line.mark and (
            _NUMBER_MARK.match(line.text) or line.text[0] not in "*-" or line.mark > 1
        ):
            emoji = (line.text[0] > "\u25ff" and line.text[0] < "\uf000") or line.text[0] > "\uffff"
            numbered = _NUMBER_MARK.match(line.text) is not None
            if not (emoji or numbered) or (following is not None and following.mark):
                continue
        known = known_heading(line.body)
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


def _may_head(line: Line, following: Line | None, known: Section) -> bool:
    """Whether a line that equals a listed heading is one, and not the start of a sentence."""
    if following is None or following.gap:
        return True
    # "Vi söker" + "en lärare till ..." is a sentence that was broken; "Vi söker dig som" + "har
    # körkort" is a heading over a list.
    return not (
        following.lower and not following.mark and line.body.lower() in word_set("open_ends")
    )


def _looks_like_heading(lines: list[Line], index: int, *, alone: bool) -> bool:
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
