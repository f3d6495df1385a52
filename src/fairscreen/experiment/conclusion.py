"""The result in words: three sentences, and the warnings beside them.

One sentence says what was seen, one how sure one can be, one what may not be concluded. The words
live in ``texts.toml``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp, isfinite
from typing import Any, Literal

from fairscreen.experiment.suppression import SMALLEST_CELL
from fairscreen.rulefiles import read_toml

__all__ = ["Verdict", "conclude", "decimal", "p_text", "suppressed_conclusion", "warning"]

Verdict = Literal["difference", "no_relevant_difference", "inconclusive", "suppressed"]
Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
_UNIT = {"sv": "procentenheter", "en": "percentage points"}
_RANGE = {"sv": "{level} % intervall från {low} till {high}{unit}",
          "en": "{level} % interval from {low} to {high}{unit}"}  # fmt: skip
_NO_LIMIT = {"sv": "intervallet går inte att begränsa", "en": "the interval has no limits"}


@cache
def _texts() -> dict[str, Any]:
    return read_toml(files("fairscreen.experiment").joinpath("texts.toml"))


def decimal(value: float, digits: int, language: Language) -> str:
    """A number with the language's decimal mark, and a real minus sign."""
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    text = text.replace("-", "\u2212")
    return text.replace(".", ",") if language == "sv" else text


def p_text(p_value: float, language: Language) -> str:
    """``p = 0,079`` or ``p < 0,001``."""
    if p_value < 0.001:
        return f"p < {decimal(0.001, 3, language)}"
    return f"p = {decimal(p_value, 3 if p_value < 0.1 else 2, language)}"


def conclude(
    estimate: dict[str, Any],
    *,
    verdict: Verdict,
    p_value: float,
    margin: float | None,
    unit: str,
    level: float,
    readers: int,
    applications: int,
    exploratory: bool,
) -> dict[str, str]:
    """The three sentences in Swedish and English.

    Parameters
    ----------
    estimate:
        The estimate's JSON: ``name``, ``estimate``, ``ci_low``, ``ci_high`` and the groups.
    p_value:
        Of the difference, or of lying outside the margin when the verdict is no relevant one.
    """
    out: dict[str, str] = {}
    texts = _texts()
    for language in LANGUAGES:
        value = estimate["estimate"]
        size = _size(value, unit, language)
        nothing = size.strip("0,.") == "" and unit != "log"
        direction = "same" if nothing else "higher" if value > 0 else "lower"
        figure = texts["figure"][estimate["name"]][language][direction].format(
            size=size, level=estimate["level"], reference=estimate["reference"]
        )
        middle = texts["verdict"][verdict][language].format(
            p=p_text(p_value, language),
            interval=_interval(estimate, unit, level, language),
            margin=decimal(100 * margin, 0, language) if margin is not None else "",
        )
        limit = texts["limit"]["exploratory" if exploratory else verdict][language].format(
            readers=readers, applications=applications
        )
        out[language] = f"{figure} {middle} {limit}"
    return out


def suppressed_conclusion() -> dict[str, str]:
    """What is said when the main question's groups are too small to show."""
    return {
        language: _texts()["suppressed"][language].format(smallest=SMALLEST_CELL)
        for language in LANGUAGES
    }


def warning(code: str, **params: Any) -> dict[str, str]:
    """A warning as ``code``, ``sv`` and ``en``; ``p_value`` is written as a p value."""
    entry = _texts()["warning"][code]
    out = {"code": code}
    for language in LANGUAGES:
        filled = {key: _filled(key, value, language) for key, value in params.items()}
        out[language] = entry[language].format(**filled)
    return out


def _filled(key: str, value: Any, language: Language) -> Any:
    if key == "p_value":
        return p_text(value, language)
    if isinstance(value, float):
        return decimal(value, 3 if 0 < value < 0.1 else 0 if value > 1 else 2, language)
    return value


def _size(value: float, unit: str, language: Language) -> str:
    if unit in ("share", "proportion"):
        return decimal(abs(100 * value), 1, language)
    if unit == "log":
        return decimal(exp(value), 2, language)
    return decimal(abs(value), 2, language)


def _interval(estimate: dict[str, Any], unit: str, level: float, language: Language) -> str:
    if estimate.get("ci_method") is None:
        return ""
    low, high = estimate["ci_low"], estimate["ci_high"]
    if low is None or high is None or not (isfinite(low) and isfinite(high)):
        return f"; {_NO_LIMIT[language]}"

    def shown(limit: float) -> str:
        if unit == "share":
            return decimal(100 * limit, 1, language)
        return decimal(exp(limit) if unit == "log" else limit, 2, language)

    return "; " + _RANGE[language].format(
        level=decimal(100 * level, 0, language),
        low=shown(low),
        high=shown(high),
        unit=f" {_UNIT[language]}" if unit == "share" else "",
    )
