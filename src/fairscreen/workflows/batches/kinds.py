"""What a file's name tells: what kind of document it is, and what is left without that."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files as resources
from pathlib import PurePosixPath

__all__ = ["NUMBERED", "ONE_EACH", "kind_of", "stem_of"]

_WORD = re.compile(r"[^\W_]+")
_COPY = re.compile(r" ?\(\d{1,2}\)$")
ONE_EACH = ("cv", "brev", "ansökan")  # an applicant has one of these
# Scanners, cameras and mail programs number what they make: the number says nothing of whose it is.
NUMBERED = ("bilaga", "bild", "mejl", "dokument")


@cache
def _kinds() -> dict[str, str]:
    """Words in file names that tell what a document is, and the kind to show."""
    text = resources("fairscreen.workflows.batches").joinpath("kinds.txt").read_text("utf-8")
    kinds: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, words = line.partition(":")
            kinds.update(dict.fromkeys(words.split(), kind.strip()))
    return kinds


def kind_of(name: str) -> str:
    """What a document is by its file name: ``cv``, ``brev``, ``intyg`` …, else ``dokument``."""
    found = [
        kind
        for word in _WORD.findall(PurePosixPath(name).stem.lower())
        if (kind := _kinds().get(word) or _kinds().get(word.rstrip("0123456789")))
    ]
    # "Re: CV" is a CV.
    return next((kind for kind in found if kind not in NUMBERED), [*found, "dokument"][0])


def stem_of(name: str) -> str:
    """The file name without its kind: what documents of one person have in common."""
    # "CV (2)" is what a browser calls the second file of that name.
    words = [word.lower() for word in _WORD.findall(_COPY.sub("", PurePosixPath(name).stem))]
    kept = [word for word in words if not {word, word.rstrip("0123456789")} & _kinds().keys()]
    letters = [word for word in kept if not word.isdigit()]
    # A trailing number counts copies, unless it is all there is.
    while len(kept) > 1 and letters and kept[-1].isdigit() and len(kept[-1]) <= 2:
        kept.pop()
    if not kept:
        # "cv1" and "cv2" are two persons'; "intyg1" and "intyg2" may well be one's.
        single = [w for w in words if _kinds().get(w.rstrip("0123456789")) in ONE_EACH]
        return "".join(c for word in single for c in word if c.isdigit())
    # "Åkerlind Ada" and "ada-åkerlind" are one; order does not matter.
    return " ".join(sorted(kept))
