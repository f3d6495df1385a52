"""From the copies to their release: decisions, where it stands, the manifest, the zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.batches import MANIFEST, spoken_name
from fairscreen.workflows.batches.manifest import SCHEMA as MANIFEST_SCHEMA
from fairscreen.workflows.batches.manifest import file_entry
from fairscreen.workflows.blinding import BlindApplication, Edit
from fairscreen.workflows.recruitments.access import key_path, need, one_at_a_time
from fairscreen.workflows.recruitments.sending import grouped

if TYPE_CHECKING:
    from fairscreen.store import RecruitmentRecord, Recruitments, TaskRecord

__all__ = [
    "Overview", "application_of", "copies", "decide", "manifest_of", "named", "overview", "release",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a recruitment stands. ``refused`` and ``held`` count files that come with no copy.

    ``has_table``: whether a table of applicants is kept.
    """

    files: int
    applicants: int
    done: int
    total: int
    released: int
    held: int
    refused: int
    has_table: bool = False


@one_at_a_time
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
    need(record, "running", "ändra maskningarna", "Kopiorna är redan släppta, eller inte gjorda")
    codes = recruitments.codes(record.id) if code == "*" else [code]
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


@one_at_a_time
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

    need(record, "running", "släppa kopiorna", "De är redan släppta, eller inte gjorda")
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
            replace(
                f, source="", text="", masks=(), suggestions=(), blind="", error=_nameless(f.error)
            )
            for f in made.files
        )
        recruitments.set_result(record.id, task.code, BlindApplication(made.code, bare).to_dict())
    key.finish()
    append(key, "release", codes=key.codes, reason="granskade och släppta", who=who)
    recruitments.release(record.id, now=now)


def _nameless(error: FairscreenError | None) -> FairscreenError | None:
    if error is None or "name" not in error.params:
        return error
    return FairscreenError(error.code, **{**error.params, "name": "dokumentet"})


def overview(recruitments: Recruitments, record: RecruitmentRecord) -> Overview:
    """Where the recruitment stands."""
    done, total = recruitments.progress(record.id)
    states = Counter(recruitments.statuses(record.id))
    files = recruitments.count_files(record.id) if record.state != "released" else states.total()
    applicants = total or len({file.applicant for file in grouped(recruitments, record)})
    return Overview(
        files, applicants, done, total, states["released"], states["review"], states["refused"],
        recruitments.has_persons(record.id),
    )  # fmt: skip


def manifest_of(recruitments: Recruitments, record: RecruitmentRecord) -> dict[str, Any]:
    """The manifest of what is done so far: schema ``fairscreen.manifest/1``."""
    applications = []
    for task in recruitments.tasks(record.id):
        if task.result is not None:
            applications.append(application_of(task))
    return {
        "schema": MANIFEST_SCHEMA,
        "key": "",
        "policy": record.options["policy"],
        "applications": applications,
    }


def application_of(task: TaskRecord) -> dict[str, Any]:
    """One applicant's part of the manifest."""
    made = BlindApplication.from_dict(task.result or {"code": task.code, "names": (), "files": ()})
    files = [file_entry(file, name) for file, name in named(made)]
    return {"code": task.code, "spoken": spoken_name(task.code), "files": files}


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
    need(record, "released", "hämta kopiorna", "De är inte släppta ännu")
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
