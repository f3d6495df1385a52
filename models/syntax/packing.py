"""Puts a trained pipeline where the package finds it, with its meta data."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import spacy

from fairscreen.language.syntax import (  # noqa: F401
    features,
    layout,
    tagged_lemmas,
    tokenizer,
    voice,
)

LARGEST_FILE = 20_000_000  # bytes; git hosts and wheels dislike more


def run(here: Path, *, limit_mb: float, meta: dict[str, object]) -> None:
    """Check the sizes, write the meta data and replace ``pipeline/`` beside the recipe."""
    parser = argparse.ArgumentParser(description=f"Package {here.name}.")
    parser.add_argument("trained", type=Path)
    args = parser.parse_args()
    nlp = spacy.load(args.trained)
    nlp.meta.update(meta)
    files = [path for path in args.trained.rglob("*") if path.is_file()]
    sizes = [path.stat().st_size for path in files]
    if sum(sizes) > limit_mb * 1e6 or max(sizes) > LARGEST_FILE:
        raise SystemExit(f"too large: {sum(sizes) / 1e6:.1f} MB, largest {max(sizes) / 1e6:.1f}")
    target = here / "pipeline"
    if target.exists():
        shutil.rmtree(target)
    nlp.to_disk(target)
    print(f"{target}: {sum(sizes) / 1e6:.1f} MB")
