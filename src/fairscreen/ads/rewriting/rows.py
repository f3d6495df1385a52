"""Rows of demands in one sentence: as a list, or as things to do. For a person to decide."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from fairscreen.ads.requirements import behaviours
from fairscreen.ads.review import Requirement
from fairscreen.ads.rewriting.reading import Place, Reading
from fairscreen.ads.rewriting.result import Rewrite

__all__ = ["rows"]

_WHY = "En lång rad krav är lättare att läsa som en lista."
_WHY_DO = "Egenskapsord läses olika. Det du gör i arbetet går att förstå och att bedöma lika."
_LEAST = 4
#: A trait by itself, not "har en god förmåga att samarbeta med alla slags människor".
_ONE_TRAIT = 3
#: More than so many competences cannot be asked about in one interview.
_MOST_TOLD = 4
_LEAD = re.compile(
    r"(?:Vi söker (?:därför |nu )?dig som(?: är| har)?|Du(?: som söker)? (?:är|har)|"
    r"Som person är du|Vi vill att du(?: är| har))$"
)
_JOINT = re.compile(r"\s*(?:,|,?\s+och|,?\s+samt)\s+(?:är\s+|har\s+|som\s+är\s+|du\s+är\s+)?$")
_OWN_VERB = re.compile(r"\s*(?:,|,?\s+och|,?\s+samt)\s+(?:du\s+|som\s+)?(?P<verb>är|har)\s+$")


def rows(reading: Reading) -> Iterator[Rewrite]:
    """The sentences that only name demands: four or more as a list, traits as things to do."""
    for place in reading.sentences:
        if place.kind != "paragraph":
            continue
        inside = [r for r in reading.requirements if place.start <= r.start and r.end <= place.end]
        if not inside or (listed := _as_list(place, inside, reading)) is None:
            continue
        if len(inside) >= _LEAST:
            yield _on_its_own_lines(_rewrite("row-as-list", _WHY, place, listed), place, reading)
        if (done := _as_behaviour(place, inside)) is not None:
            yield _rewrite("traits-as-behaviour", _WHY_DO, place, done)


def _rewrite(rule: str, why: str, place: Place, new: str) -> Rewrite:
    return Rewrite(
        rule=rule, start=place.start, end=place.end, before=place.text, options=(new,), safe=False,
        why=why,
    )  # fmt: skip


def _on_its_own_lines(rewrite: Rewrite, place: Place, reading: Reading) -> Rewrite:
    """The list with a line break after it where its paragraph goes on."""
    end = place.end
    while reading.text[end : end + 1] == " ":
        end += 1
    if place.last or reading.text[end : end + 1] in ("", "\n"):
        return rewrite
    return rewrite.model_copy(
        update={
            "end": end,
            "before": reading.text[place.start : end],
            "options": tuple(f"{option}\n\n" for option in rewrite.options),
        }
    )


def _as_behaviour(place: Place, items: Sequence[Requirement]) -> str | None:
    """ "Du är flexibel och noggrann." told as what you do in the work."""
    if any(item.type != "trait" or len(item.text.split()) > _ONE_TRAIT for item in items):
        return None
    told = behaviours([item.text for item in items])
    if told is None or len(told) > _MOST_TOLD:
        return None
    return " ".join(f"{sentence}." for sentence in told)


def _as_list(place: Place, items: Sequence[Requirement], reading: Reading) -> str | None:
    text = reading.text
    lead = text[place.start : items[0].start].rstrip()
    if not _LEAD.fullmatch(lead) or text[items[-1].end : place.end].strip() not in (".", ""):
        return None
    if len({item.level for item in items}) > 1:
        return None
    verb = lead.rsplit(None, 1)[-1] if lead.endswith(("är", "har")) else ""
    lines = [(_verb(items[0], verb, reading), items[0].text)]
    for before, item in itertools.pairwise(items):
        joint = text[before.end : item.start]
        if not _JOINT.fullmatch(joint):
            return None
        own = _OWN_VERB.fullmatch(joint)
        lines.append((_verb(item, own["verb"] if own else lines[-1][0], reading), item.text))
    if verb and len({v for v, _ in lines}) == 1:
        return "\n".join([f"{lead}:", *(f"- {item}" for _, item in lines)])
    if verb:
        lead = lead.rsplit(None, 1)[0]
        if not lead.endswith("som"):
            return None
    return "\n".join([f"{lead}:", *("- " + f"{v} {item}".strip() for v, item in lines)])


def _verb(item: Requirement, shared: str, reading: Reading) -> str:
    """The verb that a line of the list needs before the demand; none where it has its own."""
    return "" if reading.has_finite_verb(item.start, _first_end(item)) else shared


def _first_end(item: Requirement) -> int:
    return item.start + len(item.text.split(None, 1)[0])
