"""The key as a file: a head, one sealed line a candidate, and an end that vouches for the whole.

Lines are JSON, so that entries can be added while a run goes on: what was written stays written
when the run is killed. A later line for the same code replaces the earlier. A finished key ends
with a digest of all lines before it; a file that was cut or changed is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fairscreen.anonymise.key.candidate import Candidate
from fairscreen.anonymise.key.pairs import read_private
from fairscreen.anonymise.key.sealing import (
    COST,
    Box,
    b64,
    derived,
    new_private,
    open_box,
    public_of,
    seal,
    unb64,
    unwrap,
    wrap,
)
from fairscreen.errors import FairscreenError

__all__ = ["SCHEMA", "KeyFile", "OpenedKey", "create_key", "read_key"]

SCHEMA = "fairscreen.key/1"


@dataclass(slots=True)
class KeyFile:
    """A key on disk, shut: codes can be seen, entries added, nothing opened.

    Attributes
    ----------
    path:
        The file.
    head:
        ``schema``, ``id``, ``created``, ``weed_on``, ``public``, ``locks``, ``needs_shortlist``.
    boxes:
        The sealed entry of each code.
    finished:
        Whether the run that made it came to its end.
    log_mark:
        How long the log was and the hash of its last line when the key was last opened, with a
        code that only the opened key can make: a log cut or rewritten since then is noticed.
    log_end:
        How long the log is and the hash of its last line, in clear: seen without opening the key.
    """

    path: Path
    head: dict[str, Any]
    boxes: dict[str, Box]
    finished: bool
    log_mark: dict[str, Any] | None = None
    log_end: dict[str, Any] | None = None

    @property
    def id(self) -> str:
        """What tells this key from every other."""
        return str(self.head["id"])

    @property
    def weed_on(self) -> date | None:
        """The day on which it is to be destroyed."""
        day = self.head.get("weed_on")
        return date.fromisoformat(day) if day else None

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the order of their numbers."""
        return tuple(sorted(self.boxes, key=lambda code: (len(code), code)))

    @property
    def has_passphrase(self) -> bool:
        """Whether passphrases open it; else a registrar's private key does."""
        return bool(self.head["locks"])

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Seal the candidates and put them in the file; on disk when the call returns."""
        public = unb64(self.head["public"])
        lines = []
        for candidate in candidates:
            box = seal(
                candidate.to_bytes(), public=public, context=_context(self.id, candidate.code)
            )
            self.boxes[candidate.code] = box
            lines.append(_line({"code": candidate.code, "box": box.to_text()}))
        _append(self.path, "".join(lines))
        self.finished = False

    def empty(self) -> None:
        """Take out all entries, of a draw of codes that was stopped before any copy was made."""
        self.boxes.clear()
        _replace(self.path, _line(self.head))
        self.finished = False

    def finish(self) -> None:
        """Write the file anew, one line a code in order, and end it."""
        body = _line(self.head) + "".join(
            _line({"code": code, "box": self.boxes[code].to_text()}) for code in self.codes
        )
        if self.log_mark:
            body += _line({"log": self.log_mark})
        if self.log_end:
            body += _line({"log_end": self.log_end})
        end = _line({"end": len(self.boxes), "digest": hashlib.sha256(body.encode()).hexdigest()})
        _replace(self.path, body + end)
        self.finished = True

    def open(self, passphrases: Sequence[str], *, private_key: Path | None = None) -> OpenedKey:
        """Open the key with its passphrase or passphrases, or a registrar's private key.

        Raises
        ------
        FairscreenError
            ``key-passphrase-wrong``, ``key-passphrase-missing``, ``key-private-needed``,
            ``key-private-other`` when the private key belongs to another key, ``key-damaged``.
        """
        if self.has_passphrase:
            try:
                private = unwrap(self.head["locks"], passphrases, context=_head_context(self.head))
            except (ValueError, KeyError, TypeError) as error:
                raise FairscreenError("key-damaged", name=self.path.name) from error
        elif private_key is None:
            raise FairscreenError("key-private-needed", name=self.path.name)
        else:
            private = read_private(private_key, passphrases[0] if passphrases else "")
        if public_of(private) != unb64(self.head["public"]):
            raise FairscreenError("key-private-other", name=self.path.name)
        return OpenedKey(self, private)


@dataclass(frozen=True, slots=True, repr=False)
class OpenedKey:
    """A key whose private half is at hand for the moment."""

    key: KeyFile
    private: bytes

    def candidate(self, code: str) -> Candidate:
        """The person behind one code; no other entry is touched.

        Raises
        ------
        FairscreenError
            ``key-code-unknown``, ``key-damaged``.
        """
        box = self.key.boxes.get(code)
        if box is None:
            raise FairscreenError("key-code-unknown", candidate=code, name=self.key.path.name)
        try:
            data = open_box(box, private=self.private, context=_context(self.key.id, code))
            return Candidate.from_bytes(data)
        except (ValueError, TypeError, KeyError) as error:
            raise FairscreenError("key-damaged", name=self.key.path.name) from error

    def secret(self, purpose: str) -> bytes:
        """A secret for one purpose that nobody has without opening the key."""
        return derived(self.private, purpose)


def create_key(
    path: Path,
    *,
    passphrases: Sequence[str] = (),
    recipient: bytes | None = None,
    created: date,
    weed_on: date | None = None,
    needs_shortlist: bool = False,
    cost: int = COST,
) -> tuple[KeyFile, OpenedKey | None]:
    """A new key file with no entries yet.

    Parameters
    ----------
    passphrases:
        One, or two that two persons hold and that are both needed.
    recipient:
        A registrar's public key (32 bytes), instead of passphrases.
    needs_shortlist:
        Whether identities open only for codes on a shortlist that was locked first.
    cost:
        Base-2 logarithm of scrypt's work factor.

    Returns
    -------
    The key, and the opened key where there are passphrases: a run that is taken up again needs it.

    Raises
    ------
    FairscreenError
        ``key-exists``, ``key-log-other`` when the log of another key is there,
        ``key-passphrase-empty``, ``key-not-writable``.
    """
    if (recipient is None) == (not passphrases):
        raise ValueError("either passphrases or a recipient")
    if any(not phrase.strip() for phrase in passphrases):
        raise FairscreenError("key-passphrase-empty")
    if len(set(passphrases)) < len(passphrases):
        raise FairscreenError("key-passphrase-same")
    _need_no_other_log(path)
    private = new_private() if recipient is None else None
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "id": secrets.token_hex(8),
        "created": created.isoformat(),
        "weed_on": weed_on.isoformat() if weed_on else None,
        "needs_shortlist": needs_shortlist,
        "public": b64(recipient if private is None else public_of(private)),  # type: ignore[arg-type]
        "locks": [],
    }
    if private is not None:
        head["locks"] = wrap(private, passphrases, context=_head_context(head), cost=cost)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise FairscreenError("key-exists", name=path.name) from error
    except OSError as error:
        raise FairscreenError("key-not-writable", name=path.name) from error
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(_line(head))
        file.flush()
        os.fsync(file.fileno())
    key = KeyFile(path, head, {}, finished=False)
    return key, None if private is None else OpenedKey(key, private)


def read_key(path: Path) -> KeyFile:
    """Read a key file.

    A line cut by a kill in the middle of a run is left out: its candidate is sealed again when the
    run is taken up.

    Raises
    ------
    FairscreenError
        ``key-not-found``, ``key-purged`` when its log says that it was destroyed,
        ``key-not-a-key``, or ``key-damaged`` when it was cut or changed.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            _say_if_purged(path)
        raise FairscreenError("key-not-found", name=path.name) from error
    except UnicodeDecodeError as error:
        raise FairscreenError("key-not-a-key", name=path.name) from error
    lines = text.splitlines(keepends=True)
    try:
        head = json.loads(lines[0])
        known = head["schema"] == SCHEMA
        if not (known and isinstance(head["locks"], list) and len(unb64(head["public"])) == 32):
            raise ValueError("not our head")
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise FairscreenError("key-not-a-key", name=path.name) from error
    boxes: dict[str, Box] = {}
    finished = False
    log_mark: dict[str, Any] | None = None
    log_end: dict[str, Any] | None = None
    for index, line in enumerate(lines[1:], 1):
        try:
            if not line.endswith("\n"):
                raise ValueError("cut")
            row = json.loads(line)
            if "end" in row:
                body = "".join(lines[:index])
                same = hmac.compare_digest(row["digest"], hashlib.sha256(body.encode()).hexdigest())
                if not same or row["end"] != len(boxes):
                    raise FairscreenError("key-damaged", name=path.name)
                finished = True
            elif "log" in row:
                log_mark = dict(row["log"])
            elif "log_end" in row:
                log_end = dict(row["log_end"])
            else:
                boxes[str(row["code"])] = Box.from_text(row["box"])
                finished = False
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            if index == len(lines) - 1 and not finished:
                break  # killed while writing
            raise FairscreenError("key-damaged", name=path.name) from error
    return KeyFile(path, head, boxes, finished, log_mark, log_end)


def _need_no_other_log(path: Path) -> None:
    """A key goes on with a log only where the one before it was destroyed."""
    from fairscreen.anonymise.key.log import log_path, purged, read_log

    if not path.exists() and (lines := read_log(path)) and not purged(path, lines):
        raise FairscreenError("key-log-other", name=log_path(path).name)


def _say_if_purged(path: Path) -> None:
    from fairscreen.anonymise.key.log import purged, read_log

    if gone := purged(path, read_log(path)):
        raise gone


def _context(key: str, code: str) -> bytes:
    return f"{SCHEMA} {key} {code}".encode()


def _head_context(head: dict[str, Any]) -> bytes:
    """Everything in the head but the locks: none of it can be changed without their noticing."""
    return _line({name: value for name, value in head.items() if name != "locks"}).encode()


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _append(path: Path, text: str) -> None:
    try:
        _drop_cut_line(path)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise FairscreenError("key-not-writable", name=path.name) from error


def _drop_cut_line(path: Path) -> None:
    """What a kill left of a line must not become the start of the next one."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        if size and file.read(1) != b"\n":
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)


def _replace(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise FairscreenError("key-not-writable", name=path.name) from error
