"""Work on a backend that hands back whole lists only, as ray does."""

from __future__ import annotations

from joblib import parallel_config

from fairscreen.workflows.clusters import in_parallel


def test_every_result_comes_in_order_where_only_lists_come_back() -> None:
    with parallel_config(backend="threading"):
        found = in_parallel(pow, [(n, 2) for n in range(100)], backend="ray", jobs=1)
        assert list(found) == [n * n for n in range(100)]
