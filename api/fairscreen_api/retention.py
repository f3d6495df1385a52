"""Removing what has reached its day, while the service runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool

from fairscreen.settings import Settings
from fairscreen.store import Recruitments, Studies
from fairscreen.workflows.recruitments import purge_due

__all__ = ["kept_in_time"]

_logger = logging.getLogger("fairscreen.retention")
_EVERY_S = 3600


@asynccontextmanager
async def kept_in_time(
    studies: Studies, recruitments: Recruitments, settings: Settings
) -> AsyncIterator[None]:
    """Purge what has come to its day, now and every hour, until the service stops."""

    def purge() -> None:
        now = datetime.now(UTC)
        if number := studies.purge_due(now=now):
            _logger.info("purged %d studies", number)
        if number := purge_due(recruitments, settings=settings, today=now.date()):
            _logger.info("purged %d recruitments", number)

    await run_in_threadpool(purge)
    task = asyncio.create_task(_for_ever(purge))
    try:
        yield
    finally:
        task.cancel()
        # Bounded: a purge that is under way in its thread must not keep the service from stopping.
        await asyncio.wait({task}, timeout=5)


async def _for_ever(purge: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(_EVERY_S)
        try:
            await run_in_threadpool(purge)
        except Exception as error:  # noqa: BLE001 the next hour is another try
            _logger.error("purging failed: %s", type(error).__name__)
