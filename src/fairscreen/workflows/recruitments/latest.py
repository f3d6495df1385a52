"""The groupings last made: each page asks for the same one several times."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from fairscreen.workflows.batches import Group

__all__ = ["Grouping", "forget", "remembered"]

_MOST = 4
_latest: OrderedDict[str, tuple[str, Grouping]] = OrderedDict()
_turn = Lock()


class Grouping(NamedTuple):
    """The applicants' files, and each file's number in the store."""

    groups: list[Group]
    ids: dict[str, int]


def remembered(id: str, mark: str, make: Callable[[], Grouping]) -> Grouping:
    """The grouping of recruitment ``id``, made anew unless ``mark``, its ground, is the same."""
    with _turn:
        if (known := _latest.get(id)) and known[0] == mark:
            return known[1]
    made = make()
    with _turn:
        _latest[id] = (mark, made)
        _latest.move_to_end(id)
        while len(_latest) > _MOST:
            _latest.popitem(last=False)
    return made


def forget(id: str) -> None:
    """Keep nothing of a recruitment whose files are no longer to be grouped."""
    with _turn:
        _latest.pop(id, None)
