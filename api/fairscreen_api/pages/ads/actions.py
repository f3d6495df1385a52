"""What a person does with a finding or a proposal: each gives the desk as it is afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fairscreen import ads, workflows
from fairscreen.ads import Change, Rewrite, RewriteCheck
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.store import AdNotes
from fairscreen.workflows import choices
from fairscreen_api.pages.ads.desk import Desk
from fairscreen_api.pages.ads.edits import Made, moved, replaced

__all__ = ["FieldError", "Outcome", "act"]

_TYPED = "Orden har ändrats sedan de granskades, så ingenting byttes ut. Titta på fynden igen."
_KEPT = "Behållet vid granskningen."


@dataclass(frozen=True, slots=True)
class FieldError:
    """What must be filled in at a finding, and where."""

    field: str
    what: str
    why: str
    action: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The desk afterwards, what to tell, and what the check of a rewriting says."""

    desk: Desk
    told: str = ""
    check: RewriteCheck | None = None
    not_applied: tuple[ads.NotApplied, ...] = ()
    error: FieldError | None = None


def act(desk: Desk, settings: Settings, notes: AdNotes) -> Outcome:
    """Do ``desk.action``: a verb and its arguments between colons.

    Raises
    ------
    FairscreenError
        ``request-invalid`` for what the page never sends; ``choice-…`` for a choice.
    """
    verb, *rest = desk.action.split(":")
    try:
        if verb == "saker":
            return _apply_safe(desk, settings)
        if verb == "forslag":
            return _apply_proposal(desk, rest[0], settings)
        if verb == "tillbaka":
            return _take_back(desk, int(rest[0]))
        if verb == "angra-val":
            choices.forget_choice(notes, int(rest[0]))
            return Outcome(desk, "Valet är borta. Fyndet visas igen.")
        number, rule, start, end = rest[0], rest[1], int(rest[2]), int(rest[3])
        if verb == "byt":
            return _replace(desk, number, rule, start, end, notes)
        if verb == "behall":
            return _keep(desk, rule, desk.checked[start:end], number, notes)
        if verb == "fel":
            return _false_alarm(desk, rule, desk.checked[start:end], number, notes)
    except (IndexError, ValueError) as error:
        raise FairscreenError("request-invalid", detail="Knappen är okänd.") from error
    raise FairscreenError("request-invalid", detail="Knappen är okänd.")


def _replace(desk: Desk, number: str, rule: str, start: int, end: int, notes: AdNotes) -> Outcome:
    own = desk.form.text(f"egna-{number}")
    first, last, chosen = desk.form.text(f"val-{number}", f"{start}:{end}:").split(":", 2)
    if own:
        first, last, chosen = str(start), str(end), own
    elif not chosen and desk.form.text(f"val-{number}") != f"{start}:{end}:":
        return Outcome(
            desk,
            error=FieldError(
                f"egna-{number}", "Det finns inget att byta till.",
                "Du har inte valt ett förslag och inte skrivit egna ord.",
                "Välj ett förslag eller skriv egna ord.",
            ),
        )  # fmt: skip
    place = moved(int(first), int(last), desk.edit)
    if place is None:
        return Outcome(desk, _TYPED)
    before = desk.text[place[0] : place[1]]
    wanted = _wanted(desk, rule, place, chosen)
    # The person decides: what the check says is told, and stops nothing.
    checked = ads.apply(desk.text, [wanted], lang=desk.draft.lang)
    choices.remember_choice(notes, rule, kind="replaced")
    told = (
        f"”{_short(before)}” är bytt mot ”{_short(chosen)}”."
        if chosen
        else f"”{_short(before)}” är struket."
    )
    if checked.applied:
        return Outcome(_written(desk, [wanted]), told, checked.check)
    reasons = " ".join(item.reason for item in checked.not_applied)
    return Outcome(_written(desk, [wanted]), f"{told} Tänk på: {reasons}")


def _wanted(desk: Desk, rule: str, place: tuple[int, int], after: str) -> Rewrite:
    start, end = place
    return Rewrite(
        rule=rule, start=start, end=end, before=desk.text[start:end], options=(after,),
        safe=False, why="",
    )  # fmt: skip


def _keep(desk: Desk, rule: str, words: str, number: str, notes: AdNotes) -> Outcome:
    reason = desk.form.text(f"skal-{number}")
    choices.remember_choice(
        notes, rule, reason=reason if len(reason) > 2 else _KEPT, words=words,
        document=desk.document,
    )  # fmt: skip
    return Outcome(desk, f"”{_short(words)}” behålls i den här annonsen.")


def _false_alarm(desk: Desk, rule: str, words: str, number: str, notes: AdNotes) -> Outcome:
    reason = desk.form.text(f"skal-{number}")
    if len(reason) < 3:
        return Outcome(
            desk,
            error=FieldError(
                f"skal-{number}", "Skriv varför det är fel träff.",
                "Skälet hjälper oss att göra regeln bättre.", "Skriv skälet vid fyndet.",
            ),
        )  # fmt: skip
    everywhere = desk.form.has(f"alla-{number}")
    choices.remember_choice(
        notes, rule, kind="false-alarm", reason=reason, words=words,
        document=None if everywhere else desk.document,
    )  # fmt: skip
    where = "i alla annonser" if everywhere else "i den här annonsen"
    return Outcome(desk, f"Tack. ”{_short(words)}” markeras inte längre {where}.")


def _apply_safe(desk: Desk, settings: Settings) -> Outcome:
    result = workflows.rewrite_text(
        desk.text, lang=desk.draft.lang, employer=desk.draft.employer, settings=settings
    )
    applied = [change for change in result.changes if change.applied]
    done = _written(desk, applied)
    made = "byte är gjort" if len(applied) == 1 else "byten är gjorda"
    told = f"{len(applied)} {made}." if applied else "Det fanns inga säkra byten att göra."
    return Outcome(done, told, result.check, result.not_applied)


def _apply_proposal(desk: Desk, number: str, settings: Settings) -> Outcome:
    """One proposal for a person to decide, checked as the safe ones are."""
    first, last, rule, after = desk.form.text(f"forslag-{number}").split(":", 3)
    place = moved(int(first), int(last), desk.edit)
    if place is None:
        return Outcome(desk, _TYPED)
    wanted = _wanted(desk, rule, place, after)
    result = ads.apply(desk.text, [wanted], lang=desk.draft.lang)
    if not result.applied:
        reasons = " ".join(item.reason for item in result.not_applied)
        return Outcome(desk, f"Bytet gjordes inte. {reasons}")
    told = f"”{_short(wanted.before)}” är bytt mot ”{_short(after)}”."
    return Outcome(_written(desk, [wanted]), told, result.check)


def _written(desk: Desk, changes: Sequence[Rewrite | Change]) -> Desk:
    text, log = desk.text, list(desk.log)
    for change in sorted(changes, key=lambda item: -item.start):
        made = Made(change.rule, change.start, change.before, change.after, change.why)
        text, log = replaced(text, log, made)
    return desk.writing(text, log)


def _take_back(desk: Desk, number: int) -> Outcome:
    made = desk.log[number]
    others = [item for item in desk.log if item is not made]
    back = Made(made.rule, made.start, made.after, made.before)
    text, log = replaced(desk.text, others, back)
    log = [item for item in log if item is not back]
    return Outcome(
        replace(desk.writing(text, log)), f"”{_short(made.before)}” står i annonsen igen."
    )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:57].rstrip() + " …"
