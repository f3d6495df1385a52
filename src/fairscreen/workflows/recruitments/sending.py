"""Before the copies: what was sent in, whose it is, and the codes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.applications import Applicant, read_persons
from fairscreen.workflows.batches import Group, SourceFile, draw_codes, group_files
from fairscreen.workflows.batches.sources import unpacked
from fairscreen.workflows.recruitments.access import key_path, need, one_at_a_time

if TYPE_CHECKING:
    from fairscreen.store import RecruitmentRecord, Recruitments

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
    held = {file.place for file in recruitments.files(record.id)} | {place for place, _ in taken}
    if len(held) > settings.max_batch_files:
        raise FairscreenError("batch-too-many", limit=settings.max_batch_files)
    recruitments.add_files(record.id, taken)
    return refused


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
    recruitments.set_persons(record.id, data)
    return len(rows)


def _groups(
    recruitments: Recruitments, record: RecruitmentRecord
) -> tuple[list[Group], dict[str, int]]:
    """The files by applicant, as the rules or a person say, and each file's number."""
    held = recruitments.files(record.id)
    ids = {file.place: file.id for file in held}
    table = recruitments.persons(record.id)
    applicants: list[Applicant] = read_persons(table) if table else []
    files = [SourceFile(Path(file.place), file.place, folder=_folder(file.place)) for file in held]
    made = group_files(files, applicants)
    manual: dict[str, str] = record.options.get("groups", {})
    if not manual:
        return made, ids
    owners = {file.place: group.applicant for group in made for file in group.files}
    regrouped: dict[str, list[SourceFile]] = {}
    for number, group in enumerate(made, 1):
        for file in group.files:
            who = manual.get(str(ids[file.place]), str(number))
            regrouped.setdefault(who, []).append(file)
    return [
        Group(who, tuple(members), "manual", next((o for m in members if (o := owners[m.place])), None))  # noqa: E501
        for who, members in sorted(regrouped.items(), key=lambda item: (len(item[0]), item[0]))
    ], ids  # fmt: skip


def _folder(place: str) -> str:
    first, slash, _ = place.partition("/")
    return first if slash else ""


def grouped(recruitments: Recruitments, record: RecruitmentRecord) -> list[GroupedFile]:
    """Every file with the applicant it is thought to belong to, to be seen and corrected."""
    groups, ids = _groups(recruitments, record)
    return [
        GroupedFile(ids[file.place], file.place, number, group.rule)
        for number, group in enumerate(groups, 1)
        for file in group.files
    ]


@one_at_a_time
def regroup(
    recruitments: Recruitments, record: RecruitmentRecord, numbers: Mapping[int, int]
) -> None:
    """Say whose the files are: the applicant's number by the file's id."""
    need(record, "draft", "ändra grupperingen", "Koderna är redan delade")
    known = {file.id for file in recruitments.files(record.id)}
    chosen = {str(id): str(number) for id, number in numbers.items() if id in known and number > 0}
    options = {**record.options, "groups": {**record.options.get("groups", {}), **chosen}}
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
    # The key first: no copy is ever made whose code nobody can open.
    key.add(candidates)
    append(key, "create", codes=sorted(codes), reason="koder drogs")
    recruitments.add_tasks(record.id, sources)
    recruitments.change(record.id, state="running")
    return len(codes)
