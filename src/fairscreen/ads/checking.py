"""Checking one ad: text in, :class:`~fairscreen.ads.review.AdReview` out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from fairscreen import __version__
from fairscreen.ads.engine import find
from fairscreen.ads.factors import compared
from fairscreen.ads.measures import measure
from fairscreen.ads.missing import missing_parts
from fairscreen.ads.profiles import Profile, with_profile
from fairscreen.ads.reading import DroppedHit, Hit
from fairscreen.ads.requirements import described, extract, summarised
from fairscreen.ads.review import (
    AdReview,
    Dropped,
    Finding,
    Justification,
    LegalBasis,
    Missing,
    Requirement,
    Source,
    Strength,
    Versions,
)
from fairscreen.ads.ruleset import RuleSet, load_rules
from fairscreen.ads.strengths import strengths
from fairscreen.errors import FairscreenError
from fairscreen.settings import Employer
from fairscreen.spans import AlignedText, Block

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["check"]

# Longer than any word and nearly any address.
_LONGEST_RUN = 250


def check(
    text: str,
    *,
    lang: Literal["auto", "sv", "en"] = "auto",
    employer: Employer = "municipality",
    blocks: Sequence[Block] = (),
    file: str | None = None,
    published: date | None = None,
    profile: Profile | None = None,
    occupation_field: str | None = None,
) -> AdReview:
    """Review the ad in ``text``.

    Parameters
    ----------
    text:
        The draft as it was given; all offsets of the review are code points into it.
    lang:
        ``auto`` detects the language.
    employer:
        ``municipality``, ``state``, ``region`` or ``private``.
    blocks:
        What the file's format says of the structure; offsets into ``text``.
    file:
        Name to carry in the review.
    published:
        The day the ad is or will be published; the application period is counted from it.
    profile:
        The organisation's own levels, terms, facts and choices.
    occupation_field:
        Field of Arbetsförmedlingen's taxonomy that the ad is compared within, where there are
        enough ads of it; else the kind of employer decides.

    Raises
    ------
    FairscreenError
        ``text-empty`` when the text holds neither letter nor digit; ``language-unsupported``.
    """
    from fairscreen import language

    if not any(character.isalnum() for character in text):
        raise FairscreenError("text-empty")
    aligned = AlignedText.of(text, longest_run=_LONGEST_RUN)
    doc = language.parse(aligned.text, lang, blocks=_moved(blocks, aligned))
    rules = load_rules()
    asked = described(doc._.parsed.text, extract(doc))
    hits, dropped = find(doc, rules, employer=employer, requirements=asked)
    if profile is not None and profile.terms is not None:
        own, _ = find(doc, profile.terms, employer=employer, requirements=asked)
        hits = sorted([*hits, *own], key=lambda hit: (hit.start, hit.end))
    findings = tuple(_finding(hit, aligned) for hit in hits)
    parts = missing_parts(doc, employer=employer, asked=asked, published=published)
    review = AdReview(
        file=file,
        language=doc._.parsed.language,
        text=text,
        findings=findings,
        dropped=tuple(_dropped(hit, aligned) for hit in dropped),
        requirements=tuple(_requirement(item, aligned) for item in asked),
        requirement_summary=summarised(asked),
        missing=tuple(_missing(part, aligned) for part in parts),
        strengths=tuple(
            _strength(item, aligned)
            for item in strengths(
                doc,
                parts=parts,
                asked=asked,
                flagged={finding.category for finding in findings if finding.level != "hint"},
            )
        ),
        measures=measure(doc),
        sources=_sources(findings, rules),
        versions=Versions(
            fairscreen=__version__, rules=rules.version, model=language.model_version()
        ),
    )
    if profile is not None:
        review = _as_profiled(review, profile, doc, aligned)
    comparison, factors = compared(review, employer=employer, occupation_field=occupation_field)
    return review.model_copy(update={"comparison": comparison, "factors": factors})


def _as_profiled(review: AdReview, profile: Profile, doc: Doc, aligned: AlignedText) -> AdReview:
    facts = [
        (fact, place and Justification(**_place(place.start, place.end, aligned)))
        for fact, place in profile.facts(doc)
    ]
    return with_profile(review, profile, facts)


def _moved(blocks: Sequence[Block], aligned: AlignedText) -> list[Block]:
    moved = []
    for block in blocks:
        place = aligned.to_text(block.start, block.end)
        moved.append(Block(place.start, place.end, block.kind, block.level))
    return moved


def _place(start: int, end: int, aligned: AlignedText) -> dict[str, int | str]:
    place = aligned.to_source(start, end)
    return {"start": place.start, "end": place.end, "text": place.of(aligned.source)}


def _finding(hit: Hit, aligned: AlignedText) -> Finding:
    rule = hit.rule
    return Finding(
        rule=rule.id,
        category=rule.category,
        grounds=rule.grounds,
        level=hit.level,
        message=hit.message,
        why=rule.why,
        suggestions=hit.suggestions,
        sources=rule.sources,
        justification=(
            Justification(**_place(hit.reason.start, hit.reason.end, aligned))
            if hit.reason
            else None
        ),
        **_place(hit.start, hit.end, aligned),
    )


def _dropped(hit: DroppedHit, aligned: AlignedText) -> Dropped:
    return Dropped(rule=hit.rule, reason=hit.reason, **_place(hit.start, hit.end, aligned))


def _requirement(item: Requirement, aligned: AlignedText) -> Requirement:
    reason = item.justification
    return item.model_copy(
        update={
            **_place(item.start, item.end, aligned),
            "justification": reason
            and reason.model_copy(update=_place(reason.start, reason.end, aligned)),
            "legal_basis": _basis(item.legal_basis, aligned),
        }
    )


def _basis(basis: LegalBasis | None, aligned: AlignedText) -> LegalBasis | None:
    if basis is None or basis.start is None or basis.end is None:
        return basis
    return basis.model_copy(update=_place(basis.start, basis.end, aligned))


def _missing(part: Missing, aligned: AlignedText) -> Missing:
    if part.start is None or part.end is None:
        return part
    place = aligned.to_source(part.start, part.end)
    return part.model_copy(update={"start": place.start, "end": place.end})


def _strength(item: Strength, aligned: AlignedText) -> Strength:
    return item.model_copy(update=_place(item.start, item.end, aligned))


def _sources(findings: Sequence[Finding], rules: RuleSet) -> dict[str, Source]:
    keys = sorted({key for finding in findings for key in finding.sources if key in rules.sources})
    return {
        key: Source(key=key, title=rules.sources[key].title, url=rules.sources[key].url)
        for key in keys
    }
