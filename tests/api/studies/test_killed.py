"""A service that is killed while readers judge has lost nothing that it had answered."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx2 as httpx
from study_factory import drawn, opened_studies

from fairscreen.workflows.study_desk import ReaderLink, find_study
from fairscreen.workflows.study_records import collected_judgements


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def test_every_judgement_that_was_answered_is_there_after_a_kill(tmp_path: Path) -> None:
    with opened_studies(tmp_path) as studies:
        key, links = drawn(studies, delete_groups_on=None)
        for link in links:  # made in the past by the factory: give them time again
            record = find_study(studies, key)
            studies.set_link(record.id, link.code, link_hash=_hash(link.token), expires_at=_later())
        studies.change(record.id, purge_on=_later().date())
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "fairscreen.cli", "serve", "--port", str(port),
         "--data", str(tmp_path)],
        stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=os.environ.copy(),
    )  # fmt: skip
    answered: list[tuple[str, int]] = []
    home = f"http://127.0.0.1:{port}"
    try:
        _wait_for(home, server)
        reader = threading.Thread(target=_read, args=(home, links, answered))
        reader.start()
        while len(answered) < 15:
            time.sleep(0.02)
        server.send_signal(signal.SIGKILL)  # while the next ones are on their way
        reader.join()
    finally:
        server.kill()
        server.wait()
    with opened_studies(tmp_path) as studies:
        record = find_study(studies, key)
        kept = collected_judgements(studies, record)  # the chain of hashes is whole
        for code in {code for code, _ in answered}:
            told = sum(reader == code for reader, _ in answered)
            assert sum(judgement.reviewer == code for judgement in kept) >= told


def _read(home: str, links: list[ReaderLink], answered: list[tuple[str, int]]) -> None:
    with httpx.Client(base_url=home, timeout=60) as client:
        for link in links:
            for number in range(1, 13):
                try:
                    answer = client.post(
                        f"/las/{link.token}/{number}", data={"shortlisted": "ja"},
                        follow_redirects=False,
                    )  # fmt: skip
                except httpx.TransportError:
                    return
                assert answer.status_code == 303
                answered.append((link.code, number))


def _hash(token: str) -> str:
    from fairscreen.workflows.study_desk import hash_of

    return hash_of(token)


def _later():  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime, timedelta

    return datetime.now(UTC) + timedelta(days=5)


def _wait_for(home: str, server: subprocess.Popen[bytes]) -> None:
    while True:
        assert server.poll() is None, "the service did not start"
        try:
            httpx.get(f"{home}/healthz", timeout=5)
            return
        except httpx.TransportError:
            time.sleep(0.3)
