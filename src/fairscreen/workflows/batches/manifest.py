"""What came of each file: the schema ``fairscreen.manifest/1``, without a word about any person."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fairscreen.errors import FairscreenError
from fairscreen.workflows.batches.codes import spoken_name
from fairscreen.workflows.blinding import BlindFile

__all__ = ["MANIFEST", "SCHEMA", "file_entry", "read_manifest", "replace_file", "write_manifest"]

SCHEMA = "fairscreen.manifest/1"
MANIFEST = "manifest.json"


def file_entry(made: BlindFile, name: str) -> dict[str, Any]:
    """One file's line. ``name`` is the blind copy's; the original's may hold a person's name."""
    reason = None
    if made.error is not None:
        # The error knows the original's name; here it is told about the copy.
        params = {**made.error.params}
        if "name" in params:
            params["name"] = name
        error = FairscreenError(made.error.code, **params)
        reason = f"{error.what} {error.why} {error.action} [{error.code}]"
    return {
        "file": name,
        "kind": made.kind,
        "status": made.status,
        "counts": made.counts,
        "warnings": list(made.warnings),
        "verified": made.verified,
        "reason": reason,
    }


def write_manifest(
    folder: Path, *, key: str, policy: str, applications: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    """Write ``manifest.json`` into ``folder``, whole or not at all; return it."""
    ordered = sorted(applications, key=lambda entry: (len(entry["code"]), entry["code"]))
    manifest = {
        "schema": SCHEMA,
        "key": key,
        "policy": policy,
        "applications": [
            {"code": entry["code"], "spoken": spoken_name(entry["code"]), "files": entry["files"]}
            for entry in ordered
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    replace_file(folder / MANIFEST, text.encode())
    return manifest


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest in ``folder``; ``None`` when there is none.

    Raises
    ------
    FairscreenError
        ``manifest-invalid``.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text("utf-8"))
        if manifest["schema"] != SCHEMA or not isinstance(manifest["applications"], list):
            raise ValueError("another schema")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise FairscreenError("manifest-invalid", name=path.name) from error
    return manifest  # type: ignore[no-any-return]


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` so that nobody ever sees half of it.

    Raises
    ------
    FairscreenError
        ``batch-disk-full``, ``batch-not-writable``.
    """
    # Of this process: what is left of one that was killed may still be writing.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise not_written(error, path) from error


def not_written(error: OSError, path: Path) -> FairscreenError:
    """What to say of a file that could not be written."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FairscreenError("batch-disk-full")
    return FairscreenError("batch-not-writable", name=path.parent.name or str(path.parent))
