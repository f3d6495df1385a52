"""The plan of a study, decided before anyone reads anything.

A design is a readable TOML file. Locking writes its hash and the time into it; from then on a
changed word is noticed when the file is read, and every analysis says whether it followed the plan.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from fairscreen.errors import FairscreenError
from fairscreen.rulefiles import RuleFileModel

__all__ = [
    "AttributePlan", "Competence", "Design", "EstimateName", "Lock", "Primary", "Shortlist",
    "design_from_toml", "design_to_toml",
]  # fmt: skip

AssignmentKind = Literal["complete", "blocked", "crossover"]
#: Estimates that can be planned; see :mod:`fairscreen.experiment.analysis`.
EstimateName = Literal[
    "arm_by_group", "impact_ratio_change", "selection_rate_difference", "score_difference",
    "score_arm_by_group", "shortlist_overlap_gap", "consensus_overlap",
    "agreement_alpha_difference", "agreement_ac1_difference",
]  # fmt: skip


class AttributePlan(RuleFileModel):
    """A group attribute, as the column of ``groups.csv`` calls it."""

    name: str = Field(min_length=1, max_length=40)
    reference: str = Field(min_length=1, max_length=60)
    levels: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _reference_is_a_level(self) -> Self:
        if self.levels and self.reference not in self.levels:
            raise ValueError("referensnivån finns inte bland nivåerna")
        if self.reference.casefold() in {"okänd", "okänt", "unknown"}:
            raise ValueError("okänd kan inte vara referensnivå")
        return self


class Shortlist(RuleFileModel):
    """``fixed``: every reader chooses ``length`` applications. ``free``: as many as they like."""

    rule: Literal["fixed", "free"] = "fixed"
    length: int | None = Field(None, ge=1)

    @model_validator(mode="after")
    def _length_belongs_to_fixed(self) -> Self:
        if (self.rule == "fixed") != (self.length is not None):
            raise ValueError("length anges när rule är fixed, och bara då")
        return self


class Competence(RuleFileModel):
    """A competence that readers score 1 to 5, with written examples (bedömningsankare)."""

    name: str = Field(min_length=1, max_length=60)
    anchors: dict[Literal["1", "2", "3", "4", "5"], str] = Field(default_factory=dict)


class Primary(RuleFileModel):
    """The one estimate that answers the question."""

    estimate: EstimateName = "arm_by_group"
    attribute: str | None = None
    level: str | None = None

    @model_validator(mode="after")
    def _group_estimates_name_a_group(self) -> Self:
        grouped = self.estimate in {"arm_by_group", "impact_ratio_change", "score_arm_by_group"}
        if grouped != (self.attribute is not None and self.level is not None):
            raise ValueError("attribute och level anges för skattningar per grupp, och bara då")
        return self


class Lock(RuleFileModel):
    """When the design was locked, and its hash at that time."""

    hash: str
    time: datetime


class Design(RuleFileModel):
    """The plan of a study.

    Attributes
    ----------
    seed:
        Of every draw. It has no default: a default would give every study the same draw.
    margin:
        Largest difference that is still irrelevant, as a share (0.1 = ten percentage points);
        needed for the verdict "no relevant difference".
    alpha, spent_alpha:
        Error rate of the whole study, and what earlier looks at the data have used of it.
    draws:
        Draws for an assignment set that is too large to list.
    """

    title: str = Field(min_length=1, max_length=200)
    question: str = Field(min_length=1, max_length=1000)
    assignment: AssignmentKind = "complete"
    readers: int = Field(ge=2, le=200)
    applications: int = Field(ge=2, le=2000)
    shortlist: Shortlist
    attributes: tuple[AttributePlan, ...] = ()
    competences: tuple[Competence, ...] = ()
    primary: Primary
    secondary: tuple[EstimateName, ...] = ()
    margin: float | None = Field(None, gt=0, lt=1)
    alpha: float = Field(0.05, gt=0, lt=0.5)
    spent_alpha: tuple[float, ...] = ()
    draws: int = Field(9_999, ge=999, le=200_000)
    seed: int = Field(ge=0, lt=2**63)
    delete_groups_on: date | None = None
    lock: Lock | None = None

    @field_validator("spent_alpha")
    @classmethod
    def _looks_cost_something(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if any(alpha <= 0 for alpha in value):
            raise ValueError("varje tidigare titt måste ha kostat en del av alpha")
        return value

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        names = [attribute.name for attribute in self.attributes]
        if len(set(names)) < len(names):
            raise ValueError("samma attribut står två gånger")
        if self.primary.attribute is not None:
            if self.primary.attribute not in names:
                raise ValueError("primärmåttets attribut finns inte bland attributen")
            attribute = self.attributes[names.index(self.primary.attribute)]
            if self.primary.level == attribute.reference:
                raise ValueError("primärmåttets nivå kan inte vara referensnivån")
            if attribute.levels and self.primary.level not in attribute.levels:
                raise ValueError("primärmåttets nivå finns inte bland nivåerna")
        if self.shortlist.length is not None and self.shortlist.length >= self.applications:
            raise ValueError("urvalslistan måste vara kortare än antalet ansökningar")
        planned = {self.primary.estimate, *self.secondary}
        if self.shortlist.rule == "fixed" and "selection_rate_difference" in planned:
            raise ValueError(
                "med fast listlängd är skillnaden i andel utvalda alltid noll och kan inte planeras"
            )
        if self.assignment == "crossover" and "shortlist_overlap_gap" in planned:
            raise ValueError("i en korsad studie läser alla i båda versionerna: överlapp saknas")
        if sum(self.spent_alpha) >= self.alpha:
            raise ValueError("tidigare tittar har redan använt hela alpha")
        return self

    @property
    def final_alpha(self) -> float:
        """What is left of ``alpha`` for this analysis."""
        return self.alpha - sum(self.spent_alpha)

    def hash(self) -> str:
        """SHA-256, hexadecimal, of everything but the lock."""
        body = self.model_dump(mode="json", exclude={"lock"})
        text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def locked(self, time: datetime) -> Design:
        """The same design, locked.

        Raises
        ------
        FairscreenError
            ``study-design-locked`` when it already is.
        """
        if self.lock is not None:
            raise FairscreenError("study-design-locked", name=self.title)
        return self.model_copy(update={"lock": Lock(hash=self.hash(), time=time)})


_COMMENTS = {
    "question": "Frågan som studien ska svara på.",
    "assignment": "complete = hela läsare lottas, blocked = inom grupper av läsare,\n"
    "# crossover = varje läsare får en slumpad halva anonym.",
    "margin": "Största skillnad som saknar betydelse (0.10 = tio procentenheter).",
    "seed": "Fröet till all lottning. Ändra det aldrig efter låsningen.",
    "delete_groups_on": "Dagen då filen med grupper ska raderas.",
}


def design_to_toml(design: Design) -> str:
    """The design as readable TOML with Swedish comments."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment("Studiens plan. Lås den innan någon läser en ansökan."))
    body = design.model_dump(mode="python", exclude_none=True)
    tables = {key: value for key, value in body.items() if _is_table(value)}
    for key, value in body.items():
        if key not in tables and value != ():
            if key in _COMMENTS:
                document.add(tomlkit.nl())
                for line in _COMMENTS[key].split("\n# "):
                    document.add(tomlkit.comment(line))
            document.add(key, tomlkit.item(_plain(value)))
    for key, value in tables.items():
        document.add(key, tomlkit.item(_plain(value)))
    return tomlkit.dumps(document)


def design_from_toml(text: str, *, name: str) -> Design:
    """Read a design; ``name`` is the file it came from.

    Raises
    ------
    FairscreenError
        ``study-design-invalid`` with the key at fault; ``study-design-changed`` when it was
        changed after it was locked.
    """
    import tomllib

    from pydantic import ValidationError

    try:
        design = Design.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise FairscreenError("study-design-invalid", name=name, detail=f"{error}.") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "planen"
        message = first["msg"].removeprefix("Value error, ")
        raise FairscreenError(
            "study-design-invalid", name=name, detail=f"{where}: {message}."
        ) from error
    if design.lock is not None and design.lock.hash != design.hash():
        raise FairscreenError("study-design-changed", name=name)
    return design


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, tuple) and bool(value) and isinstance(value[0], dict)
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item not in ((), None, {})}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
