"""``fairscreen rules``: the rules as a table."""

from __future__ import annotations

import sys

__all__ = ["rules"]


def rules() -> None:
    """Print all rules as a Markdown table (id, level, grounds, what, source)."""
    from fairscreen.ads import rule_table

    sys.stdout.write(rule_table())
