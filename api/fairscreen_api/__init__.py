"""The service: web pages for consultants and a JSON API for programs.

Both call the same functions of :mod:`fairscreen.workflows`; nothing is decided here. A request
passes the guards (host, origin, size), reaches a page or an API route, and every failure leaves
as one shape: ``fairscreen.error/1`` as JSON, or the same words on a Swedish page.

* ``app`` puts the application together; ``guards``, ``headers`` and ``logs`` surround it.
* ``v1`` is the JSON API, ``pages`` the web pages, ``components`` what pages are built from.
* ``problems`` turns failures into answers; ``checking`` runs the work off the event loop.

No text that is sent here is stored, logged or written to a temporary file.
"""

from fairscreen_api.app import create_app

__all__ = ["create_app"]
