"""The documentation is in step with the code, and what it shows works."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from fairscreen.errors import FairscreenError, known_codes


def _generator(root: Path):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("docs_generate", root / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["settings.md", "cli.md", "rules.md"])
def test_generated_pages_are_in_step(root: Path, page: str) -> None:
    assert (root / "docs" / page).read_text("utf-8") == _generator(root).rendered(page), (
        "run: python docs/generate.py"
    )


def test_every_link_between_our_pages_leads_somewhere(root: Path) -> None:
    pages = [*root.glob("*.md"), *root.glob("docs/*.md"), *root.glob("models/*/*.md")]
    broken = [
        f"{page.relative_to(root)} -> {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_recipe_in_contributing_has_at_most_ten_lines(root: Path) -> None:
    sections = (root / "CONTRIBUTING.md").read_text("utf-8").split("\n## ")[1:]
    assert {s.splitlines()[0]: len(s.strip().splitlines()) - 1 for s in sections if
            len(s.strip().splitlines()) - 1 > 10} == {}  # fmt: skip


@pytest.mark.parametrize("code", known_codes())
def test_every_error_says_what_why_and_what_to_do(root: Path, code: str) -> None:
    entry = tomllib.loads((root / "src/fairscreen/errors.toml").read_text("utf-8"))[code]
    fields = set(re.findall(r"{(\w+)}", " ".join(str(v) for v in entry.values())))
    error = FairscreenError(code, **(dict.fromkeys(fields, "7") | {"detail": "7."}))
    assert all(part.strip().endswith(".") for part in (error.what, error.why, error.action))


def test_every_error_in_the_code_is_in_the_catalogue(root: Path) -> None:
    used = {
        code
        for file in [*root.glob("src/**/*.py"), *root.glob("api/**/*.py")]
        for code in re.findall(r'FairscreenError\(\s*"([a-z0-9-]+)"', file.read_text("utf-8"))
    }
    assert used <= set(known_codes())
