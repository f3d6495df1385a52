"""The table of all rules, as Markdown for ``docs/rules.md``."""

from __future__ import annotations

from collections.abc import Iterator

from fairscreen.ads.rulemodel import Rule
from fairscreen.ads.ruleset import RuleSet, load_rules

__all__ = ["rule_table"]

_LEVELS = {"must": "bör ändras eller motiveras", "should": "fundera på", "hint": "tips"}


def rule_table(ruleset: RuleSet | None = None) -> str:
    """One row per rule, then the sources; ends with a line break."""
    ruleset = ruleset or load_rules()
    lines = [
        f"{len(ruleset.rules)} rules and {_entries(ruleset)} plain-language entries.",
        "",
        "| rule | title | category | grounds | level | languages | example | sources |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *map(_row, ruleset.rules),
        "",
        "Levels on the pages: " + ", ".join(f"`{k}` = *{v}*" for k, v in _LEVELS.items()) + ".",
        "",
        "### Kept though nothing was found in the reference ads",
        "",
        *(f"- `{rule.id}`: {rule.why_rare}" for rule in ruleset.rules if rule.why_rare),
        "",
        "### Sources",
        "",
        *_sources(ruleset),
    ]
    return "\n".join(lines) + "\n"


def _entries(ruleset: RuleSet) -> int:
    return sum(len(match.replacements) for match in ruleset.matches if match.match.entries)


def _row(rule: Rule) -> str:
    levels = sorted(
        {rule.level, *(m.level for m in rule.match if m.level)}, key=list(_LEVELS).index
    )
    languages = sorted({match.lang for match in rule.match}, reverse=True)
    example = " ".join(rule.hit[0].replace("[[", "**").replace("]]", "**").split())
    if len(example) > 90:
        example = example.replace("**", "")[:90].rsplit(" ", 1)[0] + " …"
    cells = [
        f"`{rule.id}`", rule.title, rule.category, ", ".join(rule.grounds) or "–",
        ", ".join(levels), ", ".join(languages), example, ", ".join(rule.sources),
    ]  # fmt: skip
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _sources(ruleset: RuleSet) -> Iterator[str]:
    used = {key for rule in ruleset.rules for key in rule.sources}
    for key, entry in ruleset.sources.items():
        if key in used:
            yield f"- `{key}`: {entry.title}" + (f" <{entry.url}>" if entry.url else "")
