"""*Avidentifiera*: a recruitment's applications made blind, from upload to reveal.

``starting`` makes a recruitment; ``leading`` is its page, one step after the other; ``reviewing``
shows original and blind copy side by side; ``opening`` locks the shortlist and opens identities.
"""

from fastapi import APIRouter

from fairscreen_api.pages.blinding import leading, opening, reviewing, starting

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
for part in (starting, opening, reviewing, leading):
    router.include_router(part.router)
