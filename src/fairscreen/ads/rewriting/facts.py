"""What must survive a rewrite as it stands: numbers, dates, addresses, links and names."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["addressed", "headings", "names", "words", "written"]

# Written forms first, so that the number inside a link or a date is not counted by itself.
_WRITTEN = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|<[A-Z_]+>|#\w+"
    r"|\d+(?:[.,:/–-]\d+)*(?:\s?%)?"
)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_OPENING = ':•*–-"”»(/.!?'
_NO_NAME = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "ADV", "VERB", "PART"})
_YOU = re.compile(
    r"(?<!\w)(?:du|dig|dej|din|ditt|dina|ni|er|ert|era|you|your|yours)(?!\w)", re.IGNORECASE
)


def written(text: str) -> Counter[str]:
    """The numbers, dates, links and addresses of a text, and how often each stands in it."""
    return Counter(match.group().rstrip(".,:;)") for match in _WRITTEN.finditer(text))


def names(doc: Doc) -> frozenset[str]:
    """The words of a parsed ad that have a capital where the sentence gives them none.

    Names, titles of systems and abbreviations; Swedish writes nothing else with a capital there.
    """
    found = set()
    for sentence in doc._.parsed.sentences:
        opened = False
        for index in range(sentence.start, sentence.end):
            token = doc[index]
            word = token.text
            if not word[0].isalpha():
                # What follows a bullet, a colon or a quotation mark opens a sentence too.
                opened = opened and word[0] not in _OPENING
                continue
            if word[0].isupper() and token.pos_ not in _NO_NAME:
                plain = word[1:].islower() and len(word) > 1 and word[1] != "-"
                if opened or not plain:
                    found.add(word)
            opened = True
    return frozenset(found)


def words(text: str) -> Counter[str]:
    """How often each word with a capital stands in a text."""
    return Counter(word for word in _WORD.findall(text) if word[0].isupper())


def addressed(text: str) -> int:
    """How often the text speaks to the reader (du, dig, din, ni …)."""
    return sum(1 for _ in _YOU.finditer(text))


def headings(doc: Doc) -> tuple[str, ...]:
    """The headings of a parsed ad, in order."""
    units = [unit for unit in doc._.parsed.units if unit.kind == "heading"]
    return tuple(doc[unit.start : unit.end].text for unit in units)
