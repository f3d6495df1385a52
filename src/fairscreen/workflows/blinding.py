"""One applicant's documents made blind: read, found, replaced, written anew, opened again.

Each document that a stranger made is read in a process of its own. What one document tells of the
applicant is hidden in all. A written file in which anything is still found is held back.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

if TYPE_CHECKING:
    from fairscreen.anonymise import Known, Policy, Result
    from fairscreen.documents import ApplicationDocument

__all__ = [
    "BlindApplication",
    "BlindFile",
    "Edit",
    "Form",
    "Look",
    "Mask",
    "blind_application",
    "blind_documents",
    "read_documents",
    "text_mark",
]

Form = Literal["same", "txt", "docx", "pdf", "html"]
Look = Literal["uniform", "keep"]
Status = Literal["released", "refused", "review"]
_TOKEN = "[BORTTAGET]"


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person decided of a mask, or a phrase that a person asks to hide.

    ``action`` is ``keep`` (show the words after all), ``hide`` (with another ``category`` if one is
    given) or ``all`` (hide every place where ``phrase`` stands, in all documents). ``file``,
    ``start`` and ``end`` point at a mask and are not used by ``all``. ``mark``, where there is one,
    is the :func:`text_mark` of the text that the decision was made on.
    """

    action: Literal["keep", "hide", "all"]
    file: int = 0
    start: int = 0
    end: int = 0
    category: str = ""
    phrase: str = field(default="", repr=False)
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Mask:
    """A place that is hidden, in code points of the document's text."""

    start: int
    end: int
    category: str
    text: str = field(repr=False)
    replacement: str
    score: float
    why: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class BlindFile:
    """One document and its blind copy.

    Attributes
    ----------
    source:
        Name of the original. It may hold the applicant's name: for the key holder only.
    kind:
        What the document is by its name: ``cv``, ``brev`` …
    status:
        ``released``, ``refused`` (could not be read or written) or ``review`` (held back: something
        was still found in the written file, or a person is to look first).
    data:
        The written file, ``None`` unless it is fit to be released.
    suffix:
        Ending of its name, with the dot.
    counts:
        Number of masks by category.
    warnings:
        Swedish sentences on what was not treated, without a word of the document.
    verified:
        Whether the written file was opened again and nothing was found.
    error:
        Why it was refused or held back.
    text, masks, blind:
        For the review: the text as read, what is hidden in it, and the blind text.
    """

    source: str = field(repr=False)
    kind: str
    status: Status
    data: bytes | None = field(default=None, repr=False)
    suffix: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    verified: bool = False
    error: FairscreenError | None = None
    text: str = field(default="", repr=False)
    masks: tuple[Mask, ...] = field(default=(), repr=False)
    blind: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class BlindApplication:
    """All documents of one applicant, and the names found, for the key alone."""

    code: str
    files: tuple[BlindFile, ...]
    names: tuple[str, ...] = field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """As plain values, to be kept sealed."""
        return {
            "code": self.code,
            "names": list(self.names),
            "files": [
                {
                    **{f.name: getattr(made, f.name) for f in fields(made)},
                    "data": None if made.data is None else base64.b64encode(made.data).decode(),
                    "error": made.error and [made.error.code, made.error.params],
                    "masks": [asdict(mask) for mask in made.masks],
                    "warnings": list(made.warnings),
                }
                for made in self.files
            ],
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> BlindApplication:
        """The opposite of :meth:`to_dict`."""
        made = tuple(
            BlindFile(**{
                **file,
                "data": None if file["data"] is None else base64.b64decode(file["data"]),
                "error": file["error"] and FairscreenError(file["error"][0], **file["error"][1]),
                "masks": tuple(Mask(**mask) for mask in file["masks"]),
                "warnings": tuple(file["warnings"]),
            })
            for file in values["files"]
        )  # fmt: skip
        return cls(values["code"], made, tuple(values["names"]))


def blind_application(
    documents: Sequence[tuple[str, str, bytes | FairscreenError]],
    *,
    code: str,
    known: Known | None = None,
    policy: Policy | None = None,
    layout: Look = "uniform",
    form: Form = "same",
    lang: Literal["auto", "sv", "en"] = "auto",
    as_of: date | None = None,
    edits: Sequence[Edit] = (),
    settings: Settings | None = None,
) -> BlindApplication:
    """The blind copies of one applicant's documents.

    Parameters
    ----------
    documents:
        Name, kind and bytes of each, or the error that stands in for the bytes.
    code:
        The applicant's code; the only thing in the copies that tells one applicant from another.
    as_of:
        Date of the application, to which employments that still go on are counted.
    edits:
        Decisions from a review of the same documents.

    Nothing is raised for a document: what could not be treated has a status and a reason.
    """
    return blind_documents(
        read_documents(documents, settings or Settings()),
        code=code, known=known, policy=policy, layout=layout, form=form, lang=lang, as_of=as_of,
        edits=edits,
    )  # fmt: skip


def blind_documents(
    read: Sequence[tuple[str, str, ApplicationDocument | FairscreenError]],
    *,
    code: str,
    known: Known | None = None,
    policy: Policy | None = None,
    layout: Look = "uniform",
    form: Form = "same",
    lang: Literal["auto", "sv", "en"] = "auto",
    as_of: date | None = None,
    edits: Sequence[Edit] = (),
) -> BlindApplication:
    """As :func:`blind_application`, of documents that have been read."""
    texts = [doc for _, _, doc in read if not isinstance(doc, FairscreenError)]
    results = _results(texts, known, policy, lang, as_of)
    given = iter(zip(texts, results, strict=True))
    files: list[BlindFile] = []
    shown = _shown(results, edits)
    identifiers = _identifiers(results, known, edits, shown)
    numbers: Counter[str] = Counter()
    for index, (name, kind, doc) in enumerate(read):
        if isinstance(doc, FairscreenError):
            files.append(BlindFile(name, kind, "refused", error=doc))
            continue
        document, result = next(given)
        try:
            masks = _edited(_masks(result), result.text, index, edits)
        except FairscreenError as error:
            files.append(BlindFile(name, kind, "refused", error=error))
            continue
        numbers[kind] += 1
        title = f"{code} – {kind}" + (f" {numbers[kind]}" if numbers[kind] > 1 else "")
        files.append(
            _written(
                document, masks, name=name, kind=kind, title=title, layout=layout, form=form,
                identifiers=identifiers, shown=shown, policy=policy, lang=lang,
            )
        )  # fmt: skip
    return BlindApplication(code, tuple(files), _names(results))


def read_documents(
    documents: Sequence[tuple[str, str, bytes | FairscreenError]], settings: Settings
) -> list[tuple[str, str, ApplicationDocument | FairscreenError]]:
    """Each document, followed by the files attached to it."""
    from fairscreen import documents as reading

    read: list[tuple[str, str, ApplicationDocument | FairscreenError]] = []
    waiting = [(name, kind, data, 0) for name, kind, data in documents]
    while waiting:
        name, kind, data, depth = waiting.pop(0)
        if isinstance(data, FairscreenError):
            read.append((name, kind, data))
            continue
        try:
            document = reading.isolated(
                read_document, data, name, settings,
                name=name, timeout_s=settings.application_timeout_s,
                memory_mb=settings.application_memory_mb,
            )  # fmt: skip
        except FairscreenError as error:
            read.append((name, kind, error))
            continue
        if document.text.strip() or not document.attachments:
            read.append((name, kind, document))
        inner: list[tuple[str, str, bytes | FairscreenError, int]] = []
        for attached in document.attachments:
            too_deep = depth + 1 >= settings.max_nesting
            body = FairscreenError("document-nested", name=attached.name) if too_deep else None
            inner.append((attached.name, "bilaga", body or attached.data, depth + 1))
        waiting[:0] = inner
    return read


def read_document(data: bytes, name: str, settings: Settings) -> ApplicationDocument:
    """One document, read in the process that the caller has for it."""
    from fairscreen import documents

    return documents.read_application(data, name=name, settings=settings)


def _results(
    documents: Sequence[ApplicationDocument],
    known: Known | None,
    policy: Policy | None,
    lang: Literal["auto", "sv", "en"],
    as_of: date | None,
) -> list[Result]:
    from fairscreen.anonymise import anonymise_texts

    if not documents:
        return []
    identity = [seed for document in documents for seed in document.identity]
    return anonymise_texts(
        [document.text for document in documents],
        lang=lang, known=known, policy=policy, as_of=as_of,
        files=[document.name for document in documents],
        identity=list(dict.fromkeys(identity)),
    )  # fmt: skip


def _masks(result: Result) -> list[Mask]:
    return [
        Mask(s.start, s.end, s.category, s.text, s.replacement, s.score, s.why, s.rule, s.reason)
        for s in result.spans
    ]


def text_mark(text: str) -> str:
    """A short hash, to see whether a document is still the one that was reviewed."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _edited(masks: list[Mask], text: str, index: int, edits: Sequence[Edit]) -> tuple[Mask, ...]:
    """The masks as a person wants them."""
    mark = text_mark(text)
    if any(e.mark and e.mark != mark for e in edits if e.action != "all" and e.file == index):
        raise FairscreenError("review-stale")
    here = {(e.start, e.end): e for e in edits if e.action != "all" and e.file == index}
    kept: list[Mask] = []
    for mask in masks:
        edit = here.pop((mask.start, mask.end), None)
        if edit is None or edit.action == "hide":
            if edit is not None and edit.category:
                mask = replace(mask, category=edit.category, replacement=_token(edit.category))
            kept.append(mask)
    for edit in here.values():
        if edit.action == "hide":
            kept = _with(kept, text, edit.start, edit.end, edit.category)
    for edit in edits:
        if edit.action == "all" and edit.phrase.strip():
            for start, end in _places(text, edit.phrase.strip()):
                kept = _with(kept, text, start, end, edit.category)
    return tuple(sorted(kept, key=lambda mask: mask.start))


def _with(masks: list[Mask], text: str, start: int, end: int, category: str) -> list[Mask]:
    """The masks and one more, unless the place is hidden already; it swallows smaller ones."""
    if not 0 <= start < end <= len(text) or any(m.start <= start and end <= m.end for m in masks):
        return masks
    touching = [m for m in masks if m.start < end and start < m.end]
    start, end = min([start, *(m.start for m in touching)]), max([end, *(m.end for m in touching)])
    category = category or "name"
    why = "En person bad att orden döljs."
    made = Mask(start, end, category, text[start:end], _token(category), 1.0, why, "person", why)
    return [*(m for m in masks if m not in touching), made]


def _places(text: str, phrase: str) -> list[tuple[int, int]]:
    import re

    pattern = r"\s+".join(re.escape(word) for word in phrase.split())
    # A name is sought with its genitive, but not inside other words.
    whole = re.compile(rf"(?<!\w){pattern}(?:s|:s)?(?!\w)", re.IGNORECASE)
    return [match.span() for match in whole.finditer(text)]


def _token(category: str) -> str:
    from fairscreen.anonymise.wordlists import table

    tokens: dict[str, Any] = table("tokens")
    swedish = tokens.get("sv", tokens)
    return str(swedish.get(category, _TOKEN))


def _shown(results: Sequence[Result], edits: Sequence[Edit]) -> tuple[str, ...]:
    """Words that a person chose to show."""
    places = {(e.file, e.start, e.end) for e in edits if e.action == "keep"}
    return tuple(
        span.text
        for index, result in enumerate(results)
        for span in result.spans
        if (index, span.start, span.end) in places
    )


def _identifiers(
    results: Sequence[Result], known: Known | None, edits: Sequence[Edit], shown: Sequence[str]
) -> tuple[str, ...]:
    """Words that must be nowhere in the written files."""
    found = [
        span.text
        for result in results
        for span in result.spans
        if span.category in ("name", "contact", "id") and span.text not in shown
    ]
    if known is not None:
        found += [
            known.given_name, known.surname, known.email, known.phone, known.personnummer
        ]  # fmt: skip
    found += [e.phrase for e in edits if e.action == "all"]
    return tuple(dict.fromkeys(text.strip() for text in found if text.strip()))


def _names(results: Sequence[Result]) -> tuple[str, ...]:
    """The applicant's name as written, the first full mention first.

    Where no name is known to be the applicant's, the names of others do: the key holder sees from
    them, and from the file names, whose the documents are.
    """
    spans = [span for result in results for span in result.spans if span.category == "name"]
    own = [span for span in spans if span.role == "applicant"] or spans
    texts = [" ".join(span.text.split()) for span in own]
    counted = Counter(texts)
    return tuple(sorted(counted, key=lambda t: (-len(t.split()), -counted[t], texts.index(t))))[:20]


_SUFFIXES = {"docx": "docx", "odt": "docx", "rtf": "docx", "pdf": "pdf", "image": "pdf",
             "html": "html", "md": "txt", "txt": "txt", "eml": "txt"}  # fmt: skip


def _written(
    document: ApplicationDocument,
    masks: tuple[Mask, ...],
    *,
    name: str,
    kind: str,
    title: str,
    layout: Look,
    form: Form,
    identifiers: Sequence[str],
    shown: Sequence[str],
    policy: Policy | None,
    lang: Literal["auto", "sv", "en"],
) -> BlindFile:
    from fairscreen import documents as reading
    from fairscreen.anonymise import load_policy, verify_layers

    suffix = _SUFFIXES[document.format] if form == "same" else form
    warnings = tuple(warning.text for warning in document.warnings)
    blind = _applied(document.text, masks)
    made = BlindFile(
        name, kind, "review", suffix=f".{suffix}", warnings=warnings, text=document.text,
        counts=dict(sorted(Counter(mask.category for mask in masks).items())),
        masks=masks, blind=blind,
    )  # fmt: skip
    try:
        data = reading.rewrite(
            document,
            [reading.Replacement(m.start, m.end, m.replacement) for m in masks],
            layout=layout, format=form, title=title,
        )  # fmt: skip
        layers = reading.inspect(data, name=f"{PurePath(title).name}.{suffix}")
    except FairscreenError as error:
        return replace(made, status="refused", error=error)
    leaks = verify_layers(
        layers, identifiers=identifiers, policy=policy or load_policy(), lang=lang, allowed=shown
    )
    if leaks:
        where = ", ".join(dict.fromkeys(f"{leak.layer}: {leak.category}" for leak in leaks))
        return replace(made, error=FairscreenError("copy-not-blind", where=where))
    return replace(made, status="released", data=data, verified=True)


def _applied(text: str, masks: Sequence[Mask]) -> str:
    pieces: list[str] = []
    at = 0
    for mask in masks:
        pieces += [text[at : mask.start], mask.replacement]
        at = mask.end
    return "".join([*pieces, text[at:]])
