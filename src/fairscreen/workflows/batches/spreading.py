"""Work spread over processes that may die, or over a cluster that is there already."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, TypeVar

from fairscreen.errors import FairscreenError
from fairscreen.workflows.clusters import Backend, in_parallel, joined

__all__ = ["Backend", "spread"]

T = TypeVar("T")
R = TypeVar("R")


def spread(
    function: Callable[[T], R],
    tasks: Sequence[T],
    *,
    workers: int,
    backend: Backend,
    timeout_s: float,
    failed: Callable[[T, FairscreenError], R],
    cluster: str | None = None,
) -> Iterator[R]:
    """The results as they come.

    A worker that dies or hangs takes with it at most the tasks that were under way; these are run
    again one at a time, and the one that fails again is given to ``failed``.

    Raises
    ------
    FairscreenError
        ``backend-missing``, ``backend-unreachable``; and what ``function`` raises of that kind,
        as for a full disk, which ends the whole.
    """
    if workers == 1 and backend == "loky":
        yield from map(function, tasks)
        return
    left = list(range(len(tasks)))
    suspects: list[int] = []
    while left:
        done: set[int] = set()
        broken = yield from _round(
            function, tasks, left, workers, backend, cluster, timeout_s, done
        )
        under_way = [index for index in left if index not in done]
        if not broken:
            left = []
            continue
        # joblib hands out tasks in order, so what was under way stands first.
        suspects += under_way[: 2 * workers]
        left = under_way[2 * workers :]
    for index in suspects:
        yield _alone(function, tasks[index], timeout_s, failed)


def _alone(
    function: Callable[[T], R],
    task: T,
    timeout_s: float,
    failed: Callable[[T, FairscreenError], R],
) -> R:
    """The result of a task in a process where it can harm no other."""
    from joblib.externals.loky import ProcessPoolExecutor
    from joblib.externals.loky import TimeoutError as TooLong
    from joblib.externals.loky.process_executor import BrokenProcessPool

    executor = ProcessPoolExecutor(max_workers=1)
    try:
        return executor.submit(function, task).result(timeout=timeout_s)
    except BrokenProcessPool:
        return failed(task, FairscreenError("worker-died"))
    except TooLong:
        return failed(task, FairscreenError("worker-hung"))
    finally:
        executor.shutdown(wait=True, kill_workers=True)


def _round(
    function: Callable[[T], R],
    tasks: Sequence[T],
    indices: Sequence[int],
    workers: int,
    backend: Backend,
    cluster: str | None,
    timeout_s: float,
    done: set[int],
) -> Generator[R, None, str]:
    """One go of joblib; what came is put in ``done``. Returns why it broke off, or nothing."""
    from joblib.externals.loky.process_executor import BrokenProcessPool

    with joined(backend, cluster):
        own: dict[str, Any] = {"pre_dispatch": workers, "timeout": timeout_s}
        results = in_parallel(
            _numbered,
            [(function, index, tasks[index]) for index in indices],
            backend=backend,
            jobs=workers,
            ordered=False,
            batch_size=1,
            max_nbytes=None,
            **(own if backend == "loky" else {}),
        )
        try:
            for index, result in results:
                done.add(index)
                yield result
        except BrokenProcessPool:
            return "worker-died"
        except (TimeoutError, multiprocessing.TimeoutError):  # joblib has killed its workers
            return "worker-hung"
    return ""


def _numbered(function: Callable[[T], R], index: int, task: T) -> tuple[int, R]:
    return index, function(task)
