"""The process that :func:`~fairscreen.documents.applications.isolation.isolated` starts.

It reads one pickled job from standard input, runs it under a limit on memory, and writes the
pickled outcome: ``result``, ``error`` (a :class:`~fairscreen.errors.FairscreenError`), ``memory``
or ``failure``. No text of a failure crosses: it might quote the document.
"""

from __future__ import annotations

import importlib
import os
import pickle
import sys
from typing import Any

from fairscreen.errors import FairscreenError

__all__ = ["main"]

_MB = 1024 * 1024


def main() -> None:
    """Run one job."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answer
    module, qualified, args, options, memory = pickle.load(sys.stdin.buffer)
    _limit(memory)
    outcome: tuple[str, Any]
    try:
        function = getattr(importlib.import_module(module), qualified)
        outcome = ("result", function(*args, **options))
    except FairscreenError as error:
        outcome = ("error", error)
    except MemoryError:
        outcome = ("memory", None)
    except Exception:  # noqa: BLE001 - told as a code, without the text
        outcome = ("failure", None)
    with answers:
        try:
            answers.write(pickle.dumps(outcome))
        except MemoryError:
            answers.write(pickle.dumps(("memory", None)))


def _limit(memory_mb: int) -> None:
    """Bound the address space, and leave no core file behind."""
    try:
        import resource
    except ImportError:  # not on this system; the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory_mb * _MB
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    except (ValueError, OSError):  # some systems know the name but refuse
        return


if __name__ == "__main__":
    main()
