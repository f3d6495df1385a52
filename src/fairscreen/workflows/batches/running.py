"""The run: from groups of files to blind copies, a key and a manifest.

What is on disk at any moment is whole: a copy is written beside its place and moved there, an
application counts as done when its line in the run's folder is written, and the key holds every
candidate before the first copy is made. A run that is started again reads the key, finds what is
done, and makes the rest with the same codes.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fairscreen.errors import FairscreenError
from fairscreen.locks import locked
from fairscreen.settings import Settings
from fairscreen.workflows.batches.grouping import Group
from fairscreen.workflows.batches.manifest import (
    not_written,
    read_manifest,
    replace_file,
    write_manifest,
)
from fairscreen.workflows.batches.planning import Plan, make_plan
from fairscreen.workflows.batches.review import ReviewRow
from fairscreen.workflows.batches.spreading import spread
from fairscreen.workflows.batches.task import RUN_FOLDER, Outcome, Task, run_task
from fairscreen.workflows.blinding import Edit, Form, Look
from fairscreen.workflows.clusters import Backend

if TYPE_CHECKING:
    from fairscreen.anonymise import Policy
    from fairscreen.anonymise.key import KeyFile

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
        ``batch-under-way`` when another run writes there, ``batch-not-writable``,
        ``batch-disk-full``, policy errors, and what the key raises.
        What is done stays done.
    """
    settings = settings or Settings()
    from fairscreen.anonymise import load_policy

    policy = load_policy(options.policy).switched(hide=options.hide, show=options.show)
    out, key_path = out.absolute(), key_path.absolute()
    if out == key_path.parent or out in key_path.parents:
        raise FairscreenError("batch-key-inside", name=key_path.name)
    folders = {file.path.resolve().parent for group in groups for file in group.files}
    if any(out.resolve() in (folder, *folder.parents) for folder in folders):
        raise FairscreenError("batch-originals-inside", name=out.name)
    with _alone(out, key_path):
        return _run(
            groups, out, key_path, options, policy, refused, edits, on_rows, progress, settings,
            key_cost,
        )  # fmt: skip


@contextmanager
def _alone(out: Path, key_path: Path) -> Iterator[None]:
    """Nobody else writes to the same copies or the same key meanwhile."""
    folder = _made(out)
    with ExitStack() as locks:
        for lock in (folder / "lock", key_path.with_name(f".{key_path.name}.lock")):
            try:
                free = locks.enter_context(locked(lock, wait=False, remove=True))
            except OSError as error:
                raise FairscreenError("key-not-writable", name=key_path.name) from error
            if not free:
                raise FairscreenError("batch-under-way", name=out.name)
        yield
    with suppress(OSError):  # not empty when the run is not done
        folder.rmdir()


def _run(
    groups: Sequence[Group],
    out: Path,
    key_path: Path,
    options: BatchOptions,
    policy: Policy,
    refused: Sequence[tuple[str, FairscreenError]],
    edits: dict[str, Sequence[Edit]] | None,
    on_rows: Callable[[Sequence[ReviewRow]], None],
    progress: Callable[[int, int], None],
    settings: Settings,
    key_cost: int | None,
) -> BatchResult:
    from fairscreen.anonymise.key.log import append

    folder = _swept(out)
    earlier = read_manifest(out)
    belongs_to = (earlier or {}).get("key")
    if belongs_to and not key_path.exists():  # before a key is made that nothing belongs to
        raise FairscreenError("batch-other-key", name=out.name)
    plan = make_plan(groups, key_path, options, settings, key_cost)
    key = plan.key
    if belongs_to not in (None, key.id):
        raise FairscreenError("batch-other-key", name=out.name)
    for code in plan.void:  # the files are another applicant's now
        for old in out.glob(f"{code}-*"):
            old.unlink()
    done = _done(folder, earlier, set(key.codes) - plan.changed - plan.void)
    kept = {code: done.pop(code) for code in set(done) - plan.groups.keys()}
    for code in [code for code in done if edits is not None or _waits(done[code], options)]:
        del done[code]
    common = tuple((edits or {}).get("", ()))
    tasks = [
        Task(
            code=code, files=group.files, known=group.applicant.known if group.applicant else None,
            policy=policy, options=_for_tasks(options), out=str(out), settings=settings,
            edits=(*(edits or {}).get(code, ()), *common),
        )
        for code, group in plan.groups.items()
        if code not in done
    ]  # fmt: skip
    # In the order of the codes, which is random: times on the files tell nothing of the order in
    # which the applications came.
    tasks.sort(key=lambda task: task.code)
    progress(len(done), len(plan.groups))
    for outcome in spread(
        run_task, tasks, workers=options.workers, backend=options.backend,
        timeout_s=settings.batch_timeout_s,
        failed=_failed, cluster=options.cluster,
    ):  # fmt: skip
        done[outcome.code] = outcome.entry
        on_rows(outcome.rows)
        # The names first: an application that counts as done is not read again.
        if outcome.names and outcome.code not in plan.changed:
            key.add([plan.candidate(outcome.code, outcome.names)])
        replace_file(
            folder / f"{outcome.code}.json", json.dumps(outcome.entry, ensure_ascii=False).encode()
        )
        if outcome.code in plan.changed:
            plan.settle(outcome.code, outcome.names)
        progress(len(done), len(plan.groups))
        # Documents are full of circles, and a command looks for garbage seldom.
        gc.collect(1)
    if edits is not None:
        append(key, "release", codes=sorted(done), reason="granskade och släppta")
    return _finished(out, folder, plan, policy.name, {**kept, **done}, refused)


def _waits(entry: dict[str, Any], options: BatchOptions) -> bool:
    """Whether an application must be made again for its review, or because it was only reviewed."""
    return options.review or any(file["status"] == "review" for file in entry["files"])


def _made(out: Path) -> Path:
    """The run's own folder inside ``out``."""
    folder = out / RUN_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("ab"):
            return folder
    except OSError as error:
        raise not_written(error, out) from error


def _swept(out: Path) -> Path:
    """The run's own folder, rid of what a killed run left half-written."""
    folder = out / RUN_FOLDER
    try:
        for left in [*out.glob(".*.part"), *folder.glob(".*.part")]:
            left.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(error, out) from error
    return folder


def _for_tasks(options: BatchOptions) -> BatchOptions:
    """The options without secrets: workers need none."""
    from dataclasses import replace

    return replace(options, passphrases=(), recipient=None)


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
    plan: Plan,
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
    key = plan.key
    manifest = write_manifest(out, key=key.id, policy=policy, applications=entries)
    key.finish()
    for line in folder.glob("*.json"):
        line.unlink(missing_ok=True)
    plan.forget()
    states = [file["status"] for entry in entries for file in entry["files"]]
    return BatchResult(
        manifest, key, states.count("released"), states.count("review"), states.count("refused")
    )
