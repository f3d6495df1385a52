"""An answer that the browser saves as a file."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Response

from fairscreen.report import MEDIA_TYPES

__all__ = ["attachment"]


def attachment(data: bytes, kind: str, name: str) -> Response:
    """``data`` of a kind in :data:`~fairscreen.report.MEDIA_TYPES`, to be saved as ``name``."""
    # RFC 6266: the plain form for old programs, the encoded one for å, ä and ö.
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    headers = {
        "Content-Disposition": f'attachment; filename="{plain}"; '
        f"filename*=UTF-8''{quote(name, safe='')}"
    }
    return Response(data, media_type=MEDIA_TYPES[kind], headers=headers)
