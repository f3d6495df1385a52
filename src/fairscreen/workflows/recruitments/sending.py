"""Before the copies: what was sent in, whose it is, and the codes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.applications import Applicant, read_persons
from fairscreen.workflows.batches import (
    SourceFile,
    draw_codes,
    group_files,
    regrouped,
)
from fairscreen.workflows.batches.sources import unpacked
from fairscreen.workflows.recruitments.access import key_path, need, one_at_a_time
from fairscreen.workflows.recruitments.latest import Grouping, forget, remembered

if TYPE_CHECKING:
    from fairscreen.store import HeldFile, RecruitmentRecord, Recruitments

__all__ = ["GroupedFile", "add_files", "grouped", "regroup", "set_applicants", "start"]


@dataclass(frozen=True, slots=True)
class GroupedFile:
    """A file that was sent in, and the number of the applicant it is thought to belong to."""

    id: int
    place: str
    applicant: int
    rule: str


@one_at_a_time
def add_files(
    recruitments: Recruitments,
    record: RecruitmentRecord,
    files: Sequence[tuple[str, bytes]],
    *,
    settings: Settings,
) -> list[tuple[str, FairscreenError]]:
    """Keep files and the documents of zips; returns what could not be taken, with the reason.

    Raises
    ------
    FairscreenError
        ``recruitment-step`` once the codes are drawn, ``recruitment-empty``, ``batch-too-many``.
    """
    need(record, "draft", "lägga till filer", "Koderna är redan delade")
    taken: list[tuple[str, bytes]] = []
    refused: list[tuple[str, FairscreenError]] = []
    for name, data in files:
        try:
            found, bad = unpacked(name, data, settings=settings)
        except FairscreenError as error:
            refused.append((name, error))
            continue
        taken += found
        refused += bad
    if not taken and not refused:
        raise FairscreenError("recruitment-empty")
    new = _apart(recruitments, record, taken)
    if len(recruitments.files(record.id)) + len(new) > settings.max_batch_files:
        raise FairscreenError("batch-too-many", limit=settings.max_batch_files)
    recruitments.add_files(record.id, new)
    return refused


def _apart(
    recruitments: Recruitments, record: RecruitmentRecord, taken: Sequence[tuple[str, bytes]]
) -> list[tuple[str, bytes]]:
    """The files that are not there yet, each with a place of its own.

    Two applicants may both send *CV.pdf*: neither must push the other out.
    """
    held = {file.place: file.id for file in recruitments.files(record.id)}
    new: dict[str, bytes] = {}
    for place, data in taken:
        ending = PurePosixPath(place).suffix
        number, free = 1, place
        while free in new or free in held:
            there = new[free] if free in new else recruitments.file(record.id, held[free])
            if there == data:
                break
            number += 1
            free = f"{place.removesuffix(ending)} ({number}){ending}"
        else:
            new[free] = data
    return list(new.items())


@one_at_a_time
def set_applicants(
    recruitments: Recruitments, record: RecruitmentRecord, name: str, data: bytes
) -> int:
    """Keep the table of applicants; returns how many rows it has.

    Raises
    ------
    FairscreenError
        ``recruitment-step``, and what :func:`read_persons` raises.
    """
    need(record, "draft", "lägga till tabellen", "Koderna är redan delade")
    rows = read_persons(data, name=name)
    # As plain rows: a workbook takes seconds to read, and it is read whenever the page is shown.
    kept = [[asdict(row.known), row.code, row.files] for row in rows]
    recruitments.set_persons(record.id, json.dumps(kept, ensure_ascii=False).encode())
    return len(rows)


def _applicants(table: bytes | None) -> list[Applicant]:
    from fairscreen.anonymise import Known

    if not table:
        return []
    if not table.startswith(b"["):  # kept by an earlier version as it was sent
        return read_persons(table)
    return [
        Applicant(Known(**known), code, tuple(files)) for known, code, files in json.loads(table)
    ]


def _groups(recruitments: Recruitments, record: RecruitmentRecord) -> Grouping:
    """The files by applicant, as the rules or a person say; the keys are the shown numbers."""
    held = recruitments.files(record.id)
    table = recruitments.persons(record.id)
    manual: dict[str, str] = record.options.get("groups", {})
    seen = repr(([(file.id, file.place) for file in held], sorted(manual.items())))
    mark = hashlib.sha256(seen.encode("utf-8", "surrogatepass") + (table or b"")).hexdigest()
    return remembered(record.id, mark, lambda: _grouping(held, _applicants(table), manual))


def _grouping(
    held: Sequence[HeldFile], applicants: Sequence[Applicant], manual: Mapping[str, str]
) -> Grouping:
    ids = {file.place: file.id for file in held}
    files = [
        SourceFile(Path(file.place), file.place, file.place, _folder(file.place)) for file in held
    ]
    made = group_files(files, applicants)
    whose: dict[str, str] = {}
    # Numbers that a person has seen and kept stay as they are, whatever comes in later.
    fresh = count(1 + max((int(manual.get(str(id), 0)) for id in ids.values()), default=0))
    for group in made:
        said = {file.place: manual.get(str(ids[file.place])) for file in group.files}
        counted = Counter(number for number in said.values() if number)
        own = counted.most_common(1)[0][0] if counted else str(next(fresh))
        whose.update({place: number or own for place, number in said.items()})
    groups = regrouped(made, whose, applicants)
    return Grouping(sorted(groups, key=lambda group: int(group.key)), ids)


def _folder(place: str) -> str:
    first, slash, _ = place.partition("/")
    return first if slash else ""


def grouped(recruitments: Recruitments, record: RecruitmentRecord) -> list[GroupedFile]:
    """Every file with the applicant it is thought to belong to, to be seen and corrected."""
    groups, ids = _groups(recruitments, record)
    return [
        GroupedFile(ids[file.place], file.place, int(group.key), group.rule)
        for group in groups
        for file in group.files
    ]


@one_at_a_time
def regroup(
    recruitments: Recruitments, record: RecruitmentRecord, numbers: Mapping[int, int]
) -> None:
    """Say whose the files are: the applicant's number by the file's id; 0 takes the file away."""
    need(record, "draft", "ändra grupperingen", "Koderna är redan delade")
    shown = {file.id: file.applicant for file in grouped(recruitments, record)}
    chosen = {id: number for id, number in numbers.items() if id in shown and number >= 0}
    recruitments.remove_files(record.id, [id for id, number in chosen.items() if number == 0])
    groups = {str(id): str(number) for id, number in {**shown, **chosen}.items() if number}
    options = {**record.options, "groups": groups}
    recruitments.change(record.id, options=json.dumps(options, ensure_ascii=False))


@one_at_a_time
def start(recruitments: Recruitments, record: RecruitmentRecord, *, settings: Settings) -> int:
    """Draw the codes, seal every candidate, and let the copies be made; returns how many.

    Raises
    ------
    FairscreenError
        ``recruitment-step``, ``recruitment-empty``, ``persons-code-twice``.
    """
    from fairscreen.anonymise.key import Candidate, read_key
    from fairscreen.anonymise.key.log import append

    need(record, "draft", "starta", "Körningen är redan startad")
    groups, ids = _groups(recruitments, record)
    if not groups:
        raise FairscreenError("recruitment-empty")
    wished = [(group.applicant.code if group.applicant else "").strip().upper() for group in groups]
    given = [code for code in wished if code]
    if len(set(given)) < len(given):
        raise FairscreenError("persons-code-twice")
    drawn = iter(draw_codes(len(groups) - len(given), taken=given))
    codes = [code or next(drawn) for code in wished]
    key = read_key(key_path(settings, record))
    sources: dict[str, dict[str, Any]] = {}
    candidates = []
    for code, group in zip(codes, groups, strict=True):
        known = group.applicant.known if group.applicant else None
        sources[code] = {
            "files": [[ids[file.place], file.place] for file in group.files],
            "known": asdict(known) if known else None,
        }
        candidates.append(
            Candidate(
                code, **(asdict(known) if known else {}),
                source_files=tuple(file.place for file in group.files),
            )
        )  # fmt: skip
    if key.boxes:  # a start that was stopped before its tasks were kept
        key.empty()
    # The key first: no copy is ever made whose code nobody can open.
    key.add(candidates)
    append(key, "create", codes=sorted(codes), reason="koder drogs")
    recruitments.start_tasks(record.id, sources)
    forget(record.id)
    return len(codes)
