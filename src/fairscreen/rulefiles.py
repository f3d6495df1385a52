"""Rules and word lists as data files.

Rules are TOML (YAML turns ``no``, ``on`` and ``12:30`` into other things), checked against a
pydantic model that forbids unknown keys. Long word lists are ``.txt``: one item a line, ``#``
comments, and a header that names source and licence.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from fairscreen.errors import FairscreenError

__all__ = ["RuleFileModel", "digest", "read_toml", "read_words", "validated"]

Model = TypeVar("Model", bound=BaseModel)


class RuleFileModel(BaseModel):
    """Base of everything that is read from a rule file: immutable, unknown keys forbidden."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_toml(file: Traversable) -> dict[str, Any]:
    """The content of one TOML file.

    Raises
    ------
    FairscreenError
        ``rules-invalid`` with the line, when the file is not TOML.
    """
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FairscreenError("rules-invalid", name=file.name, detail=f"{error}.") from error


def validated(model: type[Model], data: dict[str, Any], *, name: str) -> Model:
    """``data`` as a ``model``; ``name`` is the file it came from.

    Raises
    ------
    FairscreenError
        ``rules-invalid`` that names the key at fault.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FairscreenError(
            "rules-invalid", name=name, detail=f"{where}: {first['msg']}."
        ) from error


def read_words(file: Traversable) -> Iterator[str]:
    """The items of a word list, in order."""
    for line in file.read_text("utf-8").splitlines():
        word = line.split("#", 1)[0].strip()
        if word:
            yield word


def digest(files: Iterable[Traversable]) -> str:
    """Twelve hexadecimal digits that change when any of ``files`` changes; order-independent."""
    total = hashlib.sha256()
    for file in sorted(files, key=lambda item: item.name):
        total.update(file.name.encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:12]
