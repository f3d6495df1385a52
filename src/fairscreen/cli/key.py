"""The commands of the one who holds the key: reveal, shortlist, conflict, keypair, purge, log."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fairscreen.cli.secrets import passphrases
from fairscreen.errors import FairscreenError

__all__ = ["conflict", "key_log", "keypair", "purge", "reveal", "shortlist"]

Key = Annotated[Path, typer.Option("--key", help="The key file.")]
Reason = Annotated[str, typer.Option(help="Why; it is put in the log.")]
Who = Annotated[str, typer.Option(help="Who does it; the account's name unless told.")]
PrivateKey = Annotated[
    Path | None, typer.Option(help="The registrar's private key, for a key sealed to it.")
]
Phrases = Annotated[
    list[Path] | None,
    typer.Option(
        "--passphrase-file", help="File with the passphrase on its first line; once a person."
    ),
]


class Format(StrEnum):
    """Form of the result."""

    text = "text"
    json = "json"


FormatOption = Annotated[Format, typer.Option(help="Text, or JSON.")]


def reveal(
    codes: Annotated[list[str], typer.Argument(metavar="CODE…", help="Codes such as K07.")],
    key: Key,
    reason: Reason,
    passphrase_file: Phrases = None,
    private_key: PrivateKey = None,
    who: Who = "",
    format: FormatOption = Format.text,
) -> None:
    """Open the identities behind the codes, those alone, and log it."""
    from fairscreen.anonymise.key import read_key
    from fairscreen.anonymise.key import reveal as opened

    file = read_key(key)
    found = opened(
        file, codes, reason=reason, who=who, private_key=private_key,
        passphrases=passphrases(passphrase_file or [], persons=len(file.head["locks"]) or 1),
    )  # fmt: skip
    if format is Format.json:
        body = {
            "schema": "fairscreen.reveal/1",
            "candidates": [
                {name: value for name, value in asdict(candidate).items() if name != "names"}
                for candidate in found
            ],
        }
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    for candidate in found:
        sys.stdout.write(f"{candidate.code}\t{candidate.given_name} {candidate.surname}\n")
        for name in candidate.source_files:
            sys.stdout.write(f"\t{name}\n")


def shortlist(
    codes: Annotated[list[str], typer.Argument(metavar="CODE…", help="Codes that go on.")],
    key: Key,
    reason: Reason,
    passphrase_file: Phrases = None,
    private_key: PrivateKey = None,
    who: Who = "",
) -> None:
    """Lock the shortlist, before any identity is opened. It cannot be changed afterwards."""
    from fairscreen.anonymise.key import lock_shortlist, read_key

    file = read_key(key)
    line = lock_shortlist(
        file, codes, reason=reason, who=who, private_key=private_key,
        passphrases=passphrases(passphrase_file or [], persons=len(file.head["locks"]) or 1),
    )  # fmt: skip
    sys.stdout.write(f"Urvalet är låst: {', '.join(line.codes)}\n")


def conflict(
    names: Annotated[
        Path, typer.Argument(help="Text file, one full name, e-mail or personnummer a line; or -.")
    ],
    key: Key,
    passphrase_file: Phrases = None,
    private_key: PrivateKey = None,
    who: Who = "",
    format: FormatOption = Format.text,
) -> None:
    """Tell which codes a reviewer must not read, and nothing else (jäv)."""
    from fairscreen.anonymise.key import conflicts, read_key

    try:
        text = sys.stdin.read() if str(names) == "-" else names.read_text("utf-8-sig")
    except OSError as error:
        raise FairscreenError("document-not-found", name=names.name) from error
    except UnicodeDecodeError:
        text = names.read_text("cp1252", errors="replace")
    file = read_key(key)
    found = conflicts(
        file, text.splitlines(), who=who, private_key=private_key,
        passphrases=passphrases(passphrase_file or [], persons=len(file.head["locks"]) or 1),
    )  # fmt: skip
    if format is Format.json:
        sys.stdout.write(json.dumps({"schema": "fairscreen.conflict/1", "codes": found}) + "\n")
    elif found:
        sys.stdout.write("".join(f"Du får inte läsa {code}.\n" for code in found))
    else:
        sys.stdout.write("Ingen träff: du får läsa alla koder.\n")


def keypair(
    name: Annotated[Path, typer.Argument(help="NAME.privat.pem and NAME.publik.pem are written.")],
    passphrase_file: Phrases = None,
) -> None:
    """Make a registrar's pair of keys: the public half seals, the private half opens."""
    from fairscreen.anonymise.key import new_pair

    halves = {
        name.with_name(f"{name.name}.{half}.pem"): data
        for half, data in zip(
            ("privat", "publik"),
            new_pair(passphrases(passphrase_file or [], new=True)[0]),
            strict=True,
        )
    }
    for path in halves:
        if path.exists():
            raise FairscreenError("key-exists", name=path.name)
    for path, data in halves.items():
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise FairscreenError("key-not-writable", name=path.name) from error
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        sys.stdout.write(f"{path}\n")


def key_log(
    key: Key,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Also open the key: a log that was written anew is noticed too."
        ),
    ] = False,
    passphrase_file: Phrases = None,
    private_key: PrivateKey = None,
    format: FormatOption = Format.text,
) -> None:
    """Show who did what with the key; a log that was changed or cut is refused."""
    from fairscreen.workflows.retention import logged

    opening = (
        (lambda persons: passphrases(passphrase_file or [], persons=persons)) if check else None
    )
    seen = logged(key, passphrases=opening, private_key=private_key)
    if format is Format.json:
        body = {
            "schema": "fairscreen.key-log/1",
            "checked": seen.checked,
            "lines": [asdict(line) for line in seen.lines],
        }
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    for line in seen.lines:
        codes = ", ".join(line.codes)
        sys.stdout.write(f"{line.when}\t{line.who}\t{line.action}\t{codes}\t{line.reason}\n")
    sys.stderr.write(seen.text + "\n")


def purge(
    keys: Annotated[list[Path], typer.Argument(metavar="KEY…", help="Key files.")],
    reason: Reason = "",
    now: Annotated[
        bool, typer.Option("--now", help="Also before the weeding date; needs a reason.")
    ] = False,
    who: Who = "",
) -> None:
    """Destroy keys whose weeding date has come. The log stays; the codes can never be opened."""
    from fairscreen.workflows.retention import purge_keys

    left = False
    for state in purge_keys(keys, reason=reason, early=now, who=who):
        sys.stdout.write(f"{state.name}\t{state.text}\n")
        left = left or not state.destroyed
    raise typer.Exit(1 if left else 0)
