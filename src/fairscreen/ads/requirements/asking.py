"""Which sentences ask something of the applicant.

Three things decide: the part of the ad the sentence stands in, the line or heading that introduces
it, and cue words in the sentence itself, which weigh most. A question to the reader ("Är du
nyfiken?"), a task, an offer, and how to apply ask nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from fairscreen.ads.requirements.forms import Forms
from fairscreen.ads.requirements.vocabulary import CueMatch, Vocabulary
from fairscreen.ads.review import RequirementLevel, RequirementType

__all__ = ["Ask", "Reader"]

_APPLICANT = re.compile(
    r"(?<!\w)(?:du|dig|din|ditt|dina|ni|er|sökande|sökanden|kandidat\w*|person|personen|"
    r"innehavaren|(?:värdesätter|uppskattar) egenskaper|"
    r"you|your|applicants?|candidates?|someone)(?!\w)",
    re.IGNORECASE,
)
_HARD: tuple[RequirementType, ...] = (
    "licence", "education", "experience", "language", "citizenship",
)  # fmt: skip
_ASKING_PARTS = frozenset({"requirements", "merits"})
_SILENT_PARTS = frozenset({"offer", "process", "contact", "application"})
# "Meriterande: du talar finska. Erfarenhet av kassa.": what follows goes on with the list.
_RUN_IN = re.compile(
    r"\W*(?:meriterande|meriter|krav|skallkrav|ska-krav|önskvärt|nice to have|required|merits?)"
    r"\s*:",
    re.I,
)
_LEAD_IN = re.compile(r"(?::|…|\.\.\.)\W*$")
# "Du ska planera …" among the tasks tells of a task; "du ska ha" and "du behöver" ask.
_TASK_TALK = re.compile(
    r"\b(?:ska|skall|förväntas|expected)\b(?!.*\b(?:ha|vara|kunna|inneha|have|be)\W*$)",
    re.IGNORECASE,
)
# … and so does "behöver du arbeta med samverkan".
_TO_WORK = re.compile(
    r"\s+(?:aktivt |även |också )?(?:arbeta (?:med|för|mot|efter|utifrån|enligt)|jobba med|"
    r"delta|bidra|leda|driva|utveckla|samordna|genomföra|säkerställa|utföra|följa)(?!\w)",
    re.IGNORECASE,
)
_ABLE = re.compile(r"(?:(?:har|visar) du|du har) (?:\w+ ){0,2}förmåga(?!\w)", re.IGNORECASE)
_STRONG = re.compile(
    r"behöver|måste|bör|krav|krävs|kräver|söker|letar|förutsätt|viktig|"
    r"värdesätter egenskaper|need|must|require|looking for",
    re.IGNORECASE,
)
# An employer's sentence that goes on to say what "you" need.
_ASKS_YOU = re.compile(
    r"(?:ska|skall|måste|bör|behöver|krav|krävs|kräver|viktigt|must|need|require)\w*.*"
    r"(?<!\w)(?:du|sökande|you)(?!\w)"
    r"|(?:söker|letar efter).*(?<!\w)(?:dig|någon|person\w*)(?!\w)"
    r"|(?<!\w)(?:du|sökande|you)(?!\w).*(?:ska|skall|måste|bör|behöver|must|need)(?!\w)",
    re.IGNORECASE,
)
_DUTY = re.compile(r"\b(?:ansvar|ansvaret|uppdrag|responsibility)\b", re.IGNORECASE)
# A heading over what the applicant gets, not what is asked.
_GIVES = re.compile(
    r"(?<!\w)(?:fördelar|erbjud\w*|förmån\w*|(?:ger|får) (?:vi )?d(?:u|ig)|benefits|offer)(?!\w)",
    re.I,
)
_MERITS = re.compile(r"merit|önsk", re.IGNORECASE)
_WISHES = re.compile(r"(?<!\w)vill (?:jobba|arbeta)\W*$", re.IGNORECASE)
# What every sentence on checks names: a cheap test before the long patterns.
_RECORD = re.compile(
    r"regist|utdrag|säkerhets|bakgrundsk|hälso|drogt|läkaru|tillstånd|security|background|criminal",
    re.I,
)
_COPIES = re.compile(r"(?<!\w)kopior (?:på|av) ", re.IGNORECASE)
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_CLAUSE = re.compile(r",\s+|\s+(?:och|samt|men|and|but)\s+", re.IGNORECASE)
_TELLING = re.compile(r"(?:som person|du|ni|you)\b", re.IGNORECASE)
# Under a heading for demands: how the applicant works, told as a habit.
# Words of a part on tasks, whatever the heading above it says.
_DOING = re.compile(
    r"^\W*(?:(?:du|ni|you)\s+(?:kommer|ansvarar|will)|kommer du|ansvarar du|"
    r"(?:\w+\s+){0,2}arbetsuppgift\w*|(?:arbetet|tjänsten|rollen|uppdraget)|"
    r"(?:i|som)\s+[^,.]{2,60}?(?:ingår|kommer du|ansvarar du|arbetar du)|responsib\w*|tasks?)"
    r"(?!\w)",
    re.IGNORECASE,
)
_MANNER = re.compile(
    r"du (?:samarbetar|präglas|lyssnar|kommunicerar|tar|bidrar|visar|sätter|värdesätter|delar|"
    r"utvecklar|stärker|uppskattar|drivs)(?!\w)",
    re.IGNORECASE,
)
_LIST_LINE_WORDS = 25
_NEAR_WORDS = 6
_BARE_LINE_WORDS = 16


@dataclass(frozen=True, slots=True)
class Ask:
    """A sentence that asks.

    ``level`` holds where no cue says otherwise. ``form`` tells how to read it: a row of demands,
    one demand as a whole, or only the words for what the employer looks for. ``listed``: a line of
    a list, where a bare noun is a demand.
    """

    level: RequirementLevel
    cues: tuple[CueMatch, ...]
    form: Literal["row", "whole", "named"] = "row"
    listed: bool = False
    #: The words on suitability in general, which ask nothing.
    void: tuple[int, int] | None = None


class Reader:
    """Reads an ad's sentences in order and tells which of them ask."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._section = ""
        #: What a part called "Övrigt" is about, where its heading tells.
        self._other = "other"
        self._forms: Forms | None = None
        #: The part that the last heading opened, if one for demands, and the level it told.
        self._headed: tuple[str, RequirementLevel | None] = "", None
        self._guessed = False
        self._open(anchored=False)

    def _open(self, *, anchored: bool, lead: RequirementLevel | None = None) -> None:
        #: Level told by the line that introduces the list.
        self._lead = lead
        #: The list told of by the last such line holds something else than demands.
        self._elsewhere = False
        self._list_seen = False
        #: A heading opened this part; without one the part is only guessed from its sentences.
        self._anchored = anchored

    def heading(self, text: str, section: str) -> None:
        """A heading, which may tell the level of what follows."""
        asks = self._words.heading.search(text) is not None and not _GIVES.search(text)
        self._other = "other"
        if section == "other" and asks:  # "Övriga meriter"
            section = self._other = "merits" if _MERITS.search(text) else "requirements"
        self._section = section
        lead = self._lead_level(text) if asks else None
        self._headed = (section, lead) if asks and section in _ASKING_PARTS else ("", None)
        self._open(anchored=asks, lead=lead)

    def sentence(self, text: str, section: str, kind: str, forms: Forms) -> Ask | None:
        """What the next sentence asks, if anything."""
        headed, lead = self._headed
        if section == "other":
            section = self._other
        # Under a heading for demands, what looks like a task is more often a habit asked for.
        self._guessed = section == "tasks" and headed != "" and not _DOING.search(text)
        if self._guessed:
            section = headed
        if section != self._section:
            back = section == headed
            self._open(anchored=back, lead=lead if back else None)
            self._section = section
        self._forms = forms
        ask = self._ask(text, section, kind)
        self._read_on(text, section, kind)
        return ask

    def _lead_level(self, text: str) -> RequirementLevel | None:
        levels = {cue.level for cue in self._words.cues_in(text)}
        return "merit" if "merit" in levels else "must" if levels else None

    def _read_on(self, text: str, section: str, kind: str) -> None:
        if _LEAD_IN.search(text):
            level = self._lead_level(text)
            if section == "tasks" and _TASK_TALK.search(text):
                level = None  # "Du förväntas:" before a list of tasks
            if _WISHES.search(text):
                level = None  # "Vi söker dig som vill arbeta:" before times and places
            self._elsewhere = level is None and (
                self._words.elsewhere.search(text) is not None or _WISHES.search(text) is not None
            )
            self._lead = level or (self._lead if section in _ASKING_PARTS else None)
            self._list_seen = False
        elif run_in := _RUN_IN.match(text):
            self._lead = self._lead_level(run_in.group()) or self._lead
        elif kind == "list_item":
            self._list_seen = True
        elif kind == "paragraph" and text.endswith(".") and self._tells(text):
            self._lead, self._elsewhere = None, False

    def _tells(self, text: str) -> bool:
        """Whether a line is a sentence of its own, which ends a list without marks."""
        words = self._words
        return words.verbs.search(text) is not None or _APPLICANT.search(text) is not None

    def _ask(self, text: str, section: str, kind: str) -> Ask | None:
        words = self._words
        if _RECORD.search(text) and words.checks.search(text) and not _COPIES.search(text):
            return Ask("must", tuple(words.cues_in(text)), "whole")
        if text.endswith("?") or _LEAD_IN.search(text):
            return None
        if vague := words.vague.search(text):
            named = words.named.search(text)
            if named is None:
                return self._beside(text, vague.span(), None, section, kind)
            if named.start() >= vague.end():
                return self._beside(text, vague.span(), named.start(), section, kind)
        cues = tuple(words.cues_in(text))
        ask = self._placed(text, section, kind, cues)
        # The long patterns last: most sentences ask nothing anyway.
        if ask is None or (vague is None and words.veto.search(text)):
            return None
        employer = words.employer.search(text)
        if employer and not any(
            _told(cue)
            and (cue.start <= employer.start() or _ASKS_YOU.search(text, cue.start, cue.end))
            for cue in cues
        ):
            return None
        return ask

    def _beside(
        self, text: str, vague: tuple[int, int], named: int | None, section: str, kind: str
    ) -> Ask | None:
        """What is asked beside words on suitability in general, at ``vague``.

        ``named``: where the sentence goes on to name what it means.
        """
        start, end = _clause(text, vague[0]), vague[1]
        cues = [cue for cue in self._words.cues_in(text) if not start <= cue.start < end]
        # What a cue of what comes before it speaks of may begin right after those words.
        told = [
            cue.start if cue.scope == "after" else end
            for cue in cues
            if cue.start >= end and _told(cue)
        ]
        after = min([len(text), *told, *([] if named is None else [named])])
        if not cues and named is None and not self._words.statement.search(text[:start]):
            return None
        rest = text[:start] + " " * (after - start) + text[after:]
        ask = self._placed(rest, section, kind, tuple(cues))
        if ask is None and named is not None:
            ask = Ask("must", tuple(cues))
        return replace(ask, void=(start, after)) if ask else None

    def _placed(self, text: str, section: str, kind: str, cues: tuple[CueMatch, ...]) -> Ask | None:
        if self._elsewhere and not cues:
            return None
        short = len(text.split()) <= _LIST_LINE_WORDS
        listed = kind == "list_item" or (self._lead is not None and short)
        if section in _ASKING_PARTS or (self._lead is not None and listed):
            return self._in_place(text, section, cues, listed=listed)
        if section in _SILENT_PARTS and not self._binding(text, section, cues):
            return None
        return self._outside(text, section, cues)

    def _in_place(
        self, text: str, section: str, cues: tuple[CueMatch, ...], *, listed: bool
    ) -> Ask | None:
        """In the part for demands, or in a list that a line introduced as such."""
        words = self._words
        if not cues and words.sought.search(text) and not words.statement.search(text):
            return Ask("must", cues, "named")
        if not any(map(_told, cues)) and words.others.search(_unlisted(text)):
            return None
        if not cues and not listed and not self._tells_of_applicant(text):
            return None
        level: RequirementLevel = "must"
        if self._lead is not None and listed:
            level = self._lead
        elif section == "merits":
            # A sentence that tells of the person goes back to what is asked, unless it is one of
            # the lines under the heading for merits.
            telling = not listed and (words.statement.search(text) or _TELLING.match(text))
            level = "must" if telling and (self._list_seen or not self._anchored) else "merit"
        return Ask(level, cues, listed=listed)

    def _tells_of_applicant(self, text: str) -> bool:
        words = self._words
        tells = words.statement.search(text) is not None
        firm = self._anchored and not self._guessed
        # A line without a verb under the heading is an item of a list without marks.
        bare = len(text.split()) <= _BARE_LINE_WORDS and not words.verbs.search(text)
        if self._hard(text) and (self._anchored or tells or bare):
            return True
        if self._anchored and (tells or _MANNER.match(text)):
            return True
        if not firm:
            named = tells and words.nouns.search(text) is not None
            return named or (self._soft(text) and (tells or bare))
        # So is one that tells what someone does without saying who: "Tar ansvar för helheten.".
        first = _FIRST_LETTER.search(text)
        forms = self._forms
        does = first and forms and (forms.finite(first.start()) or forms.supine(first.start()))
        return self._soft(text) or bare or bool(does) or _APPLICANT.search(text) is not None

    def _outside(self, text: str, section: str, cues: tuple[CueMatch, ...]) -> Ask | None:
        """In the other parts, where a sentence must say for itself that it asks."""
        words = self._words
        told = [cue for cue in cues if _told(cue)]
        if section == "tasks":
            told = [
                cue
                for cue in told
                if not _TASK_TALK.search(text[cue.start : cue.end])
                and not (_TO_WORK.match(text, cue.end) and not self._hard(text))
            ]
        telling = words.statement.search(_unlisted(text)) and section not in _SILENT_PARTS
        if not told and not telling:
            return Ask("must", cues, "named") if words.sought.search(text) else None
        hard, addressed = self._hard(text), _APPLICANT.search(text) is not None
        kinds = hard or self._soft(text)
        strong = any(_STRONG.search(text[cue.start : cue.end]) for cue in told)
        after = [cue.end for cue in told if cue.scope == "after"]
        named = words.nouns.search(text, min(after, default=0)) is not None
        kinds_named = kinds and (not after or self._kinds(text[min(after) :]))
        plain = (kinds and (hard or addressed)) or (strong and (addressed or named or kinds_named))
        if told and plain and (addressed or hard or section != "about"):
            return Ask("must", cues)
        if telling:
            near = " ".join(text.split()[:_NEAR_WORDS])
            own = words.types["trait"].search(near) and not _DUTY.search(near)
            asks = hard or (section != "tasks" and kinds) or own or _ABLE.search(text)
            return Ask("must", cues) if asks else None
        return Ask("must", cues, "named") if words.sought.search(text) else None

    def _binding(self, text: str, section: str, cues: tuple[CueMatch, ...]) -> bool:
        """Whether a sentence in a part that seldom demands anything does so all the same."""
        trait = section != "offer" and self._words.types["trait"].search(text)
        return any(map(_told, cues)) and (self._hard(text) or bool(trait))

    def _hard(self, text: str) -> bool:
        return any(self._words.types[kind].search(text) for kind in _HARD)

    def _kinds(self, text: str) -> bool:
        return self._hard(text) or self._soft(text)

    def _soft(self, text: str) -> bool:
        types = self._words.types
        return bool(types["trait"].search(text) or types["skill"].search(text))


def _clause(text: str, place: int) -> int:
    """Where the clause around ``place`` begins: after the last joint before it, or at the start."""
    joints = list(_CLAUSE.finditer(text, 0, place))
    return joints[-1].start() if joints else 0


def _unlisted(text: str) -> str:
    """The text without the mark of a list before its first word."""
    first = _FIRST_LETTER.search(text)
    return text[first.start() :] if first else text


def _told(cue: CueMatch) -> bool:
    return cue.scope != "here"
