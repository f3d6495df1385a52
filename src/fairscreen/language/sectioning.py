"""What each sentence of an ad is about, from headings and from words.

A heading of the list opens its section; a sentence speaks for the sections whose words it holds.
Both are weighed over the whole ad at once: of all ways to part it into sections, the one with the
most points is taken, where each change of section costs points, and costs less where the text
itself turns (a new unit, an empty line, a heading no list knows). Ads without headings are read in
the same way, by their words alone. The method is the Viterbi search for a chain whose states
change at equal cost (a Potts model).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import cast

from fairscreen.language.phrases import PhraseTable, Splitter
from fairscreen.language.structure import Lang, Section
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["Passage", "SectionCues", "sections_of"]

_SECTIONS: tuple[Section, ...] = (
    "about", "tasks", "requirements", "merits", "offer", "process", "contact", "application",
    "other",
)  # fmt: skip
_INDEX = {section: index for index, section in enumerate(_SECTIONS)}
_POINTS = {"strong": 4.0, "fair": 2.0, "weak": 0.7}
_MOST = 9.0  # points one sentence can give a section, so that a long one does not rule
_UNDER_HEADING = 2.5
# What is left of it after each passage that begins so: a heading speaks for what is near.
_FADE = {"sentence": 0.97, "item": 0.97, "unit": 0.85, "gap": 0.7, "heading": 1.0}
_NEAR = 2.0  # points: what stands in one block under a heading
_LABEL = 8.0
_CHANGE = {"sentence": 2.4, "unit": 1.6, "gap": 1.0, "item": 4.0, "heading": 0.2}


class _Cues(RuleFileModel):
    strong: tuple[str, ...]
    fair: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    #: Say outright that what stands there is demanded.
    demanded: tuple[str, ...] = ()


class _File(RuleFileModel):
    sections: dict[Section, _Cues]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence for the search.

    ``turn`` is a key of the change costs: how the text turns before it. ``opens`` is the section
    that a heading right before it, or a label in it, opens.
    """

    words: Sequence[str]
    lang: Lang
    turn: str
    opens: Section | None = None
    label: bool = False
    heading: bool = False


class SectionCues:
    """The words that speak for sections, in one language."""

    def __init__(self, lang: Lang, split: Splitter) -> None:
        name = f"section_cues_{lang}.toml"
        data = read_toml(files("fairscreen.language") / "data" / name)
        content = validated(_File, {"sections": data}, name=name)
        self._tables = [
            (_INDEX[section], PhraseTable({k: getattr(cues, k) for k in _POINTS}, split=split))
            for section, cues in content.sections.items()
        ]
        demanded = tuple(p for cues in content.sections.values() for p in cues.demanded)
        self._demanded = PhraseTable({"demanded": demanded}, split=split)

    def points(self, words: Sequence[str]) -> list[float]:
        """Points for each section, in the order of the search."""
        points = [0.0] * len(_SECTIONS)
        for index, table in self._tables:
            hits = table.find(words)
            if index == _INDEX["merits"] and "(" in words:
                # A wish in brackets makes no merit of the demand before them.
                hits = [hit for hit in hits if not _in_brackets(words, hit.start)]
            found = {(words[hit.start], hit.label) for hit in hits}
            if found:
                points[index] = min(sum(_POINTS[label] for _, label in found), _MOST)
        return points

    def demanded(self, words: Sequence[str]) -> bool:
        """Whether the sentence says outright that it demands: "är ett krav"."""
        return bool(self._demanded.find(words))


def _in_brackets(words: Sequence[str], at: int) -> bool:
    return words[:at].count("(") > words[:at].count(")")


def sections_of(passages: Sequence[Passage], cues: dict[Lang, SectionCues]) -> list[Section]:
    """The section of each passage."""
    best = [0.0] * len(_SECTIONS)
    came: list[list[int]] = []
    opened: Section | None = None
    under = 0.0
    for passage in passages:
        if passage.heading:
            opened, under = passage.opens, _UNDER_HEADING
        gain = cues[passage.lang].points(passage.words)
        if passage.heading and passage.opens:
            gain = [0.0] * len(_SECTIONS)
            gain[_INDEX[passage.opens]] = 50.0
        elif passage.label and passage.opens:
            gain[_INDEX[passage.opens]] += _LABEL
        elif opened:
            demanded = opened == "merits" and cues[passage.lang].demanded(passage.words)
            # "B-körkort är ett krav" is none of the merits that the heading speaks of.
            gain[_INDEX["requirements" if demanded else opened]] += under
            near = under == _UNDER_HEADING or (passage.turn != "gap" and under > _NEAR)
            if opened == "merits" and near and not demanded:
                # Merits are told in the words of demands; only their heading sets them apart.
                gain[_INDEX["merits"]] += gain[_INDEX["requirements"]]
            under *= _FADE[passage.turn]
        cost = _CHANGE["heading" if passage.heading else passage.turn]
        top = max(range(len(best)), key=best.__getitem__)
        away = best[top] - cost
        steps = [index if best[index] >= away else top for index in range(len(best))]
        best = [max(best[i], away) + gain[i] for i in range(len(best))]
        came.append(steps)
    if not came:
        return []
    state = max(range(len(best)), key=best.__getitem__)
    path = [state]
    for steps in reversed(came[1:]):
        state = steps[state]
        path.append(state)
    return [cast(Section, _SECTIONS[index]) for index in reversed(path)]
