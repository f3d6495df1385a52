"""What applicants tell of themselves in their own words, as the trained model reads it.

No list holds "knäna orkar inte längre" or "sedan tvillingarna kom". The model's second head marks
the words that tell, from the same run of the encoder that marks the names; what each label is
called and from which score it counts stands in ``data/grounds.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fairscreen.anonymise.about import is_asked, speaks_of_others
from fairscreen.anonymise.edges import is_label
from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import table

__all__ = ["RULE", "faint", "find", "tells", "within"]

RULE = "model-grounds"
# The name of an organisation may tell of faith, origin or politics, and of none of these.
_OF_NO_NAME = frozenset({"health", "family", "age", "gender"})
# "En klippa" tells no more than one word does.
_ARTICLES = frozenset({"en", "ett", "den", "det", "a", "an", "the"})
# Cells and lines stay apart, so that columns and paragraphs are not run together.
_PIECE = re.compile(r"[^\n\t|]+")
_EDGE = " \u00a0.,;:!?–—-•*·"


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each line or cell of what the model marks surely enough to be hidden."""
    return (finding for finding, sure in _marked(reading) if sure)


def faint(reading: Reading) -> Iterator[Finding]:
    """The same of what is too unsure to be hidden, but worth a person's look."""
    return (finding for finding, sure in _marked(reading) if not sure)


def _marked(reading: Reading) -> Iterator[tuple[Finding, bool]]:
    """Findings from the lower threshold on, and whether each reaches the upper one."""
    grounds = table("grounds")
    for place in reading.grounds:
        ground = grounds.get(place.label)
        if ground is None or place.score < ground["suggest"]:
            continue
        score = round(place.score, 3)
        why = f"Språkmodellen läser orden som en uppgift om {ground['says']} (säkerhet {100 * score:.0f} %)."  # noqa: E501
        for piece in _PIECE.finditer(reading.text, place.start, place.end):
            start, end = _core(reading.text, *piece.span())
            words = reading.text[start:end]
            if (
                tells(words)
                and not _is_form(reading, start, end)
                and not speaks_of_others(reading, start, end)
                and not (ground["category"] in _OF_NO_NAME and _is_employer(reading, start, end))
            ):
                count = sum(word.lower() not in _ARTICLES for word in words.split())
                least = ground["alone" if count <= 1 else "hide"]
                yield (
                    Finding(start, end, ground["category"], score, RULE, why, ground["kind"]),
                    score >= least,
                )


def _is_employer(reading: Reading, start: int, end: int) -> bool:
    """Whether the words are but the name of an employer or a school."""
    return any(
        e.label in ("ORG", "SCHOOL") and e.start <= start and end <= e.end for e in reading.entities
    )


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the words that only join it to what stands around."""
    start, end = within(text, start, end)
    head = _joining("lead").match(text, start, end)
    tail = re.search(_joining("trail").pattern, text[start:end], re.I)
    if head:
        start = head.end()
    if tail and start < end - len(tail.group()):
        end -= len(tail.group())
    return within(text, start, end) if head or tail else (start, end)


@cache
def _joining(side: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in table("contexts")[side])
    if side == "lead":
        return re.compile(rf"(?:(?:{words})(?:,? |,))+(?=\S)", re.I)
    return re.compile(rf"(?:[ ,](?:{words}))+$", re.I)


def _is_form(reading: Reading, start: int, end: int) -> bool:
    """Whether the words are part of a form's question, of its label, or of a heading."""
    line = reading.line_at(start)
    if line.heading or is_asked(reading, start, end):
        return True
    label, colon, _ = line.text.partition(":")
    return bool(colon) and end <= line.start + len(label) and is_label(label)


def tells(words: str) -> bool:
    """Whether there is more than a label, words that say nothing alone, and names of languages."""
    small = table("contexts")["small"]
    left = [word for word in re.findall(r"\w+", words.lower()) if word not in small]
    return bool(left) and not is_label(words) and not all(word in _skills() for word in left)


@cache
def _skills() -> frozenset[str]:
    languages = (word.lower() for word in table("nationalities")["languages"])
    return frozenset(languages) | frozenset(table("contexts")["levels"])


def within(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the signs around it and without half a pair of brackets."""
    while True:
        before = (start, end)
        words = text[start:end]
        start += len(words) - len(words.lstrip(_EDGE))
        end = start + len(text[start:end].rstrip(_EDGE))
        words = text[start:end]
        if words.startswith("(") and ")" not in words:
            start += 1
        elif words.endswith(")") and "(" not in words:
            end -= 1
        if (start, end) == before:
            return start, end
