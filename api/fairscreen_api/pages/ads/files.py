"""The review as a file: Word with comments, Excel, memo, web page, SARIF, plain text."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response

from fairscreen import documents
from fairscreen.errors import FairscreenError
from fairscreen.report import ad_review_output, suffix_of
from fairscreen.settings import Settings
from fairscreen_api.downloads import attachment
from fairscreen_api.pages.ads.desk import Desk, read_desk
from fairscreen_api.pages.ads.review import text_of

__all__ = ["router"]

router = APIRouter()

Wanted = Literal["docx", "xlsx", "memo", "html", "sarif", "txt"]
_NAMES = {"docx": "kommentarer", "memo": "underlag", "txt": "text"}


@router.post("/granska/fil/{wanted}")
async def download(request: Request, wanted: Wanted) -> Response:
    """The text as it stands, checked; ``txt`` is the ad alone.

    Comments go into the Word file that was sent in as long as its text is the page's.
    """
    state = request.app.state
    desk = await read_desk(request)
    draft = text_of(desk)
    stem = desk.document.rpartition(".")[0] or desk.document or "annons"
    suffix = ".txt" if wanted == "txt" else suffix_of(wanted)
    name = f"{stem}-{_NAMES.get(wanted, 'granskning')}{suffix}"
    if wanted == "txt":
        return attachment(desk.text.encode(), "txt", name)
    review = await state.checker.check(draft)
    source = await state.checker.run(lambda: _own_word_file(desk, state.settings))
    data = await state.checker.run(lambda: ad_review_output([review], wanted, source=source))
    return attachment(data, "docx" if wanted == "memo" else wanted, name)


def _own_word_file(desk: Desk, settings: Settings) -> bytes | None:
    if desk.word is None:
        return None
    try:
        document = documents.read(desk.word.content, name=desk.word.name, settings=settings)
    except FairscreenError:
        return None  # it was read when it came; the text is what counts
    same = document.text.replace("\r\n", "\n") == desk.text
    return desk.word.content if same else None
