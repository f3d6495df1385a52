"""E-mail, phone numbers, links and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading

__all__ = ["find"]

# The sign and the stops written out, in brackets or not, against machines that gather addresses.
_AT = (
    r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|a|@|snabel-?a|ät|alfa)\s?[)\]}>]\s?| (?:snabel-?a|snabel a) |"
    r" at (?=[\w\-]+(?: dot |\.)(?:se|com|nu|org|net)\b))"
)
_STOP = r"(?:\.| ?[(\[{]\s?(?:dot|punkt|\.)\s?[)\]}] ?| (?:dot|punkt) )"
_EMAIL = re.compile(
    rf"(?<![\w.+\-])[\w][\w.+'\-]{{0,63}}(?: (?:punkt|dot) [\w\-]{{1,40}}){{0,2}}{_AT}"
    rf"[\w\-]{{1,63}}(?:{_STOP}[\w\-]{{2,63}}){{1,4}}",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"')\]]+|"
    r"(?<![\w@.])(?:[a-z]{2,3}\.)?(?:linkedin|lnkd|facebook|fb|instagram|github|gitlab|behance|dribbble|youtube|"
    r"tiktok|vimeo|twitter|x|xing|medium|orcid|researchgate|stackoverflow|soundcloud|flickr|about|calendly|wa|t|bit)"
    r"\.(?:com|in|net|org|io|me|ly|be|example)/[^\s<>\"')\],;]+|"
    r"(?<![\w@.])[a-z0-9åäö\-]{2,40}(?:\.[a-z0-9\-]{2,40})?\.(?:se|com|nu|org|net|io|me|eu|dev|fi|no|dk|info|blog|example|blogspot\.com)"
    r"/[^\s<>\"')\],;]{2,}|"
    r"(?<![\w@./])[a-z0-9åäö\-]{3,40}\.(?:wordpress\.com|blogspot\.com|github\.io|portfoliobox\.net|"
    r"se|nu|me|dev|example)(?![\w@/.]\w)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?<![\w])(?:linked ?in|instagram|insta|facebook|skype|twitter|github|tiktok|snapchat|teams|"
    r"discord|whatsapp|telegram|signal|viber)[ \t]{0,2}(?::|/)[ \t]*"
    # "Facebook/Instagram", "LinkedIn / Meta": where somebody worked, and no account
    r"(?!(?:linked ?in|insta(?:gram)?|facebook|meta|google|twitter|x|tik ?tok|snapchat|teams|"
    r"you ?tube|pinterest|mail\w*|webb?\w*|sociala|social)(?!\w|[./]\w))"
    r"(?P<x>@?[\w.\-/]{3,60}"
    r"(?: [A-ZÅÄÖ][\w\-]+)?)|(?<![\w@./])(?P<y>@[a-z_][\w.]{3,40})(?![\w@])",
    re.IGNORECASE,
)
# "Snapchat bojkobo99", "Discord: liv#4471", "Skype: live:kamala": without a colon only what has a
# digit or a sign in it, so that no ordinary word after the service is taken.
_HANDLE = re.compile(
    r"(?<![\w])(?:instagram|insta|ig|facebook|skype|twitter|github|tiktok|snapchat|snap|discord|"
    r"telegram|signal|viber|steam|twitch|messenger)[ \t]{0,2}"
    r"(?:(?:namn|id|konto|user|handle)[ \t]{0,2})?"
    r"(?P<colon>(?:[:/=]|heter|är|is)[ \t]*)?"
    r"(?P<x>(?:live:)?@?[a-zåäö][\w.\-]{2,40}(?:#\d{3,5})?)(?![\w@])",
    re.IGNORECASE,
)
# "k a r i n . e k @ e x a m p l e . s e": each sign by itself, as against machines that read.
_SPACED = re.compile(r"(?<!\S)(?:[\w.+\-] ){3,60}@(?: [\w.\-]){4,60}(?!\S)")
_DIGIT = r"(?:(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?|noll|nolla|ett|etta|två|tvåa|tre|trea|fyra|fem|sex|sju|åtta|nio|zero|one|two|three|four|five|six|seven|eight|nine|oh)"  # noqa: E501
# "noll sju noll 174 06 12", "zero seven zero, one seven four ...".
_SPOKEN = re.compile(
    rf"(?<!\w)(?:noll|zero|oh)(?:[ ,\-]{{1,2}}(?:{_DIGIT}(?!\w)|\d{{1,4}}(?!\d))){{3,12}}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    # +46, 0046, (+46) and other countries' codes; then 6 to 12 digits in groups
    r"(?<![\w.,/\-–‑])(?:\(?(?:\+|00)[1-9]\d{0,2}\)?[ \-–.]{0,3}(?:\(0\)[ \-]?)?(?:\d{2,3} [–—-] (?=\d))?(?:\d[ \-–./]{0,2}){6,12}\d(?!\d)"  # noqa: E501
    # national: 0 + area, an optional sign, 5 to 8 digits
    r"|(?<![\d‑–-])\(?0[1-9]\d{0,2}\)?[ ]?[-–—/.‑][ ]?(?:\d[ \-–‑]?){4,8}\d(?![\d])"
    r"|0[1-9]\d{0,2}[ ](?:\d{2,3}[ ]?){1,4}\d{2,3}(?![\d])"
    # each digit by itself, or stops between the groups
    r"|(?<![\w.,])0(?:[ ]\d){2,3}(?:[ ]?[\-–/][ ]?|[ ])\d(?:[ ]\d){4,6}(?!\d)"
    r"|(?<![\w.,])0[1-9]\d{0,2}(?:\.\d{2,3}){3}(?![.\d])"
    r"|07[02369]\d{7}(?!\d)|0[1-9]\d{7,8}(?!\d))"
    r"|(?<=[^\W\d]/)07[02369]\d{7}(?!\d)",
)
_PHONE_CUE = re.compile(
    r"(?:tel(?:efon|\.|e)?(?:nummer|nr\.?)?|mobil(?:tel(?:efon)?)?(?:nummer|nr)?|tfn|tlf|mob\.?|phone(?: number)?|"  # noqa: E501
    r"mobile|cell|fax|ring|nås på|call|sms|swish|hem|arb(?:ete)?|t|m|☎|📞|📱)\.?[^\n\w+]{0,5}(?:\([^)\n]{1,12}\)[^\n\w+]{0,4})?$",  # noqa: E501
    re.IGNORECASE,
)
_CUED_PHONE = re.compile(r"\+?\(?\d(?:[ \-–./()]{0,2}[\dOo]){5,14}(?![\w])")
_NOT_PHONE = re.compile(
    r"(?:org(?:anisations?)?[.\- ]?(?:nr|nummer)|dnr|diarienummer|diarienr|ärende\w*|fakturan\w+|order\w*|"  # noqa: E501
    r"konton?\w*|bankgiro|plusgiro|bg|pg|isbn|issn|doi|artikeln\w+|referensnummer|annons-?id|"
    r"version|iban|kurskod|art\.? ?nr|serien\w+)[^\n\w]{0,5}$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[ \u00a0]?(?:kilometer|km|mil|kronor|kr|timmar|kvm|ton|liter|besök|samtal|SEK|EUR|euro|miles|hours|%)(?!\w)")  # fmt: skip  # noqa: E501
_DATE_LIKE = re.compile(
    r"^(?:19|20)\d{2}[-–/. ]|^0\d[./\-](?:19|20)\d{2}|^\d{2}[./]\d{2}[./]\d{2,4}$"
)


def find(reading: Reading) -> Iterator[Finding]:
    """Contact details."""
    text = reading.text
    for match in _EMAIL.finditer(text):
        yield _finding(match.span(), "contact-email", "E-postadress.")
    for match in _URL.finditer(text):
        start, end = match.span()
        while end > start and text[end - 1] in ".,;:!?":
            end -= 1
        if text[start - 1 : start] != "@":
            yield _finding((start, end), "contact-link", "Länk som kan leda till personen.", 0.9)
    for match in _ACCOUNT.finditer(text):
        group = "x" if match.group("x") else "y"
        if match.group(group).strip("@./-"):
            yield _finding(match.span(group), "contact-account", "Konto i en nättjänst.", 0.8)
    for match in _HANDLE.finditer(text):
        name = match.group("x")
        told = (match.group("colon") or "").strip() in (":", "=")
        if told or re.search(r"[\d#_@]|live:", name):
            yield _finding(match.span("x"), "contact-account", "Konto i en nättjänst.", 0.8)
    for match in _SPACED.finditer(text):
        yield _finding(match.span(), "contact-email", "E-postadress.")
    for match in _SPOKEN.finditer(text):
        yield _finding(match.span(), "contact-phone", "Telefonnummer i ord.")
    yield from _phones(reading.digits)


def _phones(text: str) -> Iterator[Finding]:
    ends: set[int] = set()
    for match in _PHONE.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        if _NOT_PHONE.search(before) or _DATE_LIKE.match(match.group()):
            continue
        digits = sum(c.isdigit() for c in match.group())
        if digits < 8 or digits > 15 or re.match(r"\s?(?:kr|sek|%|tkr)\b", text[match.end() :]):
            continue
        ends.add(match.end())
        yield _finding(match.span(), "contact-phone", "Telefonnummer.")
    for match in _CUED_PHONE.finditer(text):
        if match.end() in ends or not _PHONE_CUE.search(
            text[max(0, match.start() - 30) : match.start()]
        ):
            continue
        amount = _UNIT.match(text, match.end())
        if not amount and not _DATE_LIKE.match(match.group()):
            yield _finding(match.span(), "contact-phone-cue", "Siffror efter ett ord för telefon.")


def _finding(span: tuple[int, int], rule: str, why: str, score: float = 1.0) -> Finding:
    kind = {"contact-link": "link", "contact-account": "link"}.get(rule, "contact")
    return Finding(*span, "contact", score, rule, why, kind)
