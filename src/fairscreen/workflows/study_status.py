"""Where a study stands: material, readers and how far each has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fairscreen.workflows.study_material import pair_gaps
from fairscreen.workflows.study_records import (
    assignment_of,
    collected_judgements,
    design_of,
    group_table,
)

if TYPE_CHECKING:
    from fairscreen.experiment import Design
    from fairscreen.store import Studies, StudyRecord

__all__ = ["ReaderProgress", "StudyStatus", "status_of"]


@dataclass(frozen=True, slots=True)
class ReaderProgress:
    """How far a reader has come. Never what they chose."""

    code: str
    read: int
    total: int
    link_expires_at: datetime | None
    handed_in: bool


@dataclass(frozen=True, slots=True)
class StudyStatus:
    """Where a study stands.

    Attributes
    ----------
    pairs:
        Applications with both versions.
    missing:
        For ``open`` and ``anonymous`` the codes that lack that version.
    groups:
        Names of the attributes in the group table; ``None`` without one.
    """

    design: Design
    pairs: int
    missing: Mapping[str, Sequence[str]]
    groups: tuple[str, ...] | None
    readers: tuple[ReaderProgress, ...]

    @property
    def read(self) -> int:
        """Judgements made."""
        return sum(reader.read for reader in self.readers)

    @property
    def total(self) -> int:
        """Judgements that were drawn."""
        return sum(reader.total for reader in self.readers)


def status_of(studies: Studies, record: StudyRecord) -> StudyStatus:
    """Where the study stands."""
    design = design_of(record)
    versions = studies.material_codes(record.id)
    gaps = pair_gaps(versions)
    groups = studies.groups(record.id)
    return StudyStatus(
        design=design,
        pairs=sum(len(has) == 2 for has in versions.values()),
        missing=gaps,
        groups=group_table(groups).attributes if groups is not None else None,
        readers=_reader_progress(studies, record),
    )


def _reader_progress(studies: Studies, record: StudyRecord) -> tuple[ReaderProgress, ...]:
    if record.assignment is None:
        return ()
    drawn = assignment_of(record)
    done: dict[str, int] = {}
    for judgement in collected_judgements(studies, record):
        done[judgement.reviewer] = done.get(judgement.reviewer, 0) + 1
    totals = dict(zip(drawn.readers, map(len, drawn.orders), strict=True))
    return tuple(
        ReaderProgress(
            reader.code, done.get(reader.code, 0), totals[reader.code], reader.link_expires_at,
            reader.handed_in_at is not None,
        )
        for reader in studies.readers(record.id)
    )  # fmt: skip
