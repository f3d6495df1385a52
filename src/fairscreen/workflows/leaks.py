"""What a check of a written copy found, in Swedish words: which part of the file, what kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fairscreen.anonymise import Leak

__all__ = ["CATEGORIES", "layer_in_words", "where"]

CATEGORIES = {
    "name": "namn", "contact": "kontakt", "id": "personnummer", "age": "ålder", "gender": "kön",
    "family": "familj", "origin": "ursprung", "religion": "religion", "health": "hälsa",
    "sexuality": "sexualitet", "politics": "politik", "photo": "foto", "employer": "arbetsgivare",
    "school": "skola", "place": "ort",
}  # fmt: skip

# Names of parts of Word and OpenDocument files, and of the layers of documents.layers.
_WORDS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"^word/document\.xml: text$", "brödtexten"),
        (r"^word/header\d*\.xml: text$", "sidhuvudet"),
        (r"^word/footer\d*\.xml: text$", "sidfoten"),
        (r"^word/comments\w*\.xml: text$", "kommentarerna"),
        (r"^word/(?:foot|end)notes\.xml: text$", "noterna"),
        (r"^content\.xml: text$", "brödtexten"),
        (r"^docProps/.*|^meta\.xml: .*|^metadata.*|^properties$", "filens egenskaper"),
        (r"^text(?: without invisible characters)?$", "texten"),
        (r"^file name$", "filnamnet"),
        (r"^raw strings$", "filens råa tecken"),
        (r"\bpage (\d+)", r"sida \1"),
        (r"\bpicture (\d+)", r"bild \1"),
        (r": text in the picture$", ", text i bilden"),
        (r": text as drawn$", ", texten som den ser ut"),
        (r"^objects out of use$", "delar av filen som inte används"),
        (r"^streams that no page draws$", "delar av filen som ingen sida visar"),
        (r"\bhidden layers\b", "dolda lager"),
        (r"\bannotations?\b", "anteckningar"),
        (r"\bform fields?\b", "formulärfält"),
        (r"\bcomments?\b", "kommentarer"),
        (r"\bbookmarks\b", "bokmärken"),
        (r"\battributes\b", "attribut"),
        (r": text$", ", text"),
    )
)


def layer_in_words(name: str) -> str:
    """The name of a layer of :func:`fairscreen.documents.inspect`, for a person to read."""
    for pattern, words in _WORDS:
        name = pattern.sub(words, name)
    return name


def where(leaks: Iterable[Leak]) -> str:
    """Where something is left and of what kind: ``sidhuvudet (namn, kontakt)``."""
    found: dict[str, dict[str, None]] = {}
    for leak in leaks:
        kinds = found.setdefault(layer_in_words(leak.layer), {})
        kinds[CATEGORIES.get(leak.category, leak.category)] = None
    return ", ".join(f"{layer} ({', '.join(kinds)})" for layer, kinds in found.items())
