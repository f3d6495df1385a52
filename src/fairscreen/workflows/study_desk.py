"""What the person who leads a study does with it, from plan to results.

A study has an address of its own, with a key in it, and so has every reader; there are no accounts.
Only hashes of the keys are kept. The steps go one way: plan, material, lock, draw, reading, closed,
analysed, purged.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from fairscreen.errors import FairscreenError
from fairscreen.workflows.study_material import pair_gaps
from fairscreen.workflows.study_records import design_of, group_table, need, wrong_step

if TYPE_CHECKING:
    from fairscreen.experiment import Design
    from fairscreen.store import Studies, StudyRecord, Version

__all__ = [
    "NewStudy", "ReaderLink", "add_applications", "close_reading", "create_study", "draw_readers",
    "drop_applications",
    "find_study", "hash_of", "lock_plan", "new_leader_key", "note_deviation", "renew_link",
    "reopen_list", "revoke_link", "set_groups", "set_plan",
]  # fmt: skip

_KEPT = timedelta(days=180)
_LONGEST_DEVIATION = 2_000


@dataclass(frozen=True, slots=True)
class NewStudy:
    """A study that was just made. ``key`` opens it and is told only here."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class ReaderLink:
    """A reader's code and the token of their link, told only here."""

    code: str
    token: str


def hash_of(token: str) -> str:
    """What is kept of a token. The token is random, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def create_study(studies: Studies, design: Design, *, now: datetime) -> NewStudy:
    """Start a study with a plan that is not locked yet.

    Raises
    ------
    FairscreenError
        ``study-cannot-conclude`` when no data could ever settle the question.
    """
    from fairscreen.experiment import design_to_toml

    _refuse_hopeless(design, design.readers)
    new = NewStudy(secrets.token_hex(16), secrets.token_urlsafe(24))
    studies.add(
        new.id, design=design_to_toml(design), leader_hash=hash_of(new.key),
        purge_on=_purge_day(design, now), now=now,
    )  # fmt: skip
    studies.note(new.id, "created", "", now=now)
    return new


def find_study(studies: Studies, key: str) -> StudyRecord:
    """The study that a leader's key opens.

    Raises
    ------
    FairscreenError
        ``study-key-invalid``.
    """
    record = studies.by_leader(hash_of(key))
    if record is None:
        raise FairscreenError("study-key-invalid")
    return record


def new_leader_key(studies: Studies, study_id: str) -> str:
    """A new key for a study whose address was lost; the old one stops working."""
    if studies.get(study_id) is None:
        raise FairscreenError("study-key-invalid")
    key = secrets.token_urlsafe(24)
    studies.change(study_id, leader_hash=hash_of(key))
    return key


def set_plan(studies: Studies, record: StudyRecord, design: Design, *, now: datetime) -> None:
    """Another plan, before it is locked."""
    from fairscreen.experiment import design_to_toml

    need(record, "draft", "ändra planen", "Planen är låst.")
    _refuse_hopeless(design, design.readers)
    studies.change(record.id, design=design_to_toml(design), purge_on=_purge_day(design, now))


def lock_plan(studies: Studies, record: StudyRecord, *, now: datetime) -> Design:
    """Lock the plan: from here on it cannot be changed."""
    from fairscreen.experiment import design_to_toml

    need(record, "draft", "låsa planen", "Den är redan låst.")
    design = design_of(record).locked(now.replace(microsecond=0))
    studies.change(record.id, design=design_to_toml(design), state="locked")
    studies.note(record.id, "locked", design.hash(), now=now)
    return design


def add_applications(
    studies: Studies, record: StudyRecord, version: Version, texts: Mapping[str, str]
) -> None:
    """Add one version of some applications; a text that was there is replaced."""
    _need_before_draw(record, "lägga till ansökningar")
    studies.put_material(record.id, {(code, version): text for code, text in texts.items()})


def drop_applications(studies: Studies, record: StudyRecord) -> None:
    """Take away all applications, to begin again."""
    _need_before_draw(record, "ta bort ansökningar")
    studies.drop_material(record.id)


def set_groups(studies: Studies, record: StudyRecord, data: bytes, *, name: str) -> None:
    """Add the group table. It is checked now, and against the applications at the draw.

    Raises
    ------
    FairscreenError
        As :func:`fairscreen.experiment.read_groups`, with row and column.
    """
    from fairscreen.experiment import read_groups, read_table, write_table

    if record.state == "closed" and record.analysed_at is not None:
        raise wrong_step("byta grupptabell", "Studien är redan analyserad.")
    table = read_table(data, name=name)
    groups = read_groups(table)
    _check_attributes(design_of(record), groups.attributes, name)
    rows = [[row[column] for column in table.columns] for row in table.rows]
    studies.put_groups(record.id, write_table(table.columns, rows).decode())


def draw_readers(
    studies: Studies,
    record: StudyRecord,
    *,
    now: datetime,
    readers: Sequence[str] = (),
    blocks: Mapping[str, str] | None = None,
    conflicts: Sequence[tuple[str, str]] = (),
    days: int = 30,
) -> list[ReaderLink]:
    """Draw who reads what, and make one link each.

    Parameters
    ----------
    readers:
        Codes; by default ``L01`` and on, as many as the plan says.
    days:
        How long the links work, at most until the material is purged.

    Raises
    ------
    FairscreenError
        ``study-step`` before the plan is locked, ``study-material-pairs`` when a version is
        missing, ``study-cannot-conclude``, and those of
        :func:`fairscreen.experiment.draw_assignment`.
    """
    from fairscreen.experiment import draw_assignment

    need(record, "locked", "lotta", "Planen ska vara låst, och lottningen görs en enda gång.")
    design = design_of(record)
    codes = _paired_codes(studies, record)
    if design.shortlist.length is not None and design.shortlist.length >= len(codes):
        raise wrong_step("lotta", "Det finns inte fler ansökningar än platser på listan.")
    names = tuple(readers) or tuple(f"L{place:02}" for place in range(1, design.readers + 1))
    _refuse_hopeless(design, len(names))
    drawn = draw_assignment(
        readers=names, applications=codes, seed=design.seed, kind=design.assignment,
        blocks=blocks, strata=_strata(studies, record, design), conflicts=conflicts,
        design_hash=design.hash(),
    )  # fmt: skip
    links = [ReaderLink(code, secrets.token_urlsafe(24)) for code in names]
    studies.start_reading(
        record.id,
        assignment=drawn.to_json(),
        links=[(link.code, hash_of(link.token)) for link in links],
        expires_at=_expiry(record, now, days),
    )
    studies.note(record.id, "drawn", drawn.hash(), now=now)
    return links


def renew_link(
    studies: Studies, record: StudyRecord, code: str, *, now: datetime, days: int = 30
) -> ReaderLink:
    """A new link for a reader; the old one stops working."""
    need(record, "reading", "ge en ny länk", "Läsningen pågår inte.")
    link = ReaderLink(code, secrets.token_urlsafe(24))
    expires = _expiry(record, now, days)
    if not studies.set_link(record.id, code, link_hash=hash_of(link.token), expires_at=expires):
        raise FairscreenError("study-link-invalid")
    studies.note(record.id, "link renewed", code, now=now)
    return link


def revoke_link(studies: Studies, record: StudyRecord, code: str, *, now: datetime) -> None:
    """Stop a reader's link. What the reader has judged stays."""
    if not studies.set_link(record.id, code, link_hash=None, expires_at=None):
        raise FairscreenError("study-link-invalid")
    studies.note(record.id, "link revoked", code, now=now)


def reopen_list(studies: Studies, record: StudyRecord, code: str, *, now: datetime) -> None:
    """Let a reader change a list that was handed in."""
    need(record, "reading", "öppna listan igen", "Läsningen pågår inte.")
    if code not in {reader.code for reader in studies.readers(record.id)}:
        raise FairscreenError("study-link-invalid")
    studies.hand_in(record.id, code, None)
    studies.note(record.id, "list reopened", code, now=now)


def close_reading(studies: Studies, record: StudyRecord, *, now: datetime) -> None:
    """End the reading: no more judgements are taken."""
    need(record, "reading", "avsluta läsningen", "Läsningen pågår inte.")
    studies.change(record.id, state="closed", closed_at=now)
    studies.note(record.id, "closed", "", now=now)


def note_deviation(studies: Studies, record: StudyRecord, text: str, *, now: datetime) -> None:
    """Note a deviation from the plan; it is shown in the report, with its time."""
    text = " ".join(text.split())[:_LONGEST_DEVIATION]
    if not text:
        raise FairscreenError("text-empty")
    studies.note(record.id, "deviation", text, now=now)


def _check_attributes(design: Design, found: Sequence[str], name: str) -> None:
    for attribute in design.attributes:
        if attribute.name.casefold() not in found:
            raise FairscreenError(
                "study-column-missing", name=name, column=attribute.name,
                needed="application, " + ", ".join(a.name for a in design.attributes),
            )  # fmt: skip


def _paired_codes(studies: Studies, record: StudyRecord) -> list[str]:
    versions = studies.material_codes(record.id)
    gaps = pair_gaps(versions)
    if not versions:
        raise FairscreenError("study-material-empty")
    if any(gaps.values()):
        names = {"open": "Öppen version saknas för", "anonymous": "Avidentifierad saknas för"}
        detail = " ".join(
            f"{names[version]} {', '.join(codes[:10])}{' med flera' * (len(codes) > 10)}."
            for version, codes in gaps.items()
            if codes
        )
        raise FairscreenError("study-material-pairs", detail=detail)
    return sorted(versions)


def _strata(studies: Studies, record: StudyRecord, design: Design) -> dict[str, str] | None:
    table = studies.groups(record.id)
    if table is None:
        if design.attributes:
            raise wrong_step("lotta", "Grupptabellen saknas.")
        return None
    groups = group_table(table)
    codes = sorted(studies.material_codes(record.id))
    absent = [code for code in codes if code not in groups.levels]
    if absent:
        raise FairscreenError(
            "study-groups-missing", name="grupptabellen", codes=", ".join(absent[:10])
        )
    if design.assignment != "crossover":
        return None
    attribute = (design.primary.attribute or groups.attributes[0]).casefold()
    return {code: groups.levels[code].get(attribute, "") for code in codes}


def _refuse_hopeless(design: Design, readers: int) -> None:
    from fairscreen.experiment import smallest_p
    from fairscreen.experiment.conclusion import decimal

    kind = "pairs" if design.assignment == "blocked" else design.assignment
    smallest = smallest_p(kind, readers, draws=design.draws)
    if smallest > design.final_alpha:
        raise FairscreenError(
            "study-cannot-conclude", readers=readers,
            alpha=decimal(design.final_alpha, 3, "sv"), smallest=decimal(smallest, 3, "sv"),
        )  # fmt: skip


def _purge_day(design: Design, now: datetime) -> date:
    return design.delete_groups_on or (now + _KEPT).date()


def _expiry(record: StudyRecord, now: datetime, days: int) -> datetime:
    last = datetime.combine(record.purge_on, time(), tzinfo=UTC)
    return min(now + timedelta(days=days), last)


def _need_before_draw(record: StudyRecord, step: str) -> None:
    if record.state not in ("draft", "locked"):
        raise wrong_step(step, "Lottningen är redan gjord.")
