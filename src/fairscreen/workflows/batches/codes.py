"""A code for each applicant, and a name that can be said aloud."""

from __future__ import annotations

import random
import secrets
from collections.abc import Collection
from functools import cache
from importlib.resources import files

__all__ = ["draw_codes", "spoken_name"]


def draw_codes(
    count: int, *, taken: Collection[str] = (), rng: random.Random | None = None
) -> list[str]:
    """``count`` codes such as ``K07`` in random order, none of them in ``taken``.

    Numbers run from 1 without holes, with leading zeros so that they sort; which applicant gets
    which says nothing. Applicants who come later get the numbers after.
    """
    rng = rng or secrets.SystemRandom()
    start = max((int(code[1:]) for code in taken if code[1:].isdigit()), default=0)
    numbers = list(range(start + 1, start + count + 1))
    rng.shuffle(numbers)
    width = max(2, len(str(start + count)), *(len(code) - 1 for code in taken), 2)
    return [f"K{number:0{width}}" for number in numbers]


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = files("fairscreen.workflows.batches").joinpath("spoken.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    colours, animals = (tuple(line.split(":", 1)[1].split()) for line in lines)
    return colours, animals


def spoken_name(code: str) -> str:
    """A colour and an animal for a code, as ``blå uggla``; empty for what is no code of ours.

    The same code always has the same name, so the name tells no more than the code does.
    """
    digits = code[1:]
    if not digits.isdigit():
        return ""
    colours, animals = _words()
    number = int(digits) - 1
    # Neighbouring numbers get other colours and other animals.
    turn, animal = divmod(number, len(animals))
    colour = (number + turn * 7) % len(colours)
    if turn >= len(colours):
        return ""
    return f"{colours[colour]} {animals[animal]}"
