"""Calendar years: of employment, which become lengths, and of exams, which go.

Years of laws, versions, standards, budgets and curricula are not the applicant's and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import table

__all__ = ["MONTH", "RANGE", "SINCE", "find"]

MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mars|mar(?:ch)?|apr(?:il)?|maj|may|juni|june|jun|juli|july|jul|"
    r"aug(?:usti|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_SEASON = r"(?:läsåret|läsår|vårterminen|höstterminen|våren|hösten|sommaren|vintern|vår|höst|sommar|spring|summer|autumn|fall|vt|ht)"  # noqa: E501
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_POINT = (
    rf"(?:(?:{MONTH}|{_SEASON})[ ]?[-/]?[ ]?{_YEAR}|{_YEAR}[-./](?:0[1-9]|1[0-2])(?:[-./][0-3]\d)?|(?:läsåret[ ])?{_YEAR}/\d{{2}}(?!\d)|{_YEAR}/{_YEAR}|"  # noqa: E501
    rf"(?:[0-3]?\d[./])?(?:0?[1-9]|1[0-2])[./]{_YEAR}|(?:[0-3]?\d )?{MONTH}[ ]{_YEAR}|{_YEAR})"
)
_OPEN = (
    r"(?:nu(?:varande|läget)?|nuv\.?|till dags dato|dato|date|pågående|pågår|idag|i dag|dags dato|tills ?vidare|present|current(?:ly)?|now|today|"  # noqa: E501
    r"ongoing|fortfarande|d\.d\.)"
)
_TO = r"[ ]{0,2}(?:--|[-–—‑−→/]|till(?: och med)?|t\.?o\.?m\.?|to|until|fram till|och|and)[ ]{0,2}"
RANGE = re.compile(
    rf"(?<![\w/:.\-–])(?P<lead>(?:från(?: och med)?|fr\.?o\.?m\.?|mellan|åren|under(?: åren)?|from|between|during)[ ])?"  # noqa: E501
    rf"(?P<a>{_POINT}){_TO}(?P<b>{_POINT}|{_OPEN}|\d{{2}}(?![\d:]|[.,]\d))(?![\w/]|:\w|[-–]\d)"
    rf"|(?<![\w/:.\-–])(?P<c>{_POINT})[ ]?[-–—](?=[ \t]{{2,}}|[ ]?\n|[ ]?$|[ ](?=[A-ZÅÄÖ])|[:,;)|])",  # noqa: E501
    re.I,
)
SINCE = re.compile(
    rf"(?<!\w)(?P<lead>(?:alltsedan|ända sedan|sedan|since|från(?: och med)?|fr\.?o\.?m\.?|from|starting(?: in)?)[ ](?:i[ ]|år[ ])?)(?P<a>{_POINT})"  # noqa: E501
    r"(?![\w/]|:\w|[-–]\d)",
    re.I,
)
_SHORT = re.compile(
    r"^[ \t•*-]*(?P<x>['’]?(?P<a>[04-9]\d|[12]\d) ?[-–—] ?['’]?(?P<b>\d\d)?)"
    r"(?=[ \t:,]+[^\W\d_](?!\w{0,3} ?\d))(?!\s*(?:år|st|barn|elever|timmar|h|kl|procent|personer)\b)",  # noqa: E501
    re.M,
)
_SINGLE = re.compile(
    rf"(?<![\w/:.,+\-–@])(?P<date>(?:{_YEAR}-[01]\d-[0-3]\d|(?:den[ ])?[0-3]?\d[ ]{MONTH}[ ]{_YEAR}))(?![\w/:]|[-–]\d)"  # noqa: E501
    rf"|(?<![\w/:.,+\-–(@])(?P<lead>(?:(?:i|under|år|in|during|{_SEASON}|{MONTH}|hösten|den \d{{1,2}})[ ]){{0,4}})(?P<y>{_YEAR})(?![\w/]|:\d|[-–.,]\d|[ ]?(?:kr|st|kvm|m2|personer|kunder|:\d))"  # noqa: E501
    rf"|(?<=[(])(?P<first>{_YEAR})(?=,)"
    rf"|(?P<bracket>[ ]?\((?:{_SEASON}[ ]|{MONTH}[ ]|examen[ ]|år[ ])?(?P<z>{_YEAR})\))",
    re.I,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Ranges, open ranges, exam years and single years of a CV's lines."""
    text = reading.digits
    taken: list[tuple[int, int]] = []
    for pattern, rule in ((RANGE, "age-year-range"), (SINCE, "age-since")):
        for match in pattern.finditer(text):
            if (
                _excused(text, match.start(), match.end())
                or _overlaps(taken, match.span())
                or _is_date(match)
            ):
                continue
            taken.append(match.span())
            yield Finding(
                match.start(), match.end(), "age", 0.85, rule,
                "Årtal visar åldern; längden står kvar.", "years",
            )  # fmt: skip
    yield from _two_digits(reading)
    for match in _SINGLE.finditer(text):
        start, end = match.span()
        if _overlaps(taken, (start, end)) or _excused(text, start, end):
            continue
        line = reading.line_at(start)
        lower = line.text.lower()
        exam = line.part == "education" or any(word in lower for word in table("years")["exam"])
        if exam:
            yield Finding(
                *_widened(text, start, end, line.start, line.end), "age", 0.85, "age-exam-year",
                "Examensår visar åldern.", "gone", "",
            )  # fmt: skip
        elif (
            match.group("bracket")
            or match.group("date")
            or (match.group("lead") or "").strip()
            or _entry(line.text, start - line.start, end - line.start)
            or not _name_of_something(text, start)
        ):
            yield Finding(
                start, end, "age", 0.7, "age-year", "Årtal visar åldern.", "year",
            )  # fmt: skip


def _entry(line: str, start: int, end: int) -> bool:
    """Whether the year opens or closes a line, as in a CV, or begins a sentence of a career."""
    before = line[:start].rstrip(" \t•-*|")
    return not before or before[-1] in ".!?" or not line[end:].strip(" \t.|")


def _name_of_something(text: str, start: int) -> bool:
    """Whether the word before makes the year part of a product's, a rule's or a plan's name."""
    before = re.search(r"(\S+)[ ]$", text[max(0, start - 40) : start])
    word = before.group(1) if before else ""
    return not word or word[0].isupper() or not word[-1].isalpha()


def _two_digits(reading: Reading) -> Iterator[Finding]:
    """``87-94 Elektriker`` and ``94– Driftchef`` at the beginning of a line."""
    for match in _SHORT.finditer(reading.digits):
        first, last = int(match.group("a")), match.group("b")
        if last is not None and not (first <= int(last) or (first > 40 and int(last) < 40)):
            continue
        yield Finding(
            match.start("x"), match.end("x"), "age", 0.7, "age-short-years",
            "Årtal visar åldern; längden står kvar.", "years",
        )  # fmt: skip


def _is_date(match: re.Match[str]) -> bool:
    """``2021-04-14`` and ``2021-04`` are dates, ``2015-19`` is a range."""
    end = match.groupdict().get("b")
    if end is None or not re.fullmatch(r"\d{2}", end):
        return False
    start = match.group("a")
    return not re.fullmatch(r"\d{4}", start) or int(end) < int(start) % 100


def _overlaps(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(table("years")["before"])
    return re.compile(rf"(?<!\w)(?:{words})\W{{0,2}}$")


def _excused(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 26) : start].lower()
    after = text[end : end + 12].lower()
    return (
        _before().search(before) is not None
        or after.lstrip().startswith(tuple(table("years")["after"]))
        or re.match(r":\d", after) is not None
        or re.search(r"[\d(]\s?:$", before) is not None
    )


def _widened(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The year with the comma or blank that would be left hanging."""
    left = text[first:start]
    if not left.strip(" \t•-*"):
        while end < last and text[end] in " \t:–-,|":
            end += 1
        return start, end
    while start > first and text[start - 1] in " \t":
        start -= 1
    if start > first and text[start - 1] in ",–-|:" and (end == last or text[end] in " .,)\t"):
        start -= 1
        while start > first and text[start - 1] in " \t":
            start -= 1
    return start, end
