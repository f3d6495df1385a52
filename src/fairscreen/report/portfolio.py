"""Many ads together: tables, a drawing over time, and a workbook with a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fairscreen.ads import AdFigures, Group, Portfolio
from fairscreen.errors import FairscreenError
from fairscreen.report.words import MISSING

if TYPE_CHECKING:
    from fairscreen.documents.writing import Layout, Part, Written

__all__ = ["portfolio_chart", "portfolio_layout", "portfolio_output", "portfolio_xlsx"]

_GROUPS = (
    ("Per tertial", "Tertial", "by_tertial"),
    ("Per förvaltning", "Förvaltning", "by_department"),
    ("Per yrke", "Yrke", "by_occupation"),
)
_SHOWN = 25
_HEADER = (
    "Annonser", "Personligt brev", "Språkkrav utan skäl", "Körkort", "Körkort utan skäl",
    "Krav per annons", "LIX", "Saknade delar",
)  # fmt: skip
#: The same for a page, which is narrower than a workbook.
_SHORT = ("Annonser", "Brev", "Språk*", "Körkort", "Krav", "LIX", "Saknas")


def portfolio_output(portfolio: Portfolio, form: Written) -> bytes:
    """The report as a file: ``docx``, ``pdf``, ``html`` or ``txt``."""
    from fairscreen.documents.writing import write

    return write(portfolio_layout(portfolio), form)


def portfolio_layout(portfolio: Portfolio) -> Layout:
    """The report, before it is a file."""
    from fairscreen.documents.writing import Layout

    return Layout(title="Annonserna över tid", parts=tuple(_parts(portfolio)))


def _parts(portfolio: Portfolio) -> Iterator[Part]:
    from fairscreen.documents.writing import Figure, Heading, ListItem, Paragraph, Table

    total = portfolio.total
    yield Paragraph(f"{portfolio.ads} annonser är granskade.", kind="lead")
    if portfolio.refused:
        yield Paragraph(f"{len(portfolio.refused)} gick inte att granska. De står sist.")
    if total is None:
        return
    target = _percent(portfolio.letter_target)
    yield Paragraph(
        f"{_percent(total.letter)} ber om personligt brev. Målet är högst {target}. "
        f"{_percent(total.language_unreasoned)} har språkkrav utan skäl och "
        f"{_percent(total.licence)} kräver körkort. En annons har i snitt "
        f"{_number(total.mean_demands)} krav och LIX {_number(total.mean_lix)}."
    )
    if len(_drawn(portfolio)) > 1:
        yield Figure(
            svg=portfolio_chart(portfolio),
            alt=_chart_words(portfolio),
            caption="Andel annonser per tertial. Tertial med färre än tio annonser är utelämnade.",
        )
    yield Paragraph(
        "Brev: ber om personligt brev. Språk*: språkkrav utan skäl. Körkort: kräver körkort, med "
        "eller utan skäl. Krav, LIX och Saknas (delar som inte hittades) är medelvärden.",
        kind="note",
    )
    for title, name, key in _GROUPS:
        groups: Sequence[Group] = getattr(portfolio, key)
        if groups:
            yield Heading(title)
            yield Table(
                (name, *_SHORT),
                [
                    (group.group.replace(" T", "\u00a0T"), *_cells(group))
                    for group in groups[:_SHOWN]
                ],
                numeric=tuple(range(1, len(_SHORT) + 1)),
                row_headers=True,
            )
            if len(groups) > _SHOWN:
                yield Paragraph(
                    f"De {_SHOWN} största av {len(groups)} visas. Alla finns i Excel.", kind="note"
                )
            if any(group.few for group in groups[:_SHOWN]):
                yield Paragraph(
                    "Där det är färre än tio annonser säger andelarna lite.", kind="note"
                )
    yield Heading("Delar som ofta saknas i annonstexten")
    yield Paragraph(
        "En del system har lön, kontakt och sista dag i egna fält. Då syns de inte här.",
        kind="note",
    )
    for item, share in sorted(total.missing.items(), key=lambda pair: -pair[1])[:8]:
        yield ListItem(f"{MISSING.get(item, item)}: {_percent(share)}")
    if portfolio.refused:
        yield Heading("Gick inte att granska")
        for row in portfolio.refused[:50]:
            yield ListItem(f"{row.name}: {_reason(row)}")


def _reason(row: AdFigures) -> str | None:
    """Why an ad could not be checked, in Swedish."""
    if row.error is None:
        return None
    try:
        return FairscreenError(row.error, name=row.name).what
    except KeyError:  # a text with more to fill in than the name
        return row.error


def _cells(group: Group) -> tuple[str, ...]:
    return (
        str(group.ads), _percent(group.letter), _percent(group.language_unreasoned),
        _percent(group.licence), _number(group.mean_demands), _number(group.mean_lix),
        _number(group.mean_missing),
    )  # fmt: skip


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".replace(".", ",").removesuffix(",0") + " %"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


_SERIES = (
    ("letter", "Personligt brev", "#9b1c31", ""),
    ("language_unreasoned", "Språkkrav utan skäl", "#1f4e8c", "7 4"),
    ("licence", "Körkort", "#2d6a3e", "2 3"),
)


def _drawn(portfolio: Portfolio) -> list[Group]:
    """The tertials with enough ads for a share to mean something."""
    return [group for group in portfolio.by_tertial if not group.few]


def portfolio_chart(portfolio: Portfolio) -> str:
    """The shares per tertial as lines, with the target for letters; an SVG drawing.

    The lines differ in dashes and in markers' places too, so that no colour is needed to read it.
    """
    groups = _drawn(portfolio)
    width, height, left, top, bottom = 720, 400, 56, 20, 130
    top_share = max(
        [portfolio.letter_target, 0.1, *(getattr(g, k) for g in groups for k, *_ in _SERIES)]
    )
    ceiling = min(1.0, -(-top_share * 10 // 1) / 10)

    def x(number: int) -> float:
        return left + (width - left - 20) * (number + 0.5) / max(len(groups), 1)

    def y(share: float) -> float:
        return top + (height - top - bottom) * (1 - share / ceiling)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    steps = max(1, round(ceiling * 10))
    for step in range(steps + 1):
        at = y(step / 10)
        out.append(f'<path d="M{left} {at:.1f}H{width - 20}" stroke="#d5d5d5"/>')
        out.append(
            f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end" fill="#1a1a1a">'
            f"{10 * step} %</text>"
        )
    at = y(portfolio.letter_target)
    out.append(
        f'<path d="M{left} {at:.1f}H{width - 20}" stroke="#9b1c31" stroke-dasharray="1 5" '
        'stroke-width="2" stroke-linecap="round"/>'
    )
    for number, group in enumerate(groups):
        at, down = x(number), height - bottom + 18
        turned = f' transform="rotate(-40 {at:.1f} {down})"' if len(groups) > 9 else ""
        anchor = "end" if turned else "middle"
        out.append(
            f'<text x="{at:.1f}" y="{down}" text-anchor="{anchor}"{turned} fill="#1a1a1a">'
            f"{_escaped(group.group)}</text>"
        )
    for place, (key, label, colour, dash) in enumerate(_SERIES):
        points = [(x(n), y(getattr(group, key))) for n, group in enumerate(groups)]
        path = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
        style = f'stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"'
        out.append(f'<path d="{path}" fill="none" {style}/>')
        out += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{colour}"/>' for px, py in points]
        lx, ly = left + 215 * place, height - 50
        out.append(f'<path d="M{lx} {ly}h34" {style}/>')
        out.append(f'<text x="{lx + 42}" y="{ly + 4}" fill="#1a1a1a">{label}</text>')
    target = _percent(portfolio.letter_target)
    out.append(
        f'<path d="M{left} {height - 22}h34" stroke="#9b1c31" stroke-dasharray="1 5" '
        'stroke-width="2" stroke-linecap="round"/>'
        f'<text x="{left + 42}" y="{height - 18}" fill="#1a1a1a">'
        f"Målet för personligt brev, högst {target}</text></svg>"
    )
    return "".join(out)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _chart_words(portfolio: Portfolio) -> str:
    first, *_, last = _drawn(portfolio)
    told = [
        f"{label.lower()} från {_percent(getattr(first, key))} till {_percent(getattr(last, key))}"
        for key, label, *_ in _SERIES
    ]
    return f"Linjer från {first.group} till {last.group}: {', '.join(told)}."


def portfolio_xlsx(portfolio: Portfolio, figures: Iterable[AdFigures] = ()) -> bytes:
    """A workbook: a sheet per grouping, a chart over time, and the figures of each ad."""
    from openpyxl import Workbook

    from fairscreen.report.spreadsheet import add_sheet, packed_workbook

    book = Workbook()
    book.remove(book.active)
    for title, name, key in _GROUPS:
        groups: Sequence[Group] = getattr(portfolio, key)
        rows = [_row(group) for group in groups]
        if key == "by_tertial" and portfolio.total is not None:
            rows.append(_row(portfolio.total))
        sheet = add_sheet(book, title, (name, *_HEADER), rows, widths=(34, *([14] * 8)))
        for cells in sheet.iter_rows(min_row=2, min_col=3, max_col=6):
            for cell in cells:
                cell.number_format = "0.0%"
        if key == "by_tertial" and len(groups) > 1:
            _add_chart(sheet, len(groups))
    add_sheet(
        book, "Annonser",
        ("Annons", "Publicerad", "Tertial", "Förvaltning", "Yrke", "Språk", "Ord", "LIX", "Krav",
         "Meriter", "Personligt brev", "Språkkrav utan skäl", "Körkort", "Körkort utan skäl",
         "Saknade delar", "Gick inte att granska"),
        (_ad_row(row) for row in figures),
        widths=(28, 12, 10, 28, 28, 8, 8, 8, 8, 8, 14, 14, 10, 14, 50, 20),
    )  # fmt: skip
    return packed_workbook(book)


def _row(group: Group) -> tuple[Any, ...]:
    return (
        group.group, group.ads, group.letter, group.language_unreasoned, group.licence,
        group.licence_unreasoned, group.mean_demands, group.mean_lix, group.mean_missing,
    )  # fmt: skip


def _ad_row(row: AdFigures) -> tuple[Any, ...]:
    def yes(value: bool) -> str | None:
        return None if row.error else "ja" if value else "nej"

    missing = ", ".join(MISSING.get(item, item) for item in row.missing)
    return (
        row.name, row.published, row.tertial, row.department, row.occupation, row.language,
        row.words or None, row.lix, None if row.error else row.demands,
        None if row.error else row.merits, yes(row.letter), yes(row.language_unreasoned),
        yes(row.licence), yes(row.licence_unreasoned), missing or None, _reason(row),
    )  # fmt: skip


def _add_chart(sheet: Any, groups: int) -> None:
    from openpyxl.chart import LineChart, Reference

    chart = LineChart()
    chart.title = "Andel annonser per tertial"
    chart.height, chart.width = 9, 18
    chart.y_axis.number_format = "0%"
    chart.y_axis.delete = chart.x_axis.delete = False
    data = Reference(sheet, min_col=3, max_col=5, min_row=1, max_row=groups + 1)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=groups + 1))
    sheet.add_chart(chart, "K2")
