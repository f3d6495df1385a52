"""A Word document with the look of the original, built anew from a whitelist.

Kept are the text with its replacements, the looks of runs, paragraphs, lists and tables, page
heads and feet and notes. Nothing else is: pictures, links, fields, comments, changes, properties,
embedded files and the document's history have no way in.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from fairscreen.documents.applications import ApplicationDocument
from fairscreen.documents.applications.docx import related_parts, stories
from fairscreen.documents.applications.draft import ApplicationBuilder
from fairscreen.documents.document import Source
from fairscreen.documents.docx import main_part, value_of
from fairscreen.documents.docx_styles import local
from fairscreen.documents.package import Package
from fairscreen.documents.rewriting.replacing import Replacement, letters_after
from fairscreen.documents.rewriting.word_copy import Copier, W
from fairscreen.documents.rewriting.word_whitelist import STYLE_NAMES
from fairscreen.settings import Settings

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["keep_docx"]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MARKERS = frozenset(" \t\u00a0-–—•●○◦▪▫■□‣⁃·➢➤✓✔*")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class _New:
    """Parts of the new package, in order."""

    parts: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    relations: list[tuple[str, str]] = field(default_factory=list)  # kind, target

    def add(self, name: str, kind: str, root: _Element | str) -> str:
        """Add a part that the main part points at; the relation's id comes back."""
        from lxml import etree

        data = (
            root.encode()
            if isinstance(root, str)
            else etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        )
        self.parts[f"word/{name}.xml"] = data
        self.kinds[f"word/{name}.xml"] = kind
        if kind == "document.main":
            return ""
        self.relations.append((kind, f"{name}.xml"))
        return f"rId{len(self.relations)}"


def keep_docx(
    document: ApplicationDocument,
    replacements: Sequence[Replacement],
    title: str,
    language: str,
    settings: Settings,
) -> bytes:
    """The document's bytes."""
    source = Source(document.source, document.name, "docx", settings)
    package = Package(source)
    letters: list[tuple[_Element, int]] = []
    builder = ApplicationBuilder()
    walked = list(stories(package, source, builder, letters, set()))
    texts = _texts(letters, letters_after(document, replacements))

    def shown(element: _Element) -> str | None:
        return texts.get(element)

    main = main_part(package)
    folder = posixpath.dirname(main)
    styles_path, numbering_path = (posixpath.join(folder, f"{n}.xml") for n in _LOOKS)
    new = _New()
    styles = package.xml(styles_path) if styles_path in package else None
    names = _style_names(styles)
    theme = _theme(package, folder)
    copier = Copier(shown, names, theme=theme)
    if styles is not None:
        new.add("styles", "styles", _styles(styles, names, copier))
    if numbering_path in package:
        new.add("numbering", "numbering", copier.root(package.xml(numbering_path)))
    new.add("settings", "settings", _settings(package, folder))

    references: dict[str, str] = {}
    by_target = related_parts(package, main)
    counts = {"header": 0, "footer": 0}
    for name, root in walked:
        kind = {"hdr": "header", "ftr": "footer"}.get(local(root)) or local(root)
        if kind in counts:
            counts[kind] += 1
            made = new.add(f"{kind}{counts[kind]}", kind, copier.root(root))
            references.update({old: made for old, (_, path) in by_target.items() if path == name})
        elif kind in ("footnotes", "endnotes"):
            new.add(kind, kind, copier.root(root))
    body = next(root for name, root in walked if name == main)
    new.add("document", "document.main", _main(body, Copier(shown, names, references.get, theme)))
    return _packed(new, title, language)


_LOOKS = ("styles", "numbering")


def _texts(letters: Sequence[tuple[_Element, int]], after: dict[int, str]) -> dict[_Element, str]:
    """For each element that shows letters, the text it shall show.

    Letters that did not become part of the document's text were blanks, typed bullets or
    invisible; the first two are looks and stay.
    """
    texts: dict[_Element, list[str]] = {}
    for number, (element, place) in enumerate(letters):
        parts = texts.setdefault(element, [])
        if number in after:
            parts.append(after[number])
        else:
            letter = (element.text or "")[place : place + 1]
            parts.append(letter if letter in _MARKERS else "")
    return {
        element: " ".join("".join(parts).replace("\n", " ").split("\t"))
        for element, parts in texts.items()
    }


def _style_names(styles: _Element | None) -> dict[str, str]:
    """A new id for each style; those of Word's own names keep theirs in plain letters."""
    names: dict[str, str] = {}
    for style in styles if styles is not None else ():
        identity = value_of(style, "styleId")
        if local(style) == "style" and identity:
            names[identity] = f"S{len(names) + 1}"
    return names


def _theme(package: Package, folder: str) -> dict[str, str]:
    """The theme's fonts for headings and text."""
    path = posixpath.join(folder, "theme/theme1.xml")
    fonts: dict[str, str] = {}
    if path in package:
        for kind in ("major", "minor"):
            for group in package.xml(path).iter(f"{{*}}{kind}Font"):
                latin = next((e for e in group if local(e) == "latin"), None)
                if latin is not None:
                    fonts[kind] = latin.get("typeface") or ""
    return fonts


def _styles(root: _Element, names: dict[str, str], copier: Copier) -> _Element:
    from lxml import etree

    copy = copier.root(root)
    old = {
        names[identity]: next((value_of(e, "val") for e in style if local(e) == "name"), "") or ""
        for style in root
        if local(style) == "style" and (identity := value_of(style, "styleId"))
    }
    for number, style in enumerate(copy.iter(f"{{{W}}}style"), 1):
        known = old.get(style.get(f"{{{W}}}styleId") or "", "")
        name = style.find(f"{{{W}}}name")
        if name is None:
            name = etree.SubElement(style, f"{{{W}}}name")
            style.insert(0, name)
        name.set(f"{{{W}}}val", known if STYLE_NAMES.fullmatch(known) else f"Style {number}")
    return copy


def _settings(package: Package, folder: str) -> str:
    path = posixpath.join(folder, "settings.xml")
    even = path in package and any(local(e) == "evenAndOddHeaders" for e in package.xml(path))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:settings xmlns:w="{W}">'
        + ("<w:evenAndOddHeaders/>" if even else "")
        + '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def _main(root: _Element, copier: Copier) -> _Element:
    from lxml import etree

    from fairscreen.documents.rewriting.word_copy import R

    document = etree.Element(f"{{{W}}}document", nsmap={"w": W, "r": R})
    body = next(child for child in root if local(child) == "body")
    document.append(copier.root(body))
    return document


def _packed(new: _New, title: str, language: str) -> bytes:
    kinds = {name: f"{_MAIN}.{kind}+xml" for name, kind in new.kinds.items()} | {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"
    }
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(new.relations, 1)
    )
    parts: dict[str, bytes] = {
        "[Content_Types].xml": (
            f'{declaration}<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": (
            f'{declaration}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ).encode(),
        "docProps/core.xml": (
            f'{declaration}<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(' '.join(title.split()))}</dc:title>"
            f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'{declaration}<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        ).encode(),
        **new.parts,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()
