"""What one pass of training sees: corpora, generated text, job ads, with their disturbances."""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from pathlib import Path

from generator import noise
from generator.documents import Generator
from generator.grounds import Told
from generator.marked import applications
from generator.names import Names, genitive
from generator.pieces import edit, join

from .corpora import Document, training
from .fragments import Fragments

_WORD = re.compile(r"[^\W\d_]+")
_PLACEHOLDER = re.compile(r"<(NAME|EMAIL|PHONE)>")
_CONTACT = re.compile(
    r"(?i)kontakta|kontakt|contact|frågor|besvaras av|lämnas av|företrädare|facklig|saco|vision|"
    r"chef|rekryterare|rektor|manager|recruiter|ring "
)

_ASKED = re.compile(
    r"(?i)[^.!?\n]*\b(?:fyllt|ålder|år gammal|ålders\w+|modersmål|medborgar\w*|pension\w*|"
    r"graviditet|sjukskriv\w*|föräldraledig\w*|years old|citizen\w*|native)\b[^.!?\n]*"
)


def swap_names(document: Document, names: Names, rng: random.Random) -> Document:
    """Other persons in the same sentence: every word of a name gets one substitute throughout."""
    table: dict[str, str] = {}
    changes = []
    for start, end, label in document.spans:
        words = document.text[start:end].split(" ")
        if label != "PER" or len(words) > 3 or not all(w[:1].isupper() for w in words):
            continue
        new = []
        for index, word in enumerate(words):
            bare = word
            ends = word.endswith("s") and (
                word[:-1] in names.known_given or word[:-1] in names.known_surnames
            )
            if ends:
                bare = word[:-1]
            if bare not in table:
                person = names.person(rng)
                single = len(words) == 1
                as_given = bare in names.known_given if single else index < len(words) - 1
                table[bare] = person.call if as_given else person.surname
            new.append(genitive(table[bare]) if ends else table[bare])
        changes.append((start, end, " ".join(new)))
    return edit(document, changes) if changes else document


class Ads:
    """Job ads as carriers: masked contacts are filled with invented persons, lower-case words are
    outside entities, and capitalised words that no list knows as a name are at least no persons.

    Only ads of every second employer are used; `evaluate.py` measures on the others.
    """

    def __init__(self, data: Path, names: Names) -> None:
        self.names = names
        self.passages: list[str] = []
        with gzip.open(data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                ad = json.loads(line)
                if not trained_on(ad):
                    continue
                paragraphs = [p.strip() for p in ad["text"].split("\n") if p.strip()]
                chunk: list[str] = []
                for paragraph in paragraphs:
                    chunk.append(paragraph)
                    if sum(map(len, chunk)) > 350:
                        self.passages.append("\n".join(chunk)[:900])
                        chunk = []
                if chunk:
                    self.passages.append("\n".join(chunk)[:900])
        self.contacts = [p for p in self.passages if "<NAME>" in p and _CONTACT.search(p)]
        self.plain = [p for p in self.passages if "<NAME>" not in p]

    def document(self, rng: random.Random) -> Document:
        passage = rng.choice(self.contacts if rng.random() < 0.3 else self.plain)
        spans: list[tuple[int, int, str]] = []
        unsure: list[tuple[int, int]] = []
        text, at = "", 0
        for match in _PLACEHOLDER.finditer(passage):
            text += passage[at : match.start()]
            at = match.end()
            start = len(text)
            if match.group(1) == "EMAIL":
                text += f"{self.names.person(rng).call.lower()}.x@exempel.se"
                unsure.append((start, len(text)))
            elif match.group(1) == "PHONE":
                text += f"08-465 004 {rng.randint(10, 99)}"
            else:
                person = self.names.person(rng)
                text += person.full if rng.random() < 0.8 else person.call
                around = passage[max(0, match.start() - 80) : match.start()]
                after = passage[match.end() : match.end() + 14]
                sure = _CONTACT.search(around) and re.match(
                    r"[.,;:)\n]|$| och | på |,? tel|,? tfn| eller | at | and | \(| via ", after
                )
                if sure:
                    spans.append((start, len(text), "PER"))
                else:
                    unsure.append((start, len(text) + 20))
        text += passage[at:]
        not_person = []
        for match in _WORD.finditer(text):
            start, end = match.span()
            word = match.group()
            if word[0].islower() or any(s <= start < e for s, e, _ in spans):
                continue
            name = word.title()
            forms = {name, name.removesuffix("s")}
            if forms & self.names.known_given or forms & self.names.known_surnames:
                unsure.append((start, end))
            else:
                # A word or two after it may belong to an organisation's or a place's name.
                not_person.append((start, min(len(text), end + 24)))
        # Work with people of any kind is what ads tell of; what they ask of the reader's own age
        # or origin is near enough to a ground to be left out.
        untold = [m.span() for m in _ASKED.finditer(text)]
        return Document(text, spans, sorted(unsure), not_person, untold=untold)


def trained_on(ad: dict) -> bool:
    """Whether the ad's employer is in the half that training may see."""
    return zlib.crc32(ad.get("employer", "").strip().lower().encode("utf-8")) % 2 == 0


class Mixture:
    """Draws the texts of one pass. `weights` tells how often a pass goes through each corpus."""

    def __init__(self, data: Path, settings: dict) -> None:
        self.corpora = training(data)
        self.generator = Generator(data)
        self.names = self.generator.slots.names
        self.told = Told(self.generator, "train")
        folder = Path(__file__).parents[1]
        patterns = settings.get("marked", [])
        self.applications = applications(p for g in patterns for p in sorted(folder.glob(g)))
        self.ads = Ads(data, self.names)
        self.settings = settings
        self.fragments = Fragments(self._plain_texts(), random.Random(0))

    def _plain_texts(self) -> list[str]:
        corpora = ("swedish-ner-corpus", "talbanken", "sucx", "ewt-dev", "ewt-negatives")
        texts = [document.text for name in corpora for document in self.corpora[name]]
        return texts + self.ads.passages

    def one_pass(self, rng: random.Random) -> list[Document]:
        settings, result = self.settings, []
        for name, weight in settings["corpora"].items():
            documents = self.corpora[name]
            for _ in range(int(weight)):
                result += self._corpus(documents, rng)
            part = weight - int(weight)
            if part:
                count = int(len(documents) * part)
                start = rng.randrange(len(documents) - count + 1)
                result += self._corpus(documents[start : start + count], rng)
        result += [self.generator.document(rng) for _ in range(settings["generated"])]
        result += [self.told.document(rng) for _ in range(settings.get("told", 0))]
        for application in self.applications:  # every one once, with other names
            swapped = swap_names(application, self.names, rng)
            result.append(noise.disturb(swapped, rng))
        for _ in range(settings.get("fragments", 0)):
            fragment = self.fragments.draw(rng)
            result.append(noise.upper(fragment) if rng.random() < 0.08 else fragment)
        for _ in range(settings["ads"]):
            document = self.ads.document(rng)
            roll = rng.random()
            if roll < 0.08:
                document = noise.lower(document)
            elif roll < 0.14:
                document = noise.upper(document)
            result.append(document)
        return result

    def _corpus(self, documents: list[Document], rng: random.Random) -> list[Document]:
        """Sentences alone or a few together, some with other names, some in another case."""
        result, at = [], 0
        while at < len(documents):
            size = 1 if rng.random() < 0.7 else rng.randint(2, 4)
            group = documents[at : at + size]
            at += size
            between = " " if rng.random() < 0.7 else "\n"
            document = group[0] if len(group) == 1 else join(group, between)
            if rng.random() < self.settings["swap_names"]:
                document = swap_names(document, self.names, rng)
            result.append(document)
            roll = rng.random()
            if roll < self.settings["lower"]:
                result.append(noise.lower(document))
            elif roll < self.settings["lower"] + self.settings["upper"]:
                result.append(noise.upper(document))
        return result
