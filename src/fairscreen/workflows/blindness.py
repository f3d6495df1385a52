"""How blind are the copies of these applications? Swap test, leak probe, merit kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.applications import Applicant
from fairscreen.workflows.batches import collect, group_files, kind_of
from fairscreen.workflows.blinding import BlindApplication, blind_documents, read_documents

if TYPE_CHECKING:
    from fairscreen.anonymise import Policy
    from fairscreen.anonymise.audit import Merit, Persona, ProbeResult
    from fairscreen.documents import ApplicationDocument

__all__ = ["SCHEMA", "Blindness", "SwapResult", "check_blindness", "read_groups"]

SCHEMA = "fairscreen.blindness/1"
Read = list[tuple[str, str, "ApplicationDocument | FairscreenError"]]


@dataclass(frozen=True, slots=True)
class SwapResult:
    """One applicant's swap test.

    ``number`` is the applicant's place among the groups; ``same`` whether all copies were equal,
    byte for byte, for every other person tried; ``tested`` is False where no name was known or
    found, so that there was nobody to swap; ``differences`` tell file kind and persona, no words.
    """

    number: int
    same: bool
    tested: bool
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blindness:
    """The audit of one set of applications."""

    policy: str
    applicants: int
    swaps: tuple[SwapResult, ...]
    probes: tuple[ProbeResult, ...]
    merit: float
    merit_words: int
    refused: int = 0
    warnings: tuple[str, ...] = field(default=())

    @property
    def identical(self) -> float:
        """Share of the tested applicants whose copies did not change; 1 when none was tested."""
        tested = [swap for swap in self.swaps if swap.tested]
        return sum(swap.same for swap in tested) / len(tested) if tested else 1.0

    def to_dict(self) -> dict[str, Any]:
        """The object of schema ``fairscreen.blindness/1``."""
        return {
            "schema": SCHEMA,
            "policy": self.policy,
            "applicants": self.applicants,
            "swap": {
                "tested": sum(swap.tested for swap in self.swaps),
                "identical": round(self.identical, 4),
                "different": [
                    {"applicant": swap.number, "differences": list(swap.differences)}
                    for swap in self.swaps
                    if not swap.same
                ],
            },
            "probe": [asdict(probe) for probe in self.probes],
            "merit": {"content_kept": round(self.merit, 4), "words": self.merit_words},
            "refused": self.refused,
            "warnings": list(self.warnings),
        }


def check_blindness(
    inputs: Sequence[Path],
    *,
    applicants: Sequence[Applicant] = (),
    groups: dict[str, dict[str, str]] | None = None,
    policy: Policy | None = None,
    lang: Literal["auto", "sv", "en"] = "auto",
    seed: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
    settings: Settings | None = None,
) -> Blindness:
    """Audit the blind copies that would be made of the original applications in ``inputs``.

    Parameters
    ----------
    inputs:
        Originals, as for ``anonymise``. Nothing is written.
    applicants:
        Rows of the applicant system. Without them the names found in the documents are swapped.
    groups:
        For the leak probe: by folder, file or code, the level of each attribute (gender, age band,
        name background). Without it there is no probe.
    seed:
        Of the probe.
    """
    from fairscreen.anonymise import load_policy
    from fairscreen.anonymise.audit import leak_probe

    settings = settings or Settings()
    chosen = policy or load_policy()
    found = collect(inputs, settings=settings)
    made = group_files(found.files, applicants)
    swaps: list[SwapResult] = []
    originals: list[str] = []
    blind: list[str] = []
    keys: list[tuple[str, ...]] = []
    kept = words = 0.0
    refused = len(found.refused)
    for number, group in enumerate(made, 1):
        loaded: list[tuple[str, str, bytes | FairscreenError]] = []
        for file in group.files:
            try:
                loaded.append((file.name, kind_of(file.name), file.read(settings)))
            except FairscreenError as error:
                loaded.append((file.name, kind_of(file.name), error))
        read = read_documents(loaded, settings)
        refused += sum(isinstance(document, FairscreenError) for _, _, document in read)
        known = group.applicant.known if group.applicant else None
        options: dict[str, Any] = {"code": "K00", "policy": chosen, "lang": lang}
        application = blind_documents(read, known=known, **options)
        swaps.append(_swap(number, read, application, known, options))
        for merit in _merits(application):
            kept += merit.content * merit.words
            words += merit.words
        originals.append("\n\n".join(made_file.text for made_file in application.files))
        blind.append("\n\n".join(made_file.blind for made_file in application.files))
        keys.append(
            (
                group.key,
                *(place for f in group.files for place in (f.folder, f.place, f.name) if place),
            )
            + ((group.applicant.code,) if group.applicant else ())
        )
        progress(number, len(made))
    table = groups or {}
    rows = [next((table[key] for key in own if key in table), {}) for own in keys]
    attributes = sorted({name for row in rows for name in row})
    probes = tuple(
        leak_probe(originals, blind, [row.get(name, "") for row in rows], attribute=name, seed=seed)
        for name in attributes
    )
    unmatched = len(table) - sum(bool(row) for row in rows)
    warnings = (
        (f"{unmatched} rader i grupptabellen hör inte till någon ansökan.",)
        if unmatched > 0
        else ()
    )
    return Blindness(
        chosen.name, len(made), tuple(swaps), probes, kept / words if words else 1.0, int(words),
        refused, warnings,
    )  # fmt: skip


def read_groups(file: Path) -> dict[str, dict[str, str]]:
    """The table ``application,<attribute>,…`` by application (folder, file name or code).

    Raises
    ------
    FairscreenError
        ``document-not-found``, ``blindness-groups`` when the first column is missing.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FairscreenError("document-not-found", name=file.name) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
    if not rows or "application" not in rows[0] or len(rows[0]) < 2:
        raise FairscreenError("blindness-groups", name=file.name)
    return {
        row["application"].strip(): {
            name: (value or "").strip()
            for name, value in row.items()
            if name and name != "application"
        }
        for row in rows
    }


def _merits(application: BlindApplication) -> list[Merit]:
    from fairscreen.anonymise.audit import merit_kept

    return [
        merit_kept(
            made.text, made.blind, [(mask.start, mask.end, mask.category) for mask in made.masks]
        )
        for made in application.files
        if made.text
    ]


def _swap(
    number: int, read: Read, application: BlindApplication, known: Any, options: dict[str, Any]
) -> SwapResult:
    """Make other persons of the applicant and compare the copies."""
    from fairscreen.anonymise.audit import persona_of
    from fairscreen.anonymise.audit.swap import personas

    if known is not None and (known.given_name or known.surname):
        person = persona_of(known.given_name, known.surname)
    elif application.names:
        given, _, surname = application.names[0].rpartition(" ")
        person = persona_of(given, surname)
    else:
        return SwapResult(number, same=True, tested=False)
    own = {word.lower() for word in (*person.given, *person.surname)}
    others = [p for p in personas() if not own & {w.lower() for w in (*p.given, *p.surname)}]
    # One of either gender, and of other name groups for other applicants.
    chosen = [
        [p for p in others if p.gender == gender][number % 3 : number % 3 + 1] for gender in "fm"
    ]
    base = blind_documents(_as(read, person, None), known=known, **options)
    differences: list[str] = []
    for other in (persona for group in chosen for persona in group):
        swapped_known = known and _known_as(known, person, other)
        made = blind_documents(_as(read, person, other), known=swapped_known, **options)
        for before, after in zip(base.files, made.files, strict=True):
            if (before.data, before.status, before.blind) != (
                after.data,
                after.status,
                after.blind,
            ):
                differences.append(f"{before.kind} ({other.gender})")
    return SwapResult(number, not differences, True, tuple(differences))


def _as(read: Read, person: Persona, other: Persona | None) -> Read:
    """The documents about another person; with ``None`` the same, without the file's properties."""
    from fairscreen.anonymise.audit import swapped

    made: Read = []
    for name, kind, document in read:
        if isinstance(document, FairscreenError):
            made.append((name, kind, document))
            continue
        # Properties are seeds for the search; the table or the text must do without them here,
        # since they would name the first person.
        if other is None:
            made.append((name, kind, replace(document, identity=())))
            continue
        text, moves = swapped(document.text, person, other)
        shown, _ = swapped(name, person, other)
        blocks = tuple(
            replace(block, start=_at(block.start, moves), end=_at(block.end, moves))
            for block in document.blocks
        )
        made.append((
            shown, kind,
            replace(document, name=shown, text=text, blocks=blocks, identity=(), places=()),
        ))  # fmt: skip
    return made


def _at(offset: int, moves: Sequence[tuple[int, int, int]]) -> int:
    """Where an offset of the first text is in the swapped one."""
    moved = offset
    for start, end, length in moves:
        if end <= offset:
            moved += length - (end - start)
        elif start < offset:  # inside a swapped word
            moved += min(offset - start, length) - (offset - start)
    return moved


def _known_as(known: Any, person: Persona, other: Persona) -> Any:
    from fairscreen.anonymise.audit import swapped

    return replace(
        known,
        given_name=swapped(known.given_name, person, other)[0],
        surname=swapped(known.surname, person, other)[0],
        email=swapped(known.email, person, other)[0],
        personnummer=swapped(known.personnummer, person, other)[0],
    )
