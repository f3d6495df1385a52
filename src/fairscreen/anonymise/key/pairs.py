"""A registrar's pair of keys: the public half seals, the private half stays with the registrar."""

from __future__ import annotations

from pathlib import Path

from fairscreen.errors import FairscreenError

__all__ = ["new_pair", "read_private", "read_public"]


def new_pair(passphrase: str) -> tuple[bytes, bytes]:
    """A new pair as PEM files: the private half (PKCS 8, locked by the passphrase), the public."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
        PublicFormat,
    )

    if not passphrase:
        raise FairscreenError("key-passphrase-empty")
    private = X25519PrivateKey.generate()
    return (
        private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
        ),
        private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    )


def read_public(file: Path) -> bytes:
    """The 32 bytes of a public key in a PEM file.

    Raises
    ------
    FairscreenError
        ``document-not-found``, or ``key-public-invalid`` when it is no public X25519 key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(_read(file))
    except (ValueError, TypeError) as error:
        raise FairscreenError("key-public-invalid", name=file.name) from error
    if not isinstance(key, X25519PublicKey):
        raise FairscreenError("key-public-invalid", name=file.name)
    return key.public_bytes_raw()


def read_private(file: Path, passphrase: str) -> bytes:
    """The 32 bytes of a private key in a PEM file that the passphrase opens.

    Raises
    ------
    FairscreenError
        ``document-not-found``, ``key-private-invalid``, ``key-passphrase-wrong``.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data = _read(file)
    if b"ENCRYPTED PRIVATE KEY" not in data:
        raise FairscreenError("key-private-invalid", name=file.name)
    try:
        key = load_pem_private_key(data, passphrase.encode())
    except (ValueError, TypeError) as error:
        raise FairscreenError("key-passphrase-wrong") from error
    if not isinstance(key, X25519PrivateKey):
        raise FairscreenError("key-private-invalid", name=file.name)
    return key.private_bytes_raw()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FairscreenError("document-not-found", name=file.name) from error
