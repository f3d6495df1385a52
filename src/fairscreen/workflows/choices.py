"""What was chosen about findings: remembered, exported, counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

if TYPE_CHECKING:
    from fairscreen.ads import Suppression
    from fairscreen.store import AdNotes, ChoiceKind, ChoiceRecord

__all__ = [
    "choice_statistics", "choices_toml", "forget_choice", "remember_choice", "remembered",
    "stored_choices",
]  # fmt: skip


def remember_choice(
    notes: AdNotes,
    rule: str,
    *,
    kind: ChoiceKind = "keep",
    reason: str | None = None,
    words: str | None = None,
    document: str | None = None,
) -> int:
    """Keep a choice about what ``rule`` found; gives its id.

    ``keep`` and ``false-alarm`` hold for later checks too and need a reason; ``replaced`` is only
    counted.

    Raises
    ------
    FairscreenError
        ``choice-invalid`` when the rule is unknown or the reason is missing.
    """
    from fairscreen.ads import load_rules
    from fairscreen.store import ChoiceRecord

    if rule != "own-term" and all(rule != known.id for known in load_rules().rules):
        raise FairscreenError("choice-invalid", detail="Regeln finns inte.")
    reason = " ".join((reason or "").split())[:500] or None
    if kind != "replaced" and (reason is None or len(reason) < 3):
        raise FairscreenError("choice-invalid", detail="Skälet saknas.")
    # Words of an ad are kept only as far as they are what the choice is about.
    words = " ".join((words or "").split())[:200] or None
    document = " ".join((document or "").split())[:200] or None
    (number,) = notes.add([ChoiceRecord(kind, rule, reason, words, document)])
    return number


def stored_choices(notes: AdNotes) -> list[ChoiceRecord]:
    """All choices, the oldest first."""
    return notes.choices()


def remembered(notes: AdNotes) -> tuple[Suppression, ...]:
    """The choices that later checks heed."""
    from fairscreen.ads import Suppression

    return tuple(
        Suppression(
            rule=c.rule, reason=c.reason or "", words=c.words, document=c.document,
            made_at=c.made_at,
        )
        for c in notes.choices()
        if c.kind != "replaced"
    )  # fmt: skip


def forget_choice(notes: AdNotes, choice: int) -> None:
    """Remove a choice.

    Raises
    ------
    FairscreenError
        ``choice-unknown``.
    """
    if not notes.forget(choice):
        raise FairscreenError("choice-unknown", number=choice)


def choices_toml(notes: AdNotes) -> str:
    """The remembered choices as ``[[suppression]]`` of a profile."""
    import tomlkit

    document = tomlkit.document()
    rows = tomlkit.aot()
    for choice in remembered(notes):
        row = tomlkit.table()
        for key, value in choice.model_dump(exclude_none=True, mode="json").items():
            row.add(key, value)
        rows.append(row)
    if rows:
        document.add("suppression", rows)
    return tomlkit.dumps(document)


def choice_statistics(notes: AdNotes) -> dict[str, dict[str, int]]:
    """Per rule how often a finding was kept, called a false alarm, or replaced."""
    return notes.statistics()


@contextmanager
def opened_notes(settings: Settings | None = None) -> Iterator[AdNotes]:
    """The ads' part of the installation's database, closed at the end."""
    from fairscreen.store import AdNotes, open_store

    with open_store((settings or Settings()).data) as store:
        yield AdNotes(store)
