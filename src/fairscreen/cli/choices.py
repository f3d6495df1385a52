"""What the commands that read a text have in common to choose from."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["EmployerKind", "Lang"]


class Lang(StrEnum):
    """Language of the text."""

    auto = "auto"
    sv = "sv"
    en = "en"


class EmployerKind(StrEnum):
    """Kind of employer; decides which legal grounds are cited."""

    municipality = "municipality"
    state = "state"
    region = "region"
    private = "private"
