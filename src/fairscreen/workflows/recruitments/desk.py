"""What the person who leads a recruitment does with its applications."""

from __future__ import annotations

import hashlib
import io
import json
import secrets
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.applications import Applicant, read_persons
from fairscreen.workflows.batches import (
    MANIFEST,
    Group,
    SourceFile,
    draw_codes,
    group_files,
    spoken_name,
)
from fairscreen.workflows.batches.manifest import SCHEMA as MANIFEST_SCHEMA
from fairscreen.workflows.batches.manifest import file_entry
from fairscreen.workflows.batches.sources import unpacked
from fairscreen.workflows.blinding import BlindApplication, Edit, Form, Look

if TYPE_CHECKING:
    from fairscreen.store import RecruitmentRecord, Recruitments

__all__ = [
    "Choices",
    "GroupedFile",
    "Overview",
    "add_files",
    "copies",
    "create_recruitment",
    "decide",
    "find_recruitment",
    "grouped",
    "key_path",
    "manifest_of",
    "overview",
    "purge",
    "purge_due",
    "regroup",
    "release",
    "set_applicants",
    "start",
]

_KEYS = "recruitment-keys"
P = ParamSpec("P")
R = TypeVar("R")
_LONGEST_NAME = 200
_KEPT = timedelta(days=730)  # two years: the time within which a decision can be appealed in court


@dataclass(frozen=True, slots=True)
class Choices:
    """How the copies of a recruitment are made, and how its key opens.

    As in :class:`~fairscreen.workflows.batches.BatchOptions`; ``review`` is whether a person looks
    before the copies are released.
    """

    policy: str = "namn-alder-kon"
    hide: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    layout: Look = "uniform"
    form: Form = "same"
    needs_shortlist: bool = False
    review: bool = True


@dataclass(frozen=True, slots=True)
class GroupedFile:
    """A file that was sent in, and the number of the applicant it is thought to belong to."""

    id: int
    place: str
    applicant: int
    rule: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a recruitment stands. ``refused`` and ``held`` count files that come with no copy."""

    files: int
    applicants: int
    done: int
    total: int
    released: int
    held: int
    refused: int


def _one_at_a_time(
    step: Callable[Concatenate[Recruitments, RecruitmentRecord, P], R],
) -> Callable[Concatenate[Recruitments, RecruitmentRecord, P], R]:
    """Give ``step`` the recruitment as it stands when its turn comes.

    Two presses on a button are two requests: both would draw codes, and the key would hold the
    persons of one draw under the codes of the other.
    """

    @wraps(step)
    def alone(
        recruitments: Recruitments, record: RecruitmentRecord, *args: P.args, **options: P.kwargs
    ) -> R:
        with recruitments.turn(record.id) as fresh:
            if fresh is None:
                raise FairscreenError("recruitment-link-invalid")
            return step(recruitments, fresh, *args, **options)

    return alone


def _hash(link: str) -> str:
    # The link is random, so that a plain hash is enough.
    return hashlib.sha256(link.encode()).hexdigest()


def key_path(settings: Settings, record: RecruitmentRecord | str) -> Path:
    """The recruitment's key file; its log lies beside it."""
    id = record if isinstance(record, str) else record.id
    return settings.data / _KEYS / f"{id}.key"


def create_recruitment(
    recruitments: Recruitments,
    *,
    name: str,
    choices: Choices,
    passphrases: Sequence[str] = (),
    recipient: bytes | None = None,
    weed_on: date | None = None,
    settings: Settings,
    now: datetime,
) -> str:
    """Start a recruitment; returns the secret of its address, told only here.

    Raises
    ------
    FairscreenError
        ``recruitment-name-missing``, policy errors, and what making a key raises.
    """
    from fairscreen.anonymise import load_policy
    from fairscreen.anonymise.key import create_key

    if not name.strip():
        raise FairscreenError("recruitment-name-missing")
    load_policy(choices.policy).switched(hide=choices.hide, show=choices.show)
    id, link = secrets.token_hex(16), secrets.token_urlsafe(24)
    path = key_path(settings, id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    purge_on = weed_on or (now + _KEPT).date()
    create_key(
        path, passphrases=passphrases, recipient=recipient, created=now.date(), weed_on=purge_on,
        needs_shortlist=choices.needs_shortlist, cost=settings.key_cost,
    )  # fmt: skip
    recruitments.add(
        id, link_hash=_hash(link), name=name.strip()[:_LONGEST_NAME], options=asdict(choices),
        purge_on=purge_on, now=now,
    )  # fmt: skip
    return link


def find_recruitment(recruitments: Recruitments, link: str) -> RecruitmentRecord:
    """The recruitment that an address opens.

    Raises
    ------
    FairscreenError
        ``recruitment-link-invalid``.
    """
    record = recruitments.by_link(_hash(link))
    if record is None:
        raise FairscreenError("recruitment-link-invalid")
    return record


@_one_at_a_time
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
    _need(record, "draft", "lägga till filer", "Koderna är redan delade")
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


@_one_at_a_time
def set_applicants(
    recruitments: Recruitments, record: RecruitmentRecord, name: str, data: bytes
) -> int:
    """Keep the table of applicants; returns how many rows it has.

    Raises
    ------
    FairscreenError
        ``recruitment-step``, and what :func:`read_persons` raises.
    """
    _need(record, "draft", "lägga till tabellen", "Koderna är redan delade")
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


@_one_at_a_time
def regroup(
    recruitments: Recruitments, record: RecruitmentRecord, numbers: Mapping[int, int]
) -> None:
    """Say whose the files are: the applicant's number by the file's id."""
    _need(record, "draft", "ändra grupperingen", "Koderna är redan delade")
    known = {file.id for file in recruitments.files(record.id)}
    chosen = {str(id): str(number) for id, number in numbers.items() if id in known and number > 0}
    options = {**record.options, "groups": {**record.options.get("groups", {}), **chosen}}
    recruitments.change(record.id, options=json.dumps(options, ensure_ascii=False))


@_one_at_a_time
def start(recruitments: Recruitments, record: RecruitmentRecord, *, settings: Settings) -> int:
    """Draw the codes, seal every candidate, and let the copies be made; returns how many.

    Raises
    ------
    FairscreenError
        ``recruitment-step``, ``recruitment-empty``, ``persons-code-twice``.
    """
    from fairscreen.anonymise.key import Candidate, read_key
    from fairscreen.anonymise.key.log import append

    _need(record, "draft", "starta", "Körningen är redan startad")
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


@_one_at_a_time
def decide(
    recruitments: Recruitments, record: RecruitmentRecord, code: str, edits: Sequence[Edit]
) -> None:
    """Change the masks of one applicant, or with ``all`` those of every applicant.

    Edits replace earlier ones of the same place; the copies are made anew.

    Raises
    ------
    FairscreenError
        ``recruitment-step``, ``recruitment-code-unknown``.
    """
    _need(record, "running", "ändra maskningarna", "Kopiorna är redan släppta, eller inte gjorda")
    codes = [task.code for task in recruitments.tasks(record.id)] if code == "*" else [code]
    for one in codes:
        task = recruitments.task(record.id, one)
        if task is None:
            raise FairscreenError("recruitment-code-unknown", candidate=one)
        earlier = [Edit(**values) for values in task.edits or ()]
        places = {_place(edit) for edit in edits}
        kept = [edit for edit in earlier if _place(edit) not in places]
        recruitments.requeue(record.id, one, [asdict(edit) for edit in [*kept, *edits]])


def _place(edit: Edit) -> tuple[Any, ...]:
    if edit.action == "all":
        return ("all", edit.phrase.casefold())
    return (edit.file, edit.start, edit.end)


@_one_at_a_time
def release(
    recruitments: Recruitments, record: RecruitmentRecord, *, settings: Settings, now: datetime,
    who: str = "",
) -> None:  # fmt: skip
    """Let the copies go: from here on only the key links a code to a person.

    What was sent in, the texts and the masks are removed.

    Raises
    ------
    FairscreenError
        ``recruitment-step`` while copies are still being made.
    """
    from fairscreen.anonymise.key import read_key
    from fairscreen.anonymise.key.log import append

    _need(record, "running", "släppa kopiorna", "De är redan släppta, eller inte gjorda")
    done, total = recruitments.progress(record.id)
    if done < total:
        raise FairscreenError(
            "recruitment-step", step="släppa kopiorna", why=f"{total - done} ansökningar är inte klara"  # noqa: E501
        )  # fmt: skip
    key = read_key(key_path(settings, record))
    for task in recruitments.tasks(record.id):
        assert task.result is not None
        made = BlindApplication.from_dict(task.result)
        bare = tuple(
            # What the key holder may see goes with the originals; an error may name the file.
            replace(f, source="", text="", masks=(), blind="", error=_nameless(f.error))
            for f in made.files
        )
        recruitments.set_result(record.id, task.code, BlindApplication(made.code, bare).to_dict())
    key.finish()
    append(key, "release", codes=key.codes, reason="granskade och släppta", who=who)
    recruitments.change(record.id, state="released", released_at=now)
    recruitments.drop_originals(record.id)


def _nameless(error: FairscreenError | None) -> FairscreenError | None:
    if error is None or "name" not in error.params:
        return error
    return FairscreenError(error.code, **{**error.params, "name": "dokumentet"})


def overview(recruitments: Recruitments, record: RecruitmentRecord) -> Overview:
    """Where the recruitment stands."""
    done, total = recruitments.progress(record.id)
    states: Counter[str] = Counter()
    for task in recruitments.tasks(record.id):
        for file in (task.result or {}).get("files", ()):
            states[file["status"]] += 1
    files = len(recruitments.files(record.id)) if record.state != "released" else states.total()
    applicants = total or len({file.applicant for file in grouped(recruitments, record)})
    return Overview(
        files, applicants, done, total, states["released"], states["review"], states["refused"]
    )


def manifest_of(recruitments: Recruitments, record: RecruitmentRecord) -> dict[str, Any]:
    """The manifest of what is done so far: schema ``fairscreen.manifest/1``."""
    applications = []
    for task in recruitments.tasks(record.id):
        if task.result is None:
            continue
        made = BlindApplication.from_dict(task.result)
        files = [file_entry(file, name) for file, name in named(made)]
        applications.append({
            "code": task.code, "spoken": spoken_name(task.code), "files": files
        })  # fmt: skip
    return {
        "schema": MANIFEST_SCHEMA,
        "key": "",
        "policy": record.options["policy"],
        "applications": applications,
    }


def named(made: BlindApplication) -> list[tuple[Any, str]]:
    """Each file with the name of its copy."""
    kinds: Counter[str] = Counter()
    files = []
    for file in made.files:
        kinds[file.kind] += 1
        number = f"-{kinds[file.kind]}" if kinds[file.kind] > 1 else ""
        files.append((file, f"{made.code}-{file.kind}{number}{file.suffix}"))
    return files


def copies(recruitments: Recruitments, record: RecruitmentRecord) -> bytes:
    """The released copies and the manifest, as a zip; the same bytes each time.

    Raises
    ------
    FairscreenError
        ``recruitment-step`` before the release.
    """
    _need(record, "released", "hämta kopiorna", "De är inte släppta ännu")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for task in recruitments.tasks(record.id):
            assert task.result is not None
            for file, name in named(BlindApplication.from_dict(task.result)):
                if file.data is not None and file.status == "released":
                    archive.writestr(zipfile.ZipInfo(name), file.data, zipfile.ZIP_DEFLATED)
        body = json.dumps(manifest_of(recruitments, record), ensure_ascii=False, indent=1)
        archive.writestr(zipfile.ZipInfo(MANIFEST), body.encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


@_one_at_a_time
def purge(
    recruitments: Recruitments, record: RecruitmentRecord, *, settings: Settings, reason: str,
    who: str = "",
) -> None:  # fmt: skip
    """Remove the recruitment, its copies and its key; the key's log stays.

    Raises
    ------
    FairscreenError
        ``key-reason-missing``.
    """
    from fairscreen.workflows.retention import purge_keys

    if not reason.strip():
        raise FairscreenError("key-reason-missing")
    path = key_path(settings, record)
    if path.exists():
        list(purge_keys([path], reason=reason, early=True, who=who))
    recruitments.remove(record.id)


def purge_due(recruitments: Recruitments, *, settings: Settings, today: date) -> int:
    """Remove what has come to its day; returns how many recruitments."""
    due = [record for record in recruitments.all() if record.purge_on <= today]
    for record in due:
        purge(recruitments, record, settings=settings, reason=f"gallring {record.purge_on}")
    return len(due)


def _need(record: RecruitmentRecord, state: str, step: str, why: str) -> None:
    if record.state != state:
        raise FairscreenError("recruitment-step", step=step, why=why)
