"""Where a hidden place begins: what tells nothing of anybody stays outside it.

"Jag", "min" and the label of a form are the same whatever is told, so the text reads better and
more of it stays: "Religion: [UPPGIFT]", "Jag [URSPRUNG]". Which labels a form has stands in
``data/contexts.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import table

__all__ = ["is_label", "trimmed"]

_GROUNDS = frozenset(
    {"age", "gender", "family", "origin", "religion", "health", "sexuality", "politics"}
)
_SUBJECT = re.compile(r"(?:jag|vi|we|(?-i:I))[ ]+(?=\w)", re.I)
# Before a noun or two; "mina föräldrar kom hit" would be left without its subject.
_OWNER = re.compile(r"(?:min|mitt|mina|vår|vårt|våra|my|our)[ ]+(?=[\w-]+(?:[ ][\w-]+)?$)", re.I)
_VALUE = re.compile(r"[ \t]*(?:\([^)\n]*\)[ \t]*)?[:;=|\t][ \t]*")


def trimmed(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """``found`` with each place of a ground without subject, owner and label of a form."""
    starts = {f.start for f in found if f.category in _GROUNDS}
    new = []
    for finding in found:
        if finding.category not in _GROUNDS or finding.replacement is not None:
            new.append(finding)
            continue
        words = reading.text[finding.start : finding.end]
        line = reading.line_at(finding.start)
        opens = not reading.text[line.start : finding.start].strip(" \t•*-–0123456789.)")
        if opens and is_label(words):
            value = _VALUE.match(reading.text, finding.end)
            if value and (value.end() in starts or reading.text.startswith("[", value.end())):
                continue  # the value beside it is hidden, and the label tells nothing
        head = _labelled().match(words) if opens else None
        head = head or _SUBJECT.match(words) or _owner(words)
        new.append(replace(finding, start=finding.start + head.end()) if head else finding)
    return new


def is_label(words: str) -> bool:
    """Whether the words are a label that a form has, the same for everybody."""
    return _label().fullmatch(words.strip()) is not None


def _owner(words: str) -> re.Match[str] | None:
    """The word that says whose; in "min man" it is half of what tells, and stays with it."""
    head = _OWNER.match(words)
    return head if head and len(words) > 3 * head.end() else None


@cache
def _label() -> re.Pattern[str]:
    words = sorted(table("contexts")["forms"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)), re.I)


@cache
def _labelled() -> re.Pattern[str]:
    # Of a field's labels some are answers by themselves ("Gift"): labels before a sign only.
    labels = "|".join([_label().pattern, *(field["labels"] for field in table("fields")["field"])])
    return re.compile(rf"[ \t]*(?:{labels}){_VALUE.pattern}(?=\S)", re.I)
