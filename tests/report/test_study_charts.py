"""Charts: marks where the figures are, whatever the figures are."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from fairscreen.report.study_charts import (
    Interval,
    Line,
    Rates,
    interval_chart,
    power_chart,
    rate_chart,
)
from fairscreen.report.study_words import tick_text

NS = "{http://www.w3.org/2000/svg}"
numbers = st.floats(-200, 200, allow_nan=False)


def draw(rows: list[Interval], margin: float | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(
        interval_chart(
            rows, tick=lambda v: f"{v:g}", nothing=0.0, left="a", right="b", margin=margin
        )
    )


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=5), st.none() | numbers)
def test_every_mark_lies_inside_the_drawing(
    values: list[tuple[float, float, float]], margin: float | None
) -> None:
    rows = [Interval("<å&", *sorted(v)[1:2], min(v), max(v)) for v in values]
    root = draw(rows, None if margin is None else abs(margin))
    width = float(root.get("width", "0"))
    for line in root.iter(f"{NS}line"):
        assert 0 <= float(line.get("x1", "")) <= width
        assert 0 <= float(line.get("x2", "")) <= width
    assert len(list(root.iter(f"{NS}circle"))) == len(rows)


def test_order_on_the_axis_follows_the_values() -> None:
    root = draw([Interval("x", -5, -10, 0), Interval("y", 20, 10, 30)])
    first, second = (float(c.get("cx", "")) for c in root.iter(f"{NS}circle"))
    assert first < second


def test_a_missing_limit_is_a_dashed_line_to_the_edge() -> None:
    root = draw([Interval("x", 1, None, None)])
    assert any(line.get("stroke-dasharray") for line in root.iter(f"{NS}line"))


def test_versions_differ_by_shape() -> None:
    svg = rate_chart([Rates("man", 0.2, 0.4)], open_label="öppen", blind_label="anonym")
    root = ElementTree.fromstring(svg)
    assert len(list(root.iter(f"{NS}circle"))) == 2  # legend and mark
    squares = [r for r in root.iter(f"{NS}rect") if r.get("width") == "12.0"]
    assert len(squares) == 2


def test_power_rises_upwards_and_ways_differ_by_dashes() -> None:
    lines = [Line("a", ((6, 0.0), (10, 0.5))), Line("b", ((6, 0.2), (10, 0.9)), dashed=True)]
    root = ElementTree.fromstring(power_chart(lines, wanted=0.8, x_label="x", y_label="y"))
    paths = list(root.iter(f"{NS}path"))
    assert [bool(path.get("stroke-dasharray")) for path in paths] == [False, True]
    points = [p.strip("ML").split() for p in paths[0].get("d", "").split(" L")]
    assert float(points[1][1]) < float(points[0][1])


def test_an_axis_is_told_with_as_few_decimals_as_tell_it() -> None:
    assert [tick_text(v) for v in (0, -20, 0.5, 0.25, 1.0)] == ["0", "−20", "0,5", "0,25", "1"]
