"""Writing a result to a file or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path

from fairscreen.errors import FairscreenError

__all__ = ["write_file"]


def write_file(out: Path | None, data: bytes) -> None:
    """Write ``data``; ``None`` is standard output.

    Raises
    ------
    FairscreenError
        ``output-not-writable``.
    """
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    # Written beside and moved into place, so that a run cut short leaves no half file.
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(out)
    except OSError as error:
        raise FairscreenError("output-not-writable", name=str(out)) from error
    finally:
        partial.unlink(missing_ok=True)
