"""CI tests what users get: the built and installed wheel."""

import os
from importlib.metadata import distribution
from pathlib import Path

import pytest

import fairscreen


@pytest.mark.skipif("CI" not in os.environ, reason="an editable checkout is fine outside CI")
def test_the_tests_run_against_the_installed_wheel(root: Path) -> None:
    assert not Path(fairscreen.__file__).is_relative_to(root / "src")


def test_the_wheel_holds_what_is_not_python() -> None:
    package = Path(fairscreen.__file__).parent
    assert (package / "errors.toml").is_file()
    assert any((package / "ads" / "rules").glob("*.toml"))
    assert (package / "store" / "migrations" / "env.py").is_file()


def test_no_dependency_at_run_time_is_under_a_licence_that_binds_ours() -> None:
    barred = ("AGPL", "LGPL", "GNU General Public", "GNU Lesser", "GNU Affero")
    names = {
        requirement.split(";")[0].split("[")[0].strip().split(">")[0].split("=")[0].split("<")[0]
        for requirement in distribution("fairscreen").requires or ()
        if "extra ==" not in requirement
    }
    found = {}
    for name in names:
        meta = distribution(name.strip()).metadata
        said = " ".join(
            [meta.get("License", "") or "", meta.get("License-Expression", "") or "",
             *(c for c in meta.get_all("Classifier") or () if c.startswith("License"))]
        )  # fmt: skip
        if any(word in said[:400] for word in barred):
            found[name] = said[:80]
    assert found == {}
