"""Where a name is a thing's: systems, programs, wards and plays called like persons.

A municipality runs Matilda, Tyra and Procapita, and people know them as they know Excel. What is
said around such a word tells it: "dokumenterar i Tyra", "Abaqus, Tekla, BaTMan", "Ruth is our
booking system". People are not documented in, superusers of, or listed between two programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import names, table, words

__all__ = ["is_product", "names_a_thing"]

_SYSTEM = (
    r"\w*(?:system|systemet|systems|programmet|programvara|programvaran|appen|app|verktyg|verktyget|"
    r"plattform|plattformen|modulen|databas|databasen|registret|chatt?bot|chatt?boten|boten|"
    r"portal|portalen|e-tjänst|e-tjänsten|webbplats|webbplatsen|"
    r"program|programs|software|platform|tool|tools|database|application|module|chatbot)"
)
# Words that only a thing follows, and never a person.
_BEFORE = re.compile(
    rf"(?<!\w)(?:{_SYSTEM}|super(?:användare|user) (?:i|av|för|of|in|for)|"
    r"systemförvaltare (?:av|för)|migrer(?:at|ade|ing) (?:från|till)|migrated (?:from|to)|"
    r"behärskar|införandet? av|implementera(?:de|t)|"
    r"upphandla(?:de|t)|förvaltat|förvaltade|"
    r"logga(?:r|de|t)? in (?:i|på)|log(?:s|ged|ging)? (?:in ?to|on to)|"
    r"(?:dokument|journalf|registrer|rapporter)\w+ i|(?:utbildad|certifierad) i|"
    r"(?:document(?:s|ed|ing|ation)?|recorded|recording|trained|certified) in|skilled in|"
    r"proficient (?:in|with))"
    r"(?: bl\.? ?a\.?| bland annat| t\.? ?ex\.?| e\.g\.| såväl| både| both| även| också)?"
    r":? [\"”“'«»]?$",
    re.IGNORECASE,
)
# These a person may follow too: "Mina erfarenheter av Eva", "då kan Anna svara", "använd Eva som
# referens".
_WEAK = re.compile(
    r"(?<!\w)(?:använd(?:er|a|e|t)|användning av|use|uses|used|using|"
    r"erfarenhet av|van(?:a)? (?:av|vid)|van att \w+ i|kunskap(?:er)? (?:i|om)|kunnig i|"
    r"experience (?:with|of|in|using)|knowledge of|familiar with|know|knows|kan|förvaltar|hanterar)"
    r"(?: bl\.? ?a\.?| bland annat| t\.? ?ex\.?| e\.g\.| såväl| både| both)?:? [\"”“'«»]?$",
    re.IGNORECASE,
)
# Of what is done in a system alone: "en god vän i Karin" is no system.
_WITHIN = re.compile(
    r"(?<!\w)(?:dokument|journalf|registrer|rapporter|schemal|bokf|fakturer|handlägg|löneh|matar|"
    r"lägg|lade|skriv|skrev|för in|förde in|simuler|ritar|ritade|ritat|"
    r"model|document|record|schedul|enter|simulat)"
    r"\w*(?: [\w-]+){0,4}? (?:i|in|inom) [\"”“'«»]?$",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?<!\w)\w*(?:avdelningen|avdelning|enheten|gruppboendet|gruppbostaden|boendet|hotellet|hotell|"
    r"kliniken|mottagningen|restaurangen|restaurang|kaféet|caféet|krogen|salongen|butiken|firman|"
    r"företaget|bolaget|tidningen|tidskriften|föreställningen|pjäsen|operan|musikalen|filmen|boken|"
    r"romanen|serien|podden|metoden|modellen|testet|skalan|stormen|fartyget|färjan|båten|"
    r"projektet|kampanjen|kursen|förskolan|skolan|gården|kyrkan|villan|stugan|"
    r"projekt|project|ward|ship|ferry|storm|musical|opera|method) [\"”“'«»]?$",
    re.IGNORECASE,
)
_TITLES = (
    r"(?:it|data|datorer|dator(?:kunskaper?|vana|program)|it[\- ](?:kunskaper?|vana|system)|"
    r"(?:journal)?system(?:kunskaper?|vana)?|program|programvaror?|verktyg|"
    r"(?:it och system|system och program|språk och program)|tekniska? kunskaper|teknik|tekniker|"
    r"(?:computer|it|technical) skills|skills|tools|software|systems|tech(?: stack)?|technologies)"
)
_LABEL = re.compile(
    rf"[\s•*\-–·|]*(?:[\w /&,\-]{{0,24}}[ \-/])?{_TITLES}[ \t]*(?:[:=|\t–]|\s{{3,}})", re.IGNORECASE
)
_TITLE = re.compile(rf"[\s#*•\-–—=_]*{_TITLES}[\s:*=_\-–—]*", re.IGNORECASE)
_AFTER = re.compile(
    r"s?[\"”“'«»]?(?:(?: \(|, | är | – | — | is | was | var )(?:(?:vårt|våra|ett|det|en|our|a|an|"
    rf"the|their|kommunens|stadens|regionens|skolans|deras) )?(?:\w+[ \-]){{0,2}}{_SYSTEM}|"
    rf"[ \-]{_SYSTEM})(?=[.,;:)\n]|$| (?:som|för|där|i|på|that|for|where|which|used|and|och)\b)",
    re.IGNORECASE,
)
_ITEM = r"[^\W\d_][\w.+#&'’/\-]*(?: [\w.+#&'’/\-]+){0,2}"
_SEPARATOR = r"(?:, (?:och |and |samt )?|/| / | och | and | samt | & | \+ |; | [•|·] )"
_LEFT = re.compile(rf"(?<!\w)({_ITEM}){_SEPARATOR}$")
_RIGHT = re.compile(rf"({_SEPARATOR})(.+)")
# "systemet Anna byggde": a verb after the name makes it hers.
_DOES = re.compile(r" (\w+)")
_LAST = re.compile(r"(\w+) $")
_PAST = re.compile(
    r"\w{2,}(?:ade|[bdgjlmnrv]de|[kpstx]te|[a-z]ed)|"
    r"höll|gav|tog|skrev|drev|gick|fick|satt|såg|built|made|wrote|held|gave|took|set|kept|saw"
)
_HELPING = frozenset(
    {"är", "var", "blev", "har", "hade", "kan", "kunde", "ska", "skulle", "vill", "ville", "brukar",
     "is", "was", "became", "has", "had", "can", "could", "will", "would", "may", "might"}
)  # fmt: skip
_REACH = 160  # code points of the line that are looked at on either side
_COMMON = 5  # a given name of more than 1,000 bearers


def is_product(text: str) -> bool:
    """Whether ``text`` is the name of a system, a firm, a work or a place, and of few persons."""
    lower = text.lower()
    said = lower.split()
    if len(said) > 1 and _listed(lower):
        return True
    return all(_listed(word) and names().get(word, (0, 0, 0))[0] < _COMMON for word in said)


def names_a_thing(reading: Reading, start: int, end: int) -> bool:
    """Whether what stands around the name at ``start`` to ``end`` makes it a thing's."""
    line = reading.line_at(start)
    at = start - line.start
    before = line.text[max(0, at - _REACH) : at]
    after = line.text[at + end - start :][:_REACH]
    if _AFTER.match(after) or _in_phrase(before, reading.text[start:end], after):
        return True
    if _acts(after):
        return False
    name = reading.text[start:end]
    single = " " not in name
    if not single and _is_surname(name):
        return False
    if _BEFORE.search(before) or _HOUSE.search(before):
        return True
    following = _DOES.match(after)
    if following and following.group(1) in _HELPING:
        return False  # "Cosmic och Karin var min chef": a new clause
    if _among_systems(before, after):
        return True
    return single and (
        (_WITHIN.search(before) is not None and not _goes_on(after))
        or (_WEAK.search(before) is not None and _stands_free(name, after))
        or _LABEL.match(line.text[:at]) is not None
        or _under_title(reading, start)
    )


def _listed(lower: str) -> bool:
    return any(lower in words(name) for name in ("systems", "products", "abroad"))


def _in_phrase(before: str, name: str, after: str) -> bool:
    """Whether the name is a word of a longer one that is listed: "Maria Ungdom", "Lule Sami"."""
    ahead, behind = _LAST.search(before), _DOES.match(after)
    return (ahead is not None and _listed(f"{ahead.group(1)} {name}".lower())) or (
        behind is not None and _listed(f"{name} {behind.group(1)}".lower())
    )


def _acts(after: str) -> bool:
    """Whether a verb follows that people are said to do."""
    following = _DOES.match(after)
    return following is not None and (
        following.group(1) in table("names")["person_verbs"]
        or _PAST.fullmatch(following.group(1)) is not None
    )


def _stands_free(name: str, after: str) -> bool:
    """Whether a rarer name ends its clause, as in a list of what somebody knows."""
    given, _, _ = names().get(name.lower(), (0, 0, 0))
    return given < _COMMON and re.match(r"[,.;/)]|$| (?:och|and|samt|&)(?!\w)", after) is not None


def _goes_on(after: str) -> bool:
    """Whether a genitive or a surname follows: "i Annas grupp", "i Anna Bergs hem"."""
    return re.match(r"s\b|['’]s\b| [^\W\d_a-zåäöéü]", after) is not None


def _is_surname(text: str) -> bool:
    return names().get(text.rpartition(" ")[2].lower(), (0, 0, 0))[1] >= 3


def _under_title(reading: Reading, place: int) -> bool:
    """Whether the lines above, up to an empty one, begin under a title such as ``SYSTEM``."""
    number = reading.line_number(place)
    for line in reversed(reading.lines[max(0, number - 12) : number]):
        if _TITLE.fullmatch(line.text):
            return True
        if not line.text.strip() or line.heading:
            return False
    return False


def _among_systems(before: str, after: str) -> bool:
    """Whether a system stands beside it in a list: left, or right and bound to it."""
    left = _LEFT.search(before)
    beside = _RIGHT.match(after)
    if beside and any(map(_is_given, re.split(_SEPARATOR, beside.group(2))[0].split(" ")[:1])):
        return False  # "med Cosmic, Karin och Sven"
    if left and any(map(_clear, _tails(left.group(1)))):
        return True
    for _ in range(8):  # "behärskar Word, Tyra": back to what opens the list
        if left is None:
            break
        item = left.start(1)
        openings = [item, *(item + m.end() for m in re.finditer(" ", left.group(1)))]
        if any(_BEFORE.search(before[:at]) for at in openings):
            return True
        before = before[:item]
        left = _LEFT.search(before)
    right = _RIGHT.match(after)
    if right is None:
        return False
    items = re.split(_SEPARATOR, right.group(2))[:2]
    clear = [any(map(_clear, _heads(item))) for item in items]
    return clear[0] and (not right.group(1).startswith(",") or clear[1:] == [True])


def _heads(item: str) -> Iterator[str]:
    parts = item.split(" ")
    return (" ".join(parts[:count]).rstrip(".,;:") for count in range(1, min(4, len(parts) + 1)))


def _tails(item: str) -> Iterator[str]:
    parts = item.split(" ")
    return (" ".join(parts[count:]) for count in range(len(parts)))


def _is_given(word: str) -> bool:
    """Whether it is a frequent given name, as persons have."""
    return word[:1].isupper() and names().get(word.strip(".,;:").lower(), (0, 0, 0))[0] >= _COMMON


@cache
def _clear(item: str) -> bool:
    """Whether an item is a system and no common name: Excel, but not Matilda."""
    given, surname, _ = names().get(item.lower(), (0, 0, 0))
    return item[:1].isupper() and item.lower() in words("systems") and max(given, surname) < 4
