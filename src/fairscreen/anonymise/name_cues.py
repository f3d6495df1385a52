"""Names after words that announce one: cues, labels, signatures, the head of a CV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fairscreen.anonymise.hits import Finding, Role
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import NameDigits, names, table, words

__all__ = ["after_cues", "cue_pattern", "header", "signatures"]

_NAME = r"[^\W\d_][^\W\d_'’\-‑]*(?:['’\-‑][^\W\d_]+)*\.?"
_CAPITAL = re.compile(r"[^\W\d_a-zåäöéü][^\W\d_]*(?:['’\-‑][^\W\d_]+)*")
_GREETING = re.compile(
    r"\s*(?:hej|hejsan|hello|hi|dear|kära|käre|bästa|bäste|tjena|tjenare|tja|hallå|goddag|"
    r"god (?:dag|morgon|kväll|eftermiddag)|good (?:morning|afternoon|evening))\b", re.I,
)  # fmt: skip
_AFTER_NAME = frozenset({"och", "men", "som", "jag", "är", "har", "från", "bor", "kommer", "söker",
    "vill", "arbetar", "jobbar", "and", "but", "who", "from", "live", "work", "inte", "alltså",
    "nämligen", "fast", "egentligen"})  # fmt: skip
_BETWEEN = frozenset({"och", "and", "o", "de", "la", "del", "bin", "af", "von", "van", "al", "el"})
_MODEL_SURE = 0.9
_STRONG = {"applicant", "referee"}
# After these a capitalised word is a name, whatever else it may mean: "Jag heter Ada".
_SAYS_OWN = re.compile(
    r"(?:jag heter|heter jag|mitt namn är|mitt namn:|my name is|i am called|jag kallas|"
    r"people call me|call me|calls me|i go by|kalla mig)"
    r"\W*$", re.I,
)  # fmt: skip


@cache
def cue_pattern(role: str) -> re.Pattern[str]:
    """Words after which a name with that role follows, up to where the name begins."""
    cues = sorted(table("names")["cues"][role], key=len, reverse=True)
    joined = "|".join(re.escape(cue).replace("\\ ", r"\s+") for cue in cues)
    return re.compile(
        rf"(?<![\w\-])(?i:{joined})(?!\w)[ \t]*[,:–\-]?(?:[ \t]*\n)?[ \t\"”“]*(?=[^\W\d_a-zåäöéü])"
    )


@cache
def _label_pattern(role: str) -> re.Pattern[str]:
    labels = sorted(table("names")["labels"][role], key=len, reverse=True)
    joined = "|".join(re.escape(label) for label in labels)
    return re.compile(
        rf"(?:^|[\t|•·]|  )[ \t\W]*(?:{joined})[ \t]*(?:\([^)\n]{{0,20}}\))?[ \t]*[:=][ \t]*"
        r"(?:\n[ \t]*)?(?P<x>(?:[^\s|•·;:]|[ ](?! )){2,60})",
        re.I | re.M,
    )


# "jag heter hodan abdullahi warfaa och": a name in a text without capitals.
_LOWER = re.compile(
    r"(?<!\w)(?i:jag heter|mitt namn är|my name is|i go by)[ \t]+"
    r"(?P<x>[^\W\d_A-ZÅÄÖ][^\W\d_'’\-]*[^\W\d_]"
    r"(?:[ \-][^\W\d_A-ZÅÄÖ][^\W\d_'’]+){0,3})"
)


def _in_lower_case(reading: Reading) -> Iterator[Finding]:
    listed = names()
    for match in _LOWER.finditer(reading.text):
        end = match.start("x")
        for word in re.finditer(r"[^\W\d_]+", match.group("x")):
            lower = word.group().lower()
            digits = listed.get(lower)
            if lower in words("not_names") or len(lower) < 3 or (digits and digits[2] >= 7):
                break
            if digits is None and lower in _AFTER_NAME:
                break
            end = match.start("x") + word.end()
        if end > match.start("x"):
            yield Finding(
                match.start("x"), end, "name", 0.9, "name-cue-applicant",
                "Namn efter ett ord som leder fram till det.", "person", role="applicant",
            )  # fmt: skip


def after_cues(reading: Reading) -> Iterator[Finding]:
    """Names after cues and labels."""
    text = reading.text
    yield from _in_lower_case(reading)
    for role in ("applicant", "referee", "other"):
        for match in _label_pattern(role).finditer(text):
            yield from _label_value(reading, match, role)  # type: ignore[arg-type]
        for match in cue_pattern(role).finditer(text):
            vague = _role(match.group(), role) is None
            end = _extent(
                reading, match.end(), strong=role in _STRONG, vague=vague,
                own=_SAYS_OWN.search(match.group()) is not None,
            )  # fmt: skip
            if end:
                yield Finding(
                    match.end(), end, "name", 0.95 if role in _STRONG else 0.85,
                    f"name-cue-{role}", "Namn efter ett ord som leder fram till det.", "person",
                    role=_role(match.group(), role),
                )  # fmt: skip


def _role(cue: str, role: str) -> Role | None:
    # "hej", "och", "med" tell that a name follows, not whose it is.
    vague = table("names")["vague"]
    if cue.strip(' \t\n,:–-"”“').lower() in vague:
        return None
    return role  # type: ignore[return-value]


def _extent(reading: Reading, start: int, *, strong: bool, vague: bool, own: bool = False) -> int:
    """Where the name that begins at ``start`` ends, or 0 when the words there are no name.

    ``own``: a person has just said that the name is theirs.
    """
    text = reading.text
    listed = names()
    particles = set(table("names")["particles"])
    stop = words("not_names")
    end = at = start
    count = listed_count = 0
    good = 0
    while count < 5:
        match = re.compile(_NAME).match(text, at)
        if not match:
            break
        word = match.group().rstrip(".")
        lower = word.lower()
        if lower in particles and count and word.islower():
            at = match.end() + 1
            continue
        digits = listed.get(lower, listed.get(lower.removesuffix("s"), (0, 0, 0)))
        if not word[0].isupper() or (
            lower in stop
            and not (max(digits[:2]) >= 6 and (strong or count))
            and not (own and lower not in _AFTER_NAME)
            and not (strong and _is_name_before(text, match.end(), digits))
        ):
            break
        if lower in table("names")["organisation_next"] or re.search(
            r"(?:gatan|vägen|skolan|gymnasiet|gården|sjukhus|kyrkan|universitet|bolaget|kommun|nämnden|förvaltningen)$",
            lower,
        ):
            return 0
        if count and word.isupper() and len(word) > 1 and not text[start:end].isupper():
            break
        count += 1
        listed_count += max(digits[:2]) > 0
        # A vague cue ("och", "med") needs a clear name; "min chef" only one that is listed.
        good += max(digits[:2]) >= (3 if vague else 1) and digits[2] < (9 if strong else 3)
        if word.isupper() and 1 < len(word) < 5 and not strong:
            return 0
        end = match.start() + len(word) + (match.group().endswith(".") and len(word) == 1)
        at = end
        if text[at : at + 1] != " ":
            break
        at += 1
    if not count or count > 4:
        return 0
    after = re.compile(r"[ \-]?([^\W\d_]+)").match(text, end)
    if (
        after
        and after.group(1).lower() in table("names")["organisation_next"]
        and text[end : end + 1] in " -"
    ):
        return 0
    greeted = text[start - 2 : start] == ", " or text[end : end + 1] in ",!"
    line = reading.line_at(start).text
    if vague and listed_count and greeted and _GREETING.match(line):
        good += 1
    if own or (strong and (listed_count or count in (2, 3))) or (not strong and good):
        return _genitive(text, start, end)
    return 0


def _is_name_before(text: str, end: int, digits: NameDigits) -> bool:
    """Whether a given name that is also a word stands before a surname that is no word."""
    after = re.compile(r" ([^\W\d_a-zåäöéü][^\W\d_]+)").match(text, end)
    if digits[0] < 3 or not after or after.group(1).lower() in words("not_names"):
        return False
    surname = names().get(after.group(1).lower(), (0, 0, 0))
    return surname[1] >= 3 and surname[2] < 4


def _genitive(text: str, start: int, end: int) -> int:
    last = text[start:end].split(" ")[-1].lower()
    listed = names()
    if last.endswith("s") and len(last) > 3:
        whole, bare = listed.get(last, (0, 0, 0)), listed.get(last[:-1], (0, 0, 0))
        if max(bare[:2]) > max(whole[:2]) + 1:
            return end - 1
    return end


def _label_value(reading: Reading, match: re.Match[str], role: Role) -> Iterator[Finding]:
    value = match.group("x")
    start = match.start("x")
    lead = len(value) - len(value.lstrip(" \"'"))
    value = value.strip(" \"'")
    start += lead
    # Everything up to a comma, a number, a bracket or a wide gap.
    cut = re.split(
        r"[,\d(@/]| {2,}| [–—-] | (?:på|hos|vid|från|i|at|from|in|with|tel|mobil)(?= )", value
    )[0].rstrip(" .")
    parts = [part for part in re.split(r"\s+", cut) if part]
    if not parts or len(parts) > 5 or not all(re.fullmatch(_NAME, part) for part in parts):
        return
    listed = names()
    known = sum(max(listed.get(part.lower().strip("."), (0, 0, 0))[:2]) > 0 for part in parts)
    bare = [part.lower() for part in parts]
    if role != "applicant" and (not known or not parts[0][0].isupper()):
        return
    if any(part in table("names")["organisation_next"] for part in bare) or (
        all(part in words("not_names") for part in bare)
        and not any(max(listed.get(part, (0, 0, 0))[:2]) >= 7 for part in bare)
    ):
        return
    if not known and (len(parts) > 3 or not parts[0][0].isupper()):
        return
    yield Finding(
        start, start + len(cut), "name", 0.97, f"name-label-{role}",
        "Namn efter en ledtext.", "person", role=role,
    )  # fmt: skip


def header(reading: Reading) -> Iterator[Finding]:
    """A name as the head of a CV: one of the first lines holds name words alone."""
    seen = 0
    for line in reading.lines:
        if not line.text.strip():
            continue
        seen += 1
        if seen > 4 or line.heading:
            return
        bare = re.sub(
            r"^[\s#*]*(?:cv|curriculum vitae|meritförteckning|personligt brev|ansökan|resume|résumé)"  # noqa: E501
            r"(?!\w)[\s:–—\-,|]*(?:för |for |från )?", "", line.text, flags=re.I,
        )  # fmt: skip
        offset = line.start + len(line.text) - len(bare)
        part = re.split(r"\s*(?:[|•·,;\t–—(]|\s{3,}| - |\d|@)", bare)[0].rstrip()
        found = _name_line(part.strip(" *#")) or _read_as_person(reading, offset, bare, part)
        if found:
            lead = bare.index(found)
            yield Finding(
                offset + lead, offset + lead + len(found), "name", 0.85, "name-header",
                "Namn överst i dokumentet.", "person", role="applicant",
            )  # fmt: skip
            return


def _read_as_person(reading: Reading, offset: int, bare: str, part: str) -> str:
    """``part`` of a first line when the entity model reads all of it as one full name."""
    found = part.strip(" *#")
    start = offset + bare.index(found)
    for entity in reading.entities:
        if (
            entity.label == "PER"
            and entity.score >= _MODEL_SURE
            and (entity.start, entity.end) == (start, start + len(found))
            and 2 <= len(found.split()) <= 5
            and any(len(word) > 2 for word in found.split())
        ):
            return found
    return ""


def _name_line(part: str) -> str:
    tokens = part.split()
    if not 2 <= len(tokens) <= 5 or not all(re.fullmatch(_NAME, token) for token in tokens):
        return ""
    listed = names()
    particles = table("names")["particles"]
    stop = words("not_names") | set(table("names")["organisation_next"])
    strength = given = 0
    # "Ada Åkerlind": a given name that is also a word, before a surname that is none.
    first = _is_name_before(part, len(tokens[0]), listed.get(tokens[0].lower(), (0, 0, 0)))
    for number, token in enumerate(tokens):
        lower = token.lower().strip(".")
        digits = listed.get(lower, (0, 0, 0))
        if lower in particles:
            continue
        if not token[0].isupper():
            return ""
        if lower in stop and max(digits[:2]) < 6 and not (first and not number):
            return ""
        if digits[2] >= 6 and digits[1] < 5:
            continue
        strength += digits[0] >= 2 or digits[1] >= 2
        given += digits[0] >= 3
    if tokens[0].lower().strip(".,") in table("names")["signature"]["greetings"]:
        return ""
    wordy = all(listed.get(t.lower(), (0, 0, 0))[2] >= 5 for t in tokens)
    return part if strength >= 1 and (given or strength >= 2) and not wordy else ""


def signatures(reading: Reading) -> Iterator[Finding]:
    """The name after a closing greeting, on its line or the next one that is not empty."""
    greetings = sorted(table("names")["signature"]["greetings"], key=len, reverse=True)
    joined = "|".join(re.escape(g) for g in greetings if g != "/")
    pattern = re.compile(
        rf"^[ \t]*(?:(?:{joined})(?:[ \t]+(?:från|önskar))?(?!\w)[ \t]*[,.!:/]?|/)[ \t]*"
        r"(?P<same>[^\n]{0,50})$",
        re.I | re.M,
    )
    for match in pattern.finditer(reading.text):
        same = match.group("same").strip()
        if same:
            yield from _signed(reading, match.start("same"), match.end("same"))
            continue
        number = reading.line_number(match.start())
        for line in reading.lines[number + 1 : number + 4]:
            if line.text.strip():
                yield from _signed(reading, line.start, line.end)
                break


def _signed(reading: Reading, start: int, end: int) -> Iterator[Finding]:
    text = reading.text[start:end]
    cut = re.split(r"[,|\d@(•\t]|\s{3,}| [–—-] | (?:i|på|hos|från|at|from|in)(?= \w)", text)[0]
    name = cut.strip(' .,/!*"')
    tokens = name.split()
    if not 1 <= len(tokens) <= 4 or not all(re.fullmatch(_NAME, token) for token in tokens):
        return
    lower = [token.lower().strip(".") for token in tokens]
    listed = names()
    known = [max(listed.get(token, (0, 0, 0))[:2]) for token in lower]
    if all(
        token in words("not_names") and strength < 6
        for token, strength in zip(lower, known, strict=True)
    ):
        return
    if any(token in table("names")["organisation_next"] for token in lower):
        return
    if any(
        token.islower() and listed.get(token, (0, 0, 0))[2] >= 7 and token not in _BETWEEN
        for token in tokens
    ):
        return  # "thanks for the chat yesterday"
    if not any(strength >= 2 for strength in known) and (not name[0].isupper() or len(tokens) > 3):
        return
    lead = text.index(name)
    yield Finding(
        start + lead, start + lead + len(name), "name", 0.95, "name-signature",
        "Namn under brevet.", "person", role="applicant",
    )  # fmt: skip
