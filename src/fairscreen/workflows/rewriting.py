"""Rewriting one ad draft, and the competences it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fairscreen.settings import Employer, Settings
from fairscreen.spans import Block
from fairscreen.workflows.ads import Lang, check_text

if TYPE_CHECKING:
    from fairscreen.ads import AdRewrite, CompetenceDraft

__all__ = ["draft_competences", "rewrite_file", "rewrite_text"]


def rewrite_text(
    text: str,
    *,
    lang: Lang = "auto",
    employer: Employer | None = None,
    file: str | None = None,
    blocks: Sequence[Block] = (),
    settings: Settings | None = None,
) -> AdRewrite:
    """The ad in ``text`` with its safe rewrites applied, and all proposals.

    Parameters and errors are those of :func:`fairscreen.workflows.check_text`; offsets of the
    answer are code points into exactly ``text``.
    """
    from fairscreen import ads

    review = check_text(
        text, lang=lang, employer=employer, file=file, blocks=blocks, settings=settings
    )
    return ads.rewrite(review, blocks=blocks)


def draft_competences(
    text: str,
    *,
    lang: Lang = "auto",
    employer: Employer | None = None,
    settings: Settings | None = None,
) -> CompetenceDraft:
    """The competences that the ad in ``text`` asks for, as a draft for the requirement profile.

    Errors are those of :func:`fairscreen.workflows.check_text`.
    """
    from fairscreen import ads

    return ads.competences(check_text(text, lang=lang, employer=employer, settings=settings))


def rewrite_file(
    source: Path | bytes,
    *,
    name: str | None = None,
    lang: Lang = "auto",
    employer: Employer | None = None,
    settings: Settings | None = None,
) -> AdRewrite:
    """The same for an ad in a file (txt, md, html, docx, odt, or pdf with a text layer).

    The answer is text: ``rewritten`` holds the file's text with the changes, not its layout.

    Raises
    ------
    FairscreenError
        As :func:`fairscreen.workflows.check_file`.
    """
    from fairscreen import documents

    settings = settings or Settings()
    document = documents.read(source, name=name, settings=settings)
    result = rewrite_text(
        document.text,
        lang=lang,
        employer=employer,
        file=document.name,
        blocks=document.blocks,
        settings=settings,
    )
    warnings = (*document.warnings, *result.warnings)
    return result.model_copy(update={"warnings": warnings})
