"""Sealing to a public key, and the private key behind one or two passphrases."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

__all__ = [
    "Box",
    "b64",
    "derived",
    "new_private",
    "open_box",
    "private_from",
    "public_of",
    "seal",
    "unb64",
    "unwrap",
    "wrap",
]

# OWASP's first choice for scrypt: 128 MiB and about half a second for each guess.
COST = 17
_MAX_COST = 20
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Box:
    """Something sealed: the sender's one-time public key, a nonce, and the sealed bytes."""

    sender: bytes
    nonce: bytes
    sealed: bytes

    def to_text(self) -> str:
        """One line of text."""
        return b64(self.sender + self.nonce + self.sealed)

    @classmethod
    def from_text(cls, text: str) -> Box:
        """The opposite of :meth:`to_text`; ``ValueError`` when it is none."""
        data = unb64(text)
        if len(data) < 32 + _NONCE + 16:
            raise ValueError("too short for a box")
        return cls(data[:32], data[32 : 32 + _NONCE], data[32 + _NONCE :])


def b64(data: bytes) -> str:
    """Bytes as text."""
    return base64.b64encode(data).decode()


def unb64(text: str) -> bytes:
    """Text as bytes; ``ValueError`` when it is not base64."""
    return base64.b64decode(text, validate=True)


def new_private() -> bytes:
    """A new private key, 32 bytes."""
    return secrets.token_bytes(32)


def private_from(raw: bytes) -> X25519PrivateKey:
    """The library's object for a private key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(raw)


def public_of(private: bytes) -> bytes:
    """The public half, 32 bytes."""
    return private_from(private).public_key().public_bytes_raw()


def derived(secret: bytes, purpose: str, *, salt: bytes = b"") -> bytes:
    """A key of 32 bytes for one purpose."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt or None, f"fairscreen {purpose}".encode()).derive(secret)


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def seal(data: bytes, *, public: bytes, context: bytes) -> Box:
    """``data`` for the holder of the private half of ``public``; ``context`` is bound to it."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    once = new_private()
    shared = private_from(once).exchange(X25519PublicKey.from_public_bytes(public))
    sender, nonce = public_of(once), secrets.token_bytes(_NONCE)
    key = derived(shared, "entry", salt=sender + public)
    return Box(sender, nonce, _cipher(key).encrypt(nonce, data, context))


def open_box(box: Box, *, private: bytes, context: bytes) -> bytes:
    """What was sealed.

    Raises
    ------
    ValueError
        The box was changed, or belongs to another key or context.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    try:
        shared = private_from(private).exchange(X25519PublicKey.from_public_bytes(box.sender))
        key = derived(shared, "entry", salt=box.sender + public_of(private))
        return bytes(_cipher(key).decrypt(box.nonce, box.sealed, context))
    except (InvalidTag, ValueError) as error:
        raise ValueError("the box does not open") from error


def wrap(
    private: bytes, passphrases: Sequence[str], *, context: bytes, cost: int = COST
) -> list[dict[str, Any]]:
    """The private key split in as many shares as there are passphrases, each locked by one.

    All are needed: any fewer shares are random bytes that tell nothing.
    """
    shares = [new_private() for _ in passphrases[1:]]
    first = bytes(private)
    for share in shares:
        first = bytes(a ^ b for a, b in zip(first, share, strict=True))
    locks = []
    for share, passphrase in zip([first, *shares], passphrases, strict=True):
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(_NONCE)
        key = _from_passphrase(passphrase, salt, cost)
        locks.append({
            "kdf": "scrypt", "cost": cost, "salt": b64(salt), "nonce": b64(nonce),
            "share": b64(_cipher(key).encrypt(nonce, share, context)),
        })  # fmt: skip
    return locks


def unwrap(locks: Sequence[dict[str, Any]], passphrases: Sequence[str], *, context: bytes) -> bytes:
    """The private key, from all the passphrases in any order.

    Raises
    ------
    FairscreenError
        ``key-passphrase-missing`` when there are fewer passphrases than locks,
        ``key-passphrase-wrong`` when a lock stays shut.
    ValueError
        A lock is malformed.
    """
    from cryptography.exceptions import InvalidTag

    if len(passphrases) < len(locks):
        raise FairscreenError("key-passphrase-missing", needed=len(locks), given=len(passphrases))
    private = bytes(32)
    left = list(passphrases)
    for lock in locks:
        cost = int(lock["cost"])
        if lock["kdf"] != "scrypt" or not 1 <= cost <= _MAX_COST:
            raise ValueError("not a lock we know")
        salt, nonce, sealed = (unb64(lock[name]) for name in ("salt", "nonce", "share"))
        for passphrase in left:
            try:
                share = _cipher(_from_passphrase(passphrase, salt, cost)).decrypt(
                    nonce, sealed, context
                )
            except InvalidTag:
                continue
            private = bytes(a ^ b for a, b in zip(private, share, strict=True))
            left.remove(passphrase)
            break
        else:
            raise FairscreenError("key-passphrase-wrong")
    return private


def _from_passphrase(passphrase: str, salt: bytes, cost: int) -> bytes:
    import unicodedata

    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # The same words typed on another keyboard may come composed in another way.
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=2**cost, r=8, p=1).derive(text)
