"""Which section a heading opens, from the lists of headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from fairscreen.language.structure import Lang, Section
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["HeadingList", "heading_list", "normalised"]

_EDGES = " \t*#_:?!….-–—=|•"
_MAX_WORDS = 8
_MAX_CHARS = 70
_WHOLE = 4  # words of a line that can be a sentence without its stop
_OPEN = frozenset({"har", "är", "du", "att", "med", "om", "kan", "för", "have", "are", "you"})
#: "Kontaktuppgifter till två referenser" and "CV med akademiska meriter" are what to send.
_PART_OF_APPLICATION = re.compile(
    r"\b(?:cv|curriculum|betyg\w*|intyg\w*|referens(?:er|personer)?|references?)\b"
)
_MERIT = re.compile(
    r"\b(?:meriterande|en fördel|ett plus|en merit"
    r"|meritorious|meriting|not mandatory|(?:a|an) (?:big |strong )?(?:plus|merit|bonus|advantage)"
    r"|would be (?:great|good|nice))\b"
)


class _Entry(RuleFileModel):
    headings: tuple[str, ...]
    starts: tuple[str, ...] = ()
    inline: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class _File(RuleFileModel):
    sections: dict[Section, _Entry]


@dataclass(frozen=True)
class HeadingList:
    """The headings of one language."""

    exact: dict[str, Section]
    starts: tuple[tuple[str, Section], ...]
    inline: re.Pattern[str]
    words: dict[str, Section]

    def section(self, line: str) -> Section | None:
        """The section that a line opens if it is a heading of the list, else None."""
        if len(line) > _MAX_CHARS:
            return None
        plain = normalised(line)
        found = self.exact.get(plain)
        if found or not plain:
            return found
        if line.rstrip()[-1:] in ".,;" or _PART_OF_APPLICATION.search(plain):
            return None
        if line.rstrip().endswith(":") and _MERIT.search(plain):
            return "merits"
        if len(plain.split()) > _MAX_WORDS:
            return None
        for start, section in self.starts:
            if plain.startswith(start):
                whole = section == "merits" and not _opens_list(line, plain)
                return None if whole else section
        return None

    def by_word(self, line: str) -> Section | None:
        """The section that a word of an unlisted heading names ("Några av dina uppgifter")."""
        if _PART_OF_APPLICATION.search(line.lower()):
            return None
        for word in normalised(line).split():
            if word in self.words:
                return self.words[word]
        return None

    def label(self, line: str) -> Section | None:
        """The section of a line such as ``Meriterande: truckkort``, by what stands before ``:``."""
        head, colon, rest = line[:_MAX_CHARS].partition(":")
        if not colon or not rest.strip() or rest.startswith("//"):
            return None
        return self.exact.get(normalised(head))


def _opens_list(line: str, plain: str) -> bool:
    """Whether a line goes on below: "Meriterande med truckkort" says all that it has to say."""
    words = plain.split()
    return line.rstrip()[-1:] in ":…" or len(words) < _WHOLE or words[-1] in _OPEN


def normalised(line: str) -> str:
    """A heading without marks, in lower case, with single blanks and straight apostrophes."""
    return " ".join(line.strip(_EDGES).lower().replace("’", "'").split())


@cache
def heading_list(lang: Lang) -> HeadingList:
    """The headings of ``lang``; read once.

    Raises
    ------
    FairscreenError
        ``rules-invalid`` when the list is not what it should be.
    """
    name = f"headings_{lang}.toml"
    data = read_toml(files("fairscreen.language") / "data" / name)
    content = validated(_File, {"sections": data}, name=name)
    exact: dict[str, Section] = {}
    starts: list[tuple[str, Section]] = []
    inline: list[str] = []
    words: dict[str, Section] = {}
    for section, entry in content.sections.items():
        exact.update((normalised(phrase), cast(Section, section)) for phrase in entry.headings)
        starts.extend((phrase, cast(Section, section)) for phrase in entry.starts)
        inline.extend(entry.inline)
        words.update(dict.fromkeys(entry.words, cast(Section, section)))
    starts.sort(key=lambda item: len(item[0]), reverse=True)
    return HeadingList(exact, tuple(starts), _inline_pattern(inline), words)


def _inline_pattern(phrases: list[str]) -> re.Pattern[str]:
    """Headings inside running text: in capitals anywhere, else after a sentence's end.

    What follows has to begin like a sentence, so that "dina arbetsuppgifter Excel" is not one.
    """
    ordered = sorted(phrases, key=len, reverse=True)
    capitals = "|".join(
        re.escape(phrase.rstrip(":").upper()) for phrase in ordered if len(phrase) > 4
    )
    titles = "|".join(re.escape(phrase[0].upper() + phrase[1:]) for phrase in ordered)
    return re.compile(
        rf"(?<!\w)(?:{capitals})(?!\w):?(?=\s+\S)"
        rf"|(?:(?<=[.!?:)]\s)|(?<=[.!?:)])|(?<=^))(?:{titles})(?!\w)(?::|(?=\s+[A-ZÅÄÖ•\-*]))"
    )
