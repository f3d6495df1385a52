"""*Han* and *hon* about the applicant, typically in certificates and references.

In a certificate, a reference or notes the pronouns of the sex that leads are the applicant's, the
others are other people's. In the applicant's own words a pronoun is the applicant's when the last
person named before it, in its paragraph, is the applicant, or when others' words of the applicant open
with it; those about a pupil or a manager stay. Inflection *hen, hen, hens*: Språkrådet.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading, Word
from fairscreen.anonymise.speech import speech
from fairscreen.anonymise.testimony import SEX, is_about_applicant, leading_sex
from fairscreen.anonymise.wordlists import table, words

__all__ = ["pronouns"]

_OBJECT_AFTER = frozenset({"and", "or", "to", "for", "with", "in", "at", "on", "as", "by", "from", "very", "highly",  # noqa: E501
    "the", "a", "when", "because", "if", "that", "since", "during", "without", "again", "is", "was", "will", "would"})  # fmt: skip  # noqa: E501


def pronouns(reading: Reading, found: Sequence[Finding]) -> Iterator[Finding]:
    """Pronouns about the applicant, as findings with the neutral word."""
    forms = table("pronouns")
    named = [f for f in found if f.category == "name"]
    applicant = any(f.role == "applicant" for f in named)
    about = is_about_applicant(reading)
    told = () if about else tuple(speech(reading.text))
    if not applicant and not about and not told:
        return
    leading = leading_sex(reading) if about else ""
    people = words("person_nouns")
    hidden = [(f.start, f.end) for f in found]
    for at, word in enumerate(reading.words):
        neutral = forms.get(word.lower)
        if neutral is None or any(start <= word.start < end for start, end in hidden):
            continue
        if word.lower == "hans" and word.capital and not _opens(reading, word):
            continue
        whose = _antecedent(reading, at, named, people)
        sex = SEX.get(word.lower, "")
        # In a testimony a person in between does not take over the pronoun that is the
        # applicant's elsewhere: leaving one in is the worse mistake.
        if (
            (about and sex == leading != "")
            or (whose == "applicant" and not (about and leading and sex != leading))
            or (sex and _spoken(reading, at, told, named, people))
        ):
            yield Finding(
                word.start, word.end, "gender", 0.85, "gender-pronoun",
                "Pronomenet visar den sökandes kön.", "gender", _as(word, _form(reading, at, neutral)),  # noqa: E501
            )  # fmt: skip


def _spoken(
    reading: Reading,
    at: int,
    told: Sequence[tuple[int, int]],
    named: Sequence[Finding],
    people: frozenset[str],
) -> bool:
    """Whether the pronoun stands in others' words that speak of nobody else before it."""
    word = reading.words[at]
    start = max((start for start, end in told if start <= word.start < end), default=None)
    if start is None:
        return False
    if any(start <= f.start < word.start and f.role != "applicant" for f in named):
        return False
    for before in reversed(reading.words[max(0, at - 60) : at]):
        if before.start < start:
            break
        if before.lower in people:
            return False
    return True


def _antecedent(
    reading: Reading,
    at: int,
    named: Sequence[Finding],
    people: frozenset[str],
) -> str:
    """``applicant``, ``other``, or empty when no one is named before in the same paragraph."""
    word = reading.words[at]
    paragraph = reading.text.rfind("\n\n", 0, word.start)
    sentence = max(
        reading.text.rfind(sign, 0, word.start) for sign in (". ", "! ", "? ", "\n", ".\n")
    )
    before = [f for f in named if f.end <= word.start and f.start > paragraph]
    last = before[-1] if before else None
    for other in reversed(reading.words[max(0, at - 40) : at]):
        if other.start <= max(paragraph, last.end if last else -1):
            break
        if other.lower in people:
            # A noun in an earlier sentence yields to the applicant as the text's subject.
            if other.start > sentence or word.start - other.start < 60:
                return "other"
            break
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
