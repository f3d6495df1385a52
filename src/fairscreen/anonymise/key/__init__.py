"""The key: who stands behind each code, sealed entry by entry.

Blind copies carry codes. What links a code to a person lies in one file, the key, apart from the
copies. Each candidate is an entry of its own, sealed to the key's public half, so that a run can
add entries without being able to open any, and revealing ``K07`` opens ``K07`` alone.

The private half is opened by a passphrase (scrypt), by two passphrases that two persons hold, or
lies with a registrar who gave only a public key. Every opening, and every attempt refused, is a
line in a log beside the key; each line is chained to the one before and authenticated with a secret
that only the opened key gives.

Construction: X25519, HKDF-SHA256 and ChaCha20-Poly1305 per entry (the pattern of RFC 9180's base
mode), with the key's identity and the code as associated data, so that no entry can be moved to
another code or another key. Cryptography is the library ``cryptography``'s; nothing here is our own
but the order of the calls.
"""

from fairscreen.anonymise.key.candidate import Candidate
from fairscreen.anonymise.key.conflicts import conflicts
from fairscreen.anonymise.key.keyfile import KeyFile, OpenedKey, create_key, read_key
from fairscreen.anonymise.key.log import LogLine, check_ends, read_log
from fairscreen.anonymise.key.pairs import new_pair, read_public
from fairscreen.anonymise.key.revealing import lock_shortlist, reveal

__all__ = [
    "Candidate",
    "KeyFile",
    "LogLine",
    "OpenedKey",
    "check_ends",
    "conflicts",
    "create_key",
    "lock_shortlist",
    "new_pair",
    "read_key",
    "read_log",
    "read_public",
    "reveal",
]
