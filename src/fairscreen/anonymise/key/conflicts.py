"""Conflicts of interest (jäv), told without telling who.

A reviewer gives the names of relatives and colleagues. They are compared where the key is; the only
answer is which codes the reviewer must not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from fairscreen.anonymise.key.candidate import Candidate
from fairscreen.anonymise.key.keyfile import KeyFile
from fairscreen.anonymise.key.log import append
from fairscreen.anonymise.key.revealing import open_logged
from fairscreen.anonymise.people import folded, name_words
from fairscreen.errors import FairscreenError

__all__ = ["conflicts"]


def conflicts(
    key: KeyFile,
    known_to_reviewer: Sequence[str],
    *,
    passphrases: Sequence[str] = (),
    private_key: Path | None = None,
    who: str = "",
) -> list[str]:
    """The codes that the reviewer must not read, in order.

    Parameters
    ----------
    known_to_reviewer:
        Full names, e-mail addresses or personnummer, one each. A name matches when all its words
        are among the candidate's, in any order and spelt with or without å, ä and ö; a single word
        is refused, because it would match strangers and let a reviewer fish for names.

    Raises
    ------
    FairscreenError
        ``conflict-single-name``, ``conflict-empty``, and what opening the key raises.
    """
    wanted = [entry.strip() for entry in known_to_reviewer if entry.strip()]
    if not wanted:
        raise FairscreenError("conflict-empty")
    for number, entry in enumerate(wanted, 1):
        if "@" not in entry and not _digits(entry) and len(name_words(entry)) < 2:
            raise FairscreenError("conflict-single-name", row=number)
    opened = open_logged(key, passphrases, private_key=private_key, who=who)
    found = [
        code for code in key.codes if any(_same(entry, opened.candidate(code)) for entry in wanted)
    ]
    append(
        key, "conflict", codes=found, reason=f"{len(wanted)} namn jämförda", who=who, opened=opened
    )
    return found


def _digits(text: str) -> str:
    """The last ten digits, where the text is a personnummer or a phone number."""
    digits = re.sub(r"\D", "", text)
    return digits[-10:] if len(digits) >= 9 and not re.search(r"[^\W\d_]{2}", text) else ""


def _same(entry: str, candidate: Candidate) -> bool:
    if "@" in entry:
        return bool(candidate.email) and folded(entry) == folded(candidate.email)
    if digits := _digits(entry):
        return digits in (_digits(candidate.personnummer), _digits(candidate.phone))
    words = set(name_words(entry))
    full = f"{candidate.given_name} {candidate.surname}"
    return any(words <= set(name_words(name)) for name in (full, *candidate.names))
