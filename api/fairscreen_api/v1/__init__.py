"""The JSON API, version 1. Bodies equal what the command line prints with ``--format json``."""

from fastapi import APIRouter

from fairscreen_api.v1 import (
    ad_choices,
    ad_files,
    ad_portfolios,
    ads,
    applications,
    batches,
    experiment_files,
    experiments,
    health,
    readings,
)

__all__ = ["router"]

router = APIRouter()
for part in (ads, ad_files, ad_portfolios, ad_choices):
    router.include_router(part.router)
# The fixed paths before those with a study's id in them.
for part in (experiment_files, readings, experiments):
    router.include_router(part.router)
router.include_router(applications.router)
router.include_router(batches.router)
router.include_router(health.router)
