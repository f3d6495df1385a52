"""Work spread over processes that may die, or over a cluster that is there already."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

from fairscreen.errors import FairscreenError

__all__ = ["Backend", "spread"]

Backend = Literal["loky", "dask", "ray"]
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
) -> Iterator[R]:
    """The results as they come.

    A worker that dies or hangs takes with it at most the tasks that were under way; these are run
    again one at a time, and the one that fails again is given to ``failed``.

    Raises
    ------
    FairscreenError
        What ``function`` raises of that kind ends the whole, as a full disk does.
    """
    if workers == 1 and backend == "loky":
        yield from map(function, tasks)
        return
    left = list(range(len(tasks)))
    suspects: list[int] = []
    while left:
        done: set[int] = set()
        broken = yield from _round(function, tasks, left, workers, backend, timeout_s, done)
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
    timeout_s: float,
    done: set[int],
) -> Iterator[R]:
    """One go of joblib; what came is put in ``done``. Returns why it broke off, or nothing."""
    from joblib import Parallel, delayed, parallel_config
    from joblib.externals.loky.process_executor import BrokenProcessPool

    _register(backend)
    with parallel_config(backend=backend, n_jobs=workers):
        pool = Parallel(
            return_as="generator_unordered",
            batch_size=1,
            pre_dispatch=workers,
            timeout=None if backend == "ray" else timeout_s,
            max_nbytes=None,
        )
        results = pool(delayed(_numbered)(function, index, tasks[index]) for index in indices)
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


def _register(backend: Backend) -> None:
    """Make a cluster's backend known to joblib.

    Raises
    ------
    FairscreenError
        ``backend-missing`` when its package is not installed.
    """
    try:
        if backend == "ray":
            from ray.util.joblib import register_ray

            register_ray()
        elif backend == "dask":
            import distributed  # noqa: F401 - joblib finds it
    except ImportError as error:
        raise FairscreenError("backend-missing", backend=backend) from error
