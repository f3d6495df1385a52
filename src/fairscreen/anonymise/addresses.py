"""Street addresses, postcodes with towns, box addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import table

__all__ = ["find"]

_POST = re.compile(
    r"(?<![\w\-–])(?:(?:SE|S|FI|NO|DK)[ \-–])?(?P<code>[1-9]\d{2} ?\d{2})[ ]{1,3}"
    r"(?P<town>[A-ZÅÄÖÉÜ][\wåäöÅÄÖé\-]+(?: (?!(?:TEL|MOBIL|E-?POST|EPOST|MAIL|TFN|FÖDD|Tel|Mobil|E-post|Epost|Telefon)\b)[A-ZÅÄÖ][\wåäöÅÄÖ\-]+)?)(?!\w)"  # noqa: E501
)
_BARE_POST = re.compile(r"[,·•|] ?(?P<x>[1-9]\d{2} \d{2})(?= ?(?:[,·•|\n]|$))")
_BOX = re.compile(
    r"(?<!\w)(?:Box|BOX|Postbox|PO Box|P\.O\. Box) \d{1,5}(?!\d)|(?<!\w)c/o [^\n,;]{2,40}",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?<!\w)(?:(?:hem|bostads|post|gatu|utdelnings)?adress(?:en)?|(?:home |postal |street )?address|bostadsort|bosatt(?:a)? (?:i|på)|"  # noqa: E501
    r"hemort|folkbokförd i|bo(?:r|dde) (?:just nu |numera |först )?hos [\w \-]{2,30}? i|(?:bor|flyttar) (?:i|på|till)|bor(?=[ \t]*:)|bostad|ort(?=[ \t]*:)|numera i|pendlar från|commuting from|lives in|bostad|postort|postadress|residing in|live in|(?:radhus|villa|lägenhet|hus|etta|tvåa|trea|kollektiv|torp) i|based in)"  # noqa: E501
    r"(?P<label>[ \t]*:[ \t]*|[ \t]+)(?P<x>[^\n;|•·]{2,70})",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-ZÅÄÖÉ][\wåäöéü\-]+(?: [A-ZÅÄÖÉ][\wåäöéü\-]+){0,2}")
_TOWN_AFTER = re.compile(
    r",? {1,2}(?P<town>(?:[1-9]\d{2} ?\d{2} )?[A-ZÅÄÖÉ][\wåäö]+(?: (?:[A-Z]{2}\d{1,2})(?: \d[A-Z]{2})?)?)"  # noqa: E501
    r"(?=[.,;)]|\s{2,}|\s*(?:$|\n|[•·|/→]))|,? {1,2}(?P<low>[1-9]\d{2} ?\d{2} [a-zåäö]{3,})"
)
# In a text without capitals; not "bor i ett hus".
_LOWER_PLACE = re.compile(
    r"(?!(?:ett|en|eget|egen|min|mitt|vårt|det|den|hus|stan|staden|närheten|samma|sverige)(?!\w))"
    r"[a-zåäö]{3,}(?= (?:med|och|i)(?!\w)|[.,]|$)"
)
_NOT_TOWN = re.compile(
    r"^(?:Kr|KR|Kronor|SEK|Timmar|Hours|Antal|Anställda|Personer|Users|Kunder|EUR|Elever|Medarbetare)$"
)


@cache
def _street() -> re.Pattern[str]:
    parts = table("streets")
    suffix = "|".join(sorted(parts["suffixes"], key=len, reverse=True))
    word = "|".join(sorted(parts["words"], key=len, reverse=True))
    english = "|".join(parts["english"])
    return re.compile(
        # Storgatan 12 B, Per Albin Hanssons väg 3, Odengatan 5 lgh 1102, 2 tr
        r"(?<![\w])(?!(?:Bostad|(?:Bostads|Hem|Post|Gatu)?[Aa]dress|Address)[ ])"
        rf"(?:(?:[A-ZÅÄÖÉ][\wåäöé.\-]*|af|von|de|S:t|S:ta)[ ]){{0,3}}"
        rf"(?:[A-ZÅÄÖÉ][\wåäöé\-]*(?:{suffix})|(?:[A-ZÅÄÖÉ][\wåäöé:\-]+[ ])(?:{word}|{word.title()}))"  # noqa: E501
        r"[ ]{1,2}\d{1,4}(?:[ ]?[-–/][ ]?\d{1,4})?(?:[ ]?[A-Za-z](?!\w))?"
        r"(?:,?[ ]{1,2}(?:lgh|lägenhet|vån(?:ing)?|uppg(?:ång)?|port)\.?[ ]?\w{1,5}(?!\w))?"
        r"(?:,?[ ]{1,2}(?:\d{1,2}[ ]?(?:tr|trappor|vån)\.?(?!\w)|n\.?b\.?(?!\w)|bv(?!\w)))?"
        rf"|(?<![\w])[A-ZÅÄÖ]{{2,}}[A-ZÅÄÖ\-]*(?:{suffix.upper()}|[ ](?:{word.upper()}))[ ]{{1,2}}\d{{1,4}}(?:[ ]?[A-Z](?!\w))?"  # noqa: E501
        # the same in lower case, where the word can be little else
        r"|(?<![\w])(?:[a-zåäö]+[ ])?[a-zåäö]{3,}(?:gatan|vägen|gränden|gränd|stigen|backen|torget|allén|slingan|ringen|svängen|plan)"  # noqa: E501
        r"[ ]\d{1,3}(?:[ ]?[a-z](?!\w))?(?!\d)|(?<![\w])[a-zåäö]{3,}[ ](?:allé|gränd|backe)[ ]\d{1,3}(?!\d)"  # noqa: E501
        # names without the marks that a scanner loses
        r"|(?<![\w])[A-Z][a-z]+(?:vagen|gatan|grand|torg)[ ]\d{1,3}(?:[ ]?[A-Z](?!\w))?(?!\d)"
        rf"|(?<![\w])\d{{1,4}}[A-Za-z]?[ ](?:[A-Z][\w']+[ ]){{1,3}}(?:{english})(?!\w)"
    )


def find(reading: Reading) -> Iterator[Finding]:
    """Addresses; each part is hidden on its own, so that a label before it stays."""
    text = reading.digits
    for match in _street().finditer(text):
        start = match.start()
        yield Finding(
            start, match.end(), "contact", 0.95, "contact-street", "Gatuadress.", "address"
        )
        town = _TOWN_AFTER.match(text, match.end())
        if town and not _NOT_TOWN.match(town.group("town") or ""):
            yield Finding(
                town.start("town") if town.group("town") else town.start("low"), town.end(), "contact", 0.85, "contact-town",  # noqa: E501
                "Ort efter en gatuadress.", "town",
            )  # fmt: skip
    for match in _POST.finditer(text):
        code = match.group("code")
        if re.search(
            r"(?:ISO|IEC|EN|SS|DIN)[ -]$", text[max(0, match.start() - 5) : match.start()]
        ):
            continue
        if _NOT_TOWN.match(match.group("town")) or (
            " " not in code and text[match.start() - 1 : match.start()] not in ("", "\n", " ", "\t")
        ):
            continue
        yield Finding(
            match.start(), match.end(), "contact", 0.95, "contact-postcode",
            "Postnummer och ort.", "town",
        )  # fmt: skip
    for match in _BARE_POST.finditer(text):
        yield Finding(
            match.start("x"), match.end("x"), "contact", 0.8, "contact-postcode", "Postnummer.",
            "address",
        )  # fmt: skip
    for match in _BOX.finditer(text):
        yield Finding(*match.span(), "contact", 0.9, "contact-box", "Postadress.", "address")
    for match in _LABELLED.finditer(text):
        yield from _after_label(match)


def _after_label(match: re.Match[str]) -> Iterator[Finding]:
    value = match.group("x").rstrip(" .,")
    start = match.start("x")
    if ":" in match.group("label"):
        if not re.search(r"[A-ZÅÄÖ\d]", value):
            return
        value = re.split(r"\t| {3,}|,? (?:tel|mobil|e-?post|e-?mail|phone)\b", value, flags=re.I)[0]
        yield Finding(
            start, start + len(value), "contact", 0.9, "contact-address-label",
            "Adress efter en ledtext.", "address",
        )  # fmt: skip
        return
    place = _PLACE.match(value) or _LOWER_PLACE.match(value)
    if place:
        yield Finding(
            start, start + place.end(), "contact", 0.8, "contact-home-town",
            "Bostadsort.", "town",
        )  # fmt: skip
