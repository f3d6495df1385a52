"""The objects of a pdf: every string, name and stream, told by what it belongs to."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from fairscreen.documents.applications.pdf_prepare import BAD_PDF, is_dictionary
from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.layers.pictures import text_in
from fairscreen.documents.layers.strings import strings

__all__ = ["object_layers", "unlisted_objects"]

_MOST_PICTURES = 60
_DEEPEST = 40
_OTHER = "other strings"
_LARGEST = 20 * 1024 * 1024  # bytes of one stream
_SHOWN = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]+>")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,7}) (\d{1,5}) obj\b")
_TABLE = re.compile(rb"(?<!start)xref\s+((?:\d+ \d+\s+(?:\d{10} \d{5} [nf]\s+)*)+)")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FONT_PARTS = ("/FontFile", "/FontFile2", "/FontFile3", "/CIDSet", "/CharSet")
_SYNTAX_STREAMS = frozenset(("/XRef", "/ObjStm"))


def object_layers(pdf: Any, task: Task) -> Iterator[Layer]:
    """What the file's objects hold; page contents are told elsewhere."""
    texts: dict[str, list[str]] = {}
    names: set[str] = set()
    info = pdf.trailer.get("/Info")
    drawn = _drawn(pdf)
    pictures = 0
    for number, item in enumerate(pdf.objects):
        try:
            if not _is_filled(item):
                continue
            place = "document properties" if _same(item, info) else _place(item)
            _gather(item, place, texts, names, 0)
            is_picture = _is_stream(item) and str(item.get("/Subtype", "")) == "/Image"
            pictures += is_picture
            if is_picture and pictures <= _MOST_PICTURES:
                yield from _picture(item, f"picture {pictures}", task)
            elif _is_stream(item) and not is_picture:
                yield from _stream(item, number, drawn, task)
        except BAD_PDF:
            yield Layer(f"unknown: object {number}", "")
    if pictures > _MOST_PICTURES:
        yield Layer("unknown: more pictures", "")
    for place, found in texts.items():
        yield Layer(place, "\n".join(found))
    yield Layer("names", "\n".join(sorted(names)))
    if "/XFA" in pdf.Root.get("/AcroForm", {}):
        yield Layer("unknown: XFA form", "")


def _is_filled(item: Any) -> bool:
    return is_dictionary(item) or isinstance(item, pikepdf.Array | pikepdf.String)


def _is_stream(item: Any) -> bool:
    return isinstance(item, pikepdf.Stream)


def _same(item: Any, other: Any) -> bool:
    return other is not None and item.is_indirect and item.objgen == other.objgen


def _place(item: Any) -> str:
    """What an object belongs to, told by its keys."""
    if not is_dictionary(item):
        return _OTHER
    keys = set(item.keys())
    kind = str(item.get("/Type", ""))
    for place, told in (
        ("attachments", kind in ("/Filespec", "/F") or "/EF" in keys),
        ("form fields", "/FT" in keys or ("/V" in keys and "/T" in keys)),
        ("annotations", kind == "/Annot" or {"/Subtype", "/Rect"} <= keys),
        ("structure tree", kind in ("/StructElem", "/StructTreeRoot") or {"/S", "/P"} <= keys),
        ("layers' names", kind in ("/OCG", "/OCMD")),
        ("scripts and actions", "/JS" in keys or "/URI" in keys or kind == "/Action"),
        ("bookmarks", "/Title" in keys and bool({"/Dest", "/A", "/Next", "/Prev"} & keys)),
        ("signatures", kind == "/Sig"),
        ("document properties", bool({"/Producer", "/Author", "/CreationDate"} & keys)),
        ("fonts", kind in ("/Font", "/FontDescriptor")),
    ):
        if told:
            return place
    return _OTHER


def _gather(
    item: Any, place: str, texts: dict[str, list[str]], names: set[str], depth: int
) -> None:
    """Strings and names in an object, without following references to other objects."""
    if isinstance(item, pikepdf.String):
        texts.setdefault(place, []).append(str(item))
        return
    values: list[Any] = []
    if is_dictionary(item):
        dictionary = item.stream_dict if _is_stream(item) else item
        for key, value in dictionary.items():
            names.add(key)
            values.append(value)
    elif isinstance(item, pikepdf.Array):
        values = list(item)
    for value in values:
        if isinstance(value, pikepdf.Name):
            names.add(str(value))
        elif isinstance(value, pikepdf.String):
            texts.setdefault(place, []).append(str(value))
        elif (
            isinstance(value, pikepdf.Dictionary | pikepdf.Array)
            and not value.is_indirect
            and depth < _DEEPEST
        ):
            own = _place(value)
            _gather(value, place if own == _OTHER else own, texts, names, depth + 1)


def _drawn(pdf: Any) -> set[tuple[int, int]]:
    """Object numbers of the streams that the pages draw, and of their fonts."""
    found: set[tuple[int, int]] = set()
    for item in pdf.objects:
        with contextlib.suppress(*BAD_PDF):
            if is_dictionary(item):
                found.update(item[key].objgen for key in _FONT_PARTS if _is_stream(item.get(key)))

    def take(holder: Any, depth: int) -> None:
        resources = holder.get("/Resources", {})
        if not is_dictionary(resources) or depth > _DEEPEST:
            return
        for group in ("/XObject", "/Pattern"):
            for _, drawn in resources.get(group, {}).items():
                if _is_stream(drawn) and drawn.objgen not in found:
                    found.add(drawn.objgen)
                    take(drawn, depth + 1)
        for _, font in resources.get("/Font", {}).items():
            for _, glyph in font.get("/CharProcs", {}).items():
                found.add(glyph.objgen)

    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        parts = (
            [contents] if _is_stream(contents) else list(contents if contents is not None else [])
        )
        found.update(part.objgen for part in parts)
        take(page.obj, 0)
        for annotation in page.obj.get("/Annots", []):
            if is_dictionary(annotation):
                _take_appearance(annotation.get("/AP", {}), found, take)
    return found


def _take_appearance(appearance: Any, found: set[tuple[int, int]], take: Any) -> None:
    """The appearance an annotation shows; those it could show instead are told as out of use."""
    shown = appearance.get("/N") if is_dictionary(appearance) else None
    if _is_stream(shown):
        found.add(shown.objgen)
        take(shown, 1)


def _stream(item: Any, number: int, drawn: set[tuple[int, int]], task: Task) -> Iterator[Layer]:
    kind, form = str(item.get("/Type", "")), str(item.get("/Subtype", ""))
    if kind in _SYNTAX_STREAMS:
        return
    if item.objgen in drawn:
        return
    data = _bytes(item)
    if data is None:
        yield Layer(f"unknown: stream {number}", "")
    elif kind == "/Metadata" or form == "/XML":
        yield from task.inner(data, "metadata.xml", "metadata (XMP): ")
    elif kind == "/EmbeddedFile" or "/Params" in item:
        yield from task.inner(data, "attachment", "attachment: ")
    elif b"begincmap" in data or (b"acsp" in data[30:44]) or "/FunctionType" in item:
        return  # maps of fonts, colour profiles, functions
    else:
        yield Layer("streams that no page draws", _written(data))


def _bytes(item: Any) -> bytes | None:
    try:
        data = bytes(item.read_bytes())
    except BAD_PDF:
        return None
    return data if len(data) <= _LARGEST else None


def _picture(item: Any, name: str, task: Task) -> Iterator[Layer]:
    filters = item.get("/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = filters[0]
    if isinstance(filters, pikepdf.Name) and str(filters) in ("/DCTDecode", "/JPXDecode"):
        yield from task.inner(bytes(item.read_raw_bytes()), "picture", f"{name}: ")
        return
    size = int(item.get("/Width", 0)) * int(item.get("/Height", 0))
    if size > task.settings.max_image_megapixels * 1_000_000:
        yield Layer(f"unknown: {name} is too large", "")
        return
    try:
        image = pikepdf.PdfImage(item).as_pil_image()
    except BAD_PDF:
        yield Layer(f"unknown: {name}", "")
        return
    yield from text_in(image, f"{name}: text in the picture", task.name)


def _written(data: bytes) -> str:
    """What the operators of a content stream write, and its other words."""
    shown = []
    for match in _SHOWN.finditer(data):
        token = match.group()
        if token.startswith(b"("):
            shown.append(re.sub(rb"\\(.)", rb"\1", token[1:-1]).decode("latin-1"))
        else:
            digits = re.sub(rb"\s", b"", token[1:-1])
            shown.append(
                bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()).decode("latin-1")
            )
    return "".join(shown) + "\n" + strings(data)


def unlisted_objects(data: bytes, all_of_them: bool) -> str:
    """Words in objects that stand in the file but that its last list does not point at.

    Objects of the same number that come later in the file replace earlier ones, so all but the
    last are out of use; ``all_of_them`` when the list could not be read.
    """
    last: dict[tuple[bytes, bytes], int] = {}
    found = list(_bodies(data))
    for number, generation, _, start in found:
        last[number, generation] = start
    freed = _freed(data)
    words = []
    for number, generation, body, start in found:
        out_of_use = last[number, generation] != start or int(number) in freed
        if not (out_of_use or all_of_them):
            continue
        stream = _STREAM.search(body)
        if stream:
            words.append(_written(body[: stream.start()]))
            try:
                words.append(_written(zlib.decompressobj().decompress(stream[1], _LARGEST)))
            except zlib.error:
                words.append(strings(stream[1]))
        else:
            words.append(_written(body))
    return "\n".join(words)


def _bodies(data: bytes) -> Iterator[tuple[bytes, bytes, bytes, int]]:
    """Number, generation, content and place of everything that looks like an object."""
    position = 0
    while match := _OBJECT.search(data, position):
        end = data.find(b"endobj", match.end())
        if end < 0:
            return
        yield match[1], match[2], data[match.end() : end], match.start()
        position = end


def _freed(data: bytes) -> set[int]:
    """Numbers that the last classic table marks as free."""
    tables = list(
        re.finditer(rb"(?<!start)xref\s+((?:\d+ \d+\s+(?:\d{10} \d{5} [nf]\s+)*)+)", data)
    )
    freed: set[int] = set()
    for table in tables:
        number = 0
        for line in table[1].split(b"\n"):
            words = line.split()
            if len(words) == 2:
                number = int(words[0])
            elif len(words) == 3:
                (freed.add if words[2] == b"f" else freed.discard)(number)
                number += 1
    return freed
