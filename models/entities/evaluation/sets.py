"""The test sets. None of them is read in training."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from recipe.corpora import Document, swedish_ner_corpus, universal_ner
from recipe.mixture import trained_on

HELD_OUT = Path(__file__).resolve().parent.parent / "heldout"
_LABELS = {"P": "PER", "L": "LOC", "O": "ORG", "S": "SCHOOL"}
_MARK = re.compile(r"\[([PLOS]):([^\]]+)\]")
_HEAD = re.compile(r"^=== (\S+) (\S+) (\S+) (\S+)$", re.MULTILINE)


@dataclass(slots=True)
class Application:
    """A held-out application text: `kind` is letter, cv, reference, mail, form, ..."""

    name: str
    language: str
    group: str
    kind: str
    document: Document = field(default_factory=lambda: Document(""))


def marked(text: str) -> Document:
    """``[P:Anna Berg]`` -> text with spans."""
    out, spans, at = "", [], 0
    for match in _MARK.finditer(text):
        out += text[at : match.start()]
        spans.append((len(out), len(out) + len(match.group(2)), _LABELS[match.group(1)]))
        out += match.group(2)
        at = match.end()
    return Document(out + text[at:], spans)


def applications() -> list[Application]:
    """The hand-written application texts of `heldout/applications_*.txt`."""
    result = []
    for path in sorted(HELD_OUT.glob("applications_*.txt")):
        text = path.read_text(encoding="utf-8")
        heads = list(_HEAD.finditer(text))
        for head, following in zip(heads, [*heads[1:], None], strict=True):
            body = text[head.end() : following.start() if following else len(text)].strip("\n")
            result.append(Application(*head.groups(), marked(body)))
    return result


def word_sentences(name: str) -> list[Document]:
    """`heldout/<name>.txt`: one marked sentence a line; lines with # are comments."""
    lines = (HELD_OUT / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [marked(line) for line in lines if line and not line.startswith("#")]


def corpora(data: Path) -> dict[str, list[Document]]:
    """Official test parts, schools counted as organisations."""
    ner = data / "ner"
    talbanken = ner / "uner-swedish-talbanken" / "sv_talbanken-ud-test.iob2"
    return {
        "swedish-ner-corpus test": swedish_ner_corpus(
            ner / "swedish-ner-corpus" / "test_corpus.txt", mark_schools=False
        ),
        "PUD": universal_ner(ner / "uner-swedish-pud" / "sv_pud-ud-test.iob2", mark_schools=False),
        "Talbanken test": universal_ner(talbanken, mark_schools=False),
        "English EWT test": universal_ner(
            data / "en" / "uner_en_ewt-ud-test.iob2.gz", mark_schools=False
        ),
    }


def snippets(data: Path) -> list[tuple[str, Document]]:
    """Made-up application sentences by name group (easy text: few sentence patterns)."""
    path = data / "ner" / "synthetic-application-text" / "eval.jsonl"
    result = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        spans = [(e["start"], e["end"], e["label"]) for e in item["entities"]]
        result.append((item["group"], Document(item["text"], spans)))
    return result


def ads(data: Path, *, every: int = 1) -> list[str]:
    """Texts of job ads whose employers training has not seen; contact persons are masked."""
    result = []
    with gzip.open(data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            ad = json.loads(line)
            if number % every == 0 and not trained_on(ad):
                result.append(ad["text"])
    return result
