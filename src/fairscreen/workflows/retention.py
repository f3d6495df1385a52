"""What is held, until when, and its destruction."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

if TYPE_CHECKING:
    from fairscreen.anonymise.key import LogLine

__all__ = ["Held", "KeyState", "Logged", "list_held", "logged", "purge_keys"]


@dataclass(frozen=True, slots=True)
class Held:
    """Something that is kept.

    ``kind`` is ``nyckel``, ``rekrytering`` or ``studie``; ``holds`` says in Swedish what; ``until``
    is the day on which it is destroyed (ISO 8601), or empty.
    """

    kind: str
    name: str
    holds: str
    until: str


def list_held(keys: Sequence[Path], *, settings: Settings) -> list[Held]:
    """What the key files and the service's data folder hold, those due first at the top.

    Raises
    ------
    FairscreenError
        What reading a key or opening the store raises.
    """
    from fairscreen.anonymise.key import read_key

    things = []
    for path in keys:
        key = read_key(path)
        state = "" if key.finished else ", körningen är inte klar"
        day = key.weed_on.isoformat() if key.weed_on else ""
        things.append(Held("nyckel", path.name, f"{len(key.codes)} koder{state}", day))
    if (settings.data / "fairscreen.sqlite3").exists():
        things += _in_store(settings)
    return sorted(things, key=lambda thing: (thing.until or "9999", thing.kind, thing.name))


_STATES = {
    "draft": "filer som lagts in",
    "running": "filer och kopior som granskas",
    "released": "släppta kopior",
}


def _in_store(settings: Settings) -> list[Held]:
    from fairscreen.store import Recruitments, Studies, open_seal, open_store

    with open_store(settings.data) as store:
        seal = open_seal(settings.data)
        return [
            *(
                Held("rekrytering", record.name, _STATES[record.state], record.purge_on.isoformat())
                for record in Recruitments(store, seal).all()
            ),
            *(
                Held("studie", record.id, record.state, record.purge_on.isoformat())
                for record in Studies(store, seal).all()
            ),
        ]


@dataclass(frozen=True, slots=True)
class Logged:
    """A key's log, and how far it was checked.

    ``checked`` is ``key`` (opened: no line forged or missing), ``end`` (as long as the key says in
    clear) or ``chain`` (the lines hold together; a cut end cannot be seen). ``text`` says it in
    Swedish.
    """

    lines: tuple[LogLine, ...]
    checked: Literal["key", "end", "chain"]
    text: str


def logged(
    key: Path,
    *,
    passphrases: Callable[[int], Sequence[str]] | None = None,
    private_key: Path | None = None,
) -> Logged:
    """The log of ``key``, which may have been destroyed.

    Parameters
    ----------
    passphrases:
        Called with the number of persons whose passphrases are needed; without it the key stays
        shut.

    Raises
    ------
    FairscreenError
        ``key-log-changed``, ``key-not-found`` when there is neither key nor log, and what opening
        the key raises.
    """
    from fairscreen.anonymise.key import check_ends, read_key, read_log
    from fairscreen.anonymise.key.revealing import open_logged

    try:
        file = read_key(key)
    except FairscreenError as error:
        lines = tuple(read_log(key))
        if not lines or passphrases is not None:
            raise
        text = "Raderna hänger ihop. " + (
            "Nyckeln är gallrad." if error.code == "key-purged" else
            "Nyckeln går inte att läsa, så om rader saknas i slutet syns det inte."
        )  # fmt: skip
        return Logged(lines, "chain", text)
    if passphrases is not None:
        open_logged(file, passphrases(len(file.head["locks"]) or 1), private_key=private_key)
        return Logged(
            tuple(read_log(key)), "key", "Prövad med nyckeln: inga rader är ändrade eller saknas."
        )
    lines = tuple(check_ends(file))
    if file.log_end is None:
        return Logged(
            lines, "chain", "Raderna hänger ihop. Om rader saknas i slutet syns bara med --check."
        )
    return Logged(
        lines, "end",
        "Raderna hänger ihop och slutar där nyckelfilen säger. Den som kan skriva i båda filerna "
        "kan ha ändrat båda: det syns bara med --check.",
    )  # fmt: skip


_DESTROYED = "Förstörd. Koderna kan inte längre öppnas; loggen finns kvar."


@dataclass(frozen=True, slots=True)
class KeyState:
    """A key's name, whether it was destroyed, and a Swedish sentence."""

    name: str
    destroyed: bool
    text: str


def purge_keys(
    keys: Sequence[Path],
    *,
    reason: str = "",
    early: bool = False,
    who: str = "",
    today: date | None = None,
) -> Iterator[KeyState]:
    """Destroy each key whose weeding date has come; with ``early`` and a reason also before it.

    The file is overwritten before it is deleted. Where the disk keeps old blocks (SSD, snapshots,
    backups) that is no guarantee, but what remains there is still sealed behind the passphrase.

    Raises
    ------
    FairscreenError
        ``key-reason-missing`` when ``early`` lacks a reason, and what reading a key raises.
    """
    from fairscreen.anonymise.key import read_key
    from fairscreen.anonymise.key.log import append

    if early and not reason.strip():
        raise FairscreenError("key-reason-missing")
    day = today or date.today()
    for path in keys:
        try:
            key = read_key(path)
        except FairscreenError as error:
            # Stopped between overwriting and deleting: what is left is only noise.
            if error.code not in ("key-not-a-key", "key-damaged") or not _was_purged(path):
                raise
            _destroy(path)
            yield KeyState(path.name, True, _DESTROYED)
            continue
        due = key.weed_on
        if not early and (due is None or due > day):
            until = f"sparas till {due.isoformat()}" if due else "har inget gallringsdatum"
            yield KeyState(path.name, False, f"Inte förstörd: {until}.")
            continue
        append(
            key, "purge", codes=key.codes, reason=reason or f"gallring {due}", who=who,
            then=partial(_destroy, path),
        )  # fmt: skip
        yield KeyState(path.name, True, _DESTROYED)


def _was_purged(path: Path) -> bool:
    from fairscreen.anonymise.key import read_log

    lines = read_log(path)
    return bool(lines) and lines[-1].action == "purge"


def _destroy(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(os.urandom(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError as error:
        raise FairscreenError("key-not-writable", name=path.name) from error
