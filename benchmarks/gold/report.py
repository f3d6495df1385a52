"""Put the figures into words: printed, and written between the marks of ``docs/gold.md``.

``python -m benchmarks.gold`` writes; ``python -m benchmarks gold`` only prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.data import ROOT, shared_data
from benchmarks.gold import requirement_scoring
from benchmarks.gold.labels import ENGLISH, HALVES, SECOND, Half, Label, read_labels, read_twice
from benchmarks.gold.scoring import FIGURES, Counts, check_half, count, interval, total, wilson

__all__ = ["agreement", "figures", "main"]

DOC = ROOT / "docs" / "gold.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
Figure = Callable[[Counter[str]], float]


def figures(folder: Path) -> str:
    """The block of tables, as Markdown."""
    from fairscreen.ads import load_rules

    parts = {
        half: [count(each) for each in check_half(half, folder)] for half in (*HALVES, *ENGLISH)
    }
    lines = [f"Rules {load_rules().version}.", ""]
    lines += _overall(parts, HALVES)
    for half in HALVES:
        lines += ["", *_by_category(half, total(parts[half]))]
    lines += ["", "English ads:", "", *_overall(parts, ENGLISH)]
    for half in ENGLISH:
        lines += ["", *_by_category(half, total(parts[half]))]
    if requirement_scoring.REQUIREMENTS.is_file():
        lines += ["", *_requirements(requirement_scoring.count_requirements(folder))]
    if SECOND.is_file():
        lines += ["", *agreement()]
    return "\n".join(lines)


def _overall(parts: Mapping[Half, Sequence[Counts]], halves: Sequence[Half]) -> Iterator[str]:
    sums = {half: total(parts[half]) for half in halves}
    yield _row("figure", (f"{_name(half)} half" for half in halves))
    yield _row("---", ("---" for _ in halves))
    yield _row("ads", (str(len(parts[half])) for half in halves))
    for what in ("issue", "right", "wrong", "open"):
        name = "issues marked" if what == "issue" else f"findings: {what}"
        yield _row(name, (str(sums[half].all[what]) for half in halves))
    for name, figure in FIGURES.items():
        yield _row(name, (_figure(figure, parts[half]) for half in halves))
    yield _row("look-alikes flagged", (_flagged(sums[half].all) for half in halves))


def _name(half: Half) -> str:
    return half.replace("english-", "English ")


def _row(name: str, cells: Iterator[str]) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


def _figure(figure: Figure, parts: Sequence[Counts]) -> str:
    low, high = interval(figure, parts)
    return f"{figure(total(parts).all):.3f} ({low:.3f}–{high:.3f})"


def _flagged(counts: Counter[str]) -> str:
    part, whole = counts["look-alike flagged"], counts["look-alike"]
    low, high = wilson(part, whole)
    return f"{part} of {whole}: {part / whole:.1%} ({low:.1%}–{high:.1%})"


def _by_category(half: Half, counts: Counts) -> Iterator[str]:
    yield f"By category, {_name(half)} half (Wilson's intervals):"
    yield ""
    yield (
        "| category | issues | found | recall | findings | right | precision "
        "| look-alikes | flagged |"
    )
    yield "| --- | ---: | ---: | --- | ---: | ---: | --- | ---: | ---: |"
    for category in sorted({category for _, category in counts.category}):
        got = Counter({w: n for (w, each), n in counts.category.items() if each == category})
        judged = got["right"] + got["wrong"]
        cells = (
            category, got["issue"], got["found"], _share(got["found"], got["issue"]),
            judged, got["right"], _share(got["right"], judged),
            got["look-alike"], got["look-alike flagged"],
        )  # fmt: skip
        yield "| " + " | ".join(map(str, cells)) + " |"


def _share(part: int, whole: int) -> str:
    if not whole:
        return "–"
    low, high = wilson(part, whole)
    return f"{part / whole:.2f} ({low:.2f}–{high:.2f})"


def _requirements(parts: Sequence[Counts]) -> Iterator[str]:
    sums = total(parts).all
    yield f"Requirements, {len(parts)} ads of the test half:"
    yield ""
    yield "| figure | value |"
    yield "| --- | --- |"
    yield f"| marked, extracted, paired | {sums['marked']}, {sums['extracted']}, {sums['paired']} |"
    for name, figure in requirement_scoring.FIGURES.items():
        yield f"| {name} | {_figure(figure, parts)} |"


def agreement() -> Iterator[str]:
    """How the second reading agrees with the first, on issues that the first did not leave open."""
    ads = read_twice()
    first = [label for half in HALVES for label in read_labels(half) if label.ad in ads]
    again = read_labels(SECOND)
    issues = [label for label in first if label.kind == "issue"]
    left = [label for label in first if label.kind == "open"]
    decided = [label for label in again if not _meets(label, left)]
    kept = sum(_meets(label, decided) for label in issues)
    new = sum(not _meets(label, issues) for label in decided)
    changed = sum(_meets(label, again) for label in left)
    yield f"Second reading of {len(ads)} ads (the same reader, the same day): {kept} of the first"
    yield f"reading's {len(issues)} issues were marked again and {new} new ones; of {len(left)}"
    yield f"places left open at first, {changed} were marked as issues."


def _meets(label: Label, others: Sequence[Label]) -> bool:
    return any(
        other.ad == label.ad
        and other.category == label.category
        and other.overlaps(label.start, label.end)
        for other in others
    )


def main(*, write: bool = False) -> None:
    """Print the figures; with ``write`` put them into the document too."""
    folder = shared_data()
    if folder is None:
        return
    block = figures(folder)
    print(block)
    if write:
        text = DOC.read_text(encoding="utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        DOC.write_text(f"{before}{BEGIN}\n\n{block}\n\n{END}{after}", encoding="utf-8")
