"""What is sent to and answered by ``/v1/experiments``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from fairscreen.store import StudyRecord
from fairscreen.workflows.reading_room import Reading
from fairscreen.workflows.study_desk import ReaderLink
from fairscreen.workflows.study_status import StudyStatus

__all__ = [
    "ApplicationBody", "AssignmentBody", "ConflictBody", "DeviationBody", "GroupRow",
    "GuessBody", "JudgementBody", "LinkBody", "LinksBody", "NewStudyBody", "PileBody",
    "PowerRequest", "ReadItemBody", "ReaderBody", "StudyBody",
]  # fmt: skip


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PowerRequest(_Sent):
    """Sizes of studies to compare."""

    readers: list[int] = Field(min_length=1, max_length=12, examples=[[6, 10, 16]])
    applications: int = Field(60, ge=4, le=500)
    difference: float = Field(0.15, gt=0, lt=0.95, description="True difference, as a share.")
    kind: Literal["complete", "pairs", "crossover"] = "complete"
    shortlist: int | None = Field(None, ge=1, description="Fixed length of every shortlist.")
    margin: float | None = Field(None, gt=0, lt=0.95)
    replicates: int = Field(200, ge=50, le=1000)
    seed: int = Field(1, ge=0)


class ApplicationBody(_Sent):
    """The two versions of one application, as text."""

    open: str = Field(min_length=1, max_length=200_000)
    blind: str = Field(min_length=1, max_length=200_000)


class GroupRow(_Sent):
    """One application's groups."""

    application: str = Field(min_length=1, max_length=60)
    groups: dict[str, str] = Field(examples=[{"gender": "kvinna"}])


class ConflictBody(_Sent):
    """A reader who must not read an application."""

    reader: str
    application: str


class AssignmentBody(_Sent):
    """How to draw. Without readers they are named L01 and on."""

    readers: list[str] = Field(default_factory=list, max_length=200)
    blocks: dict[str, str] = Field(default_factory=dict, description="Reader's block, if blocked.")
    conflicts: list[ConflictBody] = Field(default_factory=list)
    days: int = Field(30, ge=1, le=365, description="How long the links work.")


class JudgementBody(_Sent):
    """A reader's judgement of one application."""

    shortlisted: bool
    scores: dict[str, int] = Field(default_factory=dict, description="By competence, 1 to 5.")
    recognised: bool = False


class GuessBody(_Sent):
    """Guesses of groups: by number of the application, by attribute."""

    guesses: dict[int, dict[str, str]]


class DeviationBody(_Sent):
    """A deviation from the plan, in words."""

    text: str = Field(min_length=1, max_length=2000)


class NewStudyBody(BaseModel):
    """A study that was just made; its key is told only here."""

    schema_: Literal["fairscreen.study/1"] = Field("fairscreen.study/1", alias="schema")
    id: str
    key: str = Field(description="Send as `Authorization: Bearer …` from now on.")


class ReaderBody(BaseModel):
    """How far a reader has come; never what they chose."""

    reader: str
    read: int
    total: int
    handed_in: bool
    link_expires_at: datetime | None


class StudyBody(BaseModel):
    """Where a study stands."""

    schema_: Literal["fairscreen.study/1"] = Field("fairscreen.study/1", alias="schema")
    id: str
    state: Literal["draft", "locked", "reading", "closed"]
    design_hash: str
    applications: int = Field(description="Applications with both versions.")
    missing: dict[str, list[str]] = Field(description="Codes that lack a version.")
    groups: list[str] | None
    readers: list[ReaderBody]
    analysed: bool
    purge_on: date
    purged: bool

    @classmethod
    def of(cls, record: StudyRecord, status: StudyStatus) -> StudyBody:
        """The body of a study."""
        return cls(
            id=record.id, state=record.state, design_hash=status.design.hash(),
            applications=status.pairs, missing={k: list(v) for k, v in status.missing.items()},
            groups=None if status.groups is None else list(status.groups),
            readers=[
                ReaderBody(
                    reader=r.code, read=r.read, total=r.total, handed_in=r.handed_in,
                    link_expires_at=r.link_expires_at,
                )
                for r in status.readers
            ],
            analysed=record.analysed_at is not None, purge_on=record.purge_on,
            purged=record.purged_at is not None,
        )  # fmt: skip


class LinkBody(BaseModel):
    """A reader's link, told only here."""

    reader: str
    token: str
    path: str

    @classmethod
    def of(cls, link: ReaderLink) -> LinkBody:
        """The body of a link."""
        return cls(reader=link.code, token=link.token, path=f"/las/{link.token}")


class LinksBody(BaseModel):
    """All readers' links."""

    schema_: Literal["fairscreen.links/1"] = Field("fairscreen.links/1", alias="schema")
    links: list[LinkBody]


class ReadItemBody(BaseModel):
    """One application in the reader's own order, with the reader's own answer."""

    number: int
    text: str | None = None
    shortlisted: bool | None = None
    scores: dict[str, int] = Field(default_factory=dict)
    recognised: bool = False


class PileBody(BaseModel):
    """A reader's pile."""

    schema_: Literal["fairscreen.reading/1"] = Field("fairscreen.reading/1", alias="schema")
    total: int
    done: int
    chosen: int
    length: int | None
    handed_in: bool
    open: bool
    applications: list[ReadItemBody]

    @classmethod
    def of(cls, reading: Reading) -> PileBody:
        """The body of a pile."""
        return cls(
            total=reading.total, done=reading.done, chosen=reading.chosen, length=reading.length,
            handed_in=reading.handed_in, open=reading.is_open,
            applications=[item_body(reading, n) for n in range(1, reading.total + 1)],
        )  # fmt: skip


def item_body(reading: Reading, number: int, *, text: str | None = None) -> ReadItemBody:
    """One application of the pile."""
    answer = reading.item(number).answer
    if answer is None:
        return ReadItemBody(number=number, text=text)
    return ReadItemBody(
        number=number, text=text, shortlisted=answer.shortlisted, scores=dict(answer.scores),
        recognised=answer.recognised,
    )  # fmt: skip
