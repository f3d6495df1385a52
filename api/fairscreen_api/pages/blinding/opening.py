"""After the copies are released: the shortlist, conflicts of interest, and the identities."""

from __future__ import annotations

import re
from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from fairscreen.anonymise.key import conflicts, lock_shortlist, read_key, reveal
from fairscreen.errors import FairscreenError
from fairscreen.workflows import recruitments as desk
from fairscreen_api.pages.blinding.access import HOME, answered, found, page, settings_of, to
from fairscreen_api.pages.blinding.leading import overview_page
from fairscreen_api.uploads import ManyForm, read_many_form

__all__ = ["router"]

router = APIRouter(prefix=HOME)


@router.post("/{link}/urval")
async def shortlist(request: Request, link: str) -> Response:
    """Lock the shortlist."""
    form = await read_many_form(request)

    def work() -> Response:
        lock_shortlist(
            read_key(desk.key_path(settings_of(request), found(request, link))),
            _codes(form, "urval-codes"), reason=form.text("urval-reason"),
            who=form.text("urval-who"), passphrases=_phrases(form, "urval"),
        )  # fmt: skip
        return to(link, "oppna")

    return await _tried(request, link, work, "urval-codes")


@router.post("/{link}/oppna")
async def open_identities(request: Request, link: str) -> Response:
    """Open the identities behind codes, and show them this once."""
    form = await read_many_form(request)

    def work() -> Response:
        record = found(request, link)
        people = reveal(
            read_key(desk.key_path(settings_of(request), record)), _codes(form, "oppna-codes"),
            reason=form.text("oppna-reason"), who=form.text("oppna-who"),
            passphrases=_phrases(form, "oppna"),
        )  # fmt: skip
        return page("blinding-revealed.html", home=f"{HOME}/{link}", record=record, people=people)

    return await _tried(request, link, work, "oppna-codes")


@router.post("/{link}/jav")
async def conflict(request: Request, link: str) -> Response:
    """Tell which codes a reviewer must not read."""
    form = await read_many_form(request)

    def work() -> Response:
        record = found(request, link)
        codes = conflicts(
            read_key(desk.key_path(settings_of(request), record)),
            form.text("jav-names").splitlines(), who=form.text("jav-who"),
            passphrases=_phrases(form, "jav"),
        )  # fmt: skip
        return page("blinding-conflicts.html", home=f"{HOME}/{link}", record=record, codes=codes)

    return await _tried(request, link, work, "jav-names")


async def _tried(request: Request, link: str, work: Callable[[], Response], field: str) -> Response:
    def failed(error: FairscreenError) -> Response:
        where = field
        if error.code.startswith("key-passphrase"):
            where = f"{field.partition('-')[0]}-passphrase"
        elif error.code == "key-reason-missing":
            where = f"{field.partition('-')[0]}-reason"
        return overview_page(request, link, error=error, field=where)

    return await answered(work, failed)


def _codes(form: ManyForm, name: str) -> list[str]:
    return [code for code in re.split(r"[\s,;]+", form.text(name)) if code]


def _phrases(form: ManyForm, prefix: str) -> list[str]:
    return [
        phrase
        for name in (f"{prefix}-passphrase", f"{prefix}-passphrase-second")
        if (phrase := form.text(name))
    ]
