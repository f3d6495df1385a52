"""Settings come from the environment and refuse what cannot be."""

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings


def test_the_environment_sets_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRSCREEN_PORT", "9000")
    assert Settings().port == 9000


def test_the_caller_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRSCREEN_PORT", "9000")
    assert Settings(port=9001).port == 9001


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "99999"), ("PORT", "åtta"), ("EMPLOYER", "kyrka"), ("MAX_PAGES", "0")],
)
def test_a_value_out_of_range_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"FAIRSCREEN_{name}", value)
    with pytest.raises(FairscreenError, match=f"setting-invalid.*{name.lower()}"):
        Settings()
