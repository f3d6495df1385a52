"""The web pages, in Swedish, made on the server. Each works without its script.

``start`` has the doors; ``ads`` is *Granska en annons*; ``blinding`` is
*Avidentifiera*; ``studies`` is *Studera*;
``gallery`` shows every component with its examples, in development and tests.
"""

from fastapi import APIRouter

from fairscreen_api.pages import ads, blinding, start, studies
from fairscreen_api.pages.gallery import router as gallery_router

__all__ = ["gallery_router", "router"]

router = APIRouter(include_in_schema=False)
router.include_router(start.router)
router.include_router(ads.router)
router.include_router(blinding.router)
router.include_router(studies.router)
