"""Texts encrypted at rest, with a key of the installation kept in a folder of its own.

A copied database file alone tells nothing of what is sealed in it: the key lies in ``keys/``
beside it, readable by its owner only, and belongs in another backup. AES-256-GCM; the context
(which study, which application, which version) is authenticated, so that a sealed text cannot be
moved to another place unnoticed.
"""

from __future__ import annotations

import os
from pathlib import Path

from fairscreen.errors import FairscreenError

__all__ = ["Seal", "open_seal"]

_FOLDER, _FILE = "keys", "store.key"
_KEY_BYTES, _NONCE_BYTES = 32, 12


class Seal:
    """Seals and opens texts. Use :func:`open_seal`."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)

    def close(self, text: str, *, context: str) -> bytes:
        """``text`` sealed for one place."""
        return self.close_bytes(text.encode(), context=context)

    def close_bytes(self, data: bytes, *, context: str) -> bytes:
        """``data`` sealed for one place."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, context.encode())

    def open(self, sealed: bytes, *, context: str) -> str:
        """The text again.

        Raises
        ------
        FairscreenError
            ``store-seal-broken`` for another key, another place or a changed byte.
        """
        return self.open_bytes(sealed, context=context).decode()

    def open_bytes(self, sealed: bytes, *, context: str) -> bytes:
        """The bytes again; raises as :meth:`open`."""
        from cryptography.exceptions import InvalidTag

        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, context.encode())
        except (InvalidTag, ValueError) as error:
            raise FairscreenError("store-seal-broken") from error


def open_seal(folder: Path) -> Seal:
    """The seal of the installation whose data lie in ``folder``; its key is made on first use.

    Raises
    ------
    FairscreenError
        ``store-not-writable`` when the key can be neither read nor made, ``store-seal-broken``
        when it is not whole.
    """
    file = folder / _FOLDER / _FILE
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            key = file.read_bytes()
        else:
            key = os.urandom(_KEY_BYTES)
            with os.fdopen(handle, "wb") as stream:
                stream.write(key)
                stream.flush()
                os.fsync(stream.fileno())
    except OSError as error:
        raise FairscreenError("store-not-writable", name=str(file)) from error
    if len(key) != _KEY_BYTES:
        raise FairscreenError("store-seal-broken")
    return Seal(key)
