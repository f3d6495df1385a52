"""Charts of studies as SVG: few marks, shapes besides colours, readable on a phone.

Plain drawing attributes only, no style and no script, so that the same drawing stands on a page
with a strict policy, in a pdf and in a Word file. Every chart has a table beside it with the same
figures, and an alternative text; both are made where the chart is placed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from xml.sax.saxutils import escape

__all__ = ["Interval", "Line", "Rates", "interval_chart", "power_chart", "rate_chart"]

_WIDTH = 460
_EDGE = 22
_INK, _QUIET, _GRID, _PAPER = "#1b2126", "#4c5760", "#c9d0d5", "#ffffff"
_OPEN, _BLIND, _BAND = "#a34a00", "#0b4f6c", "#e7eef2"
_FONT = "Noto Sans, system-ui, Segoe UI, Roboto, sans-serif"


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its limits; ``None`` = no limit could be set."""

    label: str
    estimate: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Rates:
    """A group's shares selected, 0 to 1, in open and in anonymised reading."""

    label: str
    open: float | None
    anonymous: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of points (x, y); ``dashed`` tells it apart without colour."""

    label: str
    points: tuple[tuple[float, float], ...]
    dashed: bool = False


def interval_chart(
    rows: Sequence[Interval],
    *,
    tick: Callable[[float], str],
    nothing: float,
    left: str,
    right: str,
    margin: float | None = None,
) -> str:
    """Points with their intervals over a common axis.

    Parameters
    ----------
    tick:
        Writes a value of the axis.
    nothing:
        The value that stands for no difference; drawn as a line.
    left, right:
        What lies to the left and to the right of it.
    margin:
        Half width of the band of differences without importance.
    """
    values = [nothing]
    for row in rows:
        values += [v for v in (row.estimate, row.low, row.high) if v is not None and isfinite(v)]
    if margin is not None:
        values += [nothing - margin, nothing + margin]
    low, high, ticks = _axis(min(values), max(values))
    at = _scale(low, high)
    top, step = 44, 52
    bottom = top + step * len(rows)
    out: list[str] = []
    if margin is not None:
        x = at(nothing - margin)
        out.append(_rect(x, top - 8, at(nothing + margin) - x, bottom - top + 8, _BAND))
    out += _grid(ticks, at, top - 8, bottom, tick)
    out.append(_line(at(nothing), top - 8, at(nothing), bottom, _INK, width=1.6))
    out.append(_text(_EDGE, 18, f"← {left}", size=12.5, fill=_QUIET))
    out.append(_text(_WIDTH - _EDGE, 18, f"{right} →", size=12.5, fill=_QUIET, anchor="end"))
    for place, row in enumerate(rows):
        y = top + step * place + 34
        out.append(_text(_EDGE, y - 16, row.label, halo=True))
        start = at(row.low) if row.low is not None else _EDGE
        end = at(row.high) if row.high is not None else _WIDTH - _EDGE
        out.append(_line(start, y, end, y, _BLIND, width=3, dashed=row.low is None))
        for x, limit in ((start, row.low), (end, row.high)):
            if limit is not None:
                out.append(_line(x, y - 6, x, y + 6, _BLIND, width=2))
        out.append(_circle(at(row.estimate), y, 6, _BLIND, _PAPER))
    return _svg(out, bottom + 34)


def rate_chart(rows: Sequence[Rates], *, open_label: str, blind_label: str) -> str:
    """Shares selected per group: a ring for open reading, a filled square for anonymised."""
    highest = max([0.1, *(v for row in rows for v in (row.open, row.anonymous) if v is not None)])
    _, high, ticks = _axis(0.0, highest)
    at = _scale(0.0, high)
    top, step = 44, 52
    bottom = top + step * len(rows)
    out = _grid(ticks, at, top - 8, bottom, lambda value: f"{100 * value:.0f} %")
    out += [
        _circle(_EDGE + 6, 14, 6, _PAPER, _OPEN), _text(_EDGE + 18, 18, open_label, size=12.5),
        _rect(_WIDTH / 2, 8, 12, 12, _BLIND), _text(_WIDTH / 2 + 18, 18, blind_label, size=12.5),
    ]  # fmt: skip
    for place, row in enumerate(rows):
        y = top + step * place + 34
        out.append(_text(_EDGE, y - 16, row.label, halo=True))
        if row.open is not None and row.anonymous is not None:
            out.append(_line(at(row.open), y, at(row.anonymous), y, _QUIET, width=1.4))
        if row.anonymous is not None:
            out.append(_rect(at(row.anonymous) - 6, y - 6, 12, 12, _BLIND))
        if row.open is not None:
            out.append(_circle(at(row.open), y, 6, _PAPER, _OPEN))
    return _svg(out, bottom + 34)


def power_chart(lines: Sequence[Line], *, wanted: float, x_label: str, y_label: str) -> str:
    """Power (0 to 1) against size, with the level that is wanted as a dashed line."""
    xs = sorted({x for line in lines for x, _ in line.points})
    at = _scale(xs[0], xs[-1] if xs[-1] > xs[0] else xs[0] + 1, start=_EDGE + 36)
    top, bottom = 44 + 20 * len(lines), 264 + 20 * len(lines)

    def height(value: float) -> float:
        return bottom - (bottom - top) * value

    out: list[str] = []
    for value in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        y = height(value)
        out.append(_line(_EDGE + 36, y, _WIDTH - _EDGE, y, _GRID))
        out.append(_text(_EDGE + 30, y + 4, f"{100 * value:.0f} %", size=12, anchor="end"))
    y = height(wanted)
    out.append(_line(_EDGE + 36, y, _WIDTH - _EDGE, y, _INK, width=1.6))
    for x in xs:
        out.append(_text(at(x), bottom + 18, f"{x:g}", size=12, anchor="middle"))
    out.append(_text(_WIDTH - _EDGE, bottom + 36, x_label, size=12.5, fill=_QUIET, anchor="end"))
    out.append(_text(_EDGE, 18, y_label, size=12.5, fill=_QUIET))
    for place, line in enumerate(lines):
        colour = _OPEN if line.dashed else _BLIND
        marks = _squares if not line.dashed else _rings
        points = [(at(x), height(y)) for x, y in line.points]
        path = "M" + " L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        dashes = ' stroke-dasharray="6 4"' if line.dashed else ""
        out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.4"{dashes}/>')
        out += marks(points, colour)
        out += marks([(_EDGE + 6, 34 + 20 * place)], colour)
        out.append(_text(_EDGE + 18, 39 + 20 * place, line.label, size=12.5))
    return _svg(out, bottom + 46)


def _squares(points: Iterable[tuple[float, float]], colour: str) -> list[str]:
    return [_rect(x - 5, y - 5, 10, 10, colour) for x, y in points]


def _rings(points: Iterable[tuple[float, float]], colour: str) -> list[str]:
    return [_circle(x, y, 5, _PAPER, colour) for x, y in points]


def _axis(low: float, high: float) -> tuple[float, float, list[float]]:
    """Round ends and about five ticks."""
    span = max(high - low, 1e-9)
    rough = span / 4
    power = 10 ** floor(log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough - 1e-12)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    if last == first:
        last += 1
    ticks = [round(step * i, 10) for i in range(first, last + 1)]
    return ticks[0], ticks[-1], ticks


def _scale(low: float, high: float, *, start: float = _EDGE + 6) -> Callable[[float], float]:
    end = _WIDTH - _EDGE - 6
    return lambda value: start + (end - start) * (min(max(value, low), high) - low) / (high - low)


def _grid(
    ticks: Sequence[float],
    at: Callable[[float], float],
    top: float,
    bottom: float,
    tick: Callable[[float], str],
) -> list[str]:
    out = []
    for value in ticks:
        out.append(_line(at(value), top, at(value), bottom, _GRID))
        out.append(_text(at(value), bottom + 18, tick(value), size=12, anchor="middle"))
    return out


def _n(value: float) -> str:
    return f"{value:.1f}"


def _line(
    x1: float, y1: float, x2: float, y2: float, colour: str, *, width: float = 1,
    dashed: bool = False,
) -> str:  # fmt: skip
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
        f'stroke="{colour}" stroke-width="{width}"{dashes}/>'
    )


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"/>'
    )


def _circle(x: float, y: float, radius: float, fill: str, stroke: str) -> str:
    return (
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}" stroke="{stroke}" '
        'stroke-width="2.4"/>'
    )


def _text(
    x: float, y: float, text: str, *, size: float = 14, fill: str = _INK, anchor: str = "start",
    halo: bool = False,
) -> str:  # fmt: skip
    attributes = f'x="{_n(x)}" y="{_n(y)}" font-size="{size}" text-anchor="{anchor}"'
    words = escape(text)
    # A label that a grid line crosses is cut free by a wide outline of paper behind it.
    behind = (
        f'<text {attributes} fill="{_PAPER}" stroke="{_PAPER}" stroke-width="5">{words}</text>'
        if halo
        else ""
    )
    return f'{behind}<text {attributes} fill="{fill}">{words}</text>'


def _svg(parts: Iterable[str], height: float) -> str:
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" '
        f'width="{_WIDTH}" height="{height:.0f}" font-family="{_FONT}">'
        f'<rect width="{_WIDTH}" height="{height:.0f}" fill="{_PAPER}"/>{body}</svg>'
    )
