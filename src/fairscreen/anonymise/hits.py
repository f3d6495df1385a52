"""What the anonymiser finds: a place in a text, what it tells, and why it was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

__all__ = ["CATEGORIES", "Category", "Finding", "Hit", "Role"]

Category = Literal[
    "name", "contact", "id", "age", "gender", "family", "origin",
    "religion", "health", "sexuality", "politics", "photo",
]  # fmt: skip
CATEGORIES: tuple[Category, ...] = get_args(Category)
Role = Literal["applicant", "referee", "other"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one recogniser found in the tidy text of a :class:`~.reading.Reading`.

    Attributes
    ----------
    start, end:
        Code points of the tidy text, half-open.
    score:
        0 to 1, above 0. Rules give fixed scores, the entity model its own.
    rule:
        Permanent id of the rule, or ``model``.
    why:
        One Swedish line.
    kind:
        What stands in its place: a key of ``data/tokens.toml``, or empty when ``replacement`` says.
    replacement:
        The words to put instead; ``None`` leaves it to ``kind``.
    role:
        Whom a name belongs to.
    group:
        Number of the person among those of the same role, from 1.
    """

    start: int
    end: int
    category: Category
    score: float
    rule: str
    why: str
    kind: str = ""
    replacement: str | None = None
    role: Role | None = None
    group: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the text as it was given; ``start`` and ``end`` are code points, half-open.

    The other attributes are those of :class:`Finding`.
    """

    start: int
    end: int
    category: Category
    score: float
    why: str
    rule: str
    kind: str = field(default="", repr=False)
    replacement: str | None = field(default=None, repr=False)
    role: Role | None = None
    group: int = 0
