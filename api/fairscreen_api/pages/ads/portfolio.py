"""*Annonserna över tid*: a table of ads, followed per tertial, department and occupation."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter, ValidationError

from fairscreen.ads import AdFigures, Portfolio, aggregate
from fairscreen.errors import FairscreenError
from fairscreen.report import portfolio_xlsx
from fairscreen.report.portfolio import portfolio_layout
from fairscreen_api.downloads import attachment
from fairscreen_api.followed import check_table
from fairscreen_api.forms import own_name
from fairscreen_api.pages.studies.parts import page_parts
from fairscreen_api.rendering import render
from fairscreen_api.uploads import read_many_form

__all__ = ["router"]

router = APIRouter()

ADDRESS = "/granska/over-tid"
_FIGURES = TypeAdapter(list[AdFigures])


@router.api_route(ADDRESS, methods=["GET", "HEAD"], response_class=HTMLResponse)
def empty_form(request: Request) -> HTMLResponse:
    """Where a table is chosen."""
    return HTMLResponse(_page(request), headers={"Cache-Control": "no-cache"})


@router.post(ADDRESS, response_class=HTMLResponse)
async def followed(request: Request) -> HTMLResponse:
    """The tables and the drawing; no text is kept, and no figure."""
    form = await read_many_form(request)
    file = next(iter(form.files.get("file", [])), None)
    try:
        if file is None:
            raise FairscreenError("portfolio-empty", name="ingen fil vald")
        figures, versions = await check_table(request, own_name(file[0]), file[1])
    except FairscreenError as error:
        if error.http_status >= 500:
            raise
        return HTMLResponse(_page(request, error=error), error.http_status)
    found = aggregate(figures, versions=versions)
    return HTMLResponse(_page(request, found=found, figures=figures))


@router.post(f"{ADDRESS}/excel")
async def workbook(request: Request) -> Response:
    """The same figures as a workbook; the page sends them back, for nothing is kept here."""
    settings = request.app.state.settings
    form = await read_many_form(request, most_in_field=int(settings.max_file_mb * 1_000_000))
    try:
        figures = _FIGURES.validate_json(form.text("siffror"))
    except ValidationError as error:
        raise FairscreenError("request-invalid", detail="Siffrorna i sidan är trasiga.") from error
    data = await request.app.state.checker.run(lambda: portfolio_xlsx(aggregate(figures), figures))
    return attachment(data, "xlsx", "annonser-over-tid.xlsx")


def _page(
    request: Request,
    *,
    found: Portfolio | None = None,
    figures: list[AdFigures] | None = None,
    error: FairscreenError | None = None,
) -> str:
    settings = request.app.state.settings
    values: dict[str, Any] = {"parts": None, "figures": ""}
    if found is not None:
        values["parts"] = page_parts(portfolio_layout(found).parts)
        values["figures"] = _FIGURES.dump_json(figures or []).decode()
    return render(
        "ad-portfolio.html", error=error, megabytes=settings.max_file_mb,
        most=settings.max_portfolio_ads, **values,
    )  # fmt: skip
