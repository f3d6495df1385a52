"""What one entry of the key holds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

__all__ = ["Candidate"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """The person behind a code.

    Attributes
    ----------
    code:
        The code on the blind copies, such as ``K07``.
    given_name, surname, email, phone, personnummer:
        What the table of applicants or the documents told; empty where nothing did.
    source_files:
        The original files, as they were named.
    source_digests:
        A hash of each of them, in the same order, to see whether one was changed; empty where a
        file could not be read, or where the key was made before there were any.
    names:
        Name words found in the documents, as written, for the check of conflicts of interest.
    """

    code: str
    given_name: str = ""
    surname: str = ""
    email: str = ""
    phone: str = ""
    personnummer: str = ""
    source_files: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=())
    source_digests: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """As sealed. Padded to a multiple of 256 bytes, so that a length tells of no name."""
        data = json.dumps(asdict(self), ensure_ascii=False).encode()
        return data + b" " * (-len(data) % 256)

    @classmethod
    def from_bytes(cls, data: bytes) -> Candidate:
        """The opposite of :meth:`to_bytes`."""
        values: dict[str, Any] = json.loads(data)
        for name in ("source_files", "names", "source_digests"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)
