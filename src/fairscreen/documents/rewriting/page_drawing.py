"""A pdf's pages without what may show a person: photos, logotypes, signatures, codes, outlines.

Only letters, rules, frames and small dots are drawn again. What a shape is is told by its
operators (ISO 32000-2, 8.5): lines and rectangles along the page stay, larger filled shapes become
their bounding rectangle (the background of a column), everything else goes.
"""

from __future__ import annotations

import io
import math
from typing import Any

import pikepdf

from fairscreen.documents.applications.pdf_prepare import BAD_PDF

__all__ = ["without_pictures"]

_PATH = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_PAINT = _FILLS | {"S", "s", "n"}
_CLIP = frozenset(("W", "W*"))
_LEAST_SIDE = 8.0  # points; smaller rectangles make up codes
_DOT = 6.0
_BACKGROUND = (30.0, 4.0)
_MOST_SEGMENTS = 24
_STRAIGHT = 0.6  # points that a line along the page may lean
_DEEPEST = 6
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def without_pictures(data: bytes) -> bytes | None:
    """The pdf with nothing but text and simple shapes; ``None`` when it cannot be taken apart."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            seen: set[tuple[int, int]] = set()
            for page in pdf.pages:
                page.contents_coalesce()
                _strip(pdf, page.obj, page.obj.get("/Contents"), seen, 0)
                for key in ("/Annots", "/Thumb", "/PieceInfo"):
                    if key in page.obj:
                        del page.obj[key]
            written = io.BytesIO()
            pdf.save(written)
            return written.getvalue()
    except BAD_PDF:
        return None


def _strip(pdf: Any, holder: Any, content: Any, seen: set[tuple[int, int]], depth: int) -> None:
    resources = holder.get("/Resources")
    if resources is None and depth == 0:
        resources = _inherited(holder)
    if content is None:
        return
    drawn = resources.get("/XObject", {}) if resources is not None else {}
    forms = {key for key, item in drawn.items() if str(item.get("/Subtype", "")) == "/Form"}
    kept = _filtered(pikepdf.parse_content_stream(holder), forms)
    content.write(pikepdf.unparse_content_stream(kept))
    if resources is None:
        return
    for key in ("/Pattern", "/Shading"):
        if key in resources:
            del resources[key]
    for state in resources.get("/ExtGState", {}).values():
        if "/SMask" in state:
            del state["/SMask"]
    for key in list(drawn.keys()):
        form = drawn[key]
        if key not in forms or depth >= _DEEPEST:
            del drawn[key]
        elif form.objgen not in seen:
            seen.add(form.objgen)
            _strip(pdf, form, form, seen, depth + 1)


def _inherited(page: Any) -> Any:
    parent = page.get("/Parent")
    for _ in range(50):
        if parent is None:
            return None
        if "/Resources" in parent:
            return parent["/Resources"]
        parent = parent.get("/Parent")
    return None


def _filtered(instructions: Any, forms: set[str]) -> list[Any]:
    """The instructions without pictures and without shapes that are more than rules and frames."""
    kept: list[Any] = []
    path: list[Any] = []
    clips: list[Any] = []
    matrices: list[_Matrix] = []
    matrix = _IDENTITY
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in _PATH:
            path.append(instruction)
        elif operator in _CLIP:
            clips.append(instruction)
        elif operator in _PAINT:
            kept += _shape(path, clips, instruction, matrix)
            path, clips = [], []
        elif operator in ("INLINE IMAGE", "sh") or (
            operator == "Do" and str(instruction.operands[0]) not in forms
        ):
            continue
        else:
            if operator == "q":
                matrices.append(matrix)
            elif operator == "Q" and matrices:
                matrix = matrices.pop()
            elif operator == "cm":
                matrix = _times(tuple(float(v) for v in instruction.operands), matrix)  # type: ignore[arg-type]
            kept.append(instruction)
    return kept


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def _shape(path: list[Any], clips: list[Any], paint: Any, matrix: _Matrix) -> list[Any]:
    """What is drawn in place of a path."""
    ends = pikepdf.ContentStreamInstruction([], pikepdf.Operator("n"))
    if str(paint.operator) == "n" or not path:
        return [*path, *clips, paint]
    scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) or 1.0
    if _is_simple(path, scale):
        return [*path, *clips, paint]
    left, bottom, right, top = _bounds(path)
    width, height = (right - left) * scale, (top - bottom) * scale
    if max(width, height) <= _DOT and _is_round(path):
        return [*path, *clips, paint]
    made: list[Any] = [*path, *clips, ends] if clips else []
    is_background = width >= _BACKGROUND[0] and height >= _BACKGROUND[1]
    if str(paint.operator) in _FILLS and is_background and len(path) <= _MOST_SEGMENTS:
        box = [left, bottom, right - left, top - bottom]
        made.append(pikepdf.ContentStreamInstruction(box, pikepdf.Operator("re")))
        made.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("f")))
    return made


def _is_round(path: list[Any]) -> bool:
    """Whether the path is one circle: curves that all end at the same distance from the middle."""
    operators = "".join(str(instruction.operator) for instruction in path).rstrip("h")
    if operators[:1] != "m" or len(operators) < 5 or operators[1:].strip("c"):
        return False
    left, bottom, right, top = _bounds(path)
    middle = ((left + right) / 2, (bottom + top) / 2)
    ends = [[float(value) for value in list(i.operands)[-2:]] for i in path if len(i.operands)]
    distances = [math.dist(middle, end) for end in ends]
    return min(distances) > 0.9 * max(distances)


def _is_simple(path: list[Any], scale: float) -> bool:
    """Whether the path is nothing but lines along the page and rectangles of some size."""
    at = (0.0, 0.0)
    short = 0
    for instruction in path:
        operator = str(instruction.operator)
        numbers = [float(value) for value in instruction.operands]
        if operator == "re":
            if max(abs(numbers[2]), abs(numbers[3])) * scale < _LEAST_SIDE:
                return False
        elif operator == "m":
            at = (numbers[0], numbers[1])
        elif operator == "l":
            across, along = abs(numbers[0] - at[0]) * scale, abs(numbers[1] - at[1]) * scale
            if min(across, along) > _STRAIGHT:
                return False
            short += max(across, along) < _LEAST_SIDE
            at = (numbers[0], numbers[1])
        elif operator != "h":
            return False
    return short <= 4


def _bounds(path: list[Any]) -> tuple[float, float, float, float]:
    xs: list[float] = []
    ys: list[float] = []
    for instruction in path:
        numbers = [float(value) for value in instruction.operands]
        if str(instruction.operator) == "re":
            xs += [numbers[0], numbers[0] + numbers[2]]
            ys += [numbers[1], numbers[1] + numbers[3]]
        else:
            xs += numbers[0::2]
            ys += numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)
