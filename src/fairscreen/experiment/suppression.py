"""Small cells: what must not be shown, because it would point at single applicants.

A cell under :data:`SMALLEST_CELL` is suppressed, and when that alone would let a reader find it by
subtraction from a total, the next smallest is suppressed too (complementary suppression; Hundepool
et al. 2012). Suppressed means *not known*: it is never the same as "no difference".
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["SMALLEST_CELL", "suppressed"]

#: Fewest people in a cell that is shown.
SMALLEST_CELL = 5


def suppressed(cells: Mapping[str, int], *, smallest: int = SMALLEST_CELL) -> frozenset[str]:
    """Names of the cells to hide, given all cells that add up to one known total.

    Empty cells hide nobody and need no hiding; they cannot serve as the complement either.
    """
    filled = {name: count for name, count in cells.items() if count > 0}
    hidden = {name for name, count in filled.items() if count < smallest}
    if len(hidden) == 1 and len(filled) > 1:
        rest = [name for name in filled if name not in hidden]
        hidden.add(min(rest, key=lambda name: (filled[name], name)))
    return frozenset(hidden)
