"""The log beside the key: append-only, chained, and authenticated by the opened key.

Every line holds the hash of the line before, so a line that is changed, moved or taken out breaks
the chain. Lines written while the key was open carry a code made with a secret from the key, and
the key remembers the last of them, so that nobody without the key can write the chain anew or cut
its end. The key also says in clear how long the log is, so that a cut end is seen without opening
it, unless whoever cut it changed the key file too. What no file can show is that both the key and
its log were put back from an older copy.
"""

from __future__ import annotations

import getpass
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fairscreen.errors import FairscreenError
from fairscreen.locks import locked

if TYPE_CHECKING:
    from fairscreen.anonymise.key.keyfile import KeyFile, OpenedKey

__all__ = [
    "Action", "LogLine", "append", "check_ends", "check_log", "log_path", "own_lines", "purged",
    "read_log",
]  # fmt: skip

Action = Literal[
    "create", "resume", "release", "shortlist", "reveal", "refuse", "conflict", "purge"
]  # fmt: skip
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that was done with the key.

    ``when`` is ISO 8601 in UTC, ``who`` the account or the name given, ``codes`` what it was about,
    ``reason`` why. ``chain`` is the hash of this line and all before it; ``mac`` is empty where the
    key was shut.
    """

    number: int
    when: str
    who: str
    action: Action
    codes: tuple[str, ...]
    reason: str
    chain: str = ""
    mac: str = ""


def log_path(key: Path) -> Path:
    """Where a key's log is."""
    return key.with_name(key.name + ".log")


def read_log(key: Path) -> list[LogLine]:
    """All lines, the chain checked.

    Raises
    ------
    FairscreenError
        ``key-log-changed`` when a line is not as it was written.
    """
    path = log_path(key)
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise FairscreenError("key-log-changed", name=path.name) from error
    lines: list[LogLine] = []
    chain = _START
    # What stands after the last line break is a line that a kill or a full disk cut: what it was
    # to tell was not done.
    for number, raw in enumerate(text[: text.rfind("\n") + 1].splitlines(), 1):
        try:
            row = json.loads(raw)
            line = LogLine(**{**row, "codes": tuple(row["codes"]), "chain": str(row["chain"])})
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise FairscreenError("key-log-changed", name=path.name) from error
        chain = _hash(line, chain)
        if line.number != number or not hmac.compare_digest(line.chain, chain):
            raise FairscreenError("key-log-changed", name=path.name)
        lines.append(line)
    return lines


def own_lines(lines: Sequence[LogLine]) -> list[LogLine]:
    """The lines of the key that is there now: those after the last destruction."""
    last = max((n for n, line in enumerate(lines, 1) if line.action == "purge"), default=0)
    return list(lines[last:])


def purged(key: Path, lines: Sequence[LogLine]) -> FairscreenError | None:
    """What to say of a key whose log ends with its destruction."""
    if not lines or lines[-1].action != "purge":
        return None
    return FairscreenError(
        "key-purged", name=key.name, day=lines[-1].when[:10], who=lines[-1].who,
        reason=lines[-1].reason,
    )  # fmt: skip


def check_ends(key: KeyFile) -> list[LogLine]:
    """All lines, and that none is missing at the end by what the key says in clear.

    Raises
    ------
    FairscreenError
        ``key-log-changed``.
    """
    lines = read_log(key.path)
    end = key.log_end or key.log_mark
    if end is not None:
        number = int(end["number"])
        if len(lines) < number or (number and lines[number - 1].chain != end["chain"]):
            raise FairscreenError("key-log-changed", name=log_path(key.path).name)
    return lines


def check_log(opened: OpenedKey) -> list[LogLine]:
    """All lines, checked with the opened key too: none forged, none cut from the end.

    Raises
    ------
    FairscreenError
        ``key-log-changed``.
    """
    path = opened.key.path
    lines = check_ends(opened.key)
    secret = opened.secret("log")
    mark = opened.key.log_mark
    own = own_lines(lines)
    forged = any(
        line.mac and not hmac.compare_digest(line.mac, _mac(secret, line.chain)) for line in own
    )
    # Only what needs no open key may lack the code.
    unsigned = any(not line.mac and line.action in ("reveal", "shortlist") for line in own)
    cut = mark is not None and (
        not hmac.compare_digest(str(mark["mac"]), _mac(secret, str(mark["chain"])))
        or len(lines) < int(mark["number"])
        or lines[int(mark["number"]) - 1].chain != mark["chain"]
    )
    if forged or unsigned or cut:
        raise FairscreenError("key-log-changed", name=log_path(path).name)
    return lines


def append(
    key: KeyFile,
    action: Action,
    *,
    codes: Sequence[str] = (),
    reason: str = "",
    who: str = "",
    opened: OpenedKey | None = None,
    now: datetime | None = None,
    allowed: Callable[[Sequence[LogLine]], None] = lambda lines: None,
    then: Callable[[], None] = lambda: None,
) -> LogLine:
    """Add a line; on disk when the call returns. One at a time, among processes too.

    With ``opened`` the line is authenticated and the key remembers it. ``allowed`` sees the lines
    that are there, and raises where the new one must not follow them; ``then`` is done before
    anybody else can add a line.
    """
    path = log_path(key.path)
    try:
        with locked(path):
            lines = read_log(key.path)
            gone = purged(key.path, lines)
            if gone and not key.path.exists():
                raise gone  # else the key file, kept in memory, would be written anew
            allowed(own_lines(lines))
            line = _appended(key, lines, action, codes, reason, who, opened, now)
            then()
            return line
    except OSError as error:
        raise FairscreenError("key-not-writable", name=path.name) from error


def _appended(
    key: KeyFile,
    lines: Sequence[LogLine],
    action: Action,
    codes: Sequence[str],
    reason: str,
    who: str,
    opened: OpenedKey | None,
    now: datetime | None,
) -> LogLine:
    previous = lines[-1].chain if lines else _START
    moment = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    bare = LogLine(
        len(lines) + 1, moment, who or _account(), action, tuple(codes), " ".join(reason.split())
    )
    chain = _hash(bare, previous)
    mac = _mac(opened.secret("log"), chain) if opened else ""
    line = LogLine(**{**asdict(bare), "codes": bare.codes, "chain": chain, "mac": mac})
    with log_path(key.path).open("r+b") as file:
        data = file.read()
        file.seek(data.rfind(b"\n") + 1)
        file.truncate()
        file.write(json.dumps(asdict(line), ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    key.log_end = {"number": line.number, "chain": chain}
    if opened:
        key.log_mark = {"number": line.number, "chain": chain, "mac": mac}
    if key.finished and action != "purge":
        key.finish()
    return line


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no account behind the process, as in some containers
        return "okänd"


def _hash(line: LogLine, previous: str) -> str:
    row: dict[str, Any] = {**asdict(line), "chain": previous, "mac": ""}
    return hashlib.sha256(json.dumps(row, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _mac(secret: bytes, chain: str) -> str:
    return hmac.new(secret, chain.encode(), hashlib.sha256).hexdigest()
