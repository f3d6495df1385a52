"""What a Word document with a kept look may consist of (ISO/IEC 29500-1, chapter 17).

Elements and attributes that are not named here do not reach the new document. Values are numbers,
colours and the standard's own words; names that a person may have made up (styles, fonts) are
given anew or dropped.
"""

from __future__ import annotations

import re

__all__ = [
    "ATTRIBUTES",
    "ELEMENTS",
    "FONTS",
    "STYLE_NAMES",
    "UNWRAPPED",
    "VALUE",
    "safe_level_text",
]

_RUN_PROPERTIES = frozenset((
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "u",
    "color", "sz", "szCs", "highlight", "shd", "vertAlign", "spacing", "position", "w", "kern",
    "lang", "rtl", "cs",
))  # fmt: skip
_PARAGRAPH_PROPERTIES = frozenset((
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd",
    "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "textAlignment", "bidi",
    "sectPr", "rPr", "mirrorIndents", "suppressAutoHyphens",
))  # fmt: skip
_BORDERS = frozenset(("top", "left", "start", "bottom", "right", "end", "between", "bar",
                      "insideH", "insideV"))  # fmt: skip
_SIDES = frozenset(("top", "left", "start", "bottom", "right", "end"))
_TABLE_PROPERTIES = frozenset((
    "tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook",
    "tblCellSpacing", "shd", "tblOverlap", "bidiVisual", "tblStyleRowBandSize",
    "tblStyleColBandSize",
))  # fmt: skip
_CELL_PROPERTIES = frozenset((
    "tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign",
))  # fmt: skip
_ROW_PROPERTIES = frozenset(("trHeight", "tblHeader", "cantSplit", "jc", "gridBefore", "gridAfter",
                             "wBefore", "wAfter"))  # fmt: skip
_BLOCKS = frozenset(("p", "tbl", "sectPr"))
_STYLE_PARTS = frozenset((
    "name", "basedOn", "next", "link", "uiPriority", "qFormat", "pPr", "rPr", "tblPr", "trPr",
    "tcPr", "tblStylePr", "unhideWhenUsed", "semiHidden",
))  # fmt: skip

# Element → the elements that may stand in it.
ELEMENTS: dict[str, frozenset[str]] = {
    "body": _BLOCKS, "hdr": _BLOCKS, "ftr": _BLOCKS, "tc": _BLOCKS | {"tcPr"},
    "footnotes": frozenset(("footnote",)), "endnotes": frozenset(("endnote",)),
    "footnote": _BLOCKS, "endnote": _BLOCKS,
    "p": frozenset(("pPr", "r")),
    "r": frozenset((
        "rPr", "t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym",
        "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "separator",
        "continuationSeparator",
    )),
    "pPr": _PARAGRAPH_PROPERTIES, "rPr": _RUN_PROPERTIES,
    "numPr": frozenset(("ilvl", "numId")), "pBdr": _BORDERS, "tabs": frozenset(("tab",)),
    "tbl": frozenset(("tblPr", "tblGrid", "tr")), "tblPr": _TABLE_PROPERTIES,
    "tblBorders": _BORDERS, "tblCellMar": _SIDES, "tblGrid": frozenset(("gridCol",)),
    "tr": frozenset(("trPr", "tc")), "trPr": _ROW_PROPERTIES, "tcPr": _CELL_PROPERTIES,
    "tcBorders": _BORDERS, "tcMar": _SIDES,
    "sectPr": frozenset(("headerReference", "footerReference", "type", "pgSz", "pgMar", "cols",
                         "titlePg", "docGrid", "vAlign", "pgBorders", "bidi")),
    "cols": frozenset(("col",)), "pgBorders": _SIDES,
    "styles": frozenset(("docDefaults", "style")),
    "docDefaults": frozenset(("rPrDefault", "pPrDefault")),
    "rPrDefault": frozenset(("rPr",)), "pPrDefault": frozenset(("pPr",)),
    "style": _STYLE_PARTS, "tblStylePr": frozenset(("pPr", "rPr", "tblPr", "trPr", "tcPr")),
    "numbering": frozenset(("abstractNum", "num")),
    "abstractNum": frozenset(("multiLevelType", "lvl")),
    "lvl": frozenset(("start", "numFmt", "lvlRestart", "isLgl", "suff", "lvlText", "lvlJc", "pPr",
                      "rPr", "pStyle")),
    "num": frozenset(("abstractNumId", "lvlOverride")),
    "lvlOverride": frozenset(("startOverride", "lvl")),
}  # fmt: skip

# Wrappers whose content is kept without them: links, content controls, accepted changes, fields.
UNWRAPPED = frozenset((
    "sdt", "sdtContent", "hyperlink", "smartTag", "customXml", "ins", "moveTo", "fldSimple", "dir",
    "bdo", "ruby", "rubyBase", "oMath", "oMathPara", "Choice",
))  # fmt: skip

ATTRIBUTES = frozenset((
    "val", "w", "h", "type", "id", "fill", "color", "sz", "space", "left", "right", "start", "end",
    "top", "bottom", "header", "footer", "gutter", "firstLine", "hanging", "before", "after",
    "line", "lineRule", "beforeAutospacing", "afterAutospacing", "beforeLines", "afterLines",
    "leader", "pos", "orient", "num", "equalWidth", "linePitch", "hRule", "ascii", "hAnsi", "cs",
    "eastAsia", "char", "font", "styleId", "default", "numId", "abstractNumId", "ilvl", "firstRow",
    "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand", "alignment", "relativeTo",
    "clear", "offsetFrom", "sep", "code", "shadow", "frame", "hint", "leftChars", "rightChars",
    "firstLineChars", "hangingChars", "tplc", "bidi",
))  # fmt: skip

VALUE = re.compile(r"[A-Za-z0-9#.%+-]{0,24}")

FONTS = frozenset((
    "Aptos", "Aptos Display", "Arial", "Arial Black", "Arial Narrow", "Avenir", "Avenir Next",
    "Baskerville", "Bahnschrift", "Book Antiqua", "Bookman Old Style", "Calibri", "Calibri Light",
    "Cambria", "Candara", "Carlito", "Century", "Century Gothic", "Comic Sans MS", "Consolas",
    "Constantia", "Corbel", "Courier", "Courier New", "DejaVu Sans", "DejaVu Serif", "Didot",
    "Franklin Gothic Book", "Franklin Gothic Medium", "Futura", "Garamond", "Georgia", "Gill Sans",
    "Gill Sans MT", "Helvetica", "Helvetica Neue", "Impact", "Lato", "Liberation Sans",
    "Liberation Serif", "Liberation Mono", "Lucida Sans", "Lucida Sans Unicode", "Merriweather",
    "Microsoft Sans Serif", "Montserrat", "Noto Sans", "Noto Serif", "Nunito", "Open Sans",
    "Optima", "Palatino", "Palatino Linotype", "Perpetua", "Poppins", "Raleway", "Roboto",
    "Rockwell", "Segoe UI", "Segoe UI Light", "Segoe UI Semibold", "Segoe UI Symbol",
    "Source Sans Pro", "Source Sans 3", "Symbol", "Tahoma", "Times", "Times New Roman",
    "Trebuchet MS", "Tw Cen MT", "Verdana", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3",
    "Work Sans",
))  # fmt: skip

# Word's own names of styles, which its outline and its readers rely on.
STYLE_NAMES = re.compile(
    r"(?i)normal|default paragraph font|normal table|table grid|no list|no spacing|title|subtitle"
    r"|heading [1-9]|list paragraph|list (?:bullet|number|continue)(?: [2-5])?|list(?: [2-5])?"
    r"|header|footer|footnote (?:text|reference)|endnote (?:text|reference)|hyperlink|strong"
    r"|emphasis|quote|intense (?:quote|emphasis|reference)|subtle (?:emphasis|reference)"
    r"|book title|caption|body text(?: [23]| indent)?|normal \(web\)|plain text|page number"
    r"|toc [1-9]|date|salutation|closing|signature|placeholder text|table of figures"
    r"|(?:plain|grid|list) table [1-7](?: (?:light|dark|colorful))?(?: accent [1-6])?"
)
_MARKER = re.compile(r"[%0-9.,():/ \-–—•●○◦▪▫■□‣·➢➤✓✔§*o\uf000-\uf0ff]{0,20}")


def safe_level_text(text: str) -> str:
    """The text of a list's marks when it is signs and numbers only, else a bullet."""
    return text if _MARKER.fullmatch(text) else "•"
