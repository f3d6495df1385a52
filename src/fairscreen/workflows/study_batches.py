"""A study made in one step from what the anonymiser wrote.

The blind versions come from the batch's folder, where the manifest says which are released. The
open ones are the originals: named by code, or found by the key, which knows the files of each code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.studies import file_bytes
from fairscreen.workflows.study_desk import (
    NewStudy,
    ReaderLink,
    add_applications,
    create_study,
    draw_readers,
    find_study,
    lock_plan,
    set_groups,
)
from fairscreen.workflows.study_material import batch_texts, texts_by_code

if TYPE_CHECKING:
    from fairscreen.experiment import Design
    from fairscreen.store import Studies

__all__ = ["open_texts", "study_from_batch"]


def study_from_batch(
    studies: Studies,
    design: Design,
    *,
    batch: Path,
    originals: Path,
    groups: Path | None,
    now: datetime,
    source_files: Mapping[str, Sequence[str]] | None = None,
    days: int = 30,
    settings: Settings | None = None,
) -> tuple[NewStudy, list[ReaderLink]]:
    """Make a study, lock its plan, add both versions and the groups, and draw.

    Parameters
    ----------
    design:
        Unlocked; its number of applications is set to what the batch released.
    batch:
        The folder that ``fairscreen anonymise --out`` wrote.
    originals:
        The folder or zip of originals; see :func:`open_texts` for ``source_files``.
    groups:
        Table ``application,<attribute>,…``.

    Raises
    ------
    FairscreenError
        ``study-design-locked``, ``study-manifest-invalid``, ``study-material-pairs`` and those of
        :func:`fairscreen.workflows.study_desk.draw_readers`. The study is then removed again.
    """
    if design.lock is not None:
        raise FairscreenError("study-design-locked", name=design.title)
    blind = batch_texts(batch, settings=settings)
    opened = open_texts(originals, source_files=source_files, settings=settings)
    plan = design.model_copy(update={"applications": len(blind)})
    new = create_study(studies, plan, now=now)
    try:
        record = find_study(studies, new.key)
        add_applications(studies, record, "anonymous", blind)
        kept = {code: text for code, text in opened.items() if code in blind}
        add_applications(studies, record, "open", kept)
        if groups is not None:
            set_groups(studies, record, file_bytes(groups), name=groups.name)
        lock_plan(studies, record, now=now)
        links = draw_readers(studies, find_study(studies, new.key), now=now, days=days)
    except FairscreenError:
        studies.remove(new.id)
        raise
    return new, links


def open_texts(
    originals: Path,
    *,
    source_files: Mapping[str, Sequence[str]] | None = None,
    settings: Settings | None = None,
) -> dict[str, str]:
    """The open texts by code.

    Parameters
    ----------
    originals:
        A folder (with folders in it) or one file, which may be a zip.
    source_files:
        For each code its files, relative to the folder, as the key holds them. Without it a file's
        name starts with its code.
    """
    if source_files is None:
        paths = sorted(p for p in originals.rglob("*") if p.is_file()) if originals.is_dir() else [
            originals
        ]  # fmt: skip
        files = [(path.name, file_bytes(path)) for path in paths]
        return texts_by_code(files, settings=settings)
    out: dict[str, str] = {}
    for code, places in source_files.items():
        files = []
        for number, place in enumerate(places):
            path = _inside(originals, place)
            files.append((f"{code}-{number:03}{path.suffix}", file_bytes(path)))
        out |= texts_by_code(files, settings=settings)
    return out


def _inside(folder: Path, place: str) -> Path:
    path = (folder / place).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise FairscreenError("document-not-found", name=path.name)
    return path
