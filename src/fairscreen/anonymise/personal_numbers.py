"""Personnummer and samordningsnummer in every way they are written.

Source: Skatteverket, personnummer (SKV 704) and samordningsnummer (SKV 707): a birth date, with 60
added to the day for samordningsnummer, a sign (+ from the year one turns 100), three digits and a
check digit by the Luhn algorithm. The last digit but one is odd for men and even for women, so all
of it is hidden. A failed checksum lowers the score and is told; it never un-hides the number,
because people mistype and scanners misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import words

__all__ = ["find", "luhn_ok"]

# Letters that optical reading takes for digits.
_OCR = str.maketrans("OoQDlIi|SsBZz", "0000111155822")
_D = r"[\dOolI|SB]"
_SIGN = r"[-‐‑‒–—−+_./·]"
_GAP = rf"(?:[ \t]{{0,2}}{_SIGN}[ \t]{{0,2}}|[ \t]{{1,2}}|)"
# The date, in 6 or 8 digits, together or in groups, then four digits or letters in their place.
_NUMBER = re.compile(
    rf"(?<![\w+])(?<![\d][-.,:/–])(?P<date>(?:(?:19|20) |{_D}{{2}})?{_D}{{2}}(?P<g>[-. /]?){_D}{{2}}(?P=g){_D}{{2}})"  # noqa: E501
    rf"(?P<gap>{_GAP})(?P<last>{_D}{{4}}|[Xx*•_#]{{4}}|[Tt][Ff]\d{{2}})(?![\w]|[-–.,]\d|:\d)"
)
_DATE = re.compile(
    r"(?<![\w+])(?P<date>(?:19|20)\d{2}[-./ ]?\d{2}[-./ ]?\d{2}|\d{6}|\d{2}[-./ ]\d{2}[-./ ]\d{2}|\d{8})"  # noqa: E501
    r"(?![\w]|[-–.,]\d)"
)
_WRITTEN = re.compile(
    r"(?<!\w)\d{1,2}(?::?e|:?a|st|nd|rd|th)?\.?\s+(?:of\s+)?(?:jan|feb|mar|apr|maj|may|jun|jul|aug|"
    r"sep|okt|oct|nov|dec)[a-zåäö]*\.?,?\s+(?:19|20)\d{2}(?!\d)|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2}(?!\d)|"
    r"(?<![\d/])\d{1,2}[/.]\d{1,2}[ \-/.](?:19|20)?\d{2}(?!\d)",
    re.IGNORECASE,
)
_ID_CUE = re.compile(
    r"(?<!\w)(?:person(?:nummer|nr|[ -]?nr\.?|[ -]?nummer|al(?: identity)? (?:number|no)|al id)|pnr\.?|"  # noqa: E501
    r"p-nr\.?|pers\.? ?nr\.?|personn\.?|p\.? ?nr\.?|samordnings(?:nummer|nr)|samordn\.?nr|"
    r"födelsenummer|social security (?:number|no)|identity number|ssn|id-?(?:nummer|nr)|id[: ]|"
    r"civic (?:registration )?number|co-?ordination number)"
    r"[^\n\w]{0,6}(?:\([^)\n]{0,20}\)[^\n\w]{0,4})?(?:är|is|med slutsiffrorna)?[^\n\w]{0,4}$",
    re.IGNORECASE,
)
# Numbers of passports and of cards that tell who somebody is, whatever they look like; and the last
# digits of a personal number told by themselves.
_CARD = re.compile(
    r"(?<!\w)(?:pass(?:nummer|nr)|pass(?:port)? (?:nummer|nr|number|no)|"
    r"lma-?(?:kort)?(?:s?nummer|nr)?|"
    r"dossier(?:nummer|nr| number)|ut-?kort(?:s?nummer|nr)?|körkorts?(?:nummer|nr)|"
    r"id-?kort(?:s?nummer|nr)?|residence permit(?: card)?|driving licen[cs]e (?:number|no)|"
    r"national id|pesel|henkilötunnus|hetu)\.?(?:[ \t]+(?:nr|nummer|number|no)\.?)?"
    r"[ \t]*[:=#]?[ \t]*(?:är |is )?"
    r"(?P<x>(?=[A-Za-z\-]{0,5}\d)(?!(?:19|20)\d\d(?:[-–]|$))[A-Z0-9][A-Z0-9\-+]{5,13})(?!\w)",
    re.IGNORECASE,
)
_LAST_FOUR = re.compile(
    r"(?<!\w)(?:(?:fyra sista|sista fyra|last four)(?: siffrorna| siffror| digits)?|"
    r"slutsiffror(?:na)?)(?: (?:i|av|of) [\w ]{3,25}?)?(?: är|:| is| are)? ?"
    r"(?P<x>\d{4})(?!\d| ?(?:år|kr|–|-))",
    re.IGNORECASE,
)
_BIRTH_CUE = re.compile(
    r"(?:född(?:elsedatum|elsedag|elsetid|es|a)?|f\.|f ?:|födelse(?:datum|dag|år)|fdatum|föd\.?|"
    r"date of birth|birth ?date|dob|d\.o\.b\.?|born(?: on)?|birthday|ålder|age)"
    r"(?:[^\n\w]{0,4}(?:\([^)\n]{0,20}\))?[^\n\w]{0,4})(?:den |är |on |is )?[^\n\w]{0,4}$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:org(?:anisations?)?[.\- ]?(?:nr|nummer)|dnr|diarienummer|diarienr|ärende(?:nummer|nr)?|"
    r"tel(?:efon)?(?:nummer|nr)?|mobil(?:nummer|nr|tel)?|tfn|tlf|phone|mobile|fax|faktura(?:nr|nummer)?|order"
    r"(?:nr|nummer)?|kund(?:nr|nummer)|konto(?:nr|nummer)?|bankgiro|plusgiro|bg|pg|isbn|issn|doi|ean|"
    r"serie(?:nr|nummer)|artikel(?:nr|nummer)|ref(?:erens)?(?:nr|nummer)|annons-?id|version|iban|ocr|"
    r"mål(?:nr|nummer)?|kr|sek|lag|sfs|belopp|summa|omsättning|budget|kurskod|projekt(?:nr|nummer)?|"
    r"vat(?: no| number)?|reg(?:istration)? ?no|case (?:no|number)|invoice(?: no)?)"
    r"[^\n\w]{0,5}(?:[a-zåäö]{1,4}[^\n\w]{0,3})?$",
    re.IGNORECASE,
)


def luhn_ok(digits: str) -> bool:
    """Whether ten digits end in the right check digit (Luhn, ISO/IEC 7812-1)."""
    total = 0
    for index, sign in enumerate(digits):
        value = int(sign) * (2 - index % 2)
        total += value // 10 + value % 10
    return len(digits) == 10 and total % 10 == 0


def _birth(digits: str) -> bool:
    """Whether six or eight digits may be a birth date, with 60 on the day or not."""
    if len(digits) == 8 and digits[:2] not in ("18", "19", "20"):
        return False
    month, day = int(digits[-4:-2]), int(digits[-2:])
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)


def _near_birth(digits: str) -> bool:
    """Whether one changed digit would make it a birth date."""
    return len(digits) in (6, 8) and any(
        _birth(digits[:at] + other + digits[at + 1 :])
        for at in range(len(digits))
        for other in "0123456789"
    )


def find(reading: Reading) -> Iterator[Finding]:
    """Numbers, then birth dates that stand alone with a cue before them."""
    text = reading.text
    taken: list[tuple[int, int]] = []
    for match in _NUMBER.finditer(text):
        finding = _number(text, match)
        if finding:
            taken.append((finding.start, finding.end))
            yield finding
    for pattern, told in (
        (_CARD, "Nummer på en id-handling."),
        (_LAST_FOUR, "Slutet av ett nummer."),
    ):
        for match in pattern.finditer(text):
            yield Finding(*match.span("x"), "id", 0.9, "id-card", told, "id")
    for pattern in (_DATE, _WRITTEN):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            before = text[max(0, match.start() - 45) : match.start()]
            if _ID_CUE.search(before):
                yield Finding(
                    match.start(), match.end(), "id", 0.9, "id-birth-date",
                    "Början av ett personnummer.", "id",
                )  # fmt: skip
            elif _BIRTH_CUE.search(before):
                yield Finding(
                    match.start(), match.end(), "id", 0.95, "id-birth-date",
                    "Födelsedatum efter ett ord som talar om det.", "birth-date",
                )  # fmt: skip


def _number(text: str, match: re.Match[str]) -> Finding | None:
    written = match.group("date")
    raw = re.sub(r"[-. /]", "", written)
    date = raw.translate(_OCR)
    gap = match.group("gap")
    last = match.group("last")
    before = text[max(0, match.start() - 45) : match.start()]
    cue = bool(_ID_CUE.search(before)) or bool(_BIRTH_CUE.search(before))
    letters = sum(not c.isdigit() for c in raw + last)
    hidden = not any(c.isdigit() for c in last) and not set(last) <= set("OolI|SB")
    if not any(c.isdigit() for c in raw) or (not cue and letters > 5 and not hidden):
        return None
    if not cue and _OTHER.search(before):
        return None
    plausible = _birth(date)
    if not plausible and not (cue and _near_birth(date)):
        return None
    if hidden or last[:2].lower() == "tf":
        if not gap.strip() and not cue:
            return None
        return _finding(match, 0.9, "Personnummer där slutet är dolt.")
    digits = (date + last.translate(_OCR))[-10:]
    valid = digits.isdigit() and luhn_ok(digits)
    if not cue and not _looks_personal(text, match, written, gap, valid):
        return None
    if valid:
        return _finding(match, 1.0, "Personnummer eller samordningsnummer med rätt kontrollsiffra.")
    return _finding(
        match, 0.6, "Ser ut som ett personnummer; kontrollsiffran stämmer inte, men det döljs ändå."
    )


def _looks_personal(text: str, match: re.Match[str], written: str, gap: str, valid: bool) -> bool:
    """Without a cue the form must speak for itself."""
    after = text[match.end() : match.end() + 14].lower().lstrip()
    if after.startswith(tuple(words("units"))):
        return False
    grouped = match.group("g") != ""
    sign = gap.strip()
    # 12 digits that begin with a century, or 6 + sign + 4, is hardly anything else.
    if sign and sign in "-‐‑‒–—−+" and not grouped:
        return True
    if sign in ("/", ".", "_", "·"):
        return valid
    if len(written) >= 8 and valid:
        return True
    if len(written) == 8 and not grouped and gap:
        return True
    if len(written) == 8 and not gap and not grouped:
        return True
    # Six digits, a blank or nothing, four digits: an amount or a phone number may look so.
    return valid and not written.startswith("07") if not grouped else valid


def _finding(match: re.Match[str], score: float, why: str) -> Finding:
    rule = "id-personal-number" if score > 0.6 else "id-personal-number-unchecked"
    return Finding(match.start(), match.end(), "id", score, rule, why, "id")
