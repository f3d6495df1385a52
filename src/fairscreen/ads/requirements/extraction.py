"""The demands of an ad, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fairscreen.ads.requirements.asking import Ask, Reader
from fairscreen.ads.requirements.forms import Forms
from fairscreen.ads.requirements.segments import inverted, segments, trimmed
from fairscreen.ads.requirements.types import is_measurable, type_of
from fairscreen.ads.requirements.vocabulary import CueMatch, Vocabulary, vocabulary
from fairscreen.ads.review import (
    Justification,
    Requirement,
    RequirementLevel,
    RequirementType,
)
from fairscreen.language import context

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["extract"]

_NAMED: tuple[RequirementType, ...] = ("licence", "education", "experience", "trait")
_NAMED_WITH = re.compile(
    r",?\s+(?:med|with)\s+(?=(?:(?:[\w-]+)\s+){0,4}?(?:\w*erfarenhet|\w*kunskap|\w*kompetens|"
    r"\w*utbildning|\w*körkort|\w*förmåga|experience|knowledge|skills)\w*\b)",
    re.IGNORECASE,
)
_NAMED_END = re.compile(
    r"(?<!\w)(?:som|där|för|till|på|hos|inom|who|that|to|for|at)(?!\w)|[,.:;]", re.IGNORECASE
)
# The word before a comma, and one in a row with what follows.
_AROUND_COMMA = re.compile(r"[\w-]+$")
_BEFORE_ROW = re.compile(r"([\w-]+)(?:,| och| and)\s+$")
# "Vi söker dig som vill vikariera hos oss": what the job is, and no demand.
_WANTS = re.compile(
    r"(?:(?:under|i|på|från|till) \w+ )?vill (?!(?:och|ha)\b)|wants? to ", re.IGNORECASE
)
_SEEKS = re.compile(r"sök|letar|look|seek", re.IGNORECASE)
# Cheap test before the context of a sentence is worked out.
_REASON_WORD = re.compile(
    r"(?<!\w)(?:då|eftersom|för att|därför|så att|i och med|enligt|since|"
    r"because|as|in order|so)(?!\w)",
    re.IGNORECASE,
)
_BARE_DEMAND = re.compile(
    r"(?:(?:mycket )?(?:god|goda|bra) (?:kunskap|förmåga|kännedom|vana)\w* (?:i|av|om|att|inom)\b"
    r"|(?:(?:tidigare|dokumenterad|relevant) )?\w*erfarenhet\w* (?:av|inom|från|som)\b"
    r"|(?:minst )?\w+ års (?:erfarenhet|arbete)\w*\b"
    r"|[a-e]{1,2}-?\s?körkort\b|legitimerad \w|utbildad \w|förmåga att\b"
    r"|vi söker dig (?:som (?:är|har|kan)|med) \w+"
    r"|du (?:bör|ska|måste|behöver) (?:ha|vara|kunna) \w+"
    r"|(?:är|har|kan|trivs|gillar|vill|behärskar|talar) \w+)(?!.*[:?]$)",
    re.IGNORECASE,
)
_APPLICANT_NOUN = re.compile(r"(?:sökanden|kandidaten|innehavaren|personen)", re.IGNORECASE)
# "Du har körkort och erfarenhet är meriterande": what comes after says nothing of this.
_OWN_CLAUSE = re.compile(r"\W*(?:du|you) (?:är|har|kan|are|have)(?!\w)", re.IGNORECASE)
# … and what comes after it no part of the reason.
_NEXT_CLAUSE = re.compile(
    r"\s(?:och|samt|men)\s+(?:(?:du|ni)\s+(?:är|har|kan)"
    r"|det\s+är\s+(?:(?:även|också|ett)\s+)?(?:viktigt|krav|meriterande|önskvärt))(?!\w)",
    re.IGNORECASE,
)
_THEREFORE = re.compile(r"\s(?:och|så)\s+därför\s", re.IGNORECASE)
_LEAST_TOKENS = 2
# A reason that opens the sentence begins after one conjunction.
_OPENS_WITHIN = 16
# "… är meriterande, liksom vana av kassa": said of this too.
_LIKE, _LIKE_LETTERS = re.compile(r"(?:liksom|likaså|as is|as are)\W*\w*$", re.IGNORECASE), 8
_LIKEWISE = re.compile(r"\W*(?:likaså|liksom|detsamma gäller)(?!\w)", re.IGNORECASE)
# Around "gärna".
_WORD_BEFORE, _WORD_AFTER = re.compile(r"([\w-]+)(?:\s+du)?\s+$"), re.compile(r"\s+([\w-]+)")
_HAS = re.compile(r"är|har|ser|får|kan|ska|skall|bör|vill", re.IGNORECASE)
# A subject and its verb: "medarbetarna på enheten har".
_SUBJECT_WORDS = 7
# "Den som erbjuds anställning ska visa utdrag": who is asked is not part of what is asked.
_WHO = re.compile(
    r"^(?:(?:den|de|du|dig) som |innan du |om du |(?:vid|inför|före) anställning )"
    r"[^.,]{0,60}?(?:(?<!\w)(?:ska|skall|måste|behöver|bör)(?: du)?|kommer att)\s+",
    re.IGNORECASE,
)
# "I klassrummet har du förmåga att …": nor where.
_WHERE = re.compile(
    r"[^,.]{2,60}?\s(?:har|visar) du\s(?=(?:\w+ ){0,2}förmåga(?!\w))", re.IGNORECASE
)
# What is left of a piece before words that ask nothing: not "och" alone.
_LEAST = 8
# A piece shorter than this, with no word of the vocabulary, says nothing by itself.
_FEW_WORDS = 3


def extract(doc: Doc) -> tuple[Requirement, ...]:
    """The demands that an ad makes, in order.

    Parameters
    ----------
    doc:
        An ad as :func:`fairscreen.language.parse` gives it.

    Returns
    -------
    tuple of Requirement
        Offsets are code points into ``doc.text``. Level: words in the sentence decide ("gärna",
        "krav"), else the line that introduces the list, else the part of the ad. Tasks, offers,
        how to apply, and what the employer says of itself are not demands, and neither is a
        question to the reader ("Är du nyfiken?").
    """
    words = vocabulary()
    parsed = doc._.parsed
    reader = Reader(words)
    whole = parsed.text
    found: list[Requirement] = []
    headed = taken = ""
    for place, (_, text, section) in zip(parsed.sentences, parsed.told(), strict=True):
        kind = parsed.units[place.unit].kind
        if kind == "heading" and _bare_demand(text, section):
            # Not a heading after all: the part that the last one opened goes on.
            kind, taken = "list_item", section
        elif kind == "heading":
            headed, taken = section, ""
        if section == taken and headed in ("requirements", "merits"):
            section = headed
        if kind == "heading":
            reader.heading(text, section)
            continue
        sentence = doc[place.start : place.end]
        forms = Forms(sentence)
        if (ask := reader.sentence(text.strip(), section, kind, forms)) is not None:
            if ask.form == "row" and not ask.cues and _tells_of_another(sentence, words):
                continue
            if found and not ask.cues and _LIKEWISE.match(text):
                ask = replace(ask, level=found[-1].level)
            found.extend(_requirements(doc, whole, sentence, ask, words, forms))
    return tuple(found)


def _bare_demand(text: str, section: str) -> bool:
    """Whether a short line that looks like a heading is a demand: "Goda kunskaper i Excel"."""
    return section in ("requirements", "merits") and _BARE_DEMAND.match(text) is not None


def _tells_of_another(sentence: Span, words: Vocabulary) -> bool:
    """Whether the sentence tells what someone else does: "Rektorn leder skolans arbete."."""
    tokens = [token for token in sentence if token.is_alpha]
    skipped = 0
    while skipped < min(3, len(tokens)) and tokens[skipped].pos_ in ("DET", "ADJ"):
        skipped += 1
    tokens = tokens[skipped:]
    if len(tokens) < _LEAST_TOKENS:
        return False
    first = tokens[0]
    if first.pos_ == "PROPN":
        after = next((token for token in tokens[1:] if token.pos_ != "PROPN"), first)
        named = after.i - first.i == tokens.index(after)
        return named and "VerbForm=Fin" in after.morph
    if first.pos_ != "NOUN" or "Definite=Def" not in first.morph:
        return False
    if words.types["experience"].match(first.text) or words.nouns.match(first.text):
        return False
    if _APPLICANT_NOUN.match(first.text) or first.nbor().text == ",":
        return False
    return any("VerbForm=Fin" in token.morph for token in tokens[1:_SUBJECT_WORDS])


def _requirements(
    doc: Doc, whole: str, sentence: Span, ask: Ask, words: Vocabulary, forms: Forms
) -> Iterator[Requirement]:
    text = whole[sentence.start_char : sentence.end_char]
    aside = _reason_inside(doc, whole, sentence, words)
    if aside is not None and aside[0] <= _OPENS_WITHIN:
        # "Eftersom du möter kunder krävs att du …": the reason ends where the asking begins.
        asks = [c.start for c in ask.cues if c.scope == "after" and aside[0] < c.start < aside[1]]
        aside = (aside[0], min([aside[1], *asks]))
    if aside is not None:
        if own := _NEXT_CLAUSE.search(text, *aside) or _THEREFORE.search(text, *aside):
            aside = (aside[0], own.start())
        # What is said in the reason ("då det krävs i arbetet") asks nothing.
        ask = replace(ask, cues=tuple(c for c in ask.cues if not aside[0] <= c.start < aside[1]))
    invited = False
    for start, end in _places(text, ask, words, forms):
        if ask.void is not None and ask.void[0] < end and start < ask.void[1]:
            if ask.void[0] - start >= _LEAST:
                end = ask.void[0]
            elif end - ask.void[1] >= _LEAST:
                start = ask.void[1]
            else:
                continue
        place = trimmed(text, start, end, ask.cues, words)
        if place is None or (ask.form != "whole" and words.unasked.search(text[slice(*place)])):
            continue
        # "… som vill bidra och utveckla arbetssätt": the invitation goes on to the next verb form.
        invites = words.invitation.search(text[slice(*place)]) is not None or (
            _WANTS.match(text, place[0]) is not None and _sought(text, place[0], ask)
        )
        invited = invites or (invited and not words.verbs.match(text[start:end].strip()))
        if invited:
            continue
        if aside is not None:
            place = trimmed(text, *_without(place, aside), (), words) or place
            if aside[0] <= place[0] and place[1] <= aside[1]:
                continue
        item = text[slice(*place)]
        kind = "register" if ask.form == "whole" else type_of(item, words)
        level = _level(text, start, end, ask, forms)
        level = "must" if kind in ("register", "citizenship") else level
        reason, negated = _setting(doc, whole, sentence, place, words)
        if negated and level == "must":
            continue
        yield Requirement(
            start=sentence.start_char + place[0],
            end=sentence.start_char + place[1],
            text=item,
            level=level,
            type=kind,
            measurable=is_measurable(item, kind, words),
            justified=reason is not None,
            justification=reason,
        )


def _sought(text: str, place: int, ask: Ask) -> bool:
    """Whether the last cue before ``place`` that governs it tells who is sought."""
    told = [cue for cue in ask.cues if cue.end <= place and cue.scope == "after"]
    return bool(told) and _SEEKS.search(text, told[-1].start, told[-1].end) is not None


def _places(text: str, ask: Ask, words: Vocabulary, forms: Forms) -> Iterator[tuple[int, int]]:
    if ask.form == "whole":
        who = _WHO.match(text)
        yield who.end() if who else 0, len(text)
    elif ask.form == "named":
        yield from _named(text, ask, words, forms)
    else:
        for cue in ask.cues:
            if cue.scope == "after" and (sought := words.sought.search(text, cue.start, cue.end)):
                relative = text.rfind(" som", sought.end(), cue.end)
                yield from _told_before(text, sought.end(), max(relative, sought.end()), words)
        opening = next((cue.start for cue in ask.cues if cue.scope == "after"), 0)
        where = _WHERE.match(text)
        first = where.end() if where else inverted(text, ask.cues)
        for start, end in segments(text, first, len(text.rstrip()), ask.cues, words, forms):
            piece = text[start:end]
            cued = any(start <= cue.start < end for cue in ask.cues)
            few = len(piece.split()) < _FEW_WORDS and not cued
            if few and not ask.listed and not _known(piece, words):
                continue
            # "Rollen är central i skolan och kräver att du …": what is asked comes after the cue.
            before_cue = end <= opening and not any(start <= c.start < end for c in ask.cues)
            if not before_cue or words.statement.search(piece.lstrip("•*- ")):
                yield start, end


def _named(text: str, ask: Ask, words: Vocabulary, forms: Forms) -> Iterator[tuple[int, int]]:
    """In "Vi söker en engagerad, legitimerad lärare till …" the words for what is asked.

    What comes with "med" is a row: "en montör med körkort och minst tre års erfarenhet".
    """
    sought = words.sought.search(text)
    if sought is None:
        return
    end = _named_end(text, sought.end(), words, forms)
    with_ = _NAMED_WITH.search(text, sought.end())
    if with_ is not None:
        end = min(end, with_.start())
    places = list(_told_before(text, sought.end(), end, words))
    beside = [_beside(text, place[0], sought.end(), forms) for place in places]
    yield from (place for place in beside if place and all(not _meet(place, p) for p in places))
    yield from places
    if with_ is not None and end == with_.start() and words.nouns.search(text, with_.end()):
        yield from segments(text, with_.end(), len(text.rstrip()), ask.cues, words, forms)


def _told_before(text: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[int, int]]:
    """What "Vi söker en driven och erfaren lärare som …" asks before it goes on."""
    last = start
    for place in sorted(
        m.span() for kind in _NAMED for m in words.types[kind].finditer(text, start, end)
    ):
        if place[0] >= last:
            yield place
            last = place[1]


def _named_end(text: str, start: int, words: Vocabulary, forms: Forms) -> int:
    """Where the words for who is sought end; a comma between adjectives ends nothing."""
    for stop in _NAMED_END.finditer(text, start):
        if stop.group() != ",":
            return stop.start()
        around = _AROUND_COMMA.search(text[start : stop.start()]), stop.end() + 1
        before = around[0] and start + around[0].start()
        traits = words.types["trait"]
        if before is None or not all(
            traits.match(text, place) or forms.adjective(place) for place in (before, around[1])
        ):
            return stop.start()
    return len(text)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _beside(text: str, start: int, first: int, forms: Forms) -> tuple[int, int] | None:
    """An adjective that stands in a row with the word at ``start``: "en kunnig och erfaren …"."""
    row = _BEFORE_ROW.search(text, first, start)
    if row is None or not forms.adjective(row.start()):
        return None
    return row.start(), row.end(1)


def _known(piece: str, words: Vocabulary) -> bool:
    return any(pattern.search(piece) for pattern in (*words.types.values(), words.nouns))


def _level(text: str, start: int, end: int, ask: Ask, forms: Forms) -> RequirementLevel:
    inside = [
        cue
        for cue in ask.cues
        if start <= cue.start < end and not (cue.scope == "here" and _beside_it(text, cue, forms))
    ]
    if inside:
        return "merit" if any(cue.level == "merit" for cue in inside) else "must"
    left = [cue for cue in ask.cues if cue.end <= start and cue.scope == "after"]
    if left:
        return left[-1].level
    told = [cue for cue in ask.cues if cue.end <= start and cue.scope == "before"]
    if told and _LIKE.search(text, 0, min(len(text), start + _LIKE_LETTERS)):
        return told[-1].level
    right = [cue for cue in ask.cues if cue.start >= end and cue.scope == "before"]
    if not right or _OWN_CLAUSE.match(text, start) or ";" in text[end : right[0].start]:
        return ask.level
    return right[0].level


def _beside_it(text: str, cue: CueMatch, forms: Forms) -> bool:
    """Whether "gärna" tells of an act, "du tar gärna egna initiativ", or of an aside only."""
    before, after = _WORD_BEFORE.search(text, 0, cue.start), _WORD_AFTER.match(text, cue.end)
    return text[: cue.start].endswith("(") or any(
        word is not None and forms.finite(word.start(1)) and not _HAS.fullmatch(word.group(1))
        for word in (before, after)
    )


def _setting(
    doc: Doc, whole: str, sentence: Span, place: tuple[int, int], words: Vocabulary
) -> tuple[Justification | None, bool]:
    """The reason given for a demand, and whether words outside it say it is not asked."""
    start, end = sentence.start_char + place[0], sentence.start_char + place[1]
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None, False
    found = context(doc, span.start, span.end)
    negated = found.negation is not None and not start < found.negation.start < end
    reason = found.reason
    if reason is None or words.not_reason.search(whole, sentence.start_char, reason.start):
        return None, negated
    text = whole[reason.start : reason.end]
    return Justification(start=reason.start, end=reason.end, text=text), negated


def _reason_inside(
    doc: Doc, whole: str, sentence: Span, words: Vocabulary
) -> tuple[int, int] | None:
    """Place in the sentence of the clause that gives a reason, if the sentence has one."""
    text = whole[sentence.start_char : sentence.end_char]
    if not _REASON_WORD.search(text):
        return None
    # A reason is told of a word outside it: the first word, or the last where the reason is first.
    reason = (
        context(doc, sentence.start, sentence.start + 1).reason
        or context(doc, sentence.end - 1, sentence.end).reason
    )
    if reason is None or words.not_reason.search(whole, sentence.start_char, reason.start):
        return None
    start, end = reason.start - sentence.start_char, reason.end - sentence.start_char
    inside = 0 <= start < end <= len(text)
    return (start, end) if inside and end - start < len(text.strip()) - 2 else None


def _without(place: tuple[int, int], aside: tuple[int, int]) -> tuple[int, int]:
    """The demand without the reason that ends or opens it."""
    if place[0] + 1 < aside[0] < place[1] <= aside[1] + 2:
        return place[0], aside[0]
    if aside[0] <= place[0] < aside[1] < place[1] - 1:
        return aside[1], place[1]
    return place
