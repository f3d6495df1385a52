"""The annotated corpora, each read into texts with character spans.

Corpora that come as bare tokens are joined again with the usual spacing rules, so that training
and measurement read text as it is written. Test parts are only ever read by `evaluate.py`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Span = tuple[int, int, str]


@dataclass(slots=True)
class Document:
    """A text with its entities and with what it tells of the protected grounds.

    `spans` are (start, end, label) in characters, sorted, not overlapping. Elsewhere the text is
    taken to be outside entities, except that nothing is known of the ranges in `unsure`, and of
    those in `not_person` only that no person is there. `grounds` are spans of the second layer
    (HEALTH, FAMILY ...), on their own beside the entities; of the ranges in `untold` nothing is
    known there.
    """

    text: str
    spans: list[Span] = field(default_factory=list)
    unsure: list[tuple[int, int]] = field(default_factory=list)
    not_person: list[tuple[int, int]] = field(default_factory=list)
    grounds: list[Span] = field(default_factory=list)
    untold: list[tuple[int, int]] = field(default_factory=list)


_SCHOOL = re.compile(
    r"(?:skola|skolan|skolans|gymnasium|gymnasiet|gymnasiets|universitet|universitetet|universitets"
    r"|högskola|högskolan|lärosäte|komvux|sfi|university|college|school|academy"
    r"|universitetets|universitet[s]?|høgskole|høgskolen|høyskole|skole|skolen)$",
    re.IGNORECASE,
)
_SCHOOL_START = re.compile(r"^(?:university|komvux|högskolan|universitetet)\b", re.IGNORECASE)


def school(text: str, label: str) -> str:
    """SCHOOL instead of ORG where the name itself says that it is a place of education."""
    if label in ("ORG", "LOC") and (_SCHOOL.search(text) or _SCHOOL_START.search(text)):
        return "SCHOOL"
    return label


def _lines(path: Path) -> Iterator[str]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig") as handle:
            yield from handle
    else:
        with path.open(encoding="utf-8-sig") as handle:
            yield from handle


_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%…'’") | {"...", "''"}
_NO_SPACE_AFTER = frozenset("([{")


def joined(tokens: list[str]) -> list[tuple[int, int]]:
    """Character places that the tokens get in running text."""
    places: list[tuple[int, int]] = []
    at, quote_open, glue = 0, False, True
    for token in tokens:
        is_quote = token in ('"', "”", "“", "»", "''", "``")
        before = not glue and token not in _NO_SPACE_BEFORE and not (is_quote and quote_open)
        at += before
        places.append((at, at + len(token)))
        at += len(token)
        glue = token in _NO_SPACE_AFTER or (is_quote and not quote_open)
        if is_quote:
            quote_open = not quote_open
    return places


def _document(
    tokens: list[str], labels: list[str], text: str | None = None, *, mark_schools: bool = True
) -> Document:
    """`labels` are in IOB2."""
    places: list[tuple[int, int]] = []
    if text is not None:
        at = 0
        for token in tokens:
            found = text.find(token, at)
            if found < 0:
                places = []
                break
            places.append((found, found + len(token)))
            at = found + len(token)
    if not places:
        places = joined(tokens)
        characters = [" "] * (places[-1][1] if places else 0)
        for token, (start, end) in zip(tokens, places, strict=True):
            characters[start:end] = token
        text = "".join(characters)
    assert text is not None
    spans: list[Span] = []
    for (start, end), label in zip(places, labels, strict=True):
        if label == "O":
            continue
        kind = label[2:]
        if label[0] == "I" and spans and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], end, kind)
        else:
            spans.append((start, end, kind))
    if mark_schools:
        spans = [(s, e, school(text[s:e], kind)) for s, e, kind in spans]
    return Document(text, spans)


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        line = line.rstrip("\n").rstrip("\r")
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def universal_ner(path: Path, *, mark_schools: bool = True) -> list[Document]:
    """UniversalNER's iob2: id, token, tag, ... with the sentence's text in a comment."""
    keep = {"PER", "LOC", "ORG"}
    result = []
    for block in _blocks(_lines(path)):
        text, tokens, labels = None, [], []
        for line in block:
            if line.startswith("# text = "):
                text = line[9:]
            elif not line.startswith("#"):
                parts = line.split("\t")
                tag = parts[2]
                tokens.append(parts[1])
                labels.append(tag if tag[2:] in keep else "O")
        if tokens:
            result.append(_document(tokens, labels, text, mark_schools=mark_schools))
    return result


def swedish_ner_corpus(path: Path, *, mark_schools: bool = True) -> list[Document]:
    """Token and label (tab or blanks between; no B/I): neighbours of one label are one entity."""
    result = []
    for block in _blocks(_lines(path)):
        tokens, labels, previous = [], [], ""
        for line in block:
            token, _, label = line.strip().replace("\t", " ").rpartition(" ")
            token = token.replace("\u00ad", "").strip()
            if not token:
                continue
            if label in ("PER", "LOC", "ORG"):
                labels.append(("I-" if label == previous else "B-") + label)
            else:
                labels.append("O")
            previous = label
            tokens.append(token)
        if tokens:
            result.append(_document(tokens, labels, mark_schools=mark_schools))
    return result


def sucx(path: Path) -> list[Document]:
    """SUCX 3.0's removed sentences: the second last column is the manual annotation."""
    names = {"person": "PER", "place": "LOC", "inst": "ORG"}
    result = []
    for block in _blocks(_lines(path)):
        tokens, labels = [], []
        for line in block[1:]:
            parts = line.split()
            if len(parts) < 3:
                continue
            tag = parts[-2]
            # "m_fl" and the like: one token for an abbreviation of several words.
            tokens.append(parts[0].replace("_", " ") if len(parts[0]) > 1 else parts[0])
            kind = names.get(tag[2:])
            labels.append(tag[:2] + kind if kind else "O")
        if tokens:
            result.append(_document(tokens, labels))
    return result


def norne(path: Path) -> list[Document]:
    """NorNE flattened to token and tag; geopolitical names count as places."""
    names = {"PER": "PER", "LOC": "LOC", "GPE_LOC": "LOC", "GPE_ORG": "LOC", "ORG": "ORG"}
    result = []
    for block in _blocks(_lines(path)):
        rows = [line.split("\t") for line in block if not line.startswith("# ")]
        rows = [row for row in rows if len(row) == 2]
        if rows:
            labels = []
            for _, tag in rows:
                kind = names.get(tag[2:])
                labels.append(tag[:2] + kind if kind else "O")
            result.append(_document([row[0] for row in rows], labels))
    return result


def english_without_labels(path: Path) -> list[Document]:
    """EWT's training part has no entities: proper nouns, and what may belong to a name beside
    them, give no loss; every other word is a safe negative."""
    result = []
    for block in _blocks(_lines(path)):
        text, rows = "", []
        for line in block:
            if line.startswith("# text = "):
                text = line[9:]
            elif line[0].isdigit() and "-" not in line.split("\t")[0]:
                parts = line.split("\t")
                if "." not in parts[0]:
                    rows.append((parts[1], parts[3]))
        at, places = 0, []
        for token, _ in rows:
            found = text.find(token, at)
            if found < 0:
                break
            places.append((found, found + len(token)))
            at = found + len(token)
        if len(places) != len(rows) or not rows:
            continue
        proper = [tag == "PROPN" for _, tag in rows]
        unsure = []
        for index, place in enumerate(places):
            beside = any(proper[max(0, index - 2) : index + 3])
            capital = rows[index][0][:1].isupper() and index > 0 and rows[index][0] != "I"
            if (
                proper[index]
                or rows[index][1] == "X"
                or capital
                or (
                    beside
                    and rows[index][1] in {"ADP", "DET", "NUM", "PUNCT", "NOUN", "ADJ", "CCONJ"}
                )
            ):
                unsure.append(place)
        if len(unsure) < len(rows) / 2:
            result.append(Document(text, [], unsure))
    return result


def training(data: Path) -> dict[str, list[Document]]:
    """Everything that may be trained on, by source. What it tells of grounds is not known."""
    ner = data / "ner"
    danish = ner / "dane"
    sources = {
        "swedish-ner-corpus": swedish_ner_corpus(ner / "swedish-ner-corpus" / "train_corpus.txt"),
        "talbanken": universal_ner(ner / "uner-swedish-talbanken" / "sv_talbanken-ud-train.iob2"),
        "sucx": sucx(ner / "sucx3-disagreement-subset" / "sucx3_removed_sents.txt"),
        "dane": universal_ner(danish / "da_ddt-ud-train.iob2.gz")
        + universal_ner(danish / "da_ddt-ud-dev.iob2.gz"),
        "norne-nob": norne(ner / "norne" / "norne_nob.iob2.gz"),
        "norne-nno": norne(ner / "norne" / "norne_nno.iob2.gz"),
        "ewt-dev": universal_ner(data / "en" / "uner_en_ewt-ud-dev.iob2.gz"),
        "ewt-negatives": english_without_labels(data / "en" / "en_ewt-ud-train.conllu.gz"),
    }
    for documents in sources.values():
        for document in documents:
            document.untold = [(0, len(document.text))]
    return sources
