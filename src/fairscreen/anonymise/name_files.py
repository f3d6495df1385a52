"""Names in the names of files that a letter speaks of: ``CV_Lind_Saga.pdf``, ``Betyg-BoBerg.docx``.

Whoever attaches a file names it after themselves, often where the letter itself is unsigned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import names, ordinary, table, words

__all__ = ["in_file_names"]

_FILE = re.compile(
    r"(?<![\w/@.])(?P<stem>[\w\-]{4,80})\.(?:pdf|docx?|odt|rtf|txt|jpe?g|png)\b", re.I
)
# A piece: a run of letters of one case, or a capital and what follows it: "PekkaHyvonen".
_PIECE = re.compile(r"[^\W\d_a-zåäö]?[a-zåäöéüßøæ]+|[^\W\d_]+")
# What a file holds, whatever stands before it: "yrkesbevis", "kursintyg", "arbetsprov".
_THING = re.compile(
    r"(?:bevis|intyg|betyg|brev|prov|kort|rapport|lista|bild|bilder|plan|kurs|examen|diplom|foto|"
    r"certifikat|certificate|ans[öo]kan|anteckningar|letter|resume|portfolio|sample|report|"
    r"sheet|slide)s?$"
)


def in_file_names(reading: Reading) -> Iterator[Finding]:
    """The run of pieces of a file's name in which a given name or surname stands."""
    for match in _FILE.finditer(reading.text):
        pieces = [
            (piece.start(), piece.end(), piece.group().lower())
            for piece in _PIECE.finditer(match.group("stem"))
        ]
        listed = [piece for piece in pieces if _is_name(piece[2])]
        others = [p for p in pieces if p not in listed and _may_be_name(p[2])]
        # One name beside words of its own is a subject: "Rapport_Hanna_systemet.pdf".
        if not listed or (len(listed) == 1 and len(others) > 1):
            continue
        if len(listed) == 1 and len(pieces) == 1:
            continue
        run = sorted(listed + (others if len(listed) == 1 else []))
        start = match.start("stem")
        yield Finding(
            start + run[0][0], start + run[-1][1], "name", 0.85, "name-file",
            "Namn i namnet på en fil.", "person",
        )  # fmt: skip


def _may_be_name(piece: str) -> bool:
    """Whether a piece that no list knows may be the other half of a name."""
    return (
        len(piece) > 1
        and piece not in table("names")["file_words"]
        and piece not in ordinary()
        and not _THING.search(piece)
    )


def _is_name(piece: str) -> bool:
    given, surname, word = names().get(piece, (0, 0, 0))
    if (
        piece in table("names")["file_words"]
        or piece in words("not_names")
        or piece in words("systems")
    ):
        return False
    strong = given >= 5 or surname >= 5
    return max(given, surname) >= 3 and (word < 3 or strong) and (strong or piece not in ordinary())
