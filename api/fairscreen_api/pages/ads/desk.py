"""What the page carries from one request to the next, read from its form."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass, field, replace
from typing import get_args

from fastapi import Request

from fairscreen.errors import FairscreenError
from fairscreen.settings import Employer, Settings
from fairscreen_api.forms import AdDraft, Lang, Upload, own_name
from fairscreen_api.pages.ads.edits import Edit, Made, dumped, loaded, shifted
from fairscreen_api.uploads import ManyForm, read_many_form

__all__ = ["Desk", "carried", "carried_limit", "read_desk", "state"]


@dataclass(frozen=True, slots=True)
class Desk:
    """One ad being worked on.

    ``checked`` is the text that the page's findings are about, ``origin`` the one it began with;
    both are empty on the first page. ``document`` is the name that choices for this ad alone are
    kept under. ``word`` is the Word file that was sent in.
    """

    draft: AdDraft = field(default_factory=AdDraft)
    checked: str = ""
    origin: str = ""
    log: tuple[Made, ...] = ()
    document: str = ""
    word: Upload | None = None
    action: str = ""
    form: ManyForm = field(default_factory=ManyForm, repr=False)

    @property
    def text(self) -> str:
        """The ad as it stands."""
        return self.draft.text

    @property
    def edit(self) -> Edit:
        """What was typed since the findings were made."""
        return Edit.between(self.checked, self.text)

    def writing(self, text: str, log: list[Made] | tuple[Made, ...]) -> Desk:
        """The same desk with another text; ``log`` is about that text."""
        return replace(
            self, draft=replace(self.draft, text=text, file=None), checked=text, log=tuple(log)
        )


def carried_limit(settings: Settings) -> int:
    """Bytes of a Word file that the page carries; a larger one is read and let go."""
    return int(min(2.0, settings.max_file_mb / 2) * 1_000_000)


async def read_desk(request: Request) -> Desk:
    """The desk in a form's body, with its log moved through what was typed meanwhile.

    Raises
    ------
    FairscreenError
        ``media-type`` or ``request-invalid`` for another body, ``option-invalid`` for an unknown
        language or employer.
    """
    settings: Settings = request.app.state.settings
    most = max(8 * settings.max_text_chars, 2 * carried_limit(settings))
    form = await read_many_form(request, most_in_field=most)
    # Blanks at the ends are part of what was typed: every offset counts them.
    text, checked, origin = (
        (form.all(name) or [""])[-1] for name in ("text", "granskad", "ursprung")
    )
    file = next(iter(form.files.get("file", [])), None)
    draft = AdDraft(
        text=text,
        file=None if file is None else Upload(own_name(file[0]), file[1]),
        lang=_choice(form, "lang", get_args(Lang), "auto"),  # type: ignore[arg-type]
        employer=_choice(form, "employer", get_args(Employer), None),  # type: ignore[arg-type]
    )
    log = shifted(loaded(form.text("byten"), checked), Edit.between(checked, text))
    return Desk(
        draft=draft,
        checked=checked,
        origin=origin,
        log=tuple(log),
        document=own_name(form.text("dokument")) if form.text("dokument") else _new_name(),
        word=_word(form),
        action=form.text("gor"),
        form=form,
    )


def state(desk: Desk) -> dict[str, str]:
    """The form's hidden fields."""
    return {
        "granskad": desk.checked,
        "ursprung": desk.origin,
        "byten": dumped(desk.log),
        "dokument": desk.document,
        "word": base64.b64encode(desk.word.content).decode() if desk.word else "",
        "word-namn": desk.word.name if desk.word else "",
    }


def carried(desk: Desk) -> dict[str, str]:
    """All that brings the desk back from another page."""
    here = desk.writing(desk.text, desk.log)
    options = {"text": desk.text, "lang": desk.draft.lang, "employer": desk.draft.employer or ""}
    return options | state(here)


def _new_name() -> str:
    return f"annons-{secrets.token_hex(4)}"


def _word(form: ManyForm) -> Upload | None:
    if not (packed := form.text("word")):
        return None
    try:
        content = base64.b64decode(packed, validate=True)
    except binascii.Error as error:
        raise FairscreenError("request-invalid", detail="Filen i formuläret är trasig.") from error
    return Upload(own_name(form.text("word-namn") or "annons.docx"), content)


def _choice(form: ManyForm, name: str, allowed: tuple[str, ...], default: str | None) -> str | None:
    value = form.text(name)
    if value and value not in allowed:
        raise FairscreenError(
            "option-invalid", option=name, value="som skickades", choices=", ".join(allowed)
        )
    return value or default
