"""Jobs in processes of their own: answers come back, and what goes wrong harms nobody else."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from fairscreen import documents
from fairscreen.documents.applications import isolation
from fairscreen.documents.applications.nursery import nursery
from fairscreen.errors import FairscreenError


@pytest.fixture(params=["forked", "started"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "started":
        monkeypatch.setattr(isolation, "_CAN_FORK", False)
    elif not isolation._CAN_FORK:
        pytest.skip("this system cannot fork")
    return str(request.param)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "brev.txt"
    path.write_text("Hej!", "utf-8")
    return path


def test_the_result_comes_back(way: str, letter: Path) -> None:
    found = documents.isolated(documents.read_application, letter, name="brev.txt")
    assert found == documents.read_application(letter)


def test_our_errors_come_back(way: str, tmp_path: Path) -> None:
    with pytest.raises(FairscreenError) as error:
        documents.isolated(documents.read_application, tmp_path / "finns-inte.txt")
    assert error.value.code == "document-not-found"


def test_a_relative_path_is_read_from_the_caller_s_folder(
    way: str, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(letter.parent)
    assert documents.isolated(documents.read_application, Path("brev.txt")).text == "Hej!"


def test_a_process_that_takes_too_long_is_killed(way: str, letter: Path) -> None:
    fifo = letter.parent / "aldrig.txt"
    os.mkfifo(fifo)  # whoever opens it waits for ever
    started = time.monotonic()
    with pytest.raises(FairscreenError) as error:
        documents.isolated(documents.read_application, fifo, timeout_s=1.5, name="aldrig.txt")
    assert error.value.code == "document-timeout"
    assert time.monotonic() - started < 60


def test_memory_is_bounded(way: str, tmp_path: Path) -> None:
    big = tmp_path / "stor.txt"
    with big.open("wb") as file:
        file.truncate(900_000_000)
    from fairscreen.settings import Settings

    settings = Settings(max_file_mb=2000)
    with pytest.raises(FairscreenError) as error:
        documents.isolated(
            documents.read_application, big, settings=settings, memory_mb=600, name="stor.txt"
        )
    assert error.value.code in ("document-memory", "document-crashed")


def test_a_stranger_s_function_is_refused() -> None:
    with pytest.raises(ValueError, match="not a top-level function"):
        documents.isolated(time.sleep, 0)


@pytest.mark.skipif(not isolation._CAN_FORK, reason="this system cannot fork")
def test_a_dead_nursery_is_started_anew(letter: Path) -> None:
    documents.isolated(documents.read_application, letter)
    os.kill(nursery().process.pid, signal.SIGKILL)
    nursery().process.wait()
    assert documents.isolated(documents.read_application, letter).text == "Hej!"


@pytest.mark.skipif(not isolation._CAN_FORK, reason="this system cannot fork")
def test_ended_children_do_not_pile_up(letter: Path) -> None:
    for _ in range(12):
        documents.isolated(documents.read_application, letter)
    children = Path(f"/proc/{nursery().process.pid}/task/{nursery().process.pid}/children")
    if children.exists():
        assert len(children.read_text().split()) <= 3
