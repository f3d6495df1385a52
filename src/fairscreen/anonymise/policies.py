"""What is hidden for which purpose: ``policies/*.toml``.

A policy gives for each category and each kind of hit one of three treatments: ``hide`` (a token),
``generalise`` (the words that the rule offers, such as a length instead of years), ``keep``. The
same policy holds for all applicants of a recruitment: hiding a thing only for some is itself a cue.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import Field

from fairscreen.anonymise.hits import CATEGORIES, Finding, Hit
from fairscreen.errors import FairscreenError
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["POLICIES", "Policy", "load_policy"]

POLICIES = ("namn-alder-kon", "alla-grunder", "maximal")


class Switch(RuleFileModel):
    """A treatment and the reason for it, shown to the consultant."""

    hide: bool
    reason: str


class Policy(RuleFileModel):
    """One policy.

    Attributes
    ----------
    categories:
        For each category whether it is hidden, and why.
    kinds:
        Exceptions by kind of hit (a key of ``data/tokens.toml``), by the same form.
    cap_years:
        Lengths above it are written "mer än … år"; ``None`` writes them in full.
    """

    name: str
    title: str
    purpose: str
    categories: dict[str, Switch]
    kinds: dict[str, Switch] = Field(default_factory=dict)
    cap_years: int | None = Field(10, ge=1)

    def hides(self, hit: Hit | Finding) -> bool:
        """Whether this policy hides the hit."""
        switch = self.kinds.get(hit.kind) or self.categories.get(hit.category)
        return switch is None or switch.hide

    def reason(self, hit: Hit) -> str:
        """Why it is hidden or kept, in Swedish."""
        switch = self.kinds.get(hit.kind) or self.categories.get(hit.category)
        return switch.reason if switch else ""

    def switched(self, *, hide: Iterable[str] = (), show: Iterable[str] = ()) -> Policy:
        """This policy with categories or kinds switched for one recruitment.

        Raises
        ------
        FairscreenError
            ``policy-switch-unknown`` for a word that is neither a category nor a kind.
        """
        categories = dict(self.categories)
        kinds = dict(self.kinds)
        for names, hidden in ((hide, True), (show, False)):
            for name in names:
                text = "Valt för denna rekrytering."
                if name in CATEGORIES:
                    categories[name] = Switch(hide=hidden, reason=text)
                elif name in _kinds():
                    kinds[name] = Switch(hide=hidden, reason=text)
                else:
                    raise FairscreenError(
                        "policy-switch-unknown", name=name, known=", ".join(CATEGORIES)
                    )
        return self.model_copy(update={"categories": categories, "kinds": kinds})


@cache
def _kinds() -> frozenset[str]:
    from fairscreen.anonymise.wordlists import table

    return frozenset(table("tokens")["sv"]) | {"years", "year", "gone"}


def load_policy(name: str | Path = POLICIES[0]) -> Policy:
    """A built-in policy by name, or one from a TOML file.

    Raises
    ------
    FairscreenError
        ``policy-unknown``, or ``rules-invalid`` when the file breaks the form.
    """
    if str(name) in POLICIES:
        file = files("fairscreen.anonymise") / "policies" / f"{name}.toml"
        return validated(Policy, read_toml(file), name=f"{name}.toml")
    path = Path(name)
    if path.suffix != ".toml" or not path.is_file():
        raise FairscreenError("policy-unknown", name=path.name, known=", ".join(POLICIES))
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FairscreenError("rules-invalid", name=path.name, detail=f"{error}.") from error
    return validated(Policy, data, name=path.name)
