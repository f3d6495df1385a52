"""Running a check beside the event loop, so that pages stay quick while an ad is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

import anyio
import anyio.to_thread

from fairscreen import workflows
from fairscreen.ads import AdReview, Suppression, Versions, suppressed
from fairscreen.settings import Settings
from fairscreen_api.forms import AdDraft

__all__ = ["Checker"]

T = TypeVar("T")

_WARM_UP = (
    "Vi söker en medarbetare. Du dokumenterar ditt arbete.",
    "We are looking for a colleague. You document your work.",
)


class Checker:
    """Checks ads, one at a time.

    One at a time, because a spaCy pipeline shares its string store between calls and is not made
    for several threads. A usual ad takes some tens of milliseconds.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.versions: Versions | None = None
        #: What the organisation has chosen to keep; set when the database is open.
        self.choices: tuple[Suppression, ...] = ()

    @cached_property
    def _turn(self) -> anyio.CapacityLimiter:
        # Made on first use: a limiter belongs to the event loop that is running then.
        return anyio.CapacityLimiter(1)

    async def warm_up(self) -> None:
        """Load both languages, so that the first person does not wait for it."""
        for text in _WARM_UP:
            review = await self.check(AdDraft(text=text))
        self.versions = review.versions

    async def check(self, draft: AdDraft) -> AdReview:
        """Check ``draft``.

        Raises
        ------
        FairscreenError
            As :func:`fairscreen.workflows.check_text` and :func:`~fairscreen.workflows.check_file`.
        """
        review = await self.run(lambda: _check(draft, self._settings))
        return suppressed(review, self.choices, document=draft.document)

    async def run(self, work: Callable[[], T]) -> T:
        """Run ``work`` in a thread when its turn comes."""
        return await anyio.to_thread.run_sync(work, limiter=self._turn)


def _check(draft: AdDraft, settings: Settings) -> AdReview:
    if draft.file is not None:
        return workflows.check_file(
            draft.file.content,
            name=draft.file.name,
            lang=draft.lang,
            employer=draft.employer,
            published=draft.published,
            settings=settings,
        )
    return workflows.check_text(
        draft.text,
        lang=draft.lang,
        employer=draft.employer,
        published=draft.published,
        settings=settings,
    )
