"""Names told by what stands beside or after them: "Nouran, som jag kallas", the lines of referees.

These need no list: rare names are told here as surely as common ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.anonymise.hits import Finding, Role
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import names, ordinary, table, words

__all__ = [
    "beside_persons", "called", "in_families", "in_subjects", "on_devices", "on_referee_lines",
    "told_after",
]  # fmt: skip

_ONE = r"[^\W\d_a-zåäöéü][^\W\d_]+(?:['’\-‑][^\W\d_]+)*"
_FULL = rf"{_ONE}(?: {_ONE}){{0,3}}"
# "Nouran, som jag kallas"; "Jorma heter jag"; "Stratos säger alla".
_AFTER = re.compile(
    rf"(?<![\w@.\-])(?P<x>{_FULL})[\"”“’]?"
    r"(?:,? (?:som (?:jag|alla|de(?: flesta)?|kollegorna|vännerna|mina \w+) "
    r"(?:kallas|kallar|säger|brukar|heter)|(?:heter|kallas|hette) jag\b|(?:säger|kallar) alla\b|"
    r"kallar de mig)|"
    r",? as (?:I am|every(?:one|body)|people|friends|they) (?:called|calls?|says?)\b|"
    r" is (?:my name|what they call me)\b)"
)
# "Chefen hette Sinco": persons are called by a name, however rare.
_CALLED = re.compile(
    r"\b(?i:chef|förman|handledar|lärar|kolleg|grann|mentor|rektor|arbetsledar|kompis|vän|rumskamrat|"
    r"boss|manager|supervisor|colleague|mentor|teacher|neighbour)\w{0,4} "
    rf"(?i:heter|hette|kallas|kallades|is called|was called|is named|was named) (?P<x>{_FULL})"
)
# "Barnvakt hos familjen Bergenstråhle", "the Ndiaye family".
_FAMILY = re.compile(
    rf"\b(?:[Ff]amiljen|[Ff]amilies|[Ff]am\.) (?P<a>{_ONE}(?:[ \-]{_ONE})?)(?![\w\-])|"
    rf"\b[Tt]he (?P<b>{_ONE}) famil(?:y|ies)\b"
)
# "Skickat från Olles iPhone"; "Född Abdi, gift Lundgren 2010".
_OWNED = re.compile(
    rf"\b(?:[Ss]kickat från|[Ss]ent from) (?P<x>{_ONE})(?:['’]s)? (?=iPhone|iPad|Samsung|Galaxy|"
    rf"Huawei|Android|mobil|telefon|dator|Mac|phone|tablet)|"
    rf"\b(?:[Gg]ift|[Oo]gift) (?P<y>{_ONE})(?=,? (?:år |sedan )?(?:19|20)\d\d|[,.;)]|\s*$)",
    re.MULTILINE,
)
# What stands before the comma, bracket or wide gap of a referee's line.
_FIRST = re.compile(r"[,|(\t–—]|\s{3,}| - |\d|@|:|\.$")
_NAME = re.compile(rf"(?:(?:{_ONE}|[^\W\d_a-zåäö]\.)(?: |$)){{2,4}}")
_QUOTED = re.compile(rf",? [\"”“«»’']({_ONE})[\"”“«»’']")
_QUOTES = tuple("\"”“«»’'")
# "Filmon Zerezghi (Fili to the bees)", "Stig-Arne Ek (Stigge)".
_BRACKETED = re.compile(
    rf" \(({_ONE}|[^\W\d_a-zåäö]-?[^\W\d_a-zåäö])"
    r"(?: (?:to|for|among|by|bland|för|hos|av|på|i) [^()\n]{2,40})?\)"
)
_THEN = re.compile(rf" ({_ONE})")  # "Anna-Karin (A-K) Lindqvist"
# "Re: Bronagh Tully", alone on the line: whom a reference is about.
_SUBJECT = re.compile(
    r"(?mi:^(?:re|ref|subject|ämne|ang|angående|avser|gäller|about|regarding)\.?:[ \t]*)"
    rf"(?P<x>{_ONE}(?: {_ONE}){{1,3}})(?=[ \t]*(?:$|\n|,))"
)
_WITH = re.compile(rf" (?:och|&|and|samt) ({_ONE})(?!\w)")


def _open(word: str) -> bool:
    """Whether a word in lower case may be a name at all."""
    return not (
        word in words("not_names")
        or word in words("place_names")
        or word in ordinary()
        or word in table("names")["organisation_next"]
        or names().get(word, (0, 0, 0))[2] >= 6
    )


def _found(start: int, end: int, rule: str, why: str, role: Role | None) -> Finding:
    return Finding(start, end, "name", 0.85, rule, why, "person", role=role)


def told_after(reading: Reading) -> Iterator[Finding]:
    """A name after which the applicant says that it is theirs."""
    for match in _AFTER.finditer(reading.text):
        said = match.group("x").lower().split()
        quoted = reading.text[match.start("x") - 1 : match.start("x")] in _QUOTES
        if not quoted and all(word in words("not_names") or word in ordinary() for word in said):
            continue
        yield _found(
            *match.span("x"), "name-told-after", "Namn som följs av att någon heter så.",
            "applicant",
        )  # fmt: skip


def in_families(reading: Reading) -> Iterator[Finding]:
    """The surname of a family that somebody worked for."""
    for match in _FAMILY.finditer(reading.text):
        group = "a" if match.group("a") else "b"
        said = match.group(group).lower().split()
        # In English a firm calls itself so, too: "join the Freska family".
        listed = names().get(said[0], (0, 0, 0))[1] >= 3
        if all(map(_open, said)) and (group == "a" or listed):
            yield _found(*match.span(group), "name-family", "Namn på en familj.", None)


def on_devices(reading: Reading) -> Iterator[Finding]:
    """Whose telephone a mail was sent from, and the surname taken by marriage."""
    for match in _OWNED.finditer(reading.text):
        group = "x" if match.group("x") else "y"
        word = match.group(group).lower()
        given, surname, _ = names().get(word, names().get(word.removesuffix("s"), (0, 0, 0)))
        if _open(word) and (surname >= 3 or given >= 3):
            yield _found(*match.span(group), "name-owned", "Namn efter ett ord om vems.", None)


def in_subjects(reading: Reading) -> Iterator[Finding]:
    """The name that alone is the subject of a letter or a talk."""
    for match in _SUBJECT.finditer(reading.text):
        given, *_, last = match["x"].lower().split()
        common = names().get(given, (0,))[0]
        if _open(given) and (common >= 3 or (common and names().get(last, (0, 0))[1])):
            why = "Namnet är vad brevet eller samtalet gäller."
            yield _found(*match.span("x"), "name-subject", why, "applicant")


def called(reading: Reading) -> Iterator[Finding]:
    """Another person after words that say what they are called."""
    for match in _CALLED.finditer(reading.text):
        said = match.group("x").lower().split()
        listed = max(names().get(said[0], (0, 0, 0))[:2]) >= 3
        if listed or not all(word in words("not_names") or word in ordinary() for word in said):
            yield _found(
                *match.span("x"), "name-called", "Namn efter ord om vad någon heter.", "other"
            )


def on_referee_lines(reading: Reading) -> Iterator[Finding]:
    """``Firmesk Sissala, lön`` under the heading of referees."""
    for line in reading.lines:
        if line.part != "referees" or line.heading:
            continue
        opening = re.match(r"[\s•*\-–\d.)]*(?:[^\W\d_]+:\s*)?", line.text)
        at = opening.end() if opening else 0
        name = _FIRST.split(line.text[at:])[0].rstrip()
        said = name.lower().replace(".", "").split()
        if not _NAME.fullmatch(name) or not all(map(_open, said)):
            continue
        start = line.start + at
        if any(
            e.label != "PER" and e.score >= 0.8 and e.start < start + len(name) and start < e.end
            for e in reading.entities
        ) or not any(word in names() for word in said):
            continue
        yield _found(
            start, start + len(name), "name-referee-line", "Namn bland referenserna.", "referee"
        )


def beside_persons(reading: Reading) -> Iterator[Finding]:
    """``Anna Berg, "Bibbi"`` and ``Pranom och Chukri``: beside whom the model reads as a person."""
    text = reading.text
    for entity in reading.entities:
        if entity.label != "PER" or entity.score < 0.5:
            continue
        quoted = _QUOTED.match(text, entity.end)
        if quoted and _open(quoted.group(1).lower()):
            yield _found(*quoted.span(1), "name-quoted", "Smeknamn intill ett namn.", None)
        in_brackets = _BRACKETED.match(text, entity.end)
        if in_brackets and _open(in_brackets.group(1).lower()):
            why = "Smeknamn inom parentes efter ett namn."
            yield _found(*in_brackets.span(1), "name-quoted", why, None)
            surname = _THEN.match(text, in_brackets.end())
            if surname and names().get(surname.group(1).lower(), (0, 0))[1]:
                yield _found(*surname.span(1), "name-quoted", why, None)
        joined = _WITH.match(text, entity.end)
        if joined and _given(joined.group(1)):
            yield _found(*joined.span(1), "name-with", "Namn intill ett annat namn.", None)
        ahead = re.search(
            rf"(?<![\w@.\-])({_ONE}) (?:och|&|and|samt) $",
            text[max(0, entity.start - 40) : entity.start],
        )
        if ahead and _given(ahead.group(1)):
            start = max(0, entity.start - 40) + ahead.start(1)
            yield _found(
                start, start + len(ahead.group(1)), "name-with", "Namn intill ett annat namn.", None
            )


def _given(word: str) -> bool:
    """A given name, however rare, that is no word."""
    given, _, seen = names().get(word.lower(), (0, 0, 9))
    return given >= 1 and seen == 0 and _open(word.lower())
