"""The processes that :func:`~fairscreen.documents.applications.isolation.isolated` works in.

Started with the number of a socket it is the nursery: it loads the readers' libraries and forks a
child for each line it is sent. Started without, it is a child itself, on its standard input and
output. A child takes one pickled job, runs it under a limit on memory, and answers with the pickled
outcome: ``result``, ``error`` (a :class:`~fairscreen.errors.FairscreenError`), ``memory`` or
``failure``. No text of a failure crosses: it might quote the document.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import socket
import sys
from multiprocessing.connection import Connection
from typing import Any

from fairscreen.errors import FairscreenError

__all__ = ["main"]

_MB = 1024 * 1024
# What the readers import when they are first used.
_PRELOADED = (
    "lxml.etree", "lxml.html", "charset_normalizer", "pikepdf", "pypdfium2", "PIL.Image",
    "fairscreen.documents.applications.reading",
    *(f"fairscreen.documents.applications.{name}"
      for name in ("docx", "image", "mail", "markup", "odt", "pdf", "plain", "rtf")),
)  # fmt: skip


def main() -> None:
    """Be the nursery or a child."""
    if len(sys.argv) > 1:
        _serve(socket.socket(fileno=int(sys.argv[1])))
        return
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answer
    with answers:
        _answer(sys.stdin.buffer.read(), answers.write)


def _serve(line: socket.socket) -> None:
    for name in _PRELOADED:
        # A reader that lacks its library says so itself when it is used.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    while True:
        message, (*lines,), _, _ = socket.recv_fds(line, 1, 1)
        if not message:
            return  # our parent is gone
        _reap()
        if os.fork() == 0:
            line.close()
            _child(Connection(lines[0]))
        os.close(lines[0])


def _reap() -> None:
    """Let go of children that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _child(line: Connection) -> None:
    """One job, in a session of its own so that it can be killed with all that it starts."""
    try:
        os.setsid()
        line.send_bytes(str(os.getpid()).encode())
        _answer(line.recv_bytes(), line.send_bytes)
    finally:
        os._exit(0)


def _answer(job: bytes, send: Any) -> None:
    module, qualified, args, options, memory, folder, environment = pickle.loads(job)
    os.environ.clear()
    os.environ.update(environment)
    with contextlib.suppress(OSError):
        os.chdir(folder)
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
    try:
        send(pickle.dumps(outcome))
    except MemoryError:
        send(pickle.dumps(("memory", None)))


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
    # Some systems know the name but refuse.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


if __name__ == "__main__":
    main()
