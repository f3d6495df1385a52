"""One style sheet and one script, joined at start from the base and every component.

Their address holds a digest of their content, so a browser may keep them for good and still
gets the new ones after an upgrade. No build step: what is in the tree is what is served.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException

from fairscreen_api.rendering import HERE, environment

__all__ = ["address_of", "router"]

router = APIRouter(include_in_schema=False)

_TYPES = {
    "site.css": "text/css; charset=utf-8",
    "site.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@cache
def _content(name: str) -> bytes:
    if name == "icon.svg":
        return (HERE / "static" / name).read_bytes()
    part = "styles.css" if name.endswith(".css") else "script.js"
    paths = [HERE / "static" / name, *sorted((HERE / "components").glob(f"*/{part}"))]
    return "\n".join(_with_heading(path) for path in paths if path.exists()).encode()


def _with_heading(path: Path) -> str:
    return f"/* {path.parent.name} */\n{path.read_text('utf-8')}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(_content(name)).hexdigest()[:12]


def address_of(name: str) -> str:
    """Where ``site.css``, ``site.js`` or ``icon.svg`` is served."""
    return f"/assets/{_digest(name)}/{name}"


environment().globals["asset"] = address_of


@router.api_route("/assets/{digest}/{name}", methods=["GET", "HEAD"])
def asset(digest: str, name: str) -> Response:
    """A joined file; an old digest is gone, so that no cache mixes two versions."""
    if name not in _TYPES or digest != _digest(name):
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_content(name), media_type=_TYPES[name], headers=headers)
