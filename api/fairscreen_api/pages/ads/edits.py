"""Changes made to a text, and their places through later edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from fairscreen.errors import FairscreenError

__all__ = ["Edit", "Made", "dumped", "loaded", "moved", "replaced", "shifted"]


class Edit(NamedTuple):
    """Code points ``start`` to ``end`` of the old text became those to ``new_end`` of the new."""

    start: int
    end: int
    new_end: int

    @classmethod
    def between(cls, old: str, new: str) -> Edit:
        """The one stretch in which the texts differ: all before and after it is the same."""
        most = min(len(old), len(new))
        start = 0
        while start < most and old[start] == new[start]:
            start += 1
        back = 0
        while back < most - start and old[-1 - back] == new[-1 - back]:
            back += 1
        return cls(start, len(old) - back, len(new) - back)


@dataclass(frozen=True, slots=True)
class Made:
    """A change that stands in the text at ``start``: ``after`` where ``before`` was."""

    rule: str
    start: int
    before: str
    after: str
    why: str = ""

    @property
    def end(self) -> int:
        """Where the new words end."""
        return self.start + len(self.after)


def moved(start: int, end: int, edit: Edit) -> tuple[int, int] | None:
    """Where an old stretch is after ``edit``; ``None`` when its own words were touched."""
    if end <= edit.start:
        return start, end
    if start >= edit.end:
        shift = edit.new_end - edit.end
        return start + shift, end + shift
    return None


def shifted(log: Iterable[Made], edit: Edit) -> list[Made]:
    """The changes where they are after ``edit``, without those it touched."""
    places = ((made, moved(made.start, made.end, edit)) for made in log)
    return [replace(made, start=place[0]) for made, place in places if place]


def replaced(text: str, log: Sequence[Made], made: Made) -> tuple[str, list[Made]]:
    """``text`` with ``made`` done in it, and the log with it added, in the order of the text."""
    end = made.start + len(made.before)
    new = text[: made.start] + made.after + text[end:]
    log = [*shifted(log, Edit(made.start, end, made.end)), made]
    return new, sorted(log, key=lambda item: item.start)


_LOG = TypeAdapter(list[Made])


def dumped(log: Sequence[Made]) -> str:
    """The log as a form field carries it."""
    return _LOG.dump_json([Made(**asdict(made)) for made in log]).decode()


def loaded(field: str, text: str) -> list[Made]:
    """The log in a form field, as far as it is about ``text``.

    Raises
    ------
    FairscreenError
        ``request-invalid`` when the field is none of ours.
    """
    try:
        log = _LOG.validate_json(field or "[]")
    except ValidationError as error:
        raise FairscreenError("request-invalid", detail="Listan över byten är trasig.") from error
    return [m for m in log if m.start >= 0 and text[m.start : m.end] == m.after]
