"""``fairscreen anonymise``: find and replace what tells who an applicant is."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairscreen.cli.choices import Lang
from fairscreen.cli.messages import complain
from fairscreen.cli.secrets import passphrases
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.workflows.applications import Applicant
    from fairscreen.workflows.batches import BatchOptions, BatchResult, Collected, Group

__all__ = ["anonymise"]


class Format(StrEnum):
    """Form of the result: text and json on screen, the others as files."""

    text = "text"
    json = "json"
    same = "same"
    txt = "txt"
    docx = "docx"
    pdf = "pdf"
    html = "html"


class Layout(StrEnum):
    """Look of the copies."""

    uniform = "uniform"
    keep = "keep"


class Backend(StrEnum):
    """Where the work is done."""

    loky = "loky"
    dask = "dask"
    ray = "ray"


def anonymise(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT…",
            help="Applications: files, a folder (with a sub-folder for each applicant), or a zip.",
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Folder for the blind copies and manifest.json.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(help="Key file, outside --out; OUT.key beside it unless told.")
    ] = None,
    spans: Annotated[
        bool, typer.Option("--spans", help="Show what is hidden, place by place; writes no file.")
    ] = False,
    format: Annotated[
        Format | None,
        typer.Option(
            help="Without --out: text or json on screen. With it: same (default), txt, docx, pdf, "
            "html; json prints the manifest."
        ),
    ] = None,
    lang: Annotated[Lang, typer.Option(help="Language; auto detects it.")] = Lang.auto,
    known: Annotated[
        Path | None,
        typer.Option(help="Table of applicants (csv, xlsx) from the applicant system."),
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option(
            help="namn-alder-kon (default), alla-grunder, maximal, or a TOML file; "
            "--spans shows alla-grunder unless told otherwise."
        ),
    ] = None,
    hide: Annotated[str, typer.Option(help="Categories to hide too, with commas between.")] = "",
    show: Annotated[str, typer.Option(help="Categories to keep, with commas between.")] = "",
    layout: Annotated[
        Layout, typer.Option(help="uniform: one layout for all; keep: the document's own look.")
    ] = Layout.uniform,
    groups: Annotated[
        Path | None,
        typer.Option(
            help="Table of which files belong together: written, and nothing else done, when it is "
            "not there; followed when it is."
        ),
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(
            help="Review table (xlsx): written, and all copies held back, when it is not there; "
            "its decisions followed, and the copies released, when it is."
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes at a time; 0 takes one for each processor.")
    ] = 0,
    backend: Annotated[
        Backend, typer.Option(help="loky: this machine; dask or ray: a cluster already there.")
    ] = Backend.loky,
    cluster: Annotated[
        str | None, typer.Option(help="Address of the cluster's scheduler, for dask or ray.")
    ] = None,
    passphrase_file: Annotated[
        list[Path] | None,
        typer.Option(
            help="File with the key's passphrase on its first line; twice for two persons."
        ),
    ] = None,
    recipient: Annotated[
        Path | None, typer.Option(help="A registrar's public key, instead of a passphrase.")
    ] = None,
    two_persons: Annotated[
        bool, typer.Option("--two-persons", help="Ask for two passphrases, both needed to reveal.")
    ] = False,
    require_shortlist: Annotated[
        bool,
        typer.Option(
            "--require-shortlist", help="Identities open only once a shortlist is locked."
        ),
    ] = False,
    weed_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day on which the key is to be destroyed."),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Date of the applications; employments that go on are counted to it.",
        ),
    ] = None,
) -> None:
    """Make applications blind: hide names, numbers, age, gender and more.

    With --out: blind copies under candidate codes, manifest.json, and the encrypted key beside.
    The same command again takes up a run that was stopped.

    Exit code 0: all files came out; 1: something was refused or waits; 2: usage error;
    3: internal error.
    """
    from fairscreen.workflows.applications import read_persons

    missing = [path for path in inputs if not path.exists()]
    for path in missing:
        complain(FairscreenError("document-not-found", name=path.name))
    if missing:
        raise typer.Exit(2)
    persons = read_persons(known) if known else []
    if out is None:
        _show(inputs, spans, format, lang, persons, policy, hide, show)
        return
    if spans or format is Format.text:
        raise typer.BadParameter("--spans and --format text show on screen; leave --out out.")
    from fairscreen.workflows.batches import BatchOptions

    key = key or out.with_name(out.absolute().name + ".key")
    reviewed = review is not None and review.exists()
    options = BatchOptions(
        policy=_policy(policy),
        hide=tuple(_listed(hide)),
        show=tuple(_listed(show)),
        layout=layout.value,
        form="same" if format in (None, Format.json) else format.value,  # type: ignore[arg-type]
        lang=lang.value,
        workers=workers or os.cpu_count() or 1,
        backend=backend.value,
        cluster=cluster,
        recipient=_recipient(recipient),
        weed_on=weed_on.date() if weed_on else None,
        needs_shortlist=require_shortlist,
        review=review is not None and not reviewed,
        as_of=as_of.date() if as_of else None,
    )
    made = _run(
        inputs, out, key, options, persons, groups, review,
        phrases=passphrase_file or [], persons_needed=2 if two_persons else 1,
    )  # fmt: skip
    if made is None:
        return
    if format is Format.json:
        sys.stdout.write(json.dumps(made.manifest, ensure_ascii=False) + "\n")
    else:
        _tell(made, out, key, review if options.review else None)
        if review is None and made.released:
            sys.stdout.write(
                "Ingen har läst kopiorna ännu. Läs dem innan någon annan får dem, eller kör med "
                "--review för att gå igenom maskningarna först.\n"
            )
    raise typer.Exit(1 if made.review or made.refused else 0)


def _run(
    inputs: list[Path],
    out: Path,
    key: Path,
    options: BatchOptions,
    persons: list[Applicant],
    groups: Path | None,
    review: Path | None,
    *,
    phrases: list[Path],
    persons_needed: int,
) -> BatchResult | None:
    from dataclasses import replace

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from fairscreen.workflows import batches
    from fairscreen.workflows.batches.review import ReviewRow, read_review, write_review

    found = batches.collect(inputs)
    if groups is not None and groups.exists():
        made = batches.groups_from_table(groups, found.files, persons)
    else:
        made = batches.group_files(found.files, persons)
    _warn(found, made)
    if groups is not None and not groups.exists():
        _write(groups, batches.groups_to_table(made))
        sys.stdout.write(
            f"{_counted(len(found.files), 'fil', 'filer')}, {len(made)} sökande. Kontrollera "
            f"{groups} och kör samma kommando igen.\n"
        )
        return None
    for row in persons:
        if not any(group.applicant is row for group in made):
            sys.stderr.write("En rad i tabellen över sökande hör inte till någon fil.\n")
    edits = read_review(review) if review is not None and review.exists() else None
    if options.recipient is None:
        is_new = not key.exists()
        asked = passphrases(phrases, persons=persons_needed, new=is_new)
        options = replace(options, passphrases=asked)
    rows: list[ReviewRow] = []
    console = Console(stderr=True)
    with Progress(
        "{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=console, transient=True, disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task("Avidentifierar", total=len(made))
        result = batches.run_batch(
            made, out, key, options, refused=found.refused, edits=edits,
            on_rows=rows.extend,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )  # fmt: skip
    if options.review and review is not None:
        write_review(review, rows)
    return result


def _warn(found: Collected, made: list[Group]) -> None:
    """Say what may have gone wrong before the run."""
    for place in found.open_elsewhere:
        sys.stderr.write(
            f"{place} är öppen i ett annat program. Det som inte är sparat där kommer inte med.\n"
        )
    guessed = [group for group in made if group.rule == "guess"]
    if guessed:
        names = [file.place for group in guessed for file in group.files]
        more = f" och {len(names) - 5} till" if len(names) > 5 else ""
        sys.stderr.write(
            f"Inget i filnamnet säger vems {_counted(len(names), 'fil', 'filer')} är: "
            f"{', '.join(names[:5])}{more}. De räknas som {len(guessed)} sökande. "
            "Kontrollera med --groups.\n"
        )


def _tell(made: BatchResult, out: Path, key: Path, review: Path | None) -> None:
    say = sys.stdout.write
    say(
        f"{_counted(made.released, 'kopia släppt', 'kopior släppta')}, {made.review} väntar, "
        f"{_counted(made.refused, 'nekad', 'nekade')}.\n"
    )
    for application in made.manifest["applications"]:
        for file in application["files"]:
            if file["status"] == "released":
                continue
            say(f"{file['file']}: {file['reason']}\n")
    say(f"Kopior: {out}\nNyckel: {key} – förvara den för sig, med en säkerhetskopia.\n")
    if review is not None:
        say(
            f"Granska {review}, spara och kör samma kommando igen. Tabellen innehåller "
            "personuppgifter: radera den när kopiorna är släppta.\n"
        )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _policy(given: str | None) -> str | Path:
    from fairscreen.anonymise import POLICIES

    if given is None:
        return "namn-alder-kon"
    return given if given in POLICIES else Path(given)


def _recipient(file: Path | None) -> bytes | None:
    if file is None:
        return None
    from fairscreen.anonymise.key import read_public

    return read_public(file)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8", newline="")
    except OSError as error:
        raise FairscreenError("key-not-writable", name=path.name) from error


def _show(
    inputs: list[Path],
    spans: bool,
    format: Format | None,
    lang: Lang,
    persons: list[Applicant],
    policy: str | None,
    hide: str,
    show: str,
) -> None:
    """The blind text or its spans on screen."""
    from fairscreen.workflows.applications import anonymise_files

    folders = [path for path in inputs if path.is_dir()]
    if folders:
        raise typer.BadParameter("a folder needs --out.")
    if format not in (None, Format.text, Format.json):
        raise typer.BadParameter(f"--format {format.value} needs --out.")
    results = anonymise_files(
        inputs,
        lang=lang.value,
        persons=persons,
        policy=policy or ("alla-grunder" if spans else "namn-alder-kon"),
        hide=_listed(hide),
        show=_listed(show),
    )
    refused = False
    for name, result in results:
        if isinstance(result, FairscreenError):
            refused = True
            complain(result)
            if format is Format.json:
                body = {"schema": "fairscreen.error/1", "file": name, "error": result.to_dict()}
                sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        elif format is Format.json:
            sys.stdout.write(result.to_json() + "\n")
        elif spans:
            for span in result.spans:
                sys.stdout.write(
                    f"{name}:{span.start}-{span.end}\t{span.category}\t{span.text!r} -> "
                    f"{span.replacement!r}\t{span.score:.2f}\t{span.why}\n"
                )
        else:
            sys.stdout.write(result.anonymised.rstrip("\n") + "\n")
    raise typer.Exit(1 if refused else 0)


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
