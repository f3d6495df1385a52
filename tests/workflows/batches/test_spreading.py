"""Work in processes that may die: each task comes out once, the bad one as a failure."""

from __future__ import annotations

import os
import signal
import time

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.workflows.batches.spreading import spread


def well(task: int) -> int:
    return task * 10


def deadly(task: int) -> int:
    if task == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * 10


def endless(task: int) -> int:
    if task == 2:
        time.sleep(600)
    return task * 10


def stopping(task: int) -> int:
    if task == 4:
        raise FairscreenError("batch-disk-full")
    return task


def told(task: int, error: FairscreenError) -> str:
    return f"{task} {error.code}"


@pytest.mark.parametrize("workers", [1, 2])
def test_each_task_comes_out_once(workers: int) -> None:
    made = spread(
        well, range(9), workers=workers, backend="loky", timeout_s=60, failed=told
    )  # fmt: skip
    assert sorted(made) == [n * 10 for n in range(9)]


@pytest.mark.parametrize(
    ("function", "limit", "outcome"),
    [(deadly, 60, "3 worker-died"), (endless, 15, "2 worker-hung")],
)
def test_a_bad_task_takes_no_other_with_it(function, limit: float, outcome: str) -> None:  # type: ignore[no-untyped-def]
    made = list(spread(function, range(8), workers=2, backend="loky", timeout_s=limit, failed=told))
    assert made.count(outcome) == 1
    bad = int(outcome[0])
    assert sorted(n for n in made if isinstance(n, int)) == [n * 10 for n in range(8) if n != bad]


def test_an_error_that_concerns_all_ends_the_run() -> None:
    with pytest.raises(FairscreenError) as error:
        list(spread(stopping, range(9), workers=2, backend="loky", timeout_s=60, failed=told))
    assert error.value.code == "batch-disk-full"


def test_a_cluster_s_package_that_is_missing_is_told() -> None:
    with pytest.raises(FairscreenError) as error:
        list(spread(well, range(2), workers=2, backend="ray", timeout_s=60, failed=told))
    assert error.value.code == "backend-missing"
