"""The run: from groups of files to blind copies, a key and a manifest.

What is on disk at any moment is whole: a copy is written beside its place and moved there, an
application counts as done when its line in the run's folder is written, and the key holds every
candidate before the first copy is made. A run that is started again reads the key, finds what is
done, and makes the rest with the same codes.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.batches.codes import draw_codes
from fairscreen.workflows.batches.grouping import Group
from fairscreen.workflows.batches.manifest import read_manifest, replace_file, write_manifest
from fairscreen.workflows.batches.review import ReviewRow
from fairscreen.workflows.batches.spreading import spread
from fairscreen.workflows.batches.task import RUN_FOLDER, Outcome, Task, run_task
from fairscreen.workflows.blinding import Edit, Form, Look
from fairscreen.workflows.clusters import Backend

if TYPE_CHECKING:
    from fairscreen.anonymise.key import KeyFile, OpenedKey

__all__ = ["BatchOptions", "BatchResult", "run_batch"]


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How the copies are made.

    Attributes
    ----------
    policy, hide, show:
        A policy's name or file, and categories switched for this recruitment.
    layout, form, lang:
        As in :func:`~fairscreen.workflows.blinding.blind_application`.
    workers:
        Processes at a time; 1 works in this one.
    backend:
        ``loky`` (this machine), ``dask`` or ``ray`` (a cluster that is there already).
    cluster:
        Address of the cluster's scheduler; without it one is started on this machine.
    passphrases, recipient:
        What the key is locked with: one or two passphrases, or a registrar's public key (32 bytes).
    weed_on:
        Day on which the key is to be destroyed.
    needs_shortlist:
        Whether identities open only after a shortlist was locked.
    review:
        Hold every copy back until a person has released it.
    as_of:
        Date of the applications; employments that still go on are counted to it.
    """

    policy: str | Path = "namn-alder-kon"
    hide: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    layout: Look = "uniform"
    form: Form = "same"
    lang: Literal["auto", "sv", "en"] = "auto"
    workers: int = 1
    backend: Backend = "loky"
    cluster: str | None = None
    passphrases: tuple[str, ...] = field(default=(), repr=False)
    recipient: bytes | None = field(default=None, repr=False)
    weed_on: date | None = None
    needs_shortlist: bool = False
    review: bool = False
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The manifest, the key, and how many files came out in which way."""

    manifest: dict[str, Any]
    key: KeyFile
    released: int
    review: int
    refused: int


def run_batch(
    groups: Sequence[Group],
    out: Path,
    key_path: Path,
    options: BatchOptions,
    *,
    refused: Sequence[tuple[str, FairscreenError]] = (),
    edits: dict[str, Sequence[Edit]] | None = None,
    on_rows: Callable[[Sequence[ReviewRow]], None] = lambda rows: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    settings: Settings | None = None,
    key_cost: int | None = None,
) -> BatchResult:
    """Make, or go on making, the blind copies of all applicants.

    Parameters
    ----------
    out:
        Folder of the copies and ``manifest.json``; made when it is not there.
    key_path:
        The key, outside ``out``. Where it exists, the run it belongs to is taken up.
    refused:
        Files that could not even be collected; they are told in the manifest.
    edits:
        Decisions from a review, by code, with ``""`` for all; what waits for review is made anew.
    on_rows:
        Called with the rows of each application to review, when ``options.review`` asks for it.
    progress:
        Called with the number of applications done and of all.

    Raises
    ------
    FairscreenError
        ``batch-key-inside``, ``batch-originals-inside``, ``batch-other-key``,
        ``batch-not-writable``, ``batch-disk-full``, policy errors, and what the key raises.
        What is done stays done.
    """
    settings = settings or Settings()
    from fairscreen.anonymise import load_policy
    from fairscreen.anonymise.key.log import append

    policy = load_policy(options.policy).switched(hide=options.hide, show=options.show)
    out, key_path = out.absolute(), key_path.absolute()
    if out == key_path.parent or out in key_path.parents:
        raise FairscreenError("batch-key-inside", name=key_path.name)
    folders = {file.path.resolve().parent for group in groups for file in group.files}
    if any(out.resolve() in (folder, *folder.parents) for folder in folders):
        raise FairscreenError("batch-originals-inside", name=out.name)
    folder = _prepared(out)
    earlier = read_manifest(out)
    belongs_to = (earlier or {}).get("key")
    if belongs_to and not key_path.exists():  # before a key is made that nothing belongs to
        raise FairscreenError("batch-other-key", name=out.name)
    key, plan = _plan(groups, key_path, options, key_cost)
    if belongs_to not in (None, key.id):
        raise FairscreenError("batch-other-key", name=out.name)
    done = _done(folder, earlier, set(plan))
    for code in [code for code in done if edits is not None or _waits(done[code], options)]:
        del done[code]
    common = tuple((edits or {}).get("", ()))
    tasks = [
        Task(
            code=code, files=group.files, known=group.applicant.known if group.applicant else None,
            policy=policy, options=_for_tasks(options), out=str(out), settings=settings,
            edits=(*(edits or {}).get(code, ()), *common),
        )
        for code, group in plan.items()
        if code not in done
    ]  # fmt: skip
    # In the order of the codes, which is random: times on the files tell nothing of the order in
    # which the applications came.
    tasks.sort(key=lambda task: task.code)
    progress(len(done), len(plan))
    for outcome in spread(
        run_task, tasks, workers=options.workers, backend=options.backend,
        timeout_s=settings.batch_timeout_s,
        failed=_failed, cluster=options.cluster,
    ):  # fmt: skip
        done[outcome.code] = outcome.entry
        on_rows(outcome.rows)
        # The names first: an application that counts as done is not read again.
        if outcome.names:
            _seal_names(key, outcome, plan[outcome.code])
        replace_file(
            folder / f"{outcome.code}.json", json.dumps(outcome.entry, ensure_ascii=False).encode()
        )
        progress(len(done), len(plan))
        # Documents are full of circles, and a command looks for garbage seldom.
        gc.collect(1)
    if edits is not None:
        append(key, "release", codes=sorted(done), reason="granskade och släppta")
    return _finished(out, folder, key, policy.name, done, refused)


def _waits(entry: dict[str, Any], options: BatchOptions) -> bool:
    """Whether an application must be made again for its review, or because it was only reviewed."""
    return options.review or any(file["status"] == "review" for file in entry["files"])


def _prepared(out: Path) -> Path:
    """The run's own folder inside ``out``, rid of what a killed run left half-written."""
    from fairscreen.workflows.batches.manifest import not_written

    folder = out / RUN_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in [*out.glob(".*.part"), *folder.glob(".*.part")]:
            left.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(error, out) from error
    return folder


def _for_tasks(options: BatchOptions) -> BatchOptions:
    """The options without secrets: workers need none."""
    from dataclasses import replace

    return replace(options, passphrases=(), recipient=None)


def _plan(
    groups: Sequence[Group], key_path: Path, options: BatchOptions, key_cost: int | None
) -> tuple[KeyFile, dict[str, Group]]:
    """Each code's group: drawn now and sealed, or as an earlier run drew them."""
    from fairscreen.anonymise.key import create_key, read_key
    from fairscreen.anonymise.key.log import append

    notes = _Notes(key_path)
    opened: OpenedKey | None = None
    known: dict[tuple[str, ...], str] = {}
    if key_path.exists():
        key = read_key(key_path)
        if key.has_passphrase:
            opened = key.open(options.passphrases)
            known = {opened.candidate(code).source_files: code for code in key.codes}
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
    plan = {known[places]: group for places, group in by_files.items() if places in known}
    new = {places: group for places, group in by_files.items() if places not in known}
    wished = {
        places: group.applicant.code.upper()
        for places, group in new.items()
        if group.applicant and group.applicant.code
    }
    if len(set(wished.values())) < len(wished) or set(wished.values()) & set(key.codes):
        raise FairscreenError("persons-code-twice")
    drawn = draw_codes(len(new) - len(wished), taken={*key.codes, *wished.values()})
    fresh = dict(wished)
    fresh.update(zip((places for places in new if places not in wished), drawn, strict=True))
    if fresh:
        if not key.has_passphrase:
            notes.write({**known, **fresh})
        key.add(_candidate(code, new[places]) for places, code in fresh.items())
        append(key, "create", codes=sorted(fresh.values()), reason="koder drogs", opened=opened)
    plan.update((code, new[places]) for places, code in fresh.items())
    return key, plan


class _Notes:
    """Which files got which code, while a run that seals to a registrar goes on.

    The run itself cannot open what it sealed, so it needs this to be taken up again. The file lies
    beside the key, readable to its owner alone, and is deleted when the run is done.
    """

    def __init__(self, key_path: Path) -> None:
        self.path = key_path.with_name(key_path.name + ".run")

    def read(self) -> dict[tuple[str, ...], str]:
        try:
            rows = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            raise FairscreenError("batch-cannot-resume", name=self.path.name) from None
        except (OSError, ValueError) as error:
            raise FairscreenError("batch-cannot-resume", name=self.path.name) from error
        return {tuple(places): code for code, places in rows.items()}

    def write(self, codes: dict[tuple[str, ...], str]) -> None:
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({code: places for places, code in codes.items()}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())


def _candidate(code: str, group: Group, names: Sequence[str] = ()) -> Any:
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


def _seal_names(key: KeyFile, outcome: Outcome, group: Group) -> None:
    """Put the names found in the documents into the candidate's entry."""
    key.add([_candidate(outcome.code, group, outcome.names)])


def _done(
    folder: Path, earlier: dict[str, Any] | None, codes: set[str]
) -> dict[str, dict[str, Any]]:
    """The applications that need not be made again."""
    entries: dict[str, dict[str, Any]] = {}
    for entry in (earlier or {}).get("applications", ()):
        entries[entry["code"]] = {"code": entry["code"], "files": entry["files"]}
    for path in folder.glob("*.json"):
        try:
            entry = json.loads(path.read_text("utf-8"))
            entries[entry["code"]] = entry
        except (OSError, ValueError, KeyError):
            continue  # made again
    # What was refused may have been mended since: locked files, a full disk, a missing program.
    return {
        code: entry
        for code, entry in entries.items()
        if code in codes and all(file["status"] != "refused" for file in entry["files"])
    }


def _failed(task: Task, error: FairscreenError) -> Outcome:
    """The outcome of an application whose worker died or hung."""
    from fairscreen.workflows.batches.task import refused_outcome

    return refused_outcome(task, error)


def _finished(
    out: Path,
    folder: Path,
    key: KeyFile,
    policy: str,
    done: dict[str, dict[str, Any]],
    refused: Sequence[tuple[str, FairscreenError]],
) -> BatchResult:
    entries = list(done.values())
    if refused:
        files = []
        for number, (_, error) in enumerate(refused, 1):
            params = {**error.params, "name": f"fil {number}"} if "name" in error.params else {}
            told = FairscreenError(error.code, **(params or error.params))
            files.append({
                "file": f"fil {number}", "kind": "dokument", "status": "refused", "counts": {},
                "warnings": [], "verified": False,
                "reason": f"{told.what} {told.why} {told.action} [{told.code}]",
            })  # fmt: skip
        entries.append({"code": "-", "files": files})
    manifest = write_manifest(out, key=key.id, policy=policy, applications=entries)
    key.finish()
    shutil.rmtree(folder, ignore_errors=True)
    _Notes(key.path).path.unlink(missing_ok=True)
    states = [file["status"] for entry in entries for file in entry["files"]]
    return BatchResult(
        manifest, key, states.count("released"), states.count("review"), states.count("refused")
    )
