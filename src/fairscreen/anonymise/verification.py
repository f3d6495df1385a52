"""Is a written copy blind? Every layer of the file is read for what must not be there.

Two questions: does a layer hold what is known of the applicant, in whatever form it is written;
and does the detector find something new that the policy hides? Our own tokens and the neutral
words put instead are no leaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, Protocol

from fairscreen.anonymise.hits import Category, Hit
from fairscreen.anonymise.identifiers import Identifiers
from fairscreen.anonymise.own_words import RULE as OWN_WORDS
from fairscreen.anonymise.policies import Policy, load_policy
from fairscreen.anonymise.wordlists import names, table

__all__ = ["Leak", "verify_layers"]


class LayerOfText(Protocol):
    """A named piece of a file's text, such as :class:`fairscreen.documents.Layer`."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Leak:
    """Something in a written file that must not be there; it holds no word of the text.

    Attributes
    ----------
    layer:
        Name of the layer.
    category:
        As in :data:`~.hits.CATEGORIES`.
    reason:
        One Swedish line.
    """

    layer: str
    category: Category
    reason: str


# What a person reads; in other layers (attributes, properties, tables of names) words mean
# other things, and only what is known of the applicant is sought.
_READ = re.compile(
    r"(?:^|[:/ ])(?:text|ocr|comments?|notes?|annotations?|form fields?|hidden layers|bookmarks|"
    r"text before and after parts|header|words? of the markup|alt(?:ernative)? texts?)\b",
    re.I,
)
_NOT_READ = re.compile(
    r"docProps|metadata|XMP|\.rels|propert|attributes|styles|settings|fontTable|theme|Content_Types|"
    r"^names$|^fonts$|scripts|structure tree",
    re.I,
)
# Here even a name may be a font, a colour or a key of the format.
_FORMAT = re.compile(
    r"attributes|styles|settings|fontTable|theme|Content_Types|\.rels|^names$|^fonts$|scripts|"
    r"numbering",
    re.I,
)
_TOKEN = re.compile(
    r"\[(?:"
    + "|".join(
        sorted({re.escape(word[1:-1]) for words in table("tokens").values() for word in words.values()  # noqa: E501
                if word.startswith("[")} | {"TID", "TIME", "ÅR", "YEAR"}, key=len, reverse=True)
    )
    + r")(?: [A-Z]{1,2}|\d+)?\]s?"
)  # fmt: skip
# Letters that a machine reads off a picture: our own tokens come back as other words.
_PICTURE = re.compile(r"text in the picture$")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_OURS = frozenset(_WORDS.findall(_TOKEN.pattern))
_ALIKE = 0.75  # share of letters in common: what a misread word has left of the real one
# Findings too faint to stop a file, and the neutral words for years and long times.
_LEAST = 0.7
_SURE = 0.9
# The model that read the original reads the copy; only what it can hardly doubt is news.
_CERTAIN = 0.98
_OF_MODEL = frozenset({"model", OWN_WORDS})
_LEANING = frozenset({"gender-pronoun", "name-again", "name-initials", "name-nickname"})
_SOFT = frozenset({"years", "year", "long-career", "employer", "school", "place", "gone"})


def verify_layers(
    layers: Iterable[LayerOfText],
    *,
    identifiers: Sequence[str],
    policy: Policy | None = None,
    lang: Literal["auto", "sv", "en"] = "auto",
    allowed: Sequence[str] = (),
    source: str = "",
) -> list[Leak]:
    """What of the applicant is left in the layers of a written file; empty when it is blind.

    Parameters
    ----------
    identifiers:
        Names, addresses, e-mail, telephone and personal numbers that must be nowhere. A name is
        also sought in genitive, capitals, folded letters, joined, as initials and nickname; a
        number however it is spaced; a personal number also as birth date.
    policy:
        What the detector must not find anew; ``None`` takes ``namn-alder-kon``.
    allowed:
        Words that a person chose to keep: they are no leaks.
    source:
        The text that the copy was made from. What is read anew off a picture then counts only when
        it is like a word of that text; otherwise it is one of our own words, misread.
    """
    policy = policy or load_policy()
    known = Identifiers.of(identifiers)
    kept = {" ".join(word.casefold().split()) for word in allowed}
    leaks: dict[tuple[str, str, str], Leak] = {}
    written = sorted({word.casefold() for word in _WORDS.findall(source)})
    for layer in layers:
        if layer.name.startswith("unknown") or not layer.text.strip():
            continue
        bare = _TOKEN.sub(lambda match: " " * len(match.group()), layer.text)
        found = list(known.found_in(bare, lang, strict=bool(_FORMAT.search(layer.name))))
        if _READ.search(layer.name) and not _NOT_READ.search(layer.name):
            new = _new(layer.text, policy, lang)
            if written and _PICTURE.search(layer.name):
                new = [one for one in new if _stands_in(one[2], written)]
            found += new
        for category, reason, words in found:
            if " ".join(words.casefold().split()) not in kept:
                leaks.setdefault((layer.name, category, reason), Leak(layer.name, category, reason))
    return list(leaks.values())


def _new(
    text: str, policy: Policy, lang: Literal["auto", "sv", "en"]
) -> Iterable[tuple[Category, str, str]]:
    from fairscreen.anonymise.detection import detect

    tokens = [match.span() for match in _TOKEN.finditer(text)]
    bare = _TOKEN.sub(lambda match: " " * len(match.group()), text)
    for hit in detect(text, lang=lang, policy=policy):
        if hit.rule in ("model", OWN_WORDS) and any(
            a < hit.end and hit.start < b for a, b in tokens
        ):
            continue
        words = bare[hit.start : hit.end]
        if policy.hides(hit) and _counts(hit, words):
            yield hit.category, f"Ny träff när filen lästes igen: {hit.why}", words


def _stands_in(words: str, written: Sequence[str]) -> bool:
    """Whether words that were read off a picture may be of the text, and not of our tokens."""
    parts = _WORDS.findall(words)
    return not any(part in _OURS for part in parts) and any(
        get_close_matches(part.casefold(), written, 1, _ALIKE) for part in parts
    )


def _counts(hit: Hit, words: str) -> bool:
    """Whether a new finding is sure enough to stop a file.

    What rests on the names around it is not: those are tokens now. Nor is a place in which only
    our own words are left.
    """
    if hit.kind in _SOFT or hit.rule in _LEANING or hit.score < _LEAST:
        return False
    if hit.rule == OWN_WORDS and hit.score < _CERTAIN:
        return False
    letters = [letter for letter in words if letter.isalnum()]
    if hit.rule == "model":
        parts = [part for part in words.lower().split() if len(part) > 2]
        return hit.score >= _SURE and any(max(names().get(p, (0,))[:2]) >= 3 for p in parts)
    return len(letters) >= 3
