"""Where the trained models lie: inside the installed package, or in a checkout's `models/`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["find"]


def find(name: str) -> Path | None:
    """The folder of the trained pipeline `name`, for example ``"entities"``, or None.

    The installed package is looked at first (``fairscreen/pipelines/NAME``), then a checkout's
    ``models/NAME/pipeline``.
    """
    packaged = Path(str(files("fairscreen"))) / "pipelines" / name
    if packaged.is_dir():
        return packaged
    # src/fairscreen/language/pipelines.py lies three floors below the checkout's root.
    trained = Path(__file__).resolve().parents[3] / "models" / name / "pipeline"
    return trained if trained.is_dir() else None
