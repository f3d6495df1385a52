"""No socket is opened and no word of the text reaches a log."""

import logging
import socket

import pytest

from fairscreen.anonymise import anonymise_text, engine

TEXT = "Jag heter Åsa Öberg, 811218-9876, asa.oberg@exempel.se, 070-174 06 11.\nwww.exempel.se/asa"


def test_anonymising_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    engine.analyzer.cache_clear()
    assert anonymise_text(TEXT).spans


def test_no_word_of_the_text_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        engine.analyzer.cache_clear()
        anonymise_text(TEXT)
    assert not any(word in caplog.text for word in ("Öberg", "811218", "oberg", "174"))


def test_the_log_of_decisions_is_off_and_the_registry_is_our_own() -> None:
    analyzer = engine.analyzer()
    assert analyzer.log_decision_process is False
    assert {type(r).__module__ for r in analyzer.registry.recognizers} == {
        "fairscreen.anonymise.recogniser"
    }
