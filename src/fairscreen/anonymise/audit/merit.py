"""What stays of the words that tell what somebody can do."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

__all__ = ["Merit", "merit_kept"]

_WORD = re.compile(r"[^\W\d_](?:[\w\-]*\w)?")
# Function words tell nothing of merit, and inflate the share.
_COMMON = frozenset(
    """
    och i att det som en på är av för med till den har de inte om ett han hon men var jag sig
    från vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut får
    finns vara hade alla andra mycket än här då sedan över bara in blir upp även vad få två
    vill the of and to a in that is was for on are with as his they be at one have this from
    or had by not but what all were when we there can an your which
    """.split()  # noqa: SIM905 - a list of 90 strings would fill the page
)


@dataclass(frozen=True, slots=True)
class Merit:
    """Shares 0 to 1 of what stays, with how many there were.

    ``content`` are all words that carry meaning and are not hidden on purpose; ``phrases`` are the
    phrases asked about, such as the skills and titles that the ad requires.
    """

    words: int
    content: float
    phrases: float
    phrase_count: int
    lost_phrases: tuple[str, ...]


def merit_kept(
    text: str,
    blind: str,
    hidden: Sequence[tuple[int, int, str]],
    *,
    phrases: Collection[str] = (),
    on_purpose: Collection[str] = ("name", "contact", "id", "photo"),
) -> Merit:
    """What stays of ``text`` in ``blind``.

    Parameters
    ----------
    hidden:
        Start, end and category of each mask in ``text``. Masks of the categories ``on_purpose``
        are the person, not the merit; all other masked words count as lost, also where the policy
        is right to hide them.
    phrases:
        Skills, titles and demands to look for, in any case.
    """
    own = [(start, end) for start, end, category in hidden if category in on_purpose]
    lost = [(start, end) for start, end, category in hidden if category not in on_purpose]
    words = [
        match.span()
        for match in _WORD.finditer(text)
        if match.group().lower() not in _COMMON and not _inside(match.span(), own)
    ]
    kept = [span for span in words if not _inside(span, lost)]
    lower, after = text.lower(), blind.lower()
    sought = sorted({phrase.lower().strip() for phrase in phrases} - {""})
    there = [phrase for phrase in sought if _has(lower, phrase)]
    gone = tuple(phrase for phrase in there if not _has(after, phrase))
    return Merit(
        words=len(words),
        content=len(kept) / len(words) if words else 1.0,
        phrases=1 - len(gone) / len(there) if there else 1.0,
        phrase_count=len(there),
        lost_phrases=gone,
    )


def _inside(span: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in places)


def _has(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None
