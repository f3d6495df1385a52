"""What is said on standard error."""

from __future__ import annotations

import sys

from fairscreen.errors import FairscreenError

__all__ = ["complain"]


def complain(error: FairscreenError) -> None:
    """Tell what happened, why, and what to do."""
    sys.stderr.write(f"{error.what}\n{error.why}\n{error.action} [{error.code}]\n")
