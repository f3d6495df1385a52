"""Where joblib's work goes: this machine, or a cluster that is there already."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from fairscreen.errors import FairscreenError

__all__ = ["Backend", "in_parallel", "joined"]

Backend = Literal["loky", "dask", "ray"]


@contextmanager
def joined(name: Backend, cluster: str | None = None) -> Iterator[None]:
    """Send joblib's work to a backend while the context lasts.

    Parameters
    ----------
    name:
        ``loky`` is this machine; ``dask`` and ``ray`` need their own packages.
    cluster:
        Address of the cluster's scheduler; ``None`` starts one on this machine.

    Raises
    ------
    FairscreenError
        ``backend-missing``, ``backend-unreachable``.
    """
    from joblib import parallel_config

    if name == "loky":
        yield
        return
    try:
        if name == "dask":
            from dask.distributed import Client
        else:
            from ray.util.joblib import register_ray
    except ImportError as error:
        raise FairscreenError("backend-missing", name=name) from error
    if name == "dask":
        try:
            client = Client(cluster) if cluster else Client(dashboard_address=None)
        except (OSError, TimeoutError) as error:
            raise FairscreenError("backend-unreachable", name=name) from error
        with client, parallel_config(backend="dask"):
            yield
        return
    with _ray(cluster):
        register_ray()
        with parallel_config(backend="ray"):
            yield


def in_parallel(
    function: Callable[..., Any],
    arguments: Sequence[tuple[Any, ...]],
    *,
    backend: Backend,
    jobs: int,
    ordered: bool = True,
    **options: Any,
) -> Iterator[Any]:
    """``function`` of each of ``arguments`` on the backend that is :func:`joined`, as they come.

    ``jobs`` counts processes on this machine; a cluster decides itself. ``options`` go to joblib.
    """
    from joblib import Parallel, delayed, effective_n_jobs

    calls = [delayed(function)(*some) for some in arguments]
    if backend == "ray":
        # What ray adds to joblib can only hand back whole lists.
        size = 4 * effective_n_jobs(-1)
        for at in range(0, len(calls), size):
            yield from Parallel(n_jobs=-1, batch_size=1)(calls[at : at + size])
        return
    if backend == "loky":
        options["backend"] = "loky"
    yield from Parallel(
        n_jobs=jobs if backend == "loky" else -1,
        return_as="generator" if ordered else "generator_unordered",
        **options,
    )(calls)


@contextmanager
def _ray(cluster: str | None) -> Iterator[None]:
    """Ray for as long as the context lasts, without the reports of use it sends by default."""
    import ray

    if ray.is_initialized():  # by the calling program, whose it stays
        yield
        return
    before = os.environ.get("RAY_USAGE_STATS_ENABLED")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    own = {} if cluster else {"include_dashboard": False}
    try:
        try:
            ray.init(address=cluster, log_to_driver=False, logging_level="ERROR", **own)
        except Exception as error:  # what ray raises when it cannot start is a plain Exception
            raise FairscreenError("backend-unreachable", name="ray") from error
        yield
    finally:
        ray.shutdown()
        if before is None:
            del os.environ["RAY_USAGE_STATS_ENABLED"]
        else:
            os.environ["RAY_USAGE_STATS_ENABLED"] = before
