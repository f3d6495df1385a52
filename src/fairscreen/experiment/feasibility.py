"""Before the start: can this study conclude anything at all?

With few readers the draw has few outcomes, and no data, however clear, can give a small p: with six
readers the smallest is 2 of 20 = 0.10. Better told before than after.
"""

from __future__ import annotations

from math import comb

__all__ = ["smallest_p", "smallest_p_of_blocks"]

_LARGEST_LISTED = 100_000


def smallest_p(kind: str, readers: int, *, draws: int = 9_999) -> float:
    """Smallest two-sided p that any data could give, in (0, 1].

    Parameters
    ----------
    kind:
        ``complete`` (half of all readers anonymous), ``pairs`` (one in each pair of readers) or
        ``crossover`` (each reader's own halves; so many that only the number of draws binds).
    """
    if readers < 2 and kind != "crossover":
        return 1.0
    if kind == "crossover":
        return 1 / (draws + 1)
    if kind == "pairs":
        pairs, left = divmod(readers, 2)
        return smallest_p_of_blocks([2] * pairs + [1] * left, [1] * pairs + [0] * left, draws=draws)
    return smallest_p_of_blocks([readers], [readers // 2], draws=draws)


def smallest_p_of_blocks(sizes: list[int], anonymous: list[int], *, draws: int = 9_999) -> float:
    """The same for any blocks: ``anonymous[b]`` of ``sizes[b]`` readers.

    When every block has equal arms, each assignment has a mirror image with the opposite sign, so
    that at least two of them are equally extreme.
    """
    members = 1
    for size, chosen in zip(sizes, anonymous, strict=True):
        members *= comb(size, chosen)
    mirrored = all(2 * chosen == size for size, chosen in zip(sizes, anonymous, strict=True))
    smallest = (2 if mirrored else 1) / members
    return max(smallest, 1 / (draws + 1)) if members > _LARGEST_LISTED else min(1.0, smallest)
