"""Processes for one job each, forked from one that has the readers' libraries loaded already.

Starting Python and importing the readers costs some 0.3 s of processor time; a fork of a process
that has done so costs a few milliseconds. The parent process is single-threaded, reads no document
itself, and ends when ours does.
"""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
from multiprocessing.connection import Connection

__all__ = ["Nursery", "nursery"]

_WORKER = "fairscreen.documents.applications.worker"
_lock = threading.Lock()
_ours: Nursery | None = None


class Nursery:
    """The process that forks, and the line on which it is asked to."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", _WORKER, str(theirs.fileno())],
                pass_fds=(theirs.fileno(),), start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip

    def child(self) -> Connection:
        """A line to a new process, whose first message is its number.

        Raises
        ------
        OSError
            The nursery is gone.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.line, [b"1"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return Connection(ours.detach())

    def end(self) -> None:
        """End the process, if it is ours."""
        if self.owner == os.getpid():
            self.line.close()
            self.process.kill()
            self.process.wait()


def nursery(*, fresh: bool = False) -> Nursery:
    """This process's nursery, started when first asked for, or anew with ``fresh``."""
    global _ours
    with _lock:
        # After a fork the line belongs to the process we came from.
        if _ours is not None and _ours.owner == os.getpid() and (fresh or _gone(_ours)):
            _ours.end()
            _ours = None
        if _ours is None or _ours.owner != os.getpid():
            _ours = Nursery()
            atexit.register(_ours.end)
        return _ours


def _gone(known: Nursery) -> bool:
    return known.process.poll() is not None
