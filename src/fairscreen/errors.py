"""What can go wrong, told so that the person who reads it knows what to do.

Every failure that a user can meet is a :class:`FairscreenError` with a permanent code. Its Swedish
text lives in ``errors.toml`` and has three parts: what happened, why, and what to do. The text
never holds a word of the document that was being read: only names of files, formats and limits
are filled in.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["FairscreenError", "known_codes"]


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("fairscreen").joinpath("errors.toml").read_text("utf-8"))


def known_codes() -> tuple[str, ...]:
    """All error codes, sorted."""
    return tuple(sorted(_catalogue()))


class FairscreenError(Exception):
    """A failure with a code and a Swedish explanation.

    Parameters
    ----------
    code:
        A key of ``errors.toml``, for example ``"document-empty"``. An unknown code is a
        programming error and raises :class:`KeyError`.
    params:
        Values for the placeholders of the text. Never text of a document.

    Attributes
    ----------
    what, why, action:
        The three parts of the Swedish text.
    http_status:
        The status the API answers with (4xx).
    """

    def __init__(self, code: str, **params: Any) -> None:
        entry = _catalogue()[code]
        self.code = code
        self.params = params
        self.what: str = entry["what"].format(**params)
        self.why: str = entry["why"].format(**params)
        self.action: str = entry["action"].format(**params)
        self.http_status: int = entry.get("http_status", 422)
        super().__init__(f"{code}: {self.what} {self.why} {self.action}")

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors cross process boundaries; the default would rebuild them from the joined text.
        return (_rebuild, (self.code, self.params))

    def to_dict(self) -> dict[str, str]:
        """The error as the API and ``--format json`` show it."""
        return {"code": self.code, "what": self.what, "why": self.why, "action": self.action}


def _rebuild(code: str, params: dict[str, Any]) -> FairscreenError:
    return FairscreenError(code, **params)
