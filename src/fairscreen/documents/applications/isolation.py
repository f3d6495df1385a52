"""A function of ours run in a process that can be killed.

A hostile file may make a parser loop, fill the memory or crash. Each file is therefore read in a
process of its own. The limit on memory is the kernel's (``RLIMIT_AS``), where the system has one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from fairscreen.errors import FairscreenError

__all__ = ["isolated"]

P = ParamSpec("P")
T = TypeVar("T")
_PACKAGES = ("fairscreen.", "fairscreen_api.")
_START_S = 30.0
_CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
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
    job = pickle.dumps(
        (module, qualified, args, options, memory, str(Path.cwd()), dict(os.environ))
    )
    try:
        answer = _forked(job, limit) if _CAN_FORK else _started(job, limit)
    except TimeoutError:
        raise FairscreenError(
            "document-timeout", name=name, limit=f"{limit:g}".replace(".", ",")
        ) from None
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


def _forked(job: bytes, limit: float) -> bytes:
    """The answer of a process forked from the nursery; empty when it died."""
    from fairscreen.documents.applications.nursery import nursery

    until = time.monotonic() + limit
    try:
        line = nursery().child()
    except OSError:
        line = nursery(fresh=True).child()
    with line:
        child = 0
        try:
            # The first child waits for the nursery to load its libraries.
            if not line.poll(limit + _START_S):
                raise TimeoutError
            child = int(line.recv_bytes())
            until = time.monotonic() + limit
            line.send_bytes(job)
            if not line.poll(max(0.0, until - time.monotonic())):
                raise TimeoutError
            return line.recv_bytes()
        except (EOFError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            return b""
        finally:
            _kill(child)


def _started(job: bytes, limit: float) -> bytes:
    """The answer of a process started for the job; for systems that cannot fork."""
    # The worker writes its answer to standard output; what a parser may print goes to nobody.
    process = subprocess.Popen(
        [sys.executable, "-m", _WORKER],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        return process.communicate(job, timeout=limit)[0]
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    finally:
        if process.poll() is None:
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


def _kill(child: int) -> None:
    """Kill a child and what it started; it leads a group of its own."""
    if child:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
