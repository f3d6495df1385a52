"""Which language a text or a part of it is written in, by its function words.

Ads are Swedish, English, or a mixture by parts. Function words tell the two apart within a
sentence; those of neighbouring languages are counted too, so that Norwegian, Danish, German and
Finnish are not taken for Swedish or English.
"""

from __future__ import annotations

import re
from functools import cache

from fairscreen.language.structure import Lang
from fairscreen.language.wordlists import word_set

__all__ = ["detect", "evidence"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH = 3  # function words
_CLEAR = 0.6  # of all function words found


def detect(text: str) -> Lang | None:
    """The main language of ``text``, or None.

    None means too little text to tell, or another language than Swedish and English.
    """
    counts = _counts(text)
    total = sum(counts.values())
    lang = max(counts, key=counts.__getitem__)
    if total < _ENOUGH or counts[lang] < _CLEAR * total:
        # A mixed ad is still one in its larger language; foreign words may not outnumber it.
        if counts["other"] * 2 < total and total >= _ENOUGH:
            return "sv" if counts["sv"] >= counts["en"] else "en"
        return None
    return lang if lang in ("sv", "en") else None  # type: ignore[return-value]


def evidence(text: str) -> tuple[int, int]:
    """How many Swedish and English function words a part of a text holds."""
    counts = _counts(text)
    return counts["sv"], counts["en"]


@cache
def _owners() -> dict[str, str]:
    """Word to the one language it speaks for; words of several languages speak for none."""
    owners: dict[str, str] = {}
    for lang in ("sv", "en", "other"):
        for word in word_set(f"function_words_{lang}"):
            owners[word] = "" if word in owners else lang
    return {word: lang for word, lang in owners.items() if lang}


def _counts(text: str) -> dict[str, int]:
    counts = {"sv": 0, "en": 0, "other": 0}
    owners = _owners()
    for word in _WORD.findall(text.lower()):
        lang = owners.get(word)
        if lang:
            counts[lang] += 1
    return counts
