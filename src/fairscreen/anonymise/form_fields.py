"""Answers in forms, tables and profiles: what stands beside "Civilstånd", "Barn" or "Facklig".

The label tells what the answer is about, so the answer is hidden whatever it says, also "none":
hiding it for some alone would tell of them. Labels and questions stand in ``data/fields.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fairscreen.anonymise.hits import Category, Finding
from fairscreen.anonymise.own_words import within
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import table

__all__ = ["find"]

_REMARK = r"(?:[ \t]*\([^)\n]{1,40}\))?"
# A label opens a line or a cell, or follows the answer before it on the line.
_LABELLED = (
    r"^[ \t|]*(?:[-–—*•·>] ?|\d{{1,2}}[.)] ?|[a-h]\) ?)?(?:{0}){1}"
    r"[ \t]*(?:[:;=|?]|\t| {{2,}}| ?[–—] )[ \t:|]*"
    r"|(?:(?<=[|;\t•·,])|(?<=[,.;] )|(?<= {{2}}))[ \t]*(?:{0}){1}[ \t]*[:=|\t][ \t]*"
)
# Words that are as often an answer as a label: no label of the line below.
_ANSWERS = (
    r"(?!(?:gift|partner|sambo|make|maka|f\.|syn|hörsel|alkohol|tobak|tro|sex|titel|title)\b)"
)
_MOST = 90  # code points of an answer; a longer one is a text that other finders read
_CELL = re.compile(r"[^\n|\t;]+?(?=[ \t]*(?:[\n|\t;]|$)| {3,})")
# The next label on the same line ends the answer, and so does the end of a sentence.
_NEXT = re.compile(r"[,.;] (?=[^\W\d_][\w/ ]{2,24}:)|(?<=\w{2})[.!?](?=\s+\S)")
_SCORE = 0.9


@dataclass(frozen=True, slots=True)
class _Field:
    category: Category
    kind: str
    why: str
    label: re.Pattern[str]
    below: re.Pattern[str]
    asked: re.Pattern[str] | None
    value: re.Pattern[str] | None


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each answer to a label or question that tells of a ground."""
    text = reading.text
    for field in _fields():
        for pattern in (field.label, field.below, field.asked):
            for match in pattern.finditer(text) if pattern else ():
                place = _answer(text, match.end())
                if place is None or not _fits(field, text[slice(*place)]):
                    continue
                line = reading.line_at(match.start())
                if line.part in ("experience", "education") and pattern is not field.asked:
                    continue
                yield Finding(
                    *place, field.category, _SCORE, f"field-{field.kind}", field.why, field.kind
                )


def _answer(text: str, at: int) -> tuple[int, int] | None:
    cell = _CELL.match(text, at)
    if cell is None:
        return None
    end = cell.end()
    stop = _NEXT.search(text, cell.start(), end)
    if stop:
        end = stop.start()
    if text[end : end + 1] == "?" or text[end - 1] == "?":
        return None  # the next question
    start, end = within(text, cell.start(), end)
    return (start, end) if start < end <= start + _MOST else None


def _fits(field: _Field, answer: str) -> bool:
    if _nothing().fullmatch(answer) or answer.startswith("["):
        return False
    return field.value is None or field.value.match(answer) is not None


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(table("fields")["nothing"], re.I)


@cache
def _fields() -> tuple[_Field, ...]:
    fields = []
    for item in table("fields")["field"]:
        labels, asked, value = item["labels"], item.get("asked"), item.get("value")
        fields.append(
            _Field(
                item["category"], item["kind"], item["why"],
                re.compile(_LABELLED.format(labels, _REMARK), re.I | re.M),
                # The label alone on its line, the answer alone on the next.
                re.compile(
                    rf"^[ \t]*{_ANSWERS}(?:{labels}){_REMARK}[ \t]*[:?]?[ \t]*\n"
                    r"(?=[^\n]{1,40}(?:\n|$))",
                    re.I | re.M,
                ),
                re.compile(rf"(?<!\w)(?:{asked})[ \t]*{_REMARK}\?(?![\"”’])[ \t]*\n?", re.I) if asked else None,  # noqa: E501
                re.compile(value, re.I | re.S) if value else None,
            )
        )  # fmt: skip
    return tuple(fields)
