"""No text leaves the machine, and none is left behind in logs, errors or temporary files."""

import logging
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.workflows import check_file, check_text

CANARY = "Kvistfors"
AD = f"""Undersköterska till {CANARY}

Arbetsuppgifter
Du ger omvårdnad i {CANARY}. Du dokumenterar i journal.

Kvalifikationer
- utbildad undersköterska
- B-körkort är ett krav
- svenska som modersmål

Skicka personligt brev till {CANARY}.
"""


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("no_network")
def test_checking_an_ad_opens_no_socket() -> None:
    assert check_text(AD).findings


def test_no_word_of_the_text_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        check_text(AD)
        check_text(AD, lang="en")
    assert CANARY not in caplog.text


@pytest.mark.parametrize(
    "content",
    [
        CANARY.encode() * 2_000_000,
        b"%PDF-1.7\n" + CANARY.encode(),
        b"PK\x03\x04" + CANARY.encode(),
        CANARY.encode() + bytes(range(32)) * 50,
    ],
    ids=["too large", "broken pdf", "broken zip", "binary"],
)
def test_an_error_tells_nothing_of_the_content(content: bytes) -> None:
    with pytest.raises(FairscreenError) as caught:
        check_file(content, name="annons")
    assert CANARY not in f"{caught.value!r} {caught.value} {caught.value.to_dict()}"


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    file = tmp_path / "annons.txt"
    file.write_text(AD, "utf-8")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    subprocess.run(
        [sys.executable, "-m", "fairscreen.cli", "check", str(file)],
        env=os.environ | {"TMPDIR": str(scratch)},
        capture_output=True,
        check=False,
    )
    assert list(scratch.iterdir()) == []
    assert tempfile.gettempdir() != str(scratch)
