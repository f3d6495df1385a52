"""A review made by hand, so that pages and answers can be tested apart from the rules."""

from __future__ import annotations

from typing import Any

from fairscreen.ads.review import (
    AdReview,
    Dropped,
    Finding,
    Measures,
    Missing,
    Requirement,
    Source,
    Versions,
)

__all__ = ["TEXT", "review_of"]

TEXT = """\
Undersköterska till Tallbackens vård- och omsorgsboende

Arbetsuppgifter
Du ger omvårdnad och dokumenterar i journal. Vi är ett ungt och härligt gäng.
You will join a team that works closely with families every day.

Kvalifikationer
- utbildad undersköterska
- svenska som modersmål
- B-körkort är ett krav
Det är meriterande med vana av demensvård.

Ansökan
Bifoga ett personligt brev. Du behöver inte skicka foto.
"""

_WHY = "Kravet kan stänga ute personer som klarar arbetet."


def _at(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def review_of(text: str = TEXT, *, file: str | None = None) -> AdReview:
    """The review of ``text``: of its phrases known here, each is a finding."""
    known: list[tuple[str, dict[str, Any]]] = [
        ("ungt och härligt gäng", {"rule": "age-team", "category": "age", "level": "should",
         "grounds": ("ålder",), "message": "Kan uppfattas som att äldre inte är välkomna.",
         "why": "Den som är äldre kan låta bli att söka.",
         "suggestions": ("Beskriv hur ni arbetar tillsammans",), "sources": ("do-ads", "egen")}),
        ("härligt", {"rule": "plain-word", "category": "plain", "level": "hint",
         "message": "Fundera på om ordet säger något.", "why": "Visa hellre än värdera."}),
        ("svenska som modersmål", {"rule": "lang-native", "category": "language", "level": "must",
         "grounds": ("etnisk tillhörighet",), "message": "Modersmål är sällan ett krav i arbetet.",
         "why": _WHY, "suggestions": ("svenska så att du kan dokumentera (ungefär B2)",),
         "sources": ("do-ads",), "justification": _at(text, "dokumenterar i journal")
         if "dokumenterar i journal" in text else None}),
        ("B-körkort är ett krav", {"rule": "req-licence", "category": "driving",
         "level": "should", "grounds": ("funktionsnedsättning",),
         "message": "Fundera på om körkort behövs.", "why": _WHY}),
        ("personligt brev", {"rule": "ask-letter", "category": "letter", "level": "should",
         "message": "Brevet mäter annat än förmågan att göra jobbet.", "why": _WHY,
         "suggestions": ("Sök med cv och svara på urvalsfrågorna",)}),
    ]  # fmt: skip
    findings = [Finding(**_at(text, w), **rest) for w, rest in known if w in text]
    return AdReview(
        file=file,
        language="sv",
        text=text,
        findings=tuple(sorted(findings, key=lambda f: (f.start, f.end))),
        dropped=tuple(
            Dropped(rule="ask-photo", reason="negated", **_at(text, word))
            for word in ("foto",)
            if word in text
        ),
        requirements=tuple(
            Requirement(level=level, type=kind, measurable=True, justified=False, **_at(text, w))
            for w, level, kind in (
                ("utbildad undersköterska", "must", "education"),
                ("svenska som modersmål", "must", "language"),
                ("vana av demensvård", "merit", "experience"),
            )
            if w in text
        ),
        missing=(
            Missing(item="salary", present=False, why="Den som söker vill kunna bedöma jobbet.",
                    suggestion="Skriv lönespann eller ingångslön."),
            Missing(item="tasks", present=True, start=0, end=min(14, len(text))),
        ),
        measures=Measures(
            words=62, sentences=9, lix=38.4, ovix=61.0, nominal_ratio=1.2,
            mean_sentence_length=6.9, longest_sentence=14, percentiles={"lix": 31},
        ),
        sources={"do-ads": Source(key="do-ads", title="DO om jobbannonser", url="https://www.do.se/")},
        versions=Versions(fairscreen="0.1.0", rules="abc123", model="blank"),
    )  # fmt: skip
