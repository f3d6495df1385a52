"""Findings that someone has looked at and chosen to keep, with the reason.

A choice holds for one rule; with ``words`` only for those words, with ``document`` only for the ad
of that name. It never hides a finding without trace: what it sets aside stands among the dropped,
with the reason that was given.

In a file a choice is written where the ad is, so that it travels with it. In Markdown and HTML::

    <!-- fairscreen: behåll lang-native "svenska som modersmål": Prövat av HR den 3 mars. -->

and in plain text the same on a line of its own, without the signs of a comment::

    fairscreen: behåll lang-native "svenska som modersmål": Prövat av HR den 3 mars.

The words may be left out; ``keep`` and ``ignore`` mean the same as ``behåll``. The reason must be
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from fairscreen.ads.review import AdReview, Dropped, Finding

__all__ = ["SUPPRESSED", "Suppression", "inline_suppressions", "suppressed"]

#: The reason code of what a choice set aside.
SUPPRESSED = "suppressed"

_BODY = (
    r"fairscreen:[ \t]*(?:behåll|keep|ignore)[ \t]+(?P<rule>[a-z]+(?:-[a-z]+)+)"
    r"(?:[ \t]+[\"”“»](?P<words>[^\"”“»«\n]+)[\"”“»«])?[ \t]*[:–—-][ \t]*(?P<reason>[^\n]+?)"
)
_COMMENT = re.compile(rf"<!--\s*{_BODY}\s*-->", re.IGNORECASE)
_LINE = re.compile(rf"^[ \t#/;%*]*{_BODY}[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ANY = re.compile(r"<!--\s*fairscreen:[^\n]*?-->|^[ \t#/;%*]*fairscreen:[^\n]*$", re.I | re.M)


class Suppression(BaseModel):
    """One choice to keep what a rule points at."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    rule: str = Field(pattern=r"^[a-z]+(-[a-z]+)+$")
    reason: str = Field(min_length=3, max_length=500)
    #: Only these words, whatever their case and blanks; ``None`` for all that the rule finds.
    words: str | None = Field(None, min_length=1, max_length=200)
    #: Only the ad of this name; ``None`` for all ads of the organisation.
    document: str | None = Field(None, min_length=1, max_length=200)
    made_at: datetime | None = None

    def covers(self, finding: Finding, document: str | None) -> bool:
        """Whether the choice is about ``finding`` in the ad called ``document``."""
        return (
            self.rule == finding.rule
            and (self.words is None or _plain(self.words) == _plain(finding.text))
            and (self.document is None or self.document == document)
        )


def suppressed(
    review: AdReview, choices: Iterable[Suppression], *, document: str | None = None
) -> AdReview:
    """``review`` with the findings that ``choices`` are about moved to the dropped.

    ``document`` is the ad's name for choices that hold for one ad; the review's file by default.
    """
    choices = tuple(choices)
    if not choices:
        return review
    name = document or review.file
    kept: list[Finding] = []
    dropped = list(review.dropped)
    for finding in review.findings:
        choice = next((c for c in choices if c.covers(finding, name)), None)
        if choice is None:
            kept.append(finding)
        else:
            dropped.append(set_aside(finding, SUPPRESSED, choice.reason))
    dropped.sort(key=lambda item: (item.start, item.end, item.rule))
    return review.model_copy(update={"findings": tuple(kept), "dropped": tuple(dropped)})


def set_aside(finding: Finding, reason: str, note: str | None) -> Dropped:
    """``finding`` as something that was dropped for ``reason``."""
    return Dropped(
        rule=finding.rule, start=finding.start, end=finding.end, text=finding.text,
        reason=reason, note=note,
    )  # fmt: skip


def inline_suppressions(text: str) -> tuple[str, tuple[Suppression, ...]]:
    """The choices written in a file, and the file's text with them blanked out.

    Returns
    -------
    The text, as long as before (line breaks are kept, so that no offset moves), and the choices. A
    line that is meant for us but cannot be read is blanked out too and gives no choice.
    """
    choices: list[Suppression] = []

    def blank(match: re.Match[str]) -> str:
        found = _COMMENT.fullmatch(match.group()) or _LINE.fullmatch(match.group())
        if found and len(found["reason"]) >= 3:
            choices.append(
                Suppression(rule=found["rule"].lower(), words=found["words"],
                            reason=found["reason"][:500])
            )  # fmt: skip
        return re.sub(r"[^\r\n]", " ", match.group())

    return _ANY.sub(blank, text), tuple(choices)


def unreadable_choices(text: str) -> int:
    """How many lines are meant for us but hold no rule or no reason."""
    found: Sequence[str] = [match.group() for match in _ANY.finditer(text)]
    return sum(not (_COMMENT.fullmatch(line) or _LINE.fullmatch(line)) for line in found)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
