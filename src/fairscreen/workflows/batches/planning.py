"""Which applicant has which code: drawn now and sealed, or as an earlier run drew them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError
from fairscreen.workflows.batches.codes import draw_codes
from fairscreen.workflows.batches.grouping import Group

if TYPE_CHECKING:
    from fairscreen.anonymise.key import KeyFile, OpenedKey
    from fairscreen.workflows.batches.running import BatchOptions

__all__ = ["Plan", "candidate_of", "make_plan"]

Places = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The codes of a run.

    Attributes
    ----------
    key:
        Every code is sealed in it.
    groups:
        The applicant of each code.
    changed:
        Codes of an earlier run whose files are not the same any more: to be made again.
    void:
        Codes of an earlier run whose files have gone to other codes: their copies are to go.
    """

    key: KeyFile
    groups: dict[str, Group]
    changed: frozenset[str] = frozenset()
    void: frozenset[str] = frozenset()

    def forget(self) -> None:
        """Take away what was noted beside the key for the time of the run."""
        _Notes(self.key.path).path.unlink(missing_ok=True)


def make_plan(
    groups: Sequence[Group], key_path: Path, options: BatchOptions, key_cost: int | None
) -> Plan:
    """Codes for all groups, on disk and sealed when the call returns.

    An applicant keeps the code of an earlier run as long as any file is the same.

    Raises
    ------
    FairscreenError
        ``persons-code-twice``, ``batch-cannot-resume``, and what the key raises.
    """
    from fairscreen.anonymise.key import create_key, read_key
    from fairscreen.anonymise.key.log import append

    notes = _Notes(key_path)
    opened: OpenedKey | None = None
    known: dict[str, Places] = {}
    if key_path.exists():
        key = read_key(key_path)
        if key.has_passphrase:
            opened = _opened(key, options.passphrases)
            known = {code: opened.candidate(code).source_files for code in key.codes}
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
    plan = _matched(list(by_files), known)
    changed = {code for code, places in plan.items() if known[code] != places}
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
    sealed = [*fresh, *sorted(changed)]
    if sealed:
        if not key.has_passphrase:
            notes.write({**known, **plan})
        key.add([candidate_of(code, by_files[plan[code]]) for code in sealed])
    if fresh:
        append(key, "create", codes=sorted(fresh), reason="koder drogs", opened=opened)
    here = {place for places in by_files for place in places}
    void = {code for code, places in known.items() if code not in plan and here & set(places)}
    return Plan(
        key, {code: by_files[places] for code, places in plan.items()}, frozenset(changed),
        frozenset(void),
    )  # fmt: skip


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

    def read(self) -> dict[str, Places]:
        try:
            rows = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            raise FairscreenError("batch-cannot-resume", name=self.path.name) from None
        except (OSError, ValueError) as error:
            raise FairscreenError("batch-cannot-resume", name=self.path.name) from error
        return {code: tuple(places) for code, places in rows.items()}

    def write(self, codes: dict[str, Places]) -> None:
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(codes, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())


def candidate_of(code: str, group: Group, names: Sequence[str] = ()) -> Any:
    """What is sealed of an applicant."""
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
        names=tuple(names),
    )
