"""Where joblib's work goes: this machine, or a cluster that is there already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from fairscreen.errors import FairscreenError

__all__ = ["Backend", "joined"]

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
            import ray
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
    try:
        ray.init(address=cluster, ignore_reinit_error=True, log_to_driver=False)
    except (ConnectionError, RuntimeError) as error:
        raise FairscreenError("backend-unreachable", name=name) from error
    register_ray()
    with parallel_config(backend="ray"):
        yield
