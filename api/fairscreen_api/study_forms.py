"""Reading the forms of *Studera*: fields and any number of files, in memory only."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException

from fairscreen.errors import FairscreenError
from fairscreen_api.forms import InMemoryParser, own_name

__all__ = ["StudyForm", "read_study_form"]

_MOST_FILES, _MOST_FIELDS = 500, 4_000


@dataclass(frozen=True, slots=True)
class StudyForm:
    """What was sent: text by field, and files (name, bytes) by field."""

    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The field without blanks around it; empty when it is missing."""
        return self.fields.get(name, "").strip()

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


async def read_study_form(request: Request) -> StudyForm:
    """The form in the body, whether it carries files or not.

    Raises
    ------
    FairscreenError
        ``media-type`` or ``request-invalid``.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        form = await request.form(max_fields=_MOST_FIELDS)
    elif kind == "multipart/form-data":
        limit = int(request.app.state.settings.max_file_mb * 1_000_000)
        parser = InMemoryParser(
            request.headers, request.stream(), max_files=_MOST_FILES, max_fields=_MOST_FIELDS,
            max_part_size=limit,
        )  # fmt: skip
        try:
            form = await parser.parse()
        except MultiPartException as error:
            raise FairscreenError(
                "request-invalid", detail="Formuläret är trasigt eller har för många delar."
            ) from error
    else:
        raise FairscreenError("media-type", expected="multipart/form-data")
    read = StudyForm()
    try:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:  # a browser sends a nameless part when nothing was chosen
                    data = await value.read()
                    read.files.setdefault(name, []).append((own_name(value.filename), data))
            else:
                # A form field's line breaks travel as CR LF.
                read.fields[name] = value.replace("\r\n", "\n")
    finally:
        await form.close()
    return read
