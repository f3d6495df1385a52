"""*Studera*: planning a study, leading it, reading in it, its results, and one selection step.

``planning`` shows what a study can show before it starts; ``leading`` is the page of the person who
leads it; ``reading`` belongs to the readers, who come by links of their own; ``results`` gives the
report; ``screening`` needs no study at all.
"""

from fastapi import APIRouter

from fairscreen_api.pages.studies import leading, planning, reading, results, screening

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
for part in (planning, screening, results, leading, reading):
    router.include_router(part.router)
