"""All proposals for one ad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fairscreen.ads.review import AdReview, Finding
from fairscreen.ads.rewriting.fitting import fitting
from fairscreen.ads.rewriting.nominals import nominals
from fairscreen.ads.rewriting.reading import Reading, parsed, tidied
from fairscreen.ads.rewriting.result import Rewrite
from fairscreen.ads.rewriting.rows import rows
from fairscreen.ads.rewriting.sentences import sentences
from fairscreen.ads.rewriting.swaps import swaps
from fairscreen.spans import AlignedText, Block

__all__ = ["own", "propose", "rewrites"]

#: Rules whose suggestions stand in the place of the words found, in the same form.
_IN_PLACE = frozenset(
    {"plain-word", "plain-jargon", "plain-abbreviation", "plain-nominal", "plain-negation",
     "gender-title-fem", "gender-title-man", "gender-group", "gender-binary", "eth-licence",
     "sex-norm"}
)  # fmt: skip


def rewrites(review: AdReview, *, blocks: Sequence[Block] = ()) -> tuple[Rewrite, ...]:
    """What could be written in another way in the ad of ``review``, in order of place.

    Parameters
    ----------
    review:
        From :func:`fairscreen.ads.check`; only Swedish parts are rewritten.
    blocks:
        The same as the check was given.

    Returns
    -------
    tuple of Rewrite
        Places do not overlap unless one proposal is for a person to decide; offsets are code
        points into ``review.text``. Safe ones change neither a demand nor a fact by their words;
        :func:`.apply` checks that once more on the whole ad.
    """
    return propose(review, Reading(parsed(review.text, review.language, blocks)))


def propose(review: AdReview, reading: Reading) -> tuple[Rewrite, ...]:
    """As :func:`rewrites`, for an ad that is parsed already."""
    placed = own(review.text, reading)
    found = _of_findings(review.findings, placed, reading, tidied(review.text))
    return tuple(_ordered([*placed, *found]))


def own(text: str, reading: Reading) -> tuple[Rewrite, ...]:
    """What rewriting proposes by itself for ``text``, without the suggestions of the rules."""
    aligned = tidied(text)
    found = [*swaps(reading), *nominals(reading), *sentences(reading), *rows(reading)]
    return tuple(_ordered(_widest([_at_source(rewrite, aligned) for rewrite in found])))


def _at_source(rewrite: Rewrite, aligned: AlignedText) -> Rewrite:
    place = aligned.to_source(rewrite.start, rewrite.end)
    return rewrite.model_copy(
        update={"start": place.start, "end": place.end, "before": place.of(aligned.source)}
    )


def _widest(found: Sequence[Rewrite]) -> Iterator[Rewrite]:
    """Of safe rewrites that overlap, the widest; the others all."""
    taken: list[Rewrite] = []
    for rewrite in sorted(found, key=lambda r: (r.start - r.end, r.start)):
        if rewrite.safe:
            if any(r.start < rewrite.end and rewrite.start < r.end for r in taken):
                continue
            taken.append(rewrite)
        yield rewrite


def _of_findings(
    findings: Iterable[Finding], own: Sequence[Rewrite], reading: Reading, aligned: AlignedText
) -> Iterator[Rewrite]:
    """Word for word suggestions of the rules, where none of our own says the same."""
    for finding in findings:
        if finding.rule not in _IN_PLACE:
            continue
        if any(r.start < finding.end and finding.start < r.end for r in own):
            continue
        place = aligned.to_text(finding.start, finding.end)
        options = fitting(finding.text, finding.suggestions, place.start, place.end, reading)
        if not options:
            continue
        yield Rewrite(
            rule=finding.rule,
            start=finding.start,
            end=finding.end,
            before=finding.text,
            options=options,
            safe=False,
            why=finding.why,
        )


def _ordered(found: Iterable[Rewrite]) -> list[Rewrite]:
    return sorted(found, key=lambda r: (r.start, r.end, r.rule))
