"""Checking many ads: in one process, in several, and on a local dask cluster."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from fairscreen.ads import profile_from_toml
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.portfolio import AdRow, check_portfolio, save_portfolio

TEXTS = (
    "Kock till Linden\n\nDu lagar mat. Skicka personligt brev.",
    "Kock till Linden\n\nDu lagar mat.",
    "",
    "Kock till Linden\n\nDu har B-körkort, det är ett krav.",
)
ROWS = [
    AdRow(f"{number}", text, None, date(2026, 1 + number % 12, 1), "Omsorg")
    for number, text in enumerate(TEXTS * 10)
]


def test_one_bad_ad_stops_no_other() -> None:
    found, figures = check_portfolio(ROWS[:4], jobs=1)
    assert found.ads == 3
    assert [row.error for row in found.refused] == ["text-empty"]
    assert [row.name for row in figures] == ["0", "1", "2", "3"]
    assert found.total is not None
    assert round(found.total.letter, 2) == 0.33
    assert found.versions["rules"]


def test_several_processes_give_the_same_in_the_same_order() -> None:
    alone = check_portfolio(ROWS, jobs=1)
    assert check_portfolio(ROWS, jobs=2) == alone


def test_progress_counts_every_ad() -> None:
    seen: list[int] = []
    check_portfolio(ROWS, jobs=1, progress=seen.append)
    assert sum(seen) == len(ROWS)
    assert len(seen) > 1


def test_a_profile_goes_along() -> None:
    profile = profile_from_toml('name = "Test"\n[levels]\nask-letter = "off"')
    found, _ = check_portfolio(ROWS[:2], jobs=1, profile=profile)
    assert found.total is not None
    assert found.total.letter == 0


@pytest.mark.filterwarnings("ignore")  # the cluster's own: ports, event loops, forked workers
def test_a_local_dask_cluster_gives_the_same() -> None:
    distributed = pytest.importorskip("dask.distributed", reason="fairscreen[dask] not installed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        found = check_portfolio(ROWS[:20], backend="dask", cluster=cluster.scheduler_address)
    assert found == check_portfolio(ROWS[:20], jobs=1)


def test_a_backend_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(FairscreenError, match="backend-missing"):
        check_portfolio(ROWS[:1], backend="ray")


def test_what_is_kept_holds_no_text_and_no_file_name(tmp_path: Path) -> None:
    found, _ = check_portfolio([*ROWS[:3], AdRow("hemlig.txt", "")], jobs=1)
    save_portfolio(found, "våren", settings=Settings(data=tmp_path))
    with sqlite3.connect(tmp_path / "fairscreen.sqlite3") as base:
        ((body,),) = base.execute("select body from ad_portfolio")
    assert '"letter"' in body
    assert "hemlig" not in body
    assert "lagar" not in body
