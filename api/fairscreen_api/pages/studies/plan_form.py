"""The planning form, as fields that can be shown again and as a design."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fairscreen.errors import FairscreenError
from fairscreen.experiment import Design
from fairscreen.workflows.studies import fresh_seed
from fairscreen_api.uploads import ManyForm

__all__ = ["PlanFields", "design_of_form"]

_ANCHOR = re.compile(r"([1-5])\s*[:.)=]\s*(.+)")


@dataclass(frozen=True, slots=True)
class PlanFields:
    """What stands in the form's fields, as typed."""

    title: str = ""
    question: str = "Ändras urvalet när namn, ålder och kön är dolda?"
    readers: str = "10"
    applications: str = "60"
    assignment: str = "complete"
    rule: str = "fixed"
    length: str = "12"
    attribute: str = "kön"
    reference: str = "man"
    level: str = "kvinna"
    difference: str = "15"
    margin: str = ""
    competences: str = ""
    delete_on: str = ""
    seed: str = ""

    @classmethod
    def read(cls, form: ManyForm) -> PlanFields:
        """The fields as they were sent."""
        return cls(**{f.name: form.text(f.name)[:4000] for f in fields(cls)})

    @classmethod
    def fresh(cls) -> PlanFields:
        """An empty form, with a day of deletion half a year on."""
        return cls(delete_on=f"{(datetime.now(UTC) + timedelta(days=180)).date()}")

    def values(self) -> dict[str, str]:
        """By name."""
        return asdict(self)


class FieldError(FairscreenError):
    """An error about one field of the form."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__("study-plan-field", detail=detail)
        self.field = field

    def __reduce__(self) -> tuple[Any, ...]:
        return FieldError, (self.field, self.params["detail"])


def design_of_form(form: PlanFields) -> tuple[Design, float]:
    """The design, and the difference to plan for as a share.

    Raises
    ------
    FieldError
        With the field at fault, in words.
    """
    from pydantic import ValidationError

    applications = _whole(form, "applications", "Antalet ansökningar", 10, 500)
    length = None
    if form.rule == "fixed":
        length = _whole(form, "length", "Listans längd", 1, max(1, applications - 1))
    for name, label in (
        ("title", "Studiens namn"), ("question", "Frågan"), ("attribute", "Vad grupperna gäller"),
        ("reference", "Gruppen att jämföra med"), ("level", "Gruppen ni frågar om"),
    ):  # fmt: skip
        if not getattr(form, name):
            raise FieldError(name, f"{label} är tomt.")
    if form.reference.casefold() == form.level.casefold():
        raise FieldError("level", "Gruppen ni frågar om är samma som den ni jämför med.")
    body = {
        "title": form.title, "question": form.question,
        "assignment": _one_of(form, "assignment", ("complete", "blocked", "crossover")),
        "readers": _whole(form, "readers", "Antalet läsare", 2, 60),
        "applications": applications,
        "shortlist": {"rule": _one_of(form, "rule", ("fixed", "free")), "length": length},
        "attributes": [{"name": form.attribute, "reference": form.reference}],
        "competences": _competences(form),
        "primary": {
            "estimate": "arm_by_group", "attribute": form.attribute, "level": form.level,
        },
        "secondary": [] if form.assignment == "crossover" else ["shortlist_overlap_gap"],
        "margin": _percent(form, "margin", "Skillnaden utan betydelse") if form.margin else None,
        "seed": int(form.seed) if form.seed.isascii() and form.seed.isdigit() else fresh_seed(),
        "delete_groups_on": _day(form),
    }  # fmt: skip
    try:
        design = Design.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = {"primary": "level", "attributes": "reference", "shortlist": "length"}
        place = str(first["loc"][0]) if first["loc"] else "title"
        message = first["msg"].removeprefix("Value error, ")
        if first["type"] == "string_too_long":
            message = "texten är för lång"
        raise FieldError(field.get(place, place), f"{message.capitalize()}.") from error
    return design, _percent(form, "difference", "Skillnaden att upptäcka")


def _competences(form: PlanFields) -> list[dict[str, Any]]:
    """A line that is no anchor names a competence; ``1: …`` to ``5: …`` are its anchors."""
    found: list[dict[str, Any]] = []
    for line in form.competences.splitlines():
        text = line.strip(" \t-–•*")
        if not text:
            continue
        anchor = _ANCHOR.fullmatch(text)
        if anchor is None:
            if any(text.casefold() == c["name"].casefold() for c in found):
                raise FieldError("competences", f"Kompetensen {text[:60]} står två gånger.")
            found.append({"name": text[:60], "anchors": {}})
        elif not found:
            raise FieldError("competences", "Skriv kompetensens namn på raden före ankaret.")
        else:
            found[-1]["anchors"][anchor[1]] = anchor[2][:300]
    if len(found) > 10:
        raise FieldError("competences", "Välj högst tio kompetenser.")
    return found


def _whole(form: PlanFields, name: str, label: str, low: int, high: int) -> int:
    text = getattr(form, name)
    if not (text.isascii() and text.isdigit()) or not low <= int(text[:9]) <= high:
        raise FieldError(name, f"{label} ska vara ett helt tal från {low} till {high}.")
    return int(text)


def _percent(form: PlanFields, name: str, label: str) -> float:
    try:
        value = float(getattr(form, name).replace(",", "."))
    except ValueError:
        value = 0.0
    if not 1 <= value <= 60:
        raise FieldError(name, f"{label} ska vara ett tal från 1 till 60 procentenheter.")
    return value / 100


def _one_of(form: PlanFields, name: str, allowed: tuple[str, ...]) -> str:
    value = getattr(form, name)
    if value not in allowed:
        raise FieldError(name, "Välj ett av alternativen.")
    return str(value)


def _day(form: PlanFields) -> date:
    try:
        day = date.fromisoformat(form.delete_on)
    except ValueError as error:
        raise FieldError("delete_on", "Dagen ska skrivas som 2026-12-31.") from error
    today = datetime.now(UTC).date()
    if not today < day <= today + timedelta(days=731):
        raise FieldError("delete_on", "Dagen ska ligga inom de närmaste två åren.")
    return day
