"""Every component with its examples, one page each, so that each can be looked at and tested."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.exceptions import HTTPException

from fairscreen_api.rendering import HERE, environment, render

__all__ = ["Example", "examples", "router"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a component: the arguments its macro is called with.

    ``wrap`` is the list element that a component made of list items stands in. TOML has no null:
    an example writes ``false`` where a review has ``None``.
    """

    component: str
    name: str
    title: str
    args: dict[str, Any]
    wrap: str | None


def examples() -> list[Example]:
    """All examples of all components, by name."""
    found = []
    for path in sorted((HERE / "components").glob("*/examples.toml")):
        file = tomllib.loads(path.read_text("utf-8"))
        found.extend(
            Example(
                path.parent.name, entry["name"], entry["title"], entry["args"], file.get("wrap")
            )
            for entry in file["example"]
        )
    return found


def rendered(example: Example) -> Markup:
    """The example's HTML."""
    template = environment().get_template(f"components/{example.component}/template.html")
    macro = getattr(template.module, example.component.replace("-", "_"))
    html = Markup(macro(**example.args))
    return Markup("<{0}>{1}</{0}>").format(example.wrap, html) if example.wrap else html


@router.get("/_komponenter", response_class=HTMLResponse)
def overview() -> str:
    """Links to all examples."""
    return render("gallery.html", shown=None, examples=examples())


@router.get("/_komponenter/{component}/{name}", response_class=HTMLResponse)
def single(component: str, name: str) -> str:
    """One example on a page of its own."""
    for example in examples():
        if (example.component, example.name) == (component, name):
            return render("gallery.html", shown=example, html=rendered(example))
    raise HTTPException(404)
