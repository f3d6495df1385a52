"""What happens to application text on its way: capitals, OCR, narrow columns, lost accents."""

from __future__ import annotations

import random
import unicodedata

from recipe.corpora import Document

from .pieces import edit, join, lines, per_character

_OCR = {
    "l": "1I|",
    "I": "l1|",
    "i": "ílj",
    "O": "0",
    "o": "0c",
    "e": "c",
    "c": "e",
    "a": "o",
    "å": "aä",
    "ä": "aå",
    "ö": "oó",
    "Å": "A",
    "Ä": "A",
    "Ö": "O0",
    "B": "8",
    "S": "5",
    "n": "h",
    "h": "b",
    "t": "f",
    "u": "ü",
    ".": ",",
    ",": ".",
}
_OCR_PAIRS = {"rn": "m", "m": "rn", "cl": "d", "li": "h", "vv": "w", "ii": "ü"}


def upper(document: Document) -> Document:
    return per_character(document, lambda c: c.upper() if len(c.upper()) == 1 else c)


def lower(document: Document) -> Document:
    return per_character(document, lambda c: c.lower() if len(c.lower()) == 1 else c)


def bare(document: Document) -> Document:
    """Letters without accents, as typed on a foreign keyboard: Björn -> Bjorn."""

    def strip(letter: str) -> str:
        base = unicodedata.normalize("NFD", letter)[0]
        return base if base.isalpha() else letter

    return per_character(document, strip)


def decomposed(document: Document) -> Document:
    """Accents as marks of their own, as some PDF files hold them."""
    return per_character(document, lambda c: unicodedata.normalize("NFD", c))


def ocr(document: Document, rng: random.Random, *, rate: float = 0.02) -> Document:
    changes, at, text = [], 0, document.text
    while at < len(text):
        if rng.random() < rate:
            pair, letter = text[at : at + 2], text[at]
            if pair in _OCR_PAIRS:
                changes.append((at, at + 2, _OCR_PAIRS[pair]))
                at += 2
                continue
            if letter in _OCR:
                changes.append((at, at + 1, rng.choice(_OCR[letter])))
            elif letter == " " and rng.random() < 0.5:
                changes.append((at, at + 1, rng.choice(["", "  ", " . ", " ' "])))
            elif letter.isalpha() and rng.random() < 0.15:
                changes.append((at, at + 1, letter + " "))
        at += 1
    return edit(document, changes)


def wrap(document: Document, rng: random.Random) -> Document:
    """Lines of a narrow column; now and then a word is divided."""
    width, changes, column = rng.randint(24, 78), [], 0
    text = document.text
    for index, letter in enumerate(text):
        column = 0 if letter == "\n" else column + 1
        if column > width and letter == " ":
            changes.append((index, index + 1, "\n"))
            column = 0
        elif column > width + 3 and text[index - 2 : index + 3].isalpha() and rng.random() < 0.2:
            changes.append((index, index, "-\n"))
            column = 0
    return edit(document, changes)


def spaced_heading(document: Document) -> Document:
    """A N N A   B E R G"""
    changes = [
        (i, i, " " if document.text[i - 1] != " " else "  ")
        for i in range(1, len(document.text))
        if document.text[i] != " "
    ]
    return edit(document, changes)


def two_columns(left: Document, right: Document, rng: random.Random) -> Document:
    """Two columns read straight across, or line by line in turn."""
    a, b = lines(left), lines(right)
    gap = rng.choice(["    ", "\t", "        ", "\n", " | "])
    rows = []
    for index in range(max(len(a), len(b))):
        row = [part[index] for part in (a, b) if index < len(part)]
        rows.append(join(row, gap))
    return join(rows, "\n")


def gaps(document: Document, rng: random.Random) -> Document:
    """Double spaces, spaces before signs, missing spaces after them."""
    changes = []
    for index, letter in enumerate(document.text):
        roll = rng.random()
        if letter == " " and roll < 0.06:
            changes.append((index, index + 1, "  "))
        elif letter in ",:;" and roll < 0.08 and document.text[index + 1 : index + 2] == " ":
            changes.append((index, index + 2, letter))
        elif letter in ",:" and roll > 0.95:
            changes.append((index, index, " "))
    return edit(document, changes)


def some_lines_upper(document: Document, rng: random.Random) -> Document:
    return join([upper(d) if rng.random() < 0.3 else d for d in lines(document)], "\n")


def disturb(document: Document, rng: random.Random) -> Document:
    """The mix used in training: about half of the texts stay as they are."""
    roll = rng.random()
    if roll < 0.12:
        document = upper(document)
    elif roll < 0.24:
        document = lower(document)
    elif roll < 0.30:
        document = some_lines_upper(document, rng)
    elif roll < 0.35:
        document = bare(document)
    elif roll < 0.36:
        document = decomposed(document)
    roll = rng.random()
    if roll < 0.08:
        document = ocr(document, rng, rate=rng.choice([0.01, 0.03]))
    elif roll < 0.16:
        document = gaps(document, rng)
    elif roll < 0.24:
        document = wrap(document, rng)
    return document
