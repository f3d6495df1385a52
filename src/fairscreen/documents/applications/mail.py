"""Messages (eml, mht): header, body, and the attached files as documents of their own."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from typing import Any

from fairscreen.documents.applications.document import Attachment
from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.applications.markup import add_html
from fairscreen.documents.applications.plain import add_text
from fairscreen.documents.document import Source
from fairscreen.documents.encodings import UnknownEncodingError, decode
from fairscreen.documents.structure import Line
from fairscreen.errors import FairscreenError

__all__ = ["read"]

_SHOWN = ("From", "To", "Cc", "Subject")
_SEEDS = ("From", "Reply-To", "Sender", "Return-Path", "X-Sender", "Subject")
_MAX_PARTS = 500


def read(source: Source, draft: Draft) -> None:
    """Read the message into ``draft``; attached files are left for their own readers."""
    data = source.data.lstrip(b"\r\n")
    if data.startswith(b"From "):
        data = data.split(b"\n", 1)[1]
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = list(message.walk())
    except (RecursionError, ValueError, IndexError, LookupError) as error:
        raise source.broken() from error
    if len(parts) > _MAX_PARTS:
        raise FairscreenError("document-nested", name=source.name, limit=f"{_MAX_PARTS}")
    draft.builder.part = "mail header"
    for field in _SHOWN:
        value = _field(message, field)
        if value:
            draft.builder.add([Line(f"{field}: {value}")])
    draft.builder.part = ""
    draft.know(*(_field(message, field) for field in _SEEDS))
    chosen = _body(message)
    if chosen is not None:
        _add(chosen, source, draft)
    _attachments(message, chosen, source, draft)


def _field(message: Any, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""  # a header that breaks the standard library's parser


def _body(message: Any) -> EmailMessage | None:
    """The part that a mail program shows: html before plain text only when there is no plain."""
    try:
        found = message.get_body(preferencelist=("plain", "html"))
    except (KeyError, ValueError, AttributeError, IndexError):
        found = None
    if found is None and not message.is_multipart():
        found = message if message.get_content_maintype() == "text" else None
    return found


def _add(part: Any, source: Source, draft: Draft) -> None:
    text = _text(part, source, draft)
    source.refuse_long(len(text))
    if part.get_content_type() == "text/html":
        add_html(text, source, draft)
    else:
        add_text(text, draft)


def _text(part: Any, source: Source, draft: Draft) -> str:
    payload = part.get_payload(decode=True) or b""
    try:
        found = decode(payload, declared=part.get_content_charset())
    except UnknownEncodingError as error:
        raise FairscreenError("document-encoding", name=source.name) from error
    if found.warning:
        draft.warn(found.warning)
    return found.text


def _attachments(message: Any, chosen: Any, source: Source, draft: Draft) -> None:
    shown = {id(chosen)}
    for part in _leaves(message):
        if id(part) in shown:
            continue
        name = part.get_filename()
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            data = inner[0].as_bytes() if inner else b""
            name = name or "meddelande.eml"
        else:
            data = part.get_payload(decode=True) or b""
        inline = part.get_content_maintype() == "image" and part.get("Content-ID") is not None
        if inline and part.get_content_disposition() != "attachment":
            draft.images += 1  # a picture in the text: a logotype, a signature
        elif name or part.get_content_disposition() == "attachment":
            draft.attachments.append(Attachment(_bare(name or "bilaga"), data))
        elif kind not in ("text/html", "text/plain"):  # the other version of the body
            draft.warn("mail-parts")
        elif kind == "text/plain" and data.strip():  # text between attachments
            _add(part, source, draft)
    limit = source.settings.max_attachments
    if len(draft.attachments) > limit:
        draft.warn("attachments-left", count=len(draft.attachments) - limit)
        del draft.attachments[limit:]
    if draft.attachments:
        draft.warn("attachments", count=len(draft.attachments))


def _leaves(message: Any) -> list[Any]:
    """Parts that hold something, an attached message counted as one."""
    if message.get_content_type() == "message/rfc822":
        return [message]
    if not message.is_multipart():
        return [message]
    return [leaf for part in message.get_payload() for leaf in _leaves(part)]


def _bare(name: str) -> str:
    last = " ".join(name.split()).replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:200] or "bilaga"
