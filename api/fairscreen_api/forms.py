"""Reading forms with files, in memory only.

Starlette's parser puts files over one megabyte in a temporary file. A draft is nobody's business
but the sender's, so ours keeps them in memory; :class:`fairscreen_api.guards.BodyLimit` has
bounded their size before they get here.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Literal, get_args

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from fairscreen.errors import FairscreenError
from fairscreen.settings import Employer

_LONGEST_NAME = 255  # what file systems allow
__all__ = ["AdDraft", "InMemoryParser", "Lang", "Upload", "own_name", "read_ad_form"]

Lang = Literal["auto", "sv", "en"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file someone chose: its own name without folders, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class AdDraft:
    """What someone wants checked: ``file`` when there is one, else ``text``."""

    text: str = ""
    file: Upload | None = None
    lang: Lang = "auto"
    employer: Employer | None = None
    published: date | None = None
    #: The name that choices for this ad alone are kept under, when it has no file.
    document: str | None = None


class InMemoryParser(MultiPartParser):
    """Keeps files in memory, whatever their size."""

    spool_max_size = sys.maxsize


async def read_ad_form(request: Request) -> AdDraft:
    """The ad in a ``multipart/form-data`` body with ``text``, ``file``, ``lang``, ``employer``.

    Raises
    ------
    FairscreenError
        ``media-type`` for another kind of body, ``request-invalid`` for a broken one,
        ``option-invalid`` for an unknown language or employer.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise FairscreenError("media-type", expected="multipart/form-data")
    limit = 4 * request.app.state.settings.max_text_chars  # UTF-8 takes at most four bytes
    parser = InMemoryParser(
        request.headers, request.stream(), max_files=1, max_fields=8, max_part_size=2 * limit
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise FairscreenError(
            "request-invalid", detail="Formuläret är trasigt eller har för många delar."
        ) from error
    try:
        return AdDraft(
            text=_text(form, "text"),
            file=await _file(form),
            lang=_choice(form, "lang", get_args(Lang), "auto"),
            employer=_choice(form, "employer", get_args(Employer), None),
        )
    finally:
        await form.close()


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


async def _file(form: FormData) -> Upload | None:
    value = form.get("file")
    # A browser sends an empty, nameless part when nobody chose a file.
    if not isinstance(value, UploadFile) or not value.filename:
        return None
    return Upload(name=own_name(value.filename), content=await value.read())


def own_name(filename: str) -> str:
    """A file's name without folders and without characters that cannot be shown.

    A name longer than 255 characters keeps its ending, which tells what the file is.
    """
    name = filename.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in name if c.isprintable())
    if len(shown) <= _LONGEST_NAME:
        return shown or "filen"
    ending = PurePosixPath(shown).suffix[:20]
    return shown[: _LONGEST_NAME - len(ending)] + ending


def _choice(form: FormData, name: str, allowed: tuple[str, ...], default: str | None):  # type: ignore[no-untyped-def]
    value = _text(form, name)
    if not value:
        return default
    if value not in allowed:
        raise FairscreenError(
            "option-invalid", option=name, value="som skickades", choices=", ".join(allowed)
        )
    return value
