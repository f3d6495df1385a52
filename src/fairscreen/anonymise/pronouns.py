"""*Han* and *hon* about the applicant, typically in certificates and references.

A pronoun is the applicant's when the last person named before it, in its paragraph, is the
applicant, or when the text is a certificate about the applicant and no one else comes between.
Pronouns about a pupil, a manager or a referee stay. Inflection *hen, hen, hens*: Språkrådet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading, Word
from fairscreen.anonymise.wordlists import table, words

__all__ = ["pronouns"]

_ABOUT = re.compile(
    r"\b(?:härmed intyg|intyg(?:as|ar|a) att|tjänstgöringsintyg|arbetsintyg|anställningsintyg|rekommend|"  # noqa: E501
    r"har varit anställd|har arbetat (?:hos|som|på|vid) (?:oss|mig)|to whom it may concern|hereby certif|"  # noqa: E501
    r"letter of recommendation|has worked (?:for|with) us|pleasure to recommend|vitsord|omdöme)",
    re.I,
)
_SEX = dict.fromkeys(("han", "honom", "hans", "he", "him", "his", "himself"), "m") | dict.fromkeys(
    ("hon", "henne", "hennes", "she", "her", "hers", "herself"), "f"
)
_NEUTRAL = frozenset({"elev", "eleven", "barn", "barnet", "kund", "kunden", "patient", "patienten", "brukare",  # noqa: E501
    "brukaren", "klient", "klienten", "deltagare", "deltagaren", "boende", "student", "studenten", "pupil",  # noqa: E501
    "child", "customer", "client", "hyresgäst", "hyresgästen"})  # fmt: skip
_OBJECT_AFTER = frozenset({"and", "or", "to", "for", "with", "in", "at", "on", "as", "by", "from", "very", "highly",  # noqa: E501
    "the", "a", "when", "because", "if", "that", "since", "during", "without", "again", "is", "was", "will", "would"})  # fmt: skip  # noqa: E501


def pronouns(reading: Reading, found: Sequence[Finding]) -> Iterator[Finding]:
    """Pronouns about the applicant, as findings with the neutral word."""
    forms = table("pronouns")
    named = [f for f in found if f.category == "name"]
    applicant = any(f.role == "applicant" for f in named)
    about = bool(_ABOUT.search(reading.text))
    if not applicant and not about:
        return
    first_person = len(re.findall(r"\b(?:jag|I|mig|my|min)\b", reading.text))
    people = words("person_nouns")
    hidden = [(f.start, f.end) for f in found]
    sex = ""
    for at, word in enumerate(reading.words):
        neutral = forms.get(word.lower)
        if neutral is None or any(start <= word.start < end for start, end in hidden):
            continue
        if word.lower == "hans" and word.capital and not _opens(reading, word):
            continue
        whose = _antecedent(reading, at, named, people, forms)
        own = whose == "applicant" or (whose == "" and about and first_person < 40)
        same = _SEX.get(word.lower, "")
        # In a certificate a neutral noun between (a pupil, a customer) does not take over the
        # pronoun that has been the applicant's so far: leaving one in is the worse mistake.
        if own or (whose == "noun" and about and same == sex):
            sex = sex or same
            yield Finding(
                word.start, word.end, "gender", 0.85, "gender-pronoun",
                "Pronomenet visar den sökandes kön.", "gender", _as(word, _form(reading, at, neutral)),  # noqa: E501
            )  # fmt: skip


def _antecedent(
    reading: Reading,
    at: int,
    named: Sequence[Finding],
    people: frozenset[str],
    forms: dict[str, str],
) -> str:
    """``applicant``, ``other``, or empty when no one is named before in the same paragraph."""
    word = reading.words[at]
    paragraph = reading.text.rfind("\n\n", 0, word.start)
    sentence = max(
        reading.text.rfind(sign, 0, word.start) for sign in (". ", "! ", "? ", "\n", ".\n")
    )
    before = [f for f in named if f.end <= word.start and f.start > paragraph]
    last = before[-1] if before else None
    noun_at = -1
    noun = ""
    for other in reversed(reading.words[max(0, at - 40) : at]):
        if other.start <= max(paragraph, last.end if last else -1):
            break
        if other.lower in people:
            noun_at = other.start
            noun = other.lower
            break
    if noun_at >= 0:
        # A noun in an earlier sentence yields to the applicant as the text's subject.
        near = noun_at > sentence or word.start - noun_at < 60
        if near:
            return "noun" if noun in _NEUTRAL else "other"
    if last is not None:
        return "applicant" if last.role == "applicant" else "other"
    earlier = [f for f in named if f.end <= word.start]
    if earlier:
        return "applicant" if earlier[-1].role == "applicant" else ""
    return ""


def _opens(reading: Reading, word: Word) -> bool:
    before = reading.text[max(0, word.start - 2) : word.start].strip(' "”')
    after = reading.text[word.end : word.end + 2]
    return (not before or before[-1] in ".!?\n") and after[:1] == " " and after[1:2].islower()


def _form(reading: Reading, at: int, neutral: str) -> str:
    """English *her* is both an object and a possessive."""
    if reading.words[at].lower != "her":
        return neutral
    after = reading.words[at + 1] if at + 1 < len(reading.words) else None
    gap = reading.text[reading.words[at].end : after.start] if after else "."
    if after is None or gap != " " or after.lower in _OBJECT_AFTER:
        return "the applicant"
    return "the applicant’s"


def _as(word: Word, new: str) -> str:
    if len(word.text) > 1 and word.text.isupper():
        return new.upper()
    return new[0].upper() + new[1:] if word.capital else new
