"""Opening identities, one by one, after the decision."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fairscreen.anonymise.key.candidate import Candidate
from fairscreen.anonymise.key.keyfile import KeyFile, OpenedKey
from fairscreen.anonymise.key.log import LogLine, append, check_log, own_lines
from fairscreen.errors import FairscreenError

__all__ = ["lock_shortlist", "open_logged", "reveal"]


def open_logged(
    key: KeyFile,
    passphrases: Sequence[str],
    *,
    private_key: Path | None = None,
    who: str = "",
    codes: Sequence[str] = (),
) -> OpenedKey:
    """Open a finished key; a passphrase that does not fit becomes a line in the log.

    Raises
    ------
    FairscreenError
        ``key-unfinished`` and what :meth:`KeyFile.open` and :func:`check_log` raise.
    """
    if not key.finished:
        raise FairscreenError("key-unfinished", name=key.path.name)
    try:
        opened = key.open(passphrases, private_key=private_key)
    except FairscreenError as error:
        append(key, "refuse", codes=codes, reason=error.code, who=who)
        raise
    check_log(opened)
    return opened


def reveal(
    key: KeyFile,
    codes: Sequence[str],
    *,
    reason: str,
    passphrases: Sequence[str] = (),
    private_key: Path | None = None,
    who: str = "",
) -> list[Candidate]:
    """The persons behind ``codes``, all or none; the line in the log is written first.

    Raises
    ------
    FairscreenError
        ``key-reason-missing``, ``key-code-unknown``, ``key-not-shortlisted`` when the key asks for
        a locked shortlist and a code is not on it, and what :func:`open_logged` raises.
    """
    if not reason.strip():
        raise FairscreenError("key-reason-missing")
    wanted = _known(key, codes)
    opened = open_logged(key, passphrases, private_key=private_key, who=who, codes=wanted)
    if key.head["needs_shortlist"]:
        listed = {
            code
            for line in own_lines(check_log(opened))
            if line.action == "shortlist"
            for code in line.codes
        }
        missing = [code for code in wanted if code not in listed]
        if missing:
            append(key, "refuse", codes=wanted, reason="key-not-shortlisted", who=who)
            raise FairscreenError("key-not-shortlisted", codes=", ".join(missing))
    candidates = [opened.candidate(code) for code in wanted]
    append(key, "reveal", codes=wanted, reason=reason, who=who, opened=opened)
    return candidates


def lock_shortlist(
    key: KeyFile,
    codes: Sequence[str],
    *,
    reason: str,
    passphrases: Sequence[str] = (),
    private_key: Path | None = None,
    who: str = "",
) -> LogLine:
    """Record which codes go on, before any identity is opened; this cannot be taken back.

    Raises
    ------
    FairscreenError
        ``key-reason-missing``, ``key-code-unknown``, ``key-shortlist-locked`` when there is one
        already, ``key-shortlist-late`` when an identity has been opened, and what
        :func:`open_logged` raises.
    """
    if not reason.strip():
        raise FairscreenError("key-reason-missing")
    wanted = _known(key, codes)
    opened = open_logged(key, passphrases, private_key=private_key, who=who, codes=wanted)

    def first(lines: Sequence[LogLine]) -> None:
        done = {line.action for line in lines}
        if "shortlist" in done:
            raise FairscreenError("key-shortlist-locked", name=key.path.name)
        if "reveal" in done:
            opening = next(line for line in lines if line.action == "reveal")
            raise FairscreenError("key-shortlist-late", day=opening.when[:10])

    return append(
        key, "shortlist", codes=wanted, reason=reason, who=who, opened=opened, allowed=first
    )


def _known(key: KeyFile, codes: Sequence[str]) -> list[str]:
    wanted = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    if not wanted:
        raise FairscreenError("key-code-missing")
    for code in wanted:
        if code not in key.boxes:
            raise FairscreenError("key-code-unknown", candidate=code, name=key.path.name)
    return wanted
