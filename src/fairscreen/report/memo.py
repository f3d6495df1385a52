"""One page for the hiring manager: what to talk about before the ad is published.

The manager decides on the demands, not on the wording. So the page takes up what excludes and what
is asked, groups what is alike, and leaves the rest of the language to the consultant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairscreen.ads import AdReview, Finding
from fairscreen.report.words import LEVEL, MISSING, REQUIREMENT_TYPE

if TYPE_CHECKING:
    from fairscreen.documents.writing import Layout, Part, Written

__all__ = ["ad_memo", "ad_memo_layout"]

_TOPICS = 6
_DEMANDS = 6
#: More demands than this are worth a question.
_MANY = 6
_ORDER = {"must": 0, "should": 1, "hint": 2}


def ad_memo(review: AdReview, form: Written) -> bytes:
    """The memo as a file: ``docx``, ``pdf``, ``html`` or ``txt``."""
    from fairscreen.documents.writing import write

    return write(ad_memo_layout(review), form)


def ad_memo_layout(review: AdReview) -> Layout:
    """The memo, before it is a file."""
    from fairscreen.documents.writing import Layout

    return Layout(title="Inför annonsen: att tala om", parts=tuple(_parts(review)), language="sv")


def _parts(review: AdReview) -> Iterator[Part]:
    from fairscreen.documents.writing import Heading, ListItem, Paragraph, Run

    name = next((line.strip() for line in review.text.splitlines() if line.strip()), "")
    yield Paragraph(_short(name, 110), kind="lead")
    yield Paragraph(
        "Det här är ett underlag för samtalet mellan rekryterande chef och konsult. "
        "Det visar vad i utkastet som kan stänga ute sökande. Ni avgör vad jobbet kräver."
    )
    topics = list(_topics(review))
    if topics:
        yield Heading("Fundera på det här först")
        for first, texts in topics[:_TOPICS]:
            yield ListItem(
                (
                    Run(f"”{_short('”, ”'.join(texts), 80)}”", bold=True),
                    f" ({LEVEL[first.level].lower()}). {_question(first)}",
                )
            )
        if len(topics) > _TOPICS:
            yield Paragraph(f"Ytterligare {len(topics) - _TOPICS} punkter finns i granskningen.")
    else:
        yield Paragraph("Reglerna hittar inget i utkastet som kan stänga ute sökande.")
    unclear = [r for r in review.requirements if r.level == "must" and not r.measurable]
    musts = sum(r.level == "must" for r in review.requirements)
    if review.requirements:
        yield Heading("Kraven")
        merits = len(review.requirements) - musts
        words = f"Utkastet har {musts} krav och {merits} meriter."
        if musts > _MANY:
            words += " Vilka av kraven behövs redan första dagen?"
        if unclear:
            words += " De här kraven är svåra att bedöma lika för alla:"
        yield Paragraph(words)
        for item in unclear[:_DEMANDS]:
            yield ListItem(f"{_short(item.text, 90)} ({REQUIREMENT_TYPE[item.type].lower()})")
    absent = [p for p in review.missing if not p.present and p.level != "hint"]
    if absent:
        yield Heading("Det här hittades inte i utkastet")
        names = ", ".join(MISSING.get(p.item, p.item).lower() for p in absent)
        yield Paragraph(f"{names[:1].upper()}{names[1:]}.")
    if review.strengths:
        yield Heading("Behåll det här")
        for item in review.strengths[:4]:
            yield ListItem(f"{item.message[:-1]}: ”{_short(item.text, 60)}”")
    yield Heading("Beslut")
    for words in ("Krav som tas bort eller blir meriter:", "Krav som behåller sitt skäl:",
                  "Vem ändrar annonsen, och till när:"):  # fmt: skip
        yield Paragraph(words)


def _topics(review: AdReview) -> Iterator[tuple[Finding, list[str]]]:
    """Findings that concern demands or exclusion, one group per rule, the weightiest first."""
    groups: dict[str, list[Finding]] = {}
    for finding in review.findings:
        if finding.category != "plain" and (finding.level != "hint" or finding.justification):
            groups.setdefault(finding.rule, []).append(finding)
    for group in sorted(groups.values(), key=lambda g: (_ORDER[g[0].level], g[0].start)):
        texts = list(dict.fromkeys(" ".join(f.text.split()) for f in group))
        yield group[0], texts


def _question(finding: Finding) -> str:
    if finding.justification:
        return f"Annonsen ger ett skäl: {_short(finding.justification.text, 80)}. Räcker det?"
    return finding.why


def _short(text: str, longest: int) -> str:
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0] + " …"
