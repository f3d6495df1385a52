"""Write the generated parts of the documentation: settings, command-line help, rule table.

``python docs/generate.py`` writes; a test calls :func:`rendered` and compares, so that the pages
cannot fall out of step with the code.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).resolve().parent
_MARK = "<!-- generated below: python docs/generate.py -->\n"


def _settings() -> str:
    from fairscreen.settings import Settings

    lines = ["| setting | environment variable | default | meaning |", "| --- | --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "the user's data folder" if field.default_factory else repr(field.default)
        cells = (f"`{name}`", f"`FAIRSCREEN_{name.upper()}`", default, field.description or "")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _commands() -> str:
    import typer

    from fairscreen.cli.app import app

    os.environ["COLUMNS"] = "88"
    root = typer.main.get_command(app)
    parts: list[str] = []
    _add_help(root, typer.Context(root, info_name="fairscreen"), parts)
    return "\n".join(parts)


def _add_help(command, context, parts: list[str]) -> None:  # type: ignore[no-untyped-def]
    parts.append(f"## `{context.command_path}`\n\n```\n{command.get_help(context).strip()}\n```\n")
    for name, child in sorted(getattr(command, "commands", {}).items()):
        _add_help(child, type(context)(child, info_name=name, parent=context), parts)


def _rules() -> str:
    from fairscreen.ads import rule_table

    return rule_table()


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": _settings,
    "cli.md": _commands,
    "rules.md": _rules,
}


def rendered(page: str) -> str:
    """The whole page as it should be: its written part, the mark, and what the code says now."""
    written, mark, _ = (DOCS / page).read_text("utf-8").partition(_MARK)
    assert mark, f"{page} has no mark for its generated part"
    return f"{written}{mark}\n{PAGES[page]()}"


if __name__ == "__main__":
    for name in PAGES:
        (DOCS / name).write_text(rendered(name), "utf-8")
