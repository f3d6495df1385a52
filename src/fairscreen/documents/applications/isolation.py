"""A function of ours run in a process that can be killed.

A hostile file may make a parser loop, fill the memory or crash. Each file is therefore read in a
process of its own. The limit on memory is the kernel's (``RLIMIT_AS``), where the system has one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from fairscreen.errors import FairscreenError

__all__ = ["isolated"]

P = ParamSpec("P")
T = TypeVar("T")
_PACKAGES = ("fairscreen.", "fairscreen_api.")
_WORKER = "fairscreen.documents.applications.worker"


def isolated(
    function: Callable[..., T],
    *args: Any,
    timeout_s: float | None = None,
    memory_mb: int | None = None,
    name: str = "dokumentet",
    **options: Any,
) -> T:
    """``function(*args, **options)`` run in a process of its own.

    Parameters
    ----------
    function:
        A function at the top level of one of our modules. Its arguments and result are pickled.
    timeout_s:
        Seconds after which the process is killed with all it started; ``None`` takes the setting
        ``application_timeout_s``.
    memory_mb:
        Most address space in megabytes; ``None`` takes the setting ``application_memory_mb``.
    name:
        The file's name, for the message.

    Raises
    ------
    FairscreenError
        Whatever the function raises of that kind; ``document-timeout`` when it was killed,
        ``document-memory`` when the memory was not enough, ``document-crashed`` when it died or
        failed in another way.
    ValueError
        When the function is not one of ours.
    """
    from fairscreen.settings import Settings

    settings = Settings()
    module, qualified = function.__module__, function.__qualname__
    if not f"{module}.".startswith(_PACKAGES) or "." in qualified:
        raise ValueError(f"not a top-level function of fairscreen: {module}.{qualified}")
    limit = settings.application_timeout_s if timeout_s is None else timeout_s
    memory = settings.application_memory_mb if memory_mb is None else memory_mb
    job = pickle.dumps((module, qualified, args, options, memory))
    # The worker writes its answer to standard output; what a parser may print goes to nobody.
    process = subprocess.Popen(
        [sys.executable, "-m", _WORKER],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        answer, _ = process.communicate(job, timeout=limit)
    except subprocess.TimeoutExpired:
        raise FairscreenError(
            "document-timeout", name=name, limit=f"{limit:g}".replace(".", ",")
        ) from None
    finally:
        _end(process)
    try:
        outcome, value = pickle.loads(answer)
    except Exception as error:
        raise FairscreenError("document-crashed", name=name) from error
    if outcome == "result":
        return value  # type: ignore[no-any-return]
    if outcome == "error":
        raise value
    raise FairscreenError(
        "document-memory" if outcome == "memory" else "document-crashed", name=name
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the worker and what it started, and let go of its pipes."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None and not pipe.closed:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
