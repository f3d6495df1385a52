"""``fairscreen serve``: the web pages and the API on this machine."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from fairscreen.errors import FairscreenError

__all__ = ["serve"]


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the embedded database.")] = None,
) -> None:
    """Open the web pages and the API; stop with Ctrl+C. No text leaves the machine."""
    given = {"host": host, "port": port, "data": data}
    for name, value in given.items():
        if value is not None:
            # The application is made by the server from its own settings: they travel this way.
            os.environ[f"FAIRSCREEN_{name.upper()}"] = str(value)
    import uvicorn

    from fairscreen.settings import Settings
    from fairscreen.store import held_alone, open_store

    settings = Settings()
    # Told here, where it can be told as it should, and not by the server when it starts.
    with held_alone(settings.data), open_store(settings.data):
        pass
    listener = _listen(settings.host, settings.port)
    address, free_port = listener.getsockname()[:2]
    shown = "127.0.0.1" if address in ("0.0.0.0", "::") else address
    sys.stderr.write(f"fairscreen är öppet på http://{shown}:{free_port}/ (Ctrl+C stänger)\n")
    config = uvicorn.Config(
        "fairscreen_api:create_app", factory=True, log_level="warning", access_log=False,
        server_header=False,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise FairscreenError("port-in-use", port=port) from error
    return listener
