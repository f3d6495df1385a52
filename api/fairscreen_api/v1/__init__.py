"""The JSON API, version 1. Bodies equal what the command line prints with ``--format json``."""

from fastapi import APIRouter

from fairscreen_api.v1 import ads, health

__all__ = ["router"]

router = APIRouter()
router.include_router(ads.router)
router.include_router(health.router)
