"""From texts to hits: the recognisers, the second pass over all texts, and one hit per place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from fairscreen.anonymise import own_words
from fairscreen.anonymise.cast import Cast
from fairscreen.anonymise.edges import trimmed
from fairscreen.anonymise.hits import Finding, Hit
from fairscreen.anonymise.misread import as_letters
from fairscreen.anonymise.people import Known
from fairscreen.anonymise.policies import Policy
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.resolution import beside, giving_way, joined, resolve
from fairscreen.anonymise.seeds import applicant_of
from fairscreen.spans import AlignedText

__all__ = ["Examined", "detect", "detect_all", "examined"]

# No name, number or address is longer without a blank; what a file may hold beyond is not text.
_LONGEST_RUN = 600
_FEW = 12  # function words
_SWEDISH = re.compile(r"(?i)(?<![\w@./])[^\W\d_]*[åäö][^\W\d_]*")


def detect(
    text: str,
    *,
    lang: Literal["auto", "sv", "en"] = "auto",
    known: Known | None = None,
    policy: Policy | None = None,
) -> list[Hit]:
    """What in ``text`` tells who the applicant is, in order of place, not overlapping.

    Parameters
    ----------
    text:
        Any text; offsets of the hits are code points into this very text.
    lang:
        Language of the words put instead; both languages' cues are sought either way.
    known:
        What the applicant system knows of the applicant.
    policy:
        As for :func:`detect_all`.
    """
    return detect_all([text], lang=lang, known=known, policy=policy)[0]


def detect_all(
    texts: Sequence[str],
    *,
    lang: Literal["auto", "sv", "en"] = "auto",
    known: Known | None = None,
    file_names: Sequence[str] = (),
    identity: Sequence[str] = (),
    policy: Policy | None = None,
) -> list[list[Hit]]:
    """The hits of each of one applicant's texts; what one text teaches is sought in all.

    ``file_names`` and ``identity`` (author, sender, title) are read for the applicant's name only.
    With ``policy``, what it keeps gives way to what it hides: the year in "born 1959 in Kiruna".
    """
    seen = examined(
        texts, lang=lang, known=known, file_names=file_names, identity=identity, policy=policy
    )
    return [one.hits for one in seen]


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a text, and what the model thinks possible but not sure: neither overlap.

    ``suggestions`` are for a person to look at; nothing hides them.
    """

    hits: list[Hit]
    suggestions: list[Hit]


def examined(
    texts: Sequence[str],
    *,
    lang: Literal["auto", "sv", "en"] = "auto",
    known: Known | None = None,
    file_names: Sequence[str] = (),
    identity: Sequence[str] = (),
    policy: Policy | None = None,
) -> list[Examined]:
    """As :func:`detect_all`, with what a reviewer may look at."""
    readings = [_analysed(text, lang) for text in texts]
    cast = Cast(applicant_of(readings, known, [*file_names, *identity]), readings)
    seen = []
    for number, (reading, found) in enumerate(readings):
        sure = _completed(number, reading, found, cast, known, policy)
        faint = beside(own_words.faint(reading), sure, policy)
        seen.append(Examined(_hits(reading, sure), _hits(reading, faint)))
    return seen


def _language(text: str) -> str:
    """The language of a text, Swedish where it cannot be told.

    The lines of a CV hold hardly any function words: there Swedish letters speak for Swedish.
    """
    from fairscreen.language import detect as language_of
    from fairscreen.language import evidence

    if language_of(text) != "en":
        return "sv"
    _, english = evidence(text)
    letters = sum(1 for _ in _SWEDISH.finditer(text))
    return "sv" if english < min(_FEW, letters) else "en"


def _analysed(text: str, lang: str) -> tuple[Reading, list[Finding]]:
    from fairscreen.anonymise.engine import ReadingArtifacts, analyzer, read
    from fairscreen.anonymise.recogniser import FINDING

    aligned = AlignedText.of(text, longest_run=_LONGEST_RUN)
    aligned = replace(aligned, text=as_letters(aligned.text))
    code = _language(aligned.text) if lang == "auto" else lang
    reading = read(aligned, code)
    if not aligned.text.strip():
        return reading, []
    results = analyzer().analyze(
        aligned.text, language=code, nlp_artifacts=ReadingArtifacts(reading)
    )
    return reading, [result.recognition_metadata[FINDING] for result in results]


def _completed(
    number: int, reading: Reading, found: list[Finding], cast: Cast, known: Known | None,
    policy: Policy | None,
) -> list[Finding]:  # fmt: skip
    from fairscreen.anonymise import workplaces
    from fairscreen.anonymise.mentions import mentions
    from fairscreen.anonymise.pronouns import pronouns

    # What another text or the table told may show that a name here is the applicant's.
    found = [cast.told(number, reading, finding) for finding in found]
    found += mentions(reading, cast.people)
    if known is not None:
        found += _known_facts(reading, known)
    found = trimmed(reading, joined(reading.text, found))
    found = resolve(reading.text, giving_way(reading.text, found, policy))
    found = [*found, *pronouns(reading, found)]
    found = resolve(reading.text, giving_way(reading.text, found, policy))
    return sorted([*found, *workplaces.find(reading, found)], key=lambda f: f.start)


def _known_facts(reading: Reading, known: Known) -> list[Finding]:
    """Phone, e-mail and number of the table, however they are spaced."""
    found: list[Finding] = []
    why = "Står i tabellen över sökande."
    for value, category, kind in (
        (known.phone, "contact", "contact"),
        (known.personnummer, "id", "id"),
    ):
        digits = re.sub(r"\D", "", value)
        for form in {digits, digits[-10:], digits[-9:]} if len(digits) >= 7 else ():
            pattern = r"[\s\-–‑./()]{0,3}".join(form)
            for match in re.finditer(rf"\+?(?<!\d){pattern}(?!\d)", reading.text):
                found.append(
                    Finding(*match.span(), category, 1.0, f"known-{category}", why, kind)  # type: ignore[arg-type]
                )
    if known.email:
        for match in re.finditer(re.escape(known.email), reading.text, re.IGNORECASE):
            found.append(Finding(*match.span(), "contact", 1.0, "known-contact", why, "contact"))
    return found


def _hits(reading: Reading, found: list[Finding]) -> list[Hit]:
    hits = []
    for f in found:
        span = reading.aligned.to_source(f.start, f.end)
        hits.append(
            Hit(
                span.start, span.end, f.category, f.score, f.why, f.rule,
                f.kind, f.replacement, f.role, f.group,
            )
        )  # fmt: skip
    return hits
