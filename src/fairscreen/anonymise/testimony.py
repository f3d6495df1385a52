"""Texts that somebody else writes about the applicant: certificates, references, notes."""

from __future__ import annotations

import re
from collections import Counter

from fairscreen.anonymise.reading import Reading

__all__ = ["SEX", "is_about_applicant", "leading_sex"]

SEX = dict.fromkeys(("han", "honom", "hans", "he", "him", "his", "himself"), "m") | dict.fromkeys(
    ("hon", "henne", "hennes", "she", "her", "hers", "herself"), "f"
)
_SAID = re.compile(
    r"\b(?:(?:härmed )?intyg(?:as|ar|a|et)?\b|(?:tjänstgörings|arbets|anställnings|arbetsgivar|praktik)(?:intyg|betyg)|"  # noqa: E501
    r"betyg efter|rekommend(?:erar|ation\w*)|vitsord|omdöme|utlåtande|referens(?:tagning|samtal|utlåtande|person|givare|brev)|"  # noqa: E501
    r"telefonreferens|uppgiftslämnare|har (?:varit anställd|tjänstgjort|arbetat (?:hos|för|åt) (?:oss|mig))|"  # noqa: E501
    r"(?:var|varit|är) (?:\w+ )?(?:chef|arbetsledare|handledare|mentor|lärare)\w* (?:för|åt|till)|"
    r"under (?:min|hennes|hans) (?:ledning|anställning)|anställde\w*|provanställning|"
    r"intervju(?:anteckning\w*| \d)|kandidat(?:en)?:|sökande:|avser:|gäller:|relation:|"
    r"to whom it may concern|hereby certif\w*|this is to certify|certificate of employment|"
    r"(?:letter of )?recommendation|reference (?:for|letter)|in support of|reported to me|"
    r"has worked (?:with|for) us|pleasure to recommend|would you (?:re-employ|hire)|line manager)",
    re.I,
)
_OWN = re.compile(r"\b(?:[Jj]ag|[Mm]ig|[Mm]in|[Mm]itt|[Mm]ina|I|I'm|[Mm]y)\b")


def is_about_applicant(reading: Reading) -> bool:
    """Whether the text speaks of the applicant in the third person."""
    count = sum(word.lower in SEX for word in reading.words)
    said = bool(_SAID.search(reading.text))
    own = len(_OWN.findall(reading.text))
    return (said and (count * 3 >= own or own < 4)) or (count >= 3 and count > own)


def leading_sex(reading: Reading) -> str:
    """``m`` or ``f`` when three in five of the pronouns agree, else empty."""
    counts = Counter(
        SEX[word.lower]
        for word in reading.words
        # "Hans" with a capital inside a sentence is a name.
        if word.lower in SEX and not (word.text == "Hans" and _inside(reading.text, word.start))
    )
    if not counts:
        return ""
    sex, count = counts.most_common(1)[0]
    return sex if count * 5 >= 3 * counts.total() else ""


def _inside(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start].strip(' \t"”-*•')
    return bool(before) and before[-1] not in ".!?\n:"
