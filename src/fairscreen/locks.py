"""One at a time, among threads and processes: a lock that ends with whoever holds it.

The operating system keeps the lock, so that nothing is left behind by a process that was killed.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["locked"]

# Beyond the end of any of our files: Windows keeps others from reading what is locked.
_BYTE = 1 << 30
_held: set[int] = set()
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextmanager
def locked(path: Path, *, wait: bool = True, remove: bool = False) -> Iterator[bool]:
    """Hold the lock on the file at ``path``, which is made when it is not there.

    Yields whether the lock was to be had; with ``wait`` it always is, in the end. A disk that keeps
    no locks (some network shares) counts as free. ``remove`` takes the file away afterwards.

    Raises
    ------
    OSError
        When the file cannot be opened for writing.
    """
    descriptor, taken = _opened(path, wait)
    _held.add(descriptor)
    try:
        yield taken
    finally:
        if remove and taken and sys.platform != "win32":  # Windows removes no open file
            path.unlink(missing_ok=True)
        if descriptor in _held:
            _held.discard(descriptor)
            os.close(descriptor)  # gives the lock back


def _not_in_children() -> None:
    """A forked process must not go on holding what its killed parent held."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_not_in_children)


def _opened(path: Path, wait: bool) -> tuple[int, bool]:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        taken = _take(descriptor, wait)
        if not taken or _is_at(path, descriptor):
            return descriptor, taken
        os.close(descriptor)  # its last holder removed it meanwhile


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _take(descriptor: int, wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _BYTE, os.SEEK_SET)
            while True:
                try:
                    msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                except OSError as error:
                    if not wait or error.errno not in _TAKEN:
                        raise
                    continue  # Windows gives up after ten tries
                return True
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        return error.errno not in _TAKEN
    return True
