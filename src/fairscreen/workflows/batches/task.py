"""One applicant's part of a run, as a worker process does it."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.batches.kinds import kind_of
from fairscreen.workflows.batches.manifest import file_entry, replace_file
from fairscreen.workflows.batches.review import ReviewRow, review_rows
from fairscreen.workflows.batches.sources import SourceFile
from fairscreen.workflows.blinding import BlindApplication, BlindFile, Edit, blind_application

if TYPE_CHECKING:
    from fairscreen.anonymise import Known, Policy
    from fairscreen.workflows.batches.running import BatchOptions

__all__ = ["RUN_FOLDER", "Outcome", "Task", "made_application", "refused_outcome", "run_task"]

RUN_FOLDER = ".fairscreen"
# Every copy bears the same time: when it was written says nothing about the applicant.
_EPOCH = 946_684_800


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs for one applicant."""

    code: str
    files: tuple[SourceFile, ...] = field(repr=False)
    known: Known | None = field(repr=False)
    policy: Policy
    options: BatchOptions
    out: str
    settings: Settings
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one applicant: the manifest's lines, and the names found for the key."""

    code: str
    entry: dict[str, Any]
    names: tuple[str, ...] = field(default=(), repr=False)
    rows: tuple[ReviewRow, ...] = field(default=(), repr=False)


def made_application(task: Task) -> BlindApplication:
    """The blind copies in memory; nothing is written."""
    loaded: list[tuple[str, str, bytes | FairscreenError]] = []
    for file in task.files:
        try:
            loaded.append((file.name, kind_of(file.name), file.read(task.settings)))
        except FairscreenError as error:
            loaded.append((file.name, kind_of(file.name), error))
    return blind_application(
        loaded, code=task.code, known=task.known, policy=task.policy,
        layout=task.options.layout, form=task.options.form, lang=task.options.lang,
        as_of=task.options.as_of, edits=task.edits, settings=task.settings,
    )  # fmt: skip


def run_task(task: Task) -> Outcome:
    """Make one applicant's copies and put them in their place.

    Raises
    ------
    FairscreenError
        ``batch-disk-full`` or ``batch-not-writable``, which stop the run.
    """
    application = made_application(task)
    out = Path(task.out)
    kinds: Counter[str] = Counter()
    lines = []
    for old in out.glob(f"{task.code}-*"):  # of an earlier run, perhaps less blind than this one
        old.unlink()
    for made in application.files:
        kinds[made.kind] += 1
        number = f"-{kinds[made.kind]}" if kinds[made.kind] > 1 else ""
        name = f"{task.code}-{made.kind}{number}{made.suffix}"
        if made.data is not None and not task.options.review:
            replace_file(out / name, made.data)
            os.utime(out / name, (_EPOCH, _EPOCH))
        elif made.status == "released":  # fit, but a person is to look first
            made = _held(made)
        lines.append(file_entry(made, name))
    entry = {"code": task.code, "files": lines}
    rows = tuple(review_rows(application)) if task.options.review else ()
    return Outcome(task.code, entry, application.names, rows)


def refused_outcome(task: Task, error: FairscreenError) -> Outcome:
    """All files of an applicant refused for one reason."""
    lines = []
    kinds: Counter[str] = Counter()
    for file in task.files:
        kind = kind_of(file.name)
        kinds[kind] += 1
        number = f"-{kinds[kind]}" if kinds[kind] > 1 else ""
        made = BlindFile(file.name, kind, "refused", error=error)
        lines.append(file_entry(made, f"{task.code}-{kind}{number}"))
    return Outcome(task.code, {"code": task.code, "files": lines})


def _held(made: BlindFile) -> BlindFile:
    from dataclasses import replace

    return replace(made, status="review", error=FairscreenError("copy-to-review"))
