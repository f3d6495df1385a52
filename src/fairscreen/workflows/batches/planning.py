"""Which applicant has which code: drawn now and sealed, or as an earlier run drew them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError
from fairscreen.workflows.batches.codes import draw_codes
from fairscreen.workflows.batches.grouping import Group

if TYPE_CHECKING:
    from fairscreen.anonymise.key import KeyFile, OpenedKey
    from fairscreen.settings import Settings
    from fairscreen.workflows.batches.running import BatchOptions

__all__ = ["Plan", "make_plan"]

Places = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Files:
    """An applicant's files as an earlier run saw them."""

    places: Places
    digests: tuple[str, ...] = ()

    def changed(self, now: _Files) -> bool:
        """Whether files have come or gone, or one holds something else. What could not be read
        then or cannot be now is taken to be the same: the run itself tells what it cannot read."""
        before = dict(zip(self.places, self.digests, strict=False))
        return self.places != now.places or any(
            (old := before.get(place)) and new and old != new
            for place, new in zip(now.places, now.digests, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The codes of a run.

    Attributes
    ----------
    key:
        Every code is sealed in it.
    groups:
        The applicant of each code.
    digests:
        A hash of each file of each code, in the order of the group's files.
    changed:
        Codes of an earlier run whose files are not the same any more: to be made again.
    void:
        Codes of an earlier run whose files have gone to other codes: their copies are to go.
    """

    key: KeyFile
    groups: dict[str, Group]
    digests: dict[str, tuple[str, ...]]
    changed: frozenset[str] = frozenset()
    void: frozenset[str] = frozenset()

    def forget(self) -> None:
        """Take away what was noted beside the key for the time of the run."""
        _Notes(self.key.path).path.unlink(missing_ok=True)

    def settle(self, code: str, names: Sequence[str]) -> None:
        """Seal what a changed applicant's files are now, once the copies are made of them: a run
        that is cut short before that finds them changed again."""
        if not self.key.has_passphrase:
            notes = _Notes(self.key.path)
            notes.write({**notes.read(), code: _of(self.groups[code], self.digests[code])})
        self.key.add([self.candidate(code, names)])

    def candidate(self, code: str, names: Sequence[str] = ()) -> Any:
        """What is sealed of the applicant of ``code``."""
        return _candidate(code, self.groups[code], self.digests[code], names)


def make_plan(
    groups: Sequence[Group],
    key_path: Path,
    options: BatchOptions,
    settings: Settings,
    key_cost: int | None,
) -> Plan:
    """Codes for all groups, on disk and sealed when the call returns.

    An applicant keeps the code of an earlier run as long as any file has the same place.

    Raises
    ------
    FairscreenError
        ``persons-code-twice``, ``batch-cannot-resume``, and what the key raises.
    """
    from fairscreen.anonymise.key import create_key, read_key
    from fairscreen.anonymise.key.log import append

    notes = _Notes(key_path)
    opened: OpenedKey | None = None
    known: dict[str, _Files] = {}
    if key_path.exists():
        key = read_key(key_path)
        if key.has_passphrase:
            opened = _opened(key, options.passphrases)
            known = {code: _files(opened.candidate(code)) for code in key.codes}
            append(key, "resume", reason="körningen togs upp", opened=opened)
        else:
            known = notes.read()
    else:
        cost = {} if key_cost is None else {"cost": key_cost}
        key, opened = create_key(
            key_path, passphrases=options.passphrases, recipient=options.recipient,
            created=date.today(), weed_on=options.weed_on,
            needs_shortlist=options.needs_shortlist, **cost,
        )  # fmt: skip
    by_files = {tuple(file.place for file in group.files): group for group in groups}
    now = {
        places: _of(group, [file.digest(settings) for file in group.files])
        for places, group in by_files.items()
    }
    plan = _matched(list(by_files), {code: files.places for code, files in known.items()})
    changed = {code for code, places in plan.items() if known[code].changed(now[places])}
    taken = set(plan.values())
    new = [places for places in by_files if places not in taken]
    wished = {
        places: applicant.code.upper()
        for places in new
        if (applicant := by_files[places].applicant) and applicant.code
    }
    if len(set(wished.values())) < len(wished) or set(wished.values()) & set(key.codes):
        raise FairscreenError("persons-code-twice")
    drawn = iter(draw_codes(len(new) - len(wished), taken={*key.codes, *wished.values()}))
    fresh = {wished.get(places) or next(drawn): places for places in new}
    plan.update(fresh)
    here = {place for places in by_files for place in places}
    made = Plan(
        key,
        groups={code: by_files[places] for code, places in plan.items()},
        digests={code: now[places].digests for code, places in plan.items()},
        changed=frozenset(changed),
        void=frozenset(
            code for code, files in known.items() if code not in plan and here & set(files.places)
        ),
    )
    if fresh:
        if not key.has_passphrase:
            notes.write({**known, **{code: now[places] for code, places in fresh.items()}})
        key.add([made.candidate(code) for code in fresh])
        append(key, "create", codes=sorted(fresh), reason="koder drogs", opened=opened)
    return made


def _of(group: Group, digests: Sequence[str]) -> _Files:
    return _Files(tuple(file.place for file in group.files), tuple(digests))


def _files(candidate: Any) -> _Files:
    return _Files(candidate.source_files, candidate.source_digests)


def _opened(key: KeyFile, phrases: Sequence[str]) -> OpenedKey:
    from fairscreen.anonymise.key.log import append

    try:
        return key.open(phrases)
    except FairscreenError as error:
        append(key, "refuse", reason=error.code)
        raise


def _matched(groups: Sequence[Places], known: dict[str, Places]) -> dict[str, Places]:
    """The groups that had codes: those with the same files first, then those with most in common.

    A code goes to one group, and a group gets one code.
    """
    owner = {place: code for code, places in known.items() for place in places}
    shared = [
        (known[code] != places, -count, code, places)
        for places in groups
        for code, count in Counter(owner[place] for place in places if place in owner).items()
    ]
    plan: dict[str, Places] = {}
    given: set[Places] = set()
    for _, _, code, places in sorted(shared):
        if code not in plan and places not in given:
            plan[code] = places
            given.add(places)
    return plan


class _Notes:
    """Which files got which code, while a run that seals to a registrar goes on.

    The run itself cannot open what it sealed, so it needs this to be taken up again. The file lies
    beside the key, readable to its owner alone, and is deleted when the run is done.
    """

    def __init__(self, key_path: Path) -> None:
        self.path = key_path.with_name(key_path.name + ".run")

    def read(self) -> dict[str, _Files]:
        try:
            rows = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            raise FairscreenError("batch-cannot-resume", name=self.path.name) from None
        except (OSError, ValueError) as error:
            raise FairscreenError("batch-cannot-resume", name=self.path.name) from error
        return {
            code: _Files(*(tuple(part) for part in zip(*files, strict=True)))
            for code, files in rows.items()
        }

    def write(self, codes: dict[str, _Files]) -> None:
        rows = {
            code: list(zip_longest(files.places, files.digests, fillvalue=""))
            for code, files in codes.items()
        }
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(rows, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())


def _candidate(code: str, group: Group, digests: tuple[str, ...], names: Sequence[str]) -> Any:
    from fairscreen.anonymise.key import Candidate

    known = group.applicant.known if group.applicant else None
    given, surname = (known.given_name, known.surname) if known else ("", "")
    if not (given or surname) and names:
        given, _, surname = names[0].rpartition(" ")
    return Candidate(
        code=code,
        given_name=given,
        surname=surname,
        email=known.email if known else "",
        phone=known.phone if known else "",
        personnummer=known.personnummer if known else "",
        source_files=tuple(file.place for file in group.files),
        source_digests=digests,
        names=tuple(names),
    )
