"""Forms with any number of files and with fields that may be given several times, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException

from fairscreen.errors import FairscreenError
from fairscreen_api.forms import InMemoryParser, own_name

__all__ = ["ManyForm", "read_many_form"]

_MOST_FIELDS = 40_000


@dataclass(frozen=True, slots=True)
class ManyForm:
    """What was sent: values by field, and files (name, bytes) by field."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict, repr=False)

    def text(self, name: str, default: str = "") -> str:
        """The field's last value without blanks around it."""
        values = self.fields.get(name)
        return values[-1].strip() if values else default

    def all(self, name: str) -> list[str]:
        """Every value of the field."""
        return self.fields.get(name, [])

    def has(self, name: str) -> bool:
        """Whether a box was ticked or a field is not empty."""
        return self.text(name).lower() not in ("", "0", "false", "nej")

    def whole(self, name: str) -> int | None:
        """The field as a whole number of at most nine digits; ``None`` when it is not one."""
        text = self.text(name).replace("\u00a0", "").replace(" ", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def number(self, name: str) -> float | None:
        """The field as a number, with decimal comma or point."""
        try:
            return float(self.text(name).replace(",", "."))
        except ValueError:
            return None


async def read_many_form(request: Request, *, most_in_field: int = 1_000_000) -> ManyForm:
    """The form in the body, whether it carries files or not.

    A folder that a browser sends keeps its folders in the names of its files. ``most_in_field``:
    bytes that one field may hold.

    Raises
    ------
    FairscreenError
        ``media-type`` or ``request-invalid``.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    settings = request.app.state.settings
    if kind == "application/x-www-form-urlencoded":
        form = await request.form(max_fields=_MOST_FIELDS)
    elif kind == "multipart/form-data":
        parser = InMemoryParser(
            request.headers, request.stream(), max_files=settings.max_batch_files,
            max_fields=_MOST_FIELDS, max_part_size=most_in_field,
        )  # fmt: skip
        try:
            form = await parser.parse()
        except MultiPartException as error:
            raise FairscreenError(
                "request-invalid", detail="Formuläret är trasigt eller har för många delar."
            ) from error
    else:
        raise FairscreenError("media-type", expected="multipart/form-data")
    read = ManyForm()
    try:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:  # a browser sends a nameless part when nothing was chosen
                    data = await value.read()
                    read.files.setdefault(name, []).append((_place(value.filename), data))
            else:
                # A form field's line breaks travel as CR LF.
                read.fields.setdefault(name, []).append(value.replace("\r\n", "\n"))
    finally:
        await form.close()
    return read


def _place(sent: str) -> str:
    """The name with the folders that tell whose file it is, and nothing that leads elsewhere."""
    parts = [part for part in sent.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(own_name(part) for part in parts if not part.endswith(":")) or own_name(sent)
