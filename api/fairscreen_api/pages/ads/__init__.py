"""*Granska en annons*: the form, the review one works on, its files, versions, and many ads.

Nothing is stored but choices about findings: the page carries the text, what was changed and the
Word file from one request to the next. Each step is a form's button that sends all of it and gets
the page back, checked again. A script sends the same form and swaps the parts that changed.
"""

from fastapi import APIRouter

from fairscreen_api.pages.ads import files, portfolio, review, versions

__all__ = ["router"]

router = APIRouter()
for part in (review, files, versions, portfolio):
    router.include_router(part.router)
