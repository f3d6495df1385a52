"""What is held, until when, and its destruction."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

__all__ = ["Held", "KeyState", "list_held", "purge_keys"]


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
        key = read_key(path)
        due = key.weed_on
        if not early and (due is None or due > day):
            until = f"sparas till {due.isoformat()}" if due else "har inget gallringsdatum"
            yield KeyState(path.name, False, f"Inte förstörd: {until}.")
            continue
        append(key, "purge", codes=key.codes, reason=reason or f"gallring {due}", who=who)
        try:
            size = path.stat().st_size
            with path.open("r+b") as file:
                file.write(os.urandom(size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except OSError as error:
            raise FairscreenError("key-not-writable", name=path.name) from error
        yield KeyState(
            path.name, True, "Förstörd. Koderna kan inte längre öppnas; loggen finns kvar."
        )
