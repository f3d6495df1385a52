"""The reader's pages: the pile, one application at a time, handing in, and guesses at the end.

The address holds the reader's link. Everything else comes from what was drawn for that link: no
page takes a code, a version or another reader's name.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from fairscreen.errors import FairscreenError
from fairscreen.workflows.reading_room import Answer, Reading, open_reading
from fairscreen_api.pages.studies.access import (
    back_to,
    in_thread,
    now,
    page,
    studies_of,
    try_step,
)
from fairscreen_api.uploads import ManyForm, read_many_form

__all__ = ["router"]

router = APIRouter(prefix="/las")


@router.api_route("/{token}", methods=["GET", "HEAD"], response_class=HTMLResponse)
def pile(request: Request, token: str) -> HTMLResponse:
    """The reader's applications and how far the reader has come."""
    return _pile_page(token, _reading(request, token))


@router.get("/{token}/gissa", response_class=HTMLResponse)
def guesses(request: Request, token: str) -> Response:
    """The last question: guesses of groups, when the list is handed in."""
    reading = _reading(request, token)
    if not reading.handed_in or not reading.guess_choices():
        return back_to(f"/las/{token}")
    return page("reading-guess.html", token=token, reading=reading,
                choices=reading.guess_choices())  # fmt: skip


@router.post("/{token}/gissa")
async def guess(request: Request, token: str) -> Response:
    """Keep the guesses."""
    form = await read_many_form(request)
    reading = await in_thread(lambda: _reading(request, token))
    names = await in_thread(reading.guess_choices)
    given = {
        number: {
            attribute: form.text(f"gissning-{place}-{number}")
            for place, attribute in enumerate(names)
        }
        for number in range(1, reading.total + 1)
    }
    return await try_step(
        lambda: reading.guess(given, now=now()),
        lambda: back_to(f"/las/{token}"),
        lambda error: _pile_page(token, reading, error=error),
    )


@router.post("/{token}/lamna-in", response_class=HTMLResponse)
async def hand_in(request: Request, token: str) -> Response:
    """Hand in the list."""
    reading = await in_thread(lambda: _reading(request, token))
    return await try_step(
        lambda: reading.hand_in(now=now()),
        lambda: back_to(f"/las/{token}"),
        lambda error: _pile_page(token, reading, error=error),
    )


@router.get("/{token}/{number:int}", response_class=HTMLResponse)
def application(request: Request, token: str, number: int) -> HTMLResponse:
    """One application in the reader's own version and order."""
    reading = _reading(request, token)
    return _application_page(token, reading, number, reading.item(number).answer)


@router.post("/{token}/{number:int}", response_class=HTMLResponse)
async def judge(request: Request, token: str, number: int) -> Response:
    """Keep the judgement and go on to the next application."""
    form = await read_many_form(request)
    reading = await in_thread(lambda: _reading(request, token))
    answer = _answer(form, reading)

    def onwards() -> Response:
        following = reading.next_number
        if form.text("then") == "pile" or following is None:
            return back_to(f"/las/{token}")
        return back_to(f"/las/{token}/{following}")

    return await try_step(
        lambda: reading.judge(number, answer, now=now()),
        onwards,
        lambda error: _application_page(token, reading, number, answer, error=error),
    )


def _reading(request: Request, token: str) -> Reading:
    return open_reading(studies_of(request), token, now=now())


def _answer(form: ManyForm, reading: Reading) -> Answer:
    choice = {"ja": True, "nej": False}.get(form.text("shortlisted"))
    scores = {}
    for place, competence in enumerate(reading.design.competences):
        score = form.whole(f"poang-{place}")
        if score is not None:
            scores[competence.name] = score
    return Answer(choice, scores, recognised=form.text("recognised") == "ja")


def _pile_page(
    token: str, reading: Reading, *, error: FairscreenError | None = None
) -> HTMLResponse:
    return page(
        "reading.html", error.http_status if error else 200, token=token, reading=reading,
        error=error, guesses_wanted=reading.handed_in and bool(reading.guess_choices()),
        guessed=sum(bool(item.guesses) for item in reading.items),
    )  # fmt: skip


def _application_page(
    token: str,
    reading: Reading,
    number: int,
    answer: Answer | None,
    *,
    error: FairscreenError | None = None,
) -> HTMLResponse:
    paragraphs = [part for part in reading.text(number).split("\n\n") if part.strip()]
    given = answer.scores if answer else {}
    return page(
        "reading-application.html", error.http_status if error else 200, token=token,
        reading=reading, number=number, paragraphs=paragraphs, answer=answer, error=error,
        competences=[
            (place, c.name, sorted(c.anchors.items()), given.get(c.name))
            for place, c in enumerate(reading.design.competences)
        ],
    )  # fmt: skip
