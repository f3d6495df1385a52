"""Sealed texts open only here, in their own place, unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.errors import FairscreenError
from fairscreen.store import Seal, open_seal


@given(st.text(), st.text())
def test_what_is_sealed_opens_as_it_was(text: str, context: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    context = context.encode("utf-8", "replace").decode()
    seal = Seal(b"k" * 32)
    assert seal.open(seal.close(text, context=context), context=context) == text


def test_another_place_another_key_or_a_changed_byte_is_noticed() -> None:
    seal = Seal(b"k" * 32)
    sealed = seal.close("Kim Exempelsson", context="a")
    assert b"Kim" not in sealed
    for other, data, context in [
        (seal, sealed, "b"),
        (Seal(b"x" * 32), sealed, "a"),
        (seal, sealed[:-1] + bytes([sealed[-1] ^ 1]), "a"),
        (seal, b"", "a"),
    ]:
        with pytest.raises(FairscreenError, match="store-seal-broken"):
            other.open(data, context=context)


def test_the_key_stays_the_same_and_is_closed_to_others(tmp_path: Path) -> None:
    sealed = open_seal(tmp_path).close("text", context="a")
    assert open_seal(tmp_path).open(sealed, context="a") == "text"
    key = tmp_path / "keys" / "store.key"
    assert key.stat().st_mode & 0o077 == 0
    assert key.parent.stat().st_mode & 0o077 == 0


def test_a_key_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    open_seal(tmp_path)
    (tmp_path / "keys" / "store.key").write_bytes(b"short")
    with pytest.raises(FairscreenError, match="store-seal-broken"):
        open_seal(tmp_path)
