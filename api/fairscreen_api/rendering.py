"""Templates made into HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from fairscreen import __version__
from fairscreen.report import words

__all__ = ["HERE", "environment", "render"]

HERE = Path(__file__).resolve().parent


@cache
def environment() -> Environment:
    """The one Jinja environment: everything is escaped, and a missing value is an error."""
    made = Environment(
        loader=PrefixLoader(
            {
                "pages": FileSystemLoader(HERE / "templates"),
                "components": FileSystemLoader(HERE / "components"),
            }
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(words=words, version=__version__)
    made.filters.update(number=swedish_number, oneline=lambda text: " ".join(text.split()))
    return made


def render(template: str, **values: Any) -> str:
    """The page ``templates/<template>`` with ``values``."""
    return environment().get_template(f"pages/{template}").render(**values)


def swedish_number(value: float | None, decimals: int = 0) -> str:
    """``1234.5`` as ``1 234,5`` (no-break space); a dash for ``None``."""
    if value is None:
        return "–"
    return f"{value:,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
