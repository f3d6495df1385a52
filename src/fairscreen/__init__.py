"""fairscreen: bias-aware, competence-based recruitment on your own machine.

>>> import fairscreen
>>> review = fairscreen.check_ad("Vi söker en driven kollega. Bifoga personligt brev.")
>>> [finding.rule for finding in review.findings]
['ask-letter']

The top of the house. Everything a developer needs is one import away, and nothing heavy (spaCy,
the trained models) is loaded until it is used.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fairscreen.errors import FairscreenError
    from fairscreen.workflows import check_ad

__version__ = version("fairscreen")
__all__ = ["FairscreenError", "__version__", "check_ad"]

_HOMES = {"check_ad": "fairscreen.workflows", "FairscreenError": "fairscreen.errors"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
