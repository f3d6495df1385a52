"""Whether a telling word speaks of the applicant, of others, or of the work.

"Jag har adhd" tells of the applicant; "barn med adhd", "kurs i adhd" and "adhd-utredningar" are
merit. The words that decide lie in ``data/contexts.toml``. Only the clause counts: what stands
between the full stops, semicolons and line breaks around the word.
"""

from __future__ import annotations

import re
from functools import cache

from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import table

__all__ = [
    "grown",
    "is_asked",
    "is_workplace",
    "last_of",
    "speaks_of_applicant",
    "speaks_of_others",
]

# "Tinnitus sedan en konsert": a clause that opens with what somebody has.
_SINCE = re.compile(
    r" (?:sedan|typ [12]|gör att|gjorde att|som barn|som liten|har jag|tar jag|"
    r"since|means|as a child|runs in)"
    r"(?!\w)", re.I,
)  # fmt: skip
# The question of a form, whoever answers it.
_ASKED = re.compile(
    r"(?<!\w)(?:(?:har|är|behöver|kan|vill|tål|äter|lider) (?:du|ni)|"
    r"(?:do|have|are|can|did) you)(?!\w)", re.I,
)  # fmt: skip
_QUESTION = re.compile(r"[^.!?\n]*\?")
_REACH = 90  # code points before the word, within its clause
_END = re.compile(r"[.!?](?=\s|$)|[;\n•]")
_LABEL = re.compile(r"^[\s•*\-–]*([^\W\d_][^:\n]{1,30}?)\s*(?:\([^)\n]*\)\s*)?[:?]")


def speaks_of_applicant(reading: Reading, start: int, end: int, *, topic: bool) -> bool:
    """Whether the words at ``[start, end)`` speak of the applicant.

    ``topic`` words are as often the subject of work or study: they need a sign that the applicant
    has what they name. Others count unless a sign says otherwise.
    """
    if is_asked(reading, start, end):
        return False
    before, after = _around(reading.text, start, end)
    if re.match(rf"(?:[ \-–/]|s[ ])?(?:{_pattern('after')})(?!\w)", after, re.IGNORECASE):
        return False
    if not before.strip(" *-–") and re.match(r"[ \t]*(?:\([^)\n]*\))?[ \t]*:", after):
        return False  # the label of a form; what follows it is for other rules
    own = last_of("self", before)
    if max(last_of("others", before), last_of("work", before)) > own:
        return False
    if not topic:
        return True
    if not before.strip() and _SINCE.match(after):
        return True
    if re.search(rf"(?<!\w)(?:{_pattern('having')})(?: \w+){{0,2}} ?$", before, re.IGNORECASE):
        return own >= 0 or not before.split() or len(before) < 30
    label = _LABEL.match(reading.line_at(start).text)
    return bool(
        label and re.search(rf"(?<!\w)(?:{_pattern('labels')})(?!\w)", label.group(1).lower())
    )


def is_asked(reading: Reading, start: int, end: int) -> bool:
    """Whether the words stand in a question to the applicant."""
    before, _ = _around(reading.text, start, end)
    inside = reading.text[start:end]
    return bool(_ASKED.search(before + inside) and _QUESTION.match(reading.text, end))


def speaks_of_others(reading: Reading, start: int, end: int) -> bool:
    """Whether others, or the work, are named in the clause before, nearer than the applicant."""
    if last_of("self", reading.text[start:end]) >= 0:
        return False
    before, _ = _around(reading.text, start, end)
    return max(last_of("others", before), last_of("work", before)) > last_of("self", before)


def is_workplace(reading: Reading, start: int, end: int) -> bool:
    """Whether the words name where, or for whom, the applicant worked, without belonging there.

    "Vaktmästare, Svenska kyrkan" and "coachade damlaget" are merit; "sjunger i kyrkokören" and
    "medlem i församlingen" tell of the applicant.
    """
    before, after = _around(reading.text, start, end)
    around = before + reading.text[start:end] + after
    if last_of("member", around) >= 0:
        return False
    return last_of("role", around) >= 0 or reading.line_at(start).part == "experience"


def grown(reading: Reading, start: int, end: int, *, tail: bool) -> tuple[int, int]:
    """The place with the small words that belong to it, within its clause.

    ``tail`` also takes what follows after a preposition: "efter en operation".
    """
    before, after = _around(reading.text, start, end)
    left = re.search(rf"(?<!\w)(?:(?:{_pattern('left')}) )+$", before, re.IGNORECASE)
    if left:
        start -= len(left.group())
    # A capital after the preposition names a place of work, which is no part of it.
    words = r"(?: [^\sA-ZÅÄÖ.,;:()][^\s.,;:()]*)"
    rest = re.match(rf"(?: (?:{_pattern('tail')}){words}{{1,3}}){{1,2}}", after) if tail else None
    if rest:
        words = re.split(rf" (?:{_pattern('stop')})(?!\w)", rest.group()[1:], maxsplit=1)[0]
        end += 1 + len(words)
    return start, end


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - _REACH) : start]
    ends = [m.end() for m in _END.finditer(before)]
    after = text[end : end + _REACH]
    stop = _END.search(after)
    return before[ends[-1] if ends else 0 :], after[: stop.start() if stop else len(after)]


def last_of(kind: str, before: str) -> int:
    """Where the last word of that kind ends in ``before``, or -1."""
    place = -1
    for match in re.finditer(rf"(?<!\w)(?:{_pattern(kind)})(?!\w)", before, re.IGNORECASE):
        place = match.end()
    return place


@cache
def _pattern(kind: str) -> str:
    words = sorted(table("contexts")[kind], key=len, reverse=True)
    escaped = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ") for word in words)
    # The English pronoun has a capital; the Swedish preposition has none.
    return "|".join(f"(?-i:{word})" if word[:1] == "I" else word for word in escaped)
