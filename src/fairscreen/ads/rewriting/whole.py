"""One ad with the safe proposals applied, and all proposals told."""

from __future__ import annotations

from collections.abc import Sequence

from fairscreen.ads.review import AdReview
from fairscreen.ads.rewriting.applying import apply
from fairscreen.ads.rewriting.proposing import propose
from fairscreen.ads.rewriting.reading import Reading, parsed
from fairscreen.ads.rewriting.result import AdRewrite, Change
from fairscreen.spans import Block

__all__ = ["rewrite"]


def rewrite(review: AdReview, *, blocks: Sequence[Block] = ()) -> AdRewrite:
    """The ad of ``review`` with its safe rewrites applied.

    Parameters
    ----------
    review:
        From :func:`fairscreen.ads.check`.
    blocks:
        The same as the check was given.
    """
    doc = parsed(review.text, review.language, blocks)
    proposals = propose(review, Reading(doc))
    safe = [proposal for proposal in proposals if proposal.safe]
    result = apply(review.text, safe, lang=review.language, blocks=blocks, doc=doc)
    applied = set(result.applied)
    return AdRewrite(
        file=review.file,
        language=review.language,
        text=review.text,
        rewritten=result.rewritten,
        changes=tuple(
            Change(
                rule=r.rule, start=r.start, end=r.end, before=r.before, after=r.after,
                options=r.options, safe=r.safe, applied=r in applied, why=r.why,
            )
            for r in proposals
        ),
        not_applied=result.not_applied,
        check=result.check,
        warnings=review.warnings,
        versions=review.versions,
    )  # fmt: skip
