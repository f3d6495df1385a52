"""Applying proposals, each only where the check holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from fairscreen.ads.rewriting.reading import parsed, tidied
from fairscreen.ads.rewriting.result import NotApplied, Rewrite, RewriteCheck, Rewritten
from fairscreen.ads.rewriting.verifying import Edit, Version, compare, edited
from fairscreen.spans import AlignedText, Block

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["apply"]

_OVERLAP = "En annan ändring gäller samma ord."
_ROUNDS = 8


def apply(
    text: str,
    rewrites: Iterable[Rewrite],
    *,
    lang: Literal["auto", "sv", "en"] = "auto",
    blocks: Sequence[Block] = (),
    doc: Doc | None = None,
) -> Rewritten:
    """``text`` with the first option of each of ``rewrites``, checked.

    Parameters
    ----------
    text:
        The ad as it was given.
    rewrites:
        Proposals for exactly this text: those of :func:`.rewrites` that are wanted, for example
        the safe ones, each with the wanted option first (:meth:`.Rewrite.choosing`).
    blocks:
        What the file's format says of the structure; offsets into ``text``.
    doc:
        The tidied text parsed, when that is already done.

    Returns
    -------
    Rewritten
        A rewrite after which a demand, a fact, the address or a heading would not be the same is
        left out and told in ``not_applied``. Nothing outside the applied places differs.

    Raises
    ------
    ValueError
        When a rewrite is not for this text.
    """
    wanted, refused = _apart(text, rewrites)
    aligned = tidied(text)
    doc = doc or parsed(text, lang, blocks)
    before = Version(doc)
    lang = doc._.parsed.language

    def trial(chosen: Sequence[Rewrite]) -> tuple[str, Version, RewriteCheck]:
        edits = [Edit(r.start, r.end, r.after, decided=not r.safe) for r in chosen]
        if not edits:
            return text, before, compare(before, before, ())
        new = edited(text, edits)
        after = Version(parsed(new, lang, _follow(blocks, edits)))
        return new, after, compare(before, after, _tidy(edits, aligned))

    kept = wanted
    new, after, check = trial(kept)
    for _ in range(_ROUNDS):
        if check.ok or not kept:
            break
        # Each alone first: nearly always one rewrite is at fault, not two together.
        bad = {r: c for r in kept if not (c := trial((r,))[2]).ok}
        if not bad:
            # Together they change what neither does alone: the later one waits.
            bad = {kept[-1]: check}
        refused += [_refusal(r, c) for r, c in bad.items()]
        kept = tuple(r for r in kept if r not in bad)
        new, after, check = trial(kept)
    if not check.ok:
        refused += [_refusal(r, check) for r in kept]
        kept = ()
        new, after, check = trial(kept)
    return Rewritten(
        text=text,
        rewritten=new,
        applied=kept,
        not_applied=tuple(sorted(refused, key=lambda item: (item.start, item.end))),
        check=check,
        requirements_before=before.requirements,
        requirements_after=after.requirements,
    )


def _apart(text: str, rewrites: Iterable[Rewrite]) -> tuple[tuple[Rewrite, ...], list[NotApplied]]:
    """The rewrites in order without those that overlap an earlier or a wider one."""
    wanted: list[Rewrite] = []
    refused: list[NotApplied] = []
    for rewrite in sorted(rewrites, key=lambda r: (r.start, -r.end)):
        if text[rewrite.start : rewrite.end] != rewrite.before:
            raise ValueError(f"no such words at {rewrite.start}-{rewrite.end}")
        if wanted and rewrite.start < wanted[-1].end:
            refused.append(_told(rewrite, _OVERLAP))
        else:
            wanted.append(rewrite)
    return tuple(wanted), refused


def _refusal(rewrite: Rewrite, check: RewriteCheck) -> NotApplied:
    return _told(rewrite, " ".join(check.messages))


def _told(rewrite: Rewrite, reason: str) -> NotApplied:
    return NotApplied(
        rule=rewrite.rule,
        start=rewrite.start,
        end=rewrite.end,
        before=rewrite.before,
        after=rewrite.after,
        reason=reason,
    )


def _tidy(edits: Sequence[Edit], aligned: AlignedText) -> list[Edit]:
    """The edits as places of the tidy text, where the demands are."""
    if aligned.origins is None:
        return list(edits)
    places = [aligned.to_text(edit.start, edit.end) for edit in edits]
    return [
        Edit(place.start, place.end, AlignedText.of(edit.after).text, edit.decided)
        for place, edit in zip(places, edits, strict=True)
    ]


def _follow(blocks: Sequence[Block], edits: Sequence[Edit]) -> list[Block]:
    """The blocks where they are after ``edits``; a block grows and shrinks with its words."""

    def moved(place: int, *, end: bool) -> int:
        shift = 0
        for edit in edits:
            if place < edit.end or (place == edit.end and not end and edit.start == edit.end):
                if place <= edit.start:
                    break
                return edit.start + shift + (len(edit.after) if end else 0)
            shift += len(edit.after) - (edit.end - edit.start)
        return place + shift

    return [
        Block(moved(b.start, end=False), moved(b.end, end=True), b.kind, b.level) for b in blocks
    ]
