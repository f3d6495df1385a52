"""``fairscreen experiment start`` and ``link``: studies that are read in the pages."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairscreen.cli.experiment_options import Format, FormatOption, refusals
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fairscreen.store import Studies

__all__ = ["link", "start"]

DataOption = Annotated[Path | None, typer.Option(help="Folder of the service's database.")]
AddressOption = Annotated[
    str | None, typer.Option(help="Address of the service, for the links that are shown.")
]


def start(
    design: Annotated[Path, typer.Argument(help="The design, a TOML file that is not locked.")],
    batch: Annotated[Path, typer.Option(help="Folder that fairscreen anonymise --out wrote.")],
    originals: Annotated[
        Path, typer.Option(help="Folder or zip of the originals, named by code or told by --key.")
    ],
    groups: Annotated[Path | None, typer.Option(help="application,attribute,…")] = None,
    key: Annotated[
        Path | None, typer.Option(help="The batch's key file: tells which originals a code has.")
    ] = None,
    passphrase_file: Annotated[
        list[Path] | None, typer.Option(help="File with the key's passphrase; once a person.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=365, help="How long the links work.")] = 30,
    data: DataOption = None,
    address: AddressOption = None,
    format: FormatOption = Format.text,
) -> None:
    """Make a study from a batch in one step: lock the plan, draw, and show the readers' links."""
    with refusals(format), _studies(data) as (studies, settings):
        from datetime import UTC, datetime

        from fairscreen.workflows.studies import read_design
        from fairscreen.workflows.study_batches import study_from_batch

        plan = read_design(design)
        new, links = study_from_batch(
            studies, plan, batch=batch, originals=originals, groups=groups, days=days,
            now=datetime.now(UTC), settings=settings,
            source_files=_source_files(key, batch, passphrase_file or []) if key else None,
        )  # fmt: skip
        home = address or f"http://{settings.host}:{settings.port}"
        body = {
            "schema": "fairscreen.links/1", "id": new.id, "study": f"{home}/studera/s/{new.key}",
            "links": [{"reader": li.code, "address": f"{home}/las/{li.token}"} for li in links],
        }  # fmt: skip
        if format is Format.json:
            _json(body)
            return
        sys.stdout.write(f"Studiens sida: {body['study']}\nLänkarna visas bara nu:\n")
        for row in body["links"]:
            sys.stdout.write(f"{row['reader']}  {row['address']}\n")


def link(
    study: Annotated[
        str | None, typer.Argument(help="The study's id; without it all are listed.")
    ] = None,
    data: DataOption = None,
    address: AddressOption = None,
    format: FormatOption = Format.text,
) -> None:
    """Give the leader of a study a new address, when the old one was lost."""
    with refusals(format), _studies(data) as (studies, settings):
        from fairscreen.workflows.study_desk import new_leader_key
        from fairscreen.workflows.study_records import design_of

        if study is None:
            rows = [
                {"id": r.id, "title": design_of(r).title, "state": r.state,
                 "created": f"{r.created_at:%Y-%m-%d}"}
                for r in studies.all()
            ]  # fmt: skip
            if format is Format.json:
                _json({"schema": "fairscreen.studies/1", "studies": rows})
                return
            for row in rows:
                sys.stdout.write(f"{row['id']}  {row['created']}  {row['state']}  {row['title']}\n")
            return
        home = address or f"http://{settings.host}:{settings.port}"
        made = f"{home}/studera/s/{new_leader_key(studies, study)}"
        if format is Format.json:
            _json({"schema": "fairscreen.links/1", "id": study, "study": made, "links": []})
        else:
            sys.stdout.write(f"{made}\n")


@contextmanager
def _studies(data: Path | None) -> Iterator[tuple[Studies, Any]]:
    from fairscreen.settings import Settings
    from fairscreen.store import Studies, open_seal, open_store

    settings = Settings(**({"data": data} if data is not None else {}))
    with open_store(settings.data) as store:
        yield Studies(store, open_seal(settings.data)), settings


def _source_files(key: Path, batch: Path, files: list[Path]) -> dict[str, tuple[str, ...]]:
    """Which originals belong to each code; the opening is noted in the key's log."""
    from fairscreen.anonymise.key import read_key, reveal
    from fairscreen.cli.secrets import passphrases
    from fairscreen.workflows.study_material import batch_codes

    file = read_key(key)
    found = reveal(
        file, batch_codes(batch), reason="underlag till en studie",
        passphrases=passphrases(files, persons=len(file.head["locks"]) or 1),
    )  # fmt: skip
    missing = [candidate.code for candidate in found if not candidate.source_files]
    if missing:
        raise FairscreenError(
            "study-material-pairs", detail=f"Öppen version saknas för {', '.join(missing[:10])}."
        )
    return {candidate.code: candidate.source_files for candidate in found}


def _json(body: dict[str, Any]) -> None:
    import json

    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
