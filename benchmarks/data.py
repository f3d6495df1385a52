"""The reference data folder, for measurements that need it."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["PUBLIC_SECTORS", "read_ads", "shared_data"]

PUBLIC_SECTORS = frozenset({"municipality", "region", "state", "municipal_association"})
ROOT = Path(__file__).resolve().parent.parent


def shared_data() -> Path | None:
    """The folder, or ``None`` after saying in one line that it is missing."""
    named = os.environ.get("FAIRSCREEN_SHARED_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if (folder / "ads" / "ads.jsonl.gz").is_file():
        return folder
    print("Left out: reference data not found (set FAIRSCREEN_SHARED_DATA to its folder).")
    return None


def read_ads(folder: Path) -> Iterator[dict[str, Any]]:
    """The real ads (Platsbanken, CC0), one dictionary each, as the folder's README describes."""
    with gzip.open(folder / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)
