"""Parts of Swedish compounds."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["compound_parts"]


@lru_cache(maxsize=50_000)
def compound_parts(word: str) -> tuple[str, ...]:
    return (word.lower(),)
