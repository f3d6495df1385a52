"""Checking one ad draft, from pasted text or from a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fairscreen.errors import FairscreenError
from fairscreen.settings import Employer, Settings
from fairscreen.spans import Block

if TYPE_CHECKING:
    from fairscreen.ads import AdDiff, AdReview, Profile, Suppression

__all__ = ["check_ad", "check_file", "check_text", "compare_files", "find_profile"]

_LONE = re.compile("[\ud800-\udfff]")
Lang = Literal["auto", "sv", "en"]


def check_ad(source: str | Path, **options: object) -> AdReview:
    """Check an ad: a :class:`~pathlib.Path` is read as a file, a ``str`` is the ad's text."""
    if isinstance(source, Path):
        return check_file(source, **options)  # type: ignore[arg-type]
    return check_text(source, **options)  # type: ignore[arg-type]


def check_text(
    text: str,
    *,
    lang: Lang = "auto",
    employer: Employer | None = None,
    file: str | None = None,
    blocks: Sequence[Block] = (),
    published: date | None = None,
    profile: Profile | None = None,
    choices: Sequence[Suppression] = (),
    occupation_field: str | None = None,
    settings: Settings | None = None,
) -> AdReview:
    """Check the text of an ad.

    Parameters
    ----------
    text:
        The draft as it was pasted. The review's offsets are code points into this very text.
    lang:
        ``auto`` detects the language; ``sv`` and ``en`` force it.
    employer:
        Kind of employer; ``None`` takes the one in the settings.
    file:
        Name to show for the ad.
    blocks:
        The text's structure, when its file told it.
    published:
        The day the ad is or will be published; the application period is counted from it.
    profile:
        The organisation's own levels, terms and facts; ``None`` takes the one in the settings.
    choices:
        Findings that someone has chosen to keep, beside those written in the text itself.
    occupation_field:
        Field of Arbetsförmedlingen's taxonomy to compare the ad within.

    Raises
    ------
    FairscreenError
        ``text-empty``, ``text-too-long``, ``text-not-readable``, ``language-unsupported``.
    """
    settings = settings or Settings()
    _refuse_unreadable(text, settings)
    from fairscreen import ads

    if profile is None and settings.profile is not None:
        profile = find_profile(settings.profile, settings=settings)
    shown = text
    text, written = ads.inline_suppressions(text)
    review = ads.check(
        text,
        lang=lang,
        employer=employer or settings.employer,
        blocks=blocks,
        file=file,
        published=published,
        profile=profile,
        occupation_field=occupation_field,
    )
    review = ads.suppressed(review, (*written, *choices))
    if text != shown:
        review = review.model_copy(update={"text": shown})
    return review


def check_file(
    source: Path | bytes,
    *,
    name: str | None = None,
    lang: Lang = "auto",
    employer: Employer | None = None,
    published: date | None = None,
    profile: Profile | None = None,
    choices: Sequence[Suppression] = (),
    occupation_field: str | None = None,
    settings: Settings | None = None,
) -> AdReview:
    """Check an ad in a file (txt, md, html, docx, odt, or pdf with a text layer).

    Raises
    ------
    FairscreenError
        A ``document-…`` code when the file cannot be read, else as :func:`check_text`.
    """
    from fairscreen import documents

    settings = settings or Settings()
    document = documents.read(source, name=name, settings=settings)
    review = check_text(
        document.text,
        lang=lang,
        employer=employer,
        file=document.name,
        blocks=document.blocks,
        published=published,
        profile=profile,
        choices=(*choices, *_in_comments(source, document.format)),
        occupation_field=occupation_field,
        settings=settings,
    )
    if document.warnings:
        review = review.model_copy(update={"warnings": (*document.warnings, *review.warnings)})
    return review


def compare_files(
    old: Path | bytes,
    new: Path | bytes,
    *,
    names: tuple[str | None, str | None] = (None, None),
    lang: Lang = "auto",
    employer: Employer | None = None,
    profile: Profile | None = None,
    settings: Settings | None = None,
) -> AdDiff:
    """What changed between two versions of an ad; errors as :func:`check_file`."""
    from fairscreen import ads

    reviews = [
        check_file(
            source, name=name, lang=lang, employer=employer, profile=profile, settings=settings
        )
        for source, name in zip((old, new), names, strict=True)
    ]
    return ads.compare(*reviews)


def find_profile(name: str, *, settings: Settings | None = None) -> Profile:
    """A profile by the path of its file, or by name in the data folder's ``profiles``.

    Raises
    ------
    FairscreenError
        ``profile-unknown``, ``profile-invalid``.
    """
    from fairscreen.ads import load_profile

    settings = settings or Settings()
    file = Path(name)
    if not file.is_file() and re.fullmatch(r"[\w-]+", name):
        file = settings.data / "profiles" / f"{name}.toml"
    if not file.is_file():
        raise FairscreenError("profile-unknown", name=name, folder=settings.data / "profiles")
    return load_profile(file)


def _in_comments(source: Path | bytes, format_: str) -> tuple[Suppression, ...]:
    """The choices in a page's comments, which no reader sees."""
    from fairscreen.ads import inline_suppressions

    if format_ not in ("md", "html"):
        return ()
    data = source if isinstance(source, bytes) else source.read_bytes()
    comments = "\n".join(re.findall(r"<!--.*?-->", data.decode("utf-8", "replace"), re.DOTALL))
    return inline_suppressions(comments)[1]


def _refuse_unreadable(text: str, settings: Settings) -> None:
    if len(text) > settings.max_text_chars:
        raise FairscreenError(
            "text-too-long", size=f"{len(text):_}".replace("_", " "),
            limit=f"{settings.max_text_chars:_}".replace("_", " "),
        )  # fmt: skip
    # Half a surrogate pair is no character: neither the parser nor JSON can carry it.
    # Control characters other than line breaks and tabs mean a program or image file; a text of
    # nothing but blanks and invisible marks means nothing was pasted.
    if (
        "\x00" in text
        or _LONE.search(text)
        or sum(unicodedata.category(c) in ("Cc", "Cs") for c in text)
        > max(20, len(text) // 4) + text.count("\n") + text.count("\r") + text.count("\t")
    ):
        raise FairscreenError("text-not-readable")
    if not any(c.isalnum() for c in text):
        raise FairscreenError("text-empty")
