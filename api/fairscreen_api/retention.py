"""Removing what has reached its day, while the service runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool

from fairscreen.store import Studies

__all__ = ["kept_in_time"]

_logger = logging.getLogger("fairscreen.retention")
_EVERY_S = 3600


@asynccontextmanager
async def kept_in_time(studies: Studies) -> AsyncIterator[None]:
    """Purge studies whose day has come, now and every hour, until the service stops."""
    await _purge(studies)
    task = asyncio.create_task(_for_ever(studies))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _for_ever(studies: Studies) -> None:
    while True:
        await asyncio.sleep(_EVERY_S)
        try:
            await _purge(studies)
        except Exception as error:  # noqa: BLE001 the next hour is another try
            _logger.error("purging failed: %s", type(error).__name__)


async def _purge(studies: Studies) -> None:
    number = await run_in_threadpool(lambda: studies.purge_due(now=datetime.now(UTC)))
    if number:
        _logger.info("purged %d studies", number)
