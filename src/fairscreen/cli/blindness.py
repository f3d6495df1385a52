"""``fairscreen blindness`` and ``fairscreen verify``: how blind is it?"""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairscreen.cli.messages import complain
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.workflows.blindness import Blindness

__all__ = ["blindness", "verify"]


class Format(StrEnum):
    """Form of the result."""

    text = "text"
    json = "json"


FormatOption = Annotated[Format, typer.Option(help="Text, or JSON.")]
Known = Annotated[Path | None, typer.Option(help="Table of applicants (csv, xlsx).")]
Policy = Annotated[str, typer.Option(help="namn-alder-kon, alla-grunder, maximal, or a TOML file.")]


def blindness(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="INPUT…", help="Original applications, as for anonymise."),
    ],
    known: Known = None,
    groups: Annotated[
        Path | None,
        typer.Option(
            help="Table application,gender,age_group,name_background for the leak probe; "
            "application is a folder, a file name or a code."
        ),
    ] = None,
    policy: Policy = "namn-alder-kon",
    seed: Annotated[int, typer.Option(help="Of the leak probe.")] = 1,
    format: FormatOption = Format.text,
) -> None:
    """Swap persons and compare the copies; probe what can still be told; count the merit kept.

    Writes no file. Exit code 0: every copy stayed the same; 1: some did not, or were refused.
    """
    from fairscreen.anonymise import POLICIES, load_policy
    from fairscreen.workflows.applications import read_persons
    from fairscreen.workflows.blindness import check_blindness, read_groups

    made = check_blindness(
        inputs,
        applicants=read_persons(known) if known else (),
        groups=read_groups(groups) if groups else None,
        policy=load_policy(policy if policy in POLICIES else Path(policy)),
        seed=seed,
    )
    if format is Format.json:
        sys.stdout.write(json.dumps(made.to_dict(), ensure_ascii=False) + "\n")
    else:
        _tell(made)
    raise typer.Exit(0 if made.identical == 1 and not made.refused else 1)


def _tell(made: Blindness) -> None:
    say = sys.stdout.write
    tested = sum(swap.tested for swap in made.swaps)
    say(f"{made.applicants} sökande, policy {made.policy}.\n")
    same = sum(swap.same for swap in made.swaps if swap.tested)
    say(f"Bytt person: kopiorna blev likadana för {same} av {tested} sökande som gick att byta.\n")
    for swap in made.swaps:
        if not swap.same:
            what = ", ".join(swap.differences)
            what = what.replace("(m)", "bytt till man").replace("(f)", "bytt till kvinna")
            say(f"  Sökande {swap.number}: skillnad i {what}\n")
    for probe in made.probes:
        if probe.too_small:
            counts = ", ".join(f"{level} {count}" for level, count in probe.counts.items())
            say(f"{probe.attribute}: för få sökande för att säga något ({counts}).\n")
            continue
        say(f"{probe.attribute}: hur väl en maskin kan gissa (0,5 är slump, 1 är alltid rätt)\n")
        names = {"original": "original", "blind": "kopior", "control": "kontroll"}
        for arm in probe.arms:
            kind = "linjär" if arm.kind == "linear" else "icke-linjär"
            text = f"{arm.auc:.2f} ({arm.low:.2f}–{arm.high:.2f})".replace(".", ",")
            say(f"  {names[arm.arm]}, {kind}: {text}\n")
        words = ", ".join(f"{word} → {level}" for word, level in probe.words[:10])
        say(f"  Ord som maskinen lutar sig mot i kopiorna: {words}\n")
    share = f"{100 * made.merit:.1f}".replace(".", ",")
    say(f"Meritord som finns kvar: {share} % av {made.merit_words}.\n")
    for warning in made.warnings:
        say(f"{warning}\n")


def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Written files.")],
    known: Known = None,
    policy: Policy = "namn-alder-kon",
    format: FormatOption = Format.text,
) -> None:
    """Open files and look through every layer for what should not be there.

    Text, properties, comments, attachments, hidden layers, earlier versions, words under boxes.
    Exit code 0: nothing found; 1: something found or a file that cannot be read.
    """
    from fairscreen.anonymise import POLICIES, load_policy
    from fairscreen.workflows.applications import read_persons
    from fairscreen.workflows.leaks import where
    from fairscreen.workflows.verification import verify_file

    persons = read_persons(known) if known else []
    chosen = load_policy(policy if policy in POLICIES else Path(policy))
    found = False
    for file in files:
        try:
            result = verify_file(file, persons=persons, policy=chosen)
        except FairscreenError as error:
            found = True
            complain(error)
            if format is Format.json:
                body = {"schema": "fairscreen.error/1", "file": file.name, "error": error.to_dict()}
                sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
            continue
        found = found or not result.clean
        if format is Format.json:
            sys.stdout.write(json.dumps(result.to_dict(), ensure_ascii=False) + "\n")
            continue
        if result.clean:
            sys.stdout.write(f"{result.file}: inget hittat i {len(result.layers)} lager.\n")
        for leak in result.leaks:
            sys.stdout.write(f"{result.file}: {where([leak])}. {leak.reason}\n")
        for name in result.unknown:
            sys.stdout.write(f"{result.file}: {name}: kan inte granskas, kontrollera själv.\n")
    raise typer.Exit(1 if found else 0)
