"""Messages: every header line, body and attached file."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator

from fairscreen.documents.layers.layer import Layer, Task

__all__ = ["layers"]


def layers(task: Task) -> Iterator[Layer]:
    """The layers of a message."""
    message = email.message_from_bytes(task.data.lstrip(b"\r\n"), policy=email.policy.compat32)
    yield Layer("text before and after parts", _outside(message))
    for number, part in enumerate(message.walk()):
        place = "message" if number == 0 else f"part {number}"
        yield Layer(f"{place}: header", "\n".join(_headers(part)))
        if part.is_multipart():
            continue
        data = part.get_payload(decode=True) or b""
        if isinstance(data, bytes) and data:
            name = part.get_filename() or {"text/html": "part.html"}.get(
                part.get_content_type(), "part"
            )
            yield from task.inner(data, str(name), f"{place}: ")


def _headers(part: email.message.Message) -> Iterator[str]:
    from email.header import decode_header, make_header

    for name, value in part.items():
        try:
            shown = str(make_header(decode_header(str(value))))
        except (ValueError, LookupError, email.errors.HeaderParseError):
            shown = str(value)
        yield f"{name}: {shown}"
    filename = part.get_filename()
    if filename:
        yield f"file name: {filename}"


def _outside(message: email.message.Message) -> str:
    found = [message.get_unixfrom() or ""]
    for part in message.walk():
        found += [str(part.preamble or ""), str(part.epilogue or "")]
    return "\n".join(filter(None, found))
