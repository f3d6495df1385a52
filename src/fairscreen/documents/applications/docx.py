"""Word documents as applications: every part that a reader sees.

The body is walked as in an ad; headers, footers, notes, diagrams and form fields are added, each
with its place. Letters are numbered as they are met, so that ``rewriting`` can find the element
that shows them by walking the same file again.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from fairscreen.documents.applications.draft import ApplicationBuilder, Draft
from fairscreen.documents.document import Source
from fairscreen.documents.docx import Walker, main_part, value_of
from fairscreen.documents.docx_styles import Styles, local
from fairscreen.documents.package import Package
from fairscreen.documents.structure import Line

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Story", "read", "related_parts", "stories"]

_PROPERTIES = frozenset(("creator", "lastModifiedBy", "title", "subject", "Manager"))
_PICTURE = re.compile(rb"<(?:\w+:)?(?:blip|imagedata)\b")
_STORIES = ("header", "footer", "footnote", "endnote")
_EMBEDDED = ("word/embeddings/", "word/charts/", "word/diagrams/data")
# What a Word file is expected to hold. Anything else is told.
_KNOWN_FOLDERS = (
    "_rels/", "docProps/", "customXml/", "word/_rels/", "word/theme/", "word/media/",
    "word/glossary/", "word/fonts/", "word/diagrams/", "word/charts/", "word/embeddings/",
    "word/activeX/", "word/ink/", "package/", "[trash]/",
)  # fmt: skip
_KNOWN_PARTS = frozenset((
    "document", "styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable",
    "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds", "commentsExtensible",
    "people", "vbaProject", "vbaData", "vbaProjectSignature", "vbaProjectSignatureAgile",
    "vbaProjectSignatureV3", "attachedToolbars", "customizations", "keyMapCustomizations",
    "intelligence2", "recipients", "threadedComment", "documenttasks",
))  # fmt: skip


class Story(Walker):
    """A walker that numbers the letters it meets.

    ``letters`` holds for each number the element that shows the letter and its place in there.
    """

    def __init__(
        self,
        source: Source,
        styles: Styles,
        builder: ApplicationBuilder,
        letters: list[tuple[_Element, int]],
    ) -> None:
        super().__init__(source, styles, builder)
        self.letters = letters

    def origins(self, element: _Element, length: int) -> Sequence[int]:
        """Numbers for the letters that ``element`` shows."""
        first = len(self.letters)
        self.letters.extend((element, place) for place in range(length))
        return range(first, first + length)

    def blocks(self, parent: _Element) -> None:
        """Paragraphs and tables, without the prompts of content controls nobody filled in."""
        super().blocks([child for child in parent if not _is_prompt(child)])  # type: ignore[arg-type]

    def _runs(self, parent: _Element) -> None:
        if not _is_prompt(parent):
            super()._runs(parent)

    def other(self, element: _Element, bold: bool) -> None:
        """Form fields that show something without text: boxes to tick, lists to choose from."""
        if local(element) != "fldChar":
            return
        shown = _form_field(element)
        if shown:
            self._write(element, shown, bold)


def _is_prompt(element: _Element) -> bool:
    if local(element) != "sdt":
        return False
    return any(
        local(child) == "showingPlcHdr" and value_of(child, "val") not in ("0", "false", "off")
        for properties in element
        if local(properties) == "sdtPr"
        for child in properties
    )


def _form_field(element: _Element) -> str:
    for data in element.iter():
        kind = local(data)
        if kind == "checkBox":
            marks = {local(child): value_of(child, "val") for child in data}
            value = marks["checked"] if "checked" in marks else marks.get("default", "0")
            return "☐" if value in ("0", "false", "off") else "☒"
        if kind == "ddList":
            entries = [value_of(e, "val") or "" for e in data if local(e) == "listEntry"]
            chosen = next((value_of(e, "val") for e in data if local(e) == "result"), "0") or "0"
            if chosen.isdigit() and int(chosen) < len(entries):
                return entries[int(chosen)]
    return ""


def read(source: Source, draft: Draft) -> None:
    """Read the document into ``draft``."""
    package = Package(source)
    letters: list[tuple[_Element, int]] = []
    notes: set[str] = set()
    for _ in stories(package, source, draft.builder, letters, notes):
        pass
    for note in notes:
        draft.warn(note)
    _tell_parts(package, draft)
    _properties(package, draft)


def stories(
    package: Package,
    source: Source,
    builder: ApplicationBuilder,
    letters: list[tuple[_Element, int]],
    notes: set[str],
) -> Iterator[tuple[str, _Element]]:
    """Walk the parts in reading order; each part's name and root are given when it is done."""
    main = main_part(package)
    folder = posixpath.dirname(main)

    def part(name: str) -> _Element | None:
        path = posixpath.join(folder, name)
        return package.xml(path) if path in package else None

    styles = Styles(part("styles.xml"), part("numbering.xml"))

    def walk(name: str, begin: Callable[[Story, _Element], None]) -> tuple[str, _Element]:
        root = package.xml(name)
        story = Story(source, styles, builder, letters)
        begin(story, root)
        story.end_paragraph()
        notes.update(story.notes)
        return name, root

    def whole(story: Story, root: _Element) -> None:
        _word_art(root, builder)
        story.blocks(root)

    def body(story: Story, root: _Element) -> None:
        found = next((child for child in root if local(child) == "body"), None)
        if found is None:
            raise source.broken()
        story.blocks(found)
        story.end_paragraph()
        _word_art(root, builder)

    def footnotes(story: Story, root: _Element) -> None:
        for note in root:
            if value_of(note, "type") in (None, "normal"):
                story.blocks(note)
                story.end_paragraph()

    related = _related(package, main)
    for kind, begin in (
        ("header", whole), ("", body), ("footnote", footnotes), ("endnote", footnotes),
        ("diagram", None), ("footer", whole),
    ):  # fmt: skip
        builder.part = kind
        if kind == "":
            yield walk(main, begin)  # type: ignore[arg-type]
        elif kind == "diagram":
            for name in _drawn(package):
                _diagram(package.xml(name), builder)
        else:
            for name in related.get(kind, ()):
                yield walk(name, begin)  # type: ignore[arg-type]
    builder.part = ""


def related_parts(package: Package, main: str) -> dict[str, tuple[str, str]]:
    """The parts that the main part points at, by the relation's id: kind of relation and name."""
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    for relation in package.xml(relations) if relations in package else ():
        target = relation.get("Target") or ""
        path = posixpath.normpath(posixpath.join(folder, target))
        path = target.lstrip("/") if target.startswith("/") else path.lstrip("/")
        if relation.get("TargetMode") != "External" and path in package:
            kind = (relation.get("Type") or "").rpartition("/")[2]
            found[relation.get("Id") or ""] = kind, path
    return found


def _related(package: Package, main: str) -> dict[str, list[str]]:
    """Names of the header, footer and note parts, from the main part's relations and by name."""
    folder = posixpath.dirname(main)
    found: dict[str, list[str]] = {}
    for relation, path in related_parts(package, main).values():
        kind = relation.rstrip("s")
        if kind in _STORIES and path not in found.get(kind, []):
            found.setdefault(kind, []).append(path)
    for path in package.names:
        base = posixpath.basename(path)
        for kind in _STORIES:
            is_kind = base.endswith(".xml") and base.startswith(kind)
            if is_kind and path.startswith(f"{folder}/") and path not in found.get(kind, []):
                found.setdefault(kind, []).append(path)
    return found


def _drawn(package: Package) -> list[str]:
    return sorted(
        name for name in package.names
        if name.endswith(".xml") and name.startswith(("word/diagrams/data", "word/charts/chart"))
    )  # fmt: skip


def _diagram(root: _Element, builder: ApplicationBuilder) -> None:
    """The texts of a diagram or chart, one block each."""
    for paragraph in root.iter("{*}p"):
        text = "".join(e.text or "" for e in paragraph.iter() if local(e) == "t")
        builder.add([Line(text)])
    for value in root.iter("{*}v"):  # names in a chart
        if local(value.getparent()) == "pt" and any(c.isalpha() for c in value.text or ""):
            builder.add([Line(value.text or "")])


def _word_art(root: _Element, builder: ApplicationBuilder) -> None:
    """Old WordArt keeps its words in an attribute."""
    before, builder.part = builder.part, "text box"
    for art in root.iter("{*}textpath"):
        builder.add([Line(art.get("string") or "")])
    builder.part = before


def _tell_parts(package: Package, draft: Draft) -> None:
    unknown: set[str] = set()
    files = sum(name.startswith("word/media/") for name in package.names)
    for name in package.names:
        base, _, ending = posixpath.basename(name).rpartition(".")
        if name.endswith("/") or name == "[Content_Types].xml":
            continue
        if base == "vbaProject" or name.startswith("word/activeX/"):
            draft.warn("macros")
        elif name.startswith(_EMBEDDED) or base.startswith("afchunk"):
            draft.warn("embedded")
        elif base.startswith("comments"):
            draft.warn("comments")
        elif ending in ("xml", "rels"):
            if base.rstrip("0123456789") in ("header", "footer") or name.startswith("word/"):
                draft.images += len(_PICTURE.findall(package.read(name)))
            stem = base.rstrip("0123456789")
            known = name.startswith(_KNOWN_FOLDERS) or stem in ("header", "footer")
            if not known and base not in _KNOWN_PARTS and stem not in _KNOWN_PARTS:
                unknown.add(f"{base[:40]}.{ending}")
        elif not name.startswith(_KNOWN_FOLDERS) and base not in _KNOWN_PARTS:
            unknown.add(f".{ending[:10]}")
    draft.images = max(draft.images, files)
    if unknown:
        draft.warn("unknown", kinds=", ".join(sorted(unknown)[:8]))


def _properties(package: Package, draft: Draft) -> None:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in package:
            for element in package.xml(name).iter():
                if local(element) in _PROPERTIES:
                    draft.know(element.text)
