"""Making a recruitment: what is hidden, how the copies look, and how the key opens."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from fairscreen.errors import FairscreenError
from fairscreen.workflows import recruitments as desk
from fairscreen_api.pages.blinding.access import (
    CATEGORIES,
    POLICIES,
    answered,
    now,
    page,
    recruitments_of,
    settings_of,
    to,
)
from fairscreen_api.uploads import ManyForm, read_many_form

__all__ = ["choices_of", "day_of", "router"]

router = APIRouter(prefix="/avidentifiera")
_FIELDS = {
    "recruitment-name-missing": "name",
    "key-passphrase-empty": "passphrase",
    "key-passphrase-same": "passphrase-second",
    "key-passphrase-differs": "passphrase-again",
    "day-invalid": "weed_on",
}


@router.api_route("", methods=["GET", "HEAD"], response_class=HTMLResponse)
def start(request: Request) -> HTMLResponse:
    """What can be done here, and the form for a new recruitment."""
    return _form(ManyForm())


@router.post("")
async def create(request: Request) -> Response:
    """Make the recruitment and show its page."""
    form = await read_many_form(request)

    def work() -> Response:
        phrase, second = form.text("passphrase"), form.text("passphrase-second")
        if phrase != form.text("passphrase-again"):
            raise FairscreenError("key-passphrase-differs")
        link = desk.create_recruitment(
            recruitments_of(request), name=form.text("name"), choices=choices_of(form),
            passphrases=[phrase, second] if second else [phrase],
            weed_on=day_of(form.text("weed_on")), settings=settings_of(request), now=now(),
        )  # fmt: skip
        return to(link)

    return await answered(work, lambda error: _form(form, error))


def choices_of(form: ManyForm) -> desk.Choices:
    """What was chosen of how the copies are made; unknown values are refused.

    Raises
    ------
    FairscreenError
        ``option-invalid``.
    """
    layout = _among(form, "layout", ("uniform", "keep"))
    made = _among(form, "format", ("same", "docx", "pdf", "txt", "html"))
    return desk.Choices(
        policy=_among(form, "policy", tuple(name for name, _ in POLICIES)),
        hide=_listed(form, "hide"),
        show=_listed(form, "show"),
        layout=layout,  # type: ignore[arg-type]
        form=made,  # type: ignore[arg-type]
        needs_shortlist=form.has("require_shortlist"),
        review=form.text("review", "true").lower() not in ("false", "0", "nej"),
    )


def _among(form: ManyForm, name: str, known: tuple[str, ...]) -> str:
    value = form.text(name) or known[0]
    if value not in known:
        raise FairscreenError(
            "option-invalid", option=name, value="som skickades", choices=", ".join(known)
        )
    return value


def _listed(form: ManyForm, name: str) -> tuple[str, ...]:
    words = [word.strip() for value in form.all(name) for word in value.split(",")]
    return tuple(dict.fromkeys(word for word in words if word))


def day_of(text: str) -> date | None:
    """A day as browsers send it; ``None`` when the field is empty.

    Raises
    ------
    FairscreenError
        ``day-invalid``.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FairscreenError("day-invalid") from error


def _form(form: ManyForm, error: FairscreenError | None = None) -> HTMLResponse:
    values: dict[str, Any] = {
        name: form.text(name) for name in ("name", "policy", "layout", "format", "weed_on")
    }
    return page(
        "blinding-start.html", error.http_status if error else 200, form=form, values=values,
        error=error, field=_FIELDS.get(error.code) if error else None, policies=POLICIES,
        categories=CATEGORIES,
    )  # fmt: skip
