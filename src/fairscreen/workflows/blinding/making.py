"""The way of an application: read, found, replaced, written anew, opened again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.blinding.edits import (
    applied,
    edited,
    found_masks,
    found_suggestions,
    shown_words,
)
from fairscreen.workflows.blinding.shapes import (
    BlindApplication,
    BlindFile,
    Edit,
    Form,
    Look,
    Mask,
)
from fairscreen.workflows.leaks import where

if TYPE_CHECKING:
    from fairscreen.anonymise import Known, Policy, Result
    from fairscreen.documents import ApplicationDocument

__all__ = ["blind_application", "blind_documents", "read_document", "read_documents"]


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
    shown = shown_words(results, edits)
    identifiers = _identifiers(results, known, edits, shown)
    numbers: Counter[str] = Counter()
    for index, (name, kind, doc) in enumerate(read):
        if isinstance(doc, FairscreenError):
            files.append(BlindFile(name, kind, "refused", error=doc))
            continue
        document, result = next(given)
        try:
            masks = edited(found_masks(result), result.text, index, edits)
        except FairscreenError as error:
            files.append(BlindFile(name, kind, "refused", error=error))
            continue
        numbers[kind] += 1
        title = f"{code} – {kind}" + (f" {numbers[kind]}" if numbers[kind] > 1 else "")
        files.append(
            _written(
                document, masks, name=name, kind=kind, title=title, layout=layout, form=form,
                identifiers=identifiers, shown=shown, policy=policy, lang=lang,
                suggestions=found_suggestions(result, masks),
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
    suggestions: tuple[Mask, ...],
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
    blind = applied(document.text, masks)
    made = BlindFile(
        name, kind, "review", suffix=f".{suffix}", warnings=warnings, text=document.text,
        counts=dict(sorted(Counter(mask.category for mask in masks).items())),
        masks=masks, blind=blind, suggestions=suggestions,
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
        layers, identifiers=identifiers, policy=policy or load_policy(), lang=lang, allowed=shown,
        source=document.text,
    )  # fmt: skip
    if leaks:
        return replace(made, error=FairscreenError("copy-not-blind", where=where(leaks)))
    return replace(made, status="released", data=data, verified=True)
