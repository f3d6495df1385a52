"""Everything that an installation may set, in one schema-checked place.

Values come, in this order, from the caller, from environment variables ``FAIRSCREEN_…`` and from
the defaults below. ``docs/settings.md`` is generated from this class.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from fairscreen.errors import FairscreenError

__all__ = ["Employer", "Settings"]

Employer = Literal["municipality", "state", "region", "private"]


class Settings(BaseSettings):
    """Settings of one installation.

    Raises
    ------
    FairscreenError
        ``setting-invalid`` that names the setting, when a value is not of its type or range.
    """

    model_config = SettingsConfigDict(env_prefix="FAIRSCREEN_", extra="forbid", frozen=True)

    host: str = Field("127.0.0.1", description="Address the service listens on.")
    port: int = Field(8640, ge=0, le=65535, description="Port of the service; 0 takes a free one.")
    hosts: tuple[str, ...] = Field(
        (),
        description=(
            "More names the service answers to, besides its address and localhost, as a JSON list; "
            "needed behind a proxy or on a shared machine."
        ),
    )
    data: Path = Field(
        default_factory=lambda: user_data_path("fairscreen", appauthor=False),
        description="Folder of the embedded database. Checked ad texts are never put there.",
    )
    employer: Employer = Field(
        "municipality", description="Kind of employer; decides which legal grounds are cited."
    )
    profile: str | None = Field(
        None,
        description="The organisation's profile for ads: a TOML file, or a name in data/profiles.",
    )
    max_portfolio_ads: int = Field(
        10_000, ge=1, description="Most ads of one table that is sent to the service."
    )
    max_text_chars: int = Field(
        200_000, ge=1_000, description="Longest text that is checked, in code points."
    )
    max_file_mb: float = Field(20.0, gt=0, description="Largest file that is read, in megabytes.")
    max_unpacked_mb: float = Field(
        100.0, gt=0, description="Most that a packed document (docx) may unpack to, in megabytes."
    )
    max_pages: int = Field(100, ge=1, description="Most pages of a pdf.")
    max_image_megapixels: float = Field(
        60.0, gt=0, description="Largest picture that is opened, in millions of pixels."
    )
    max_ocr_pages: int = Field(
        30, ge=1, description="Most scanned pages of one file that are read by tesseract."
    )
    max_attachments: int = Field(30, ge=0, description="Most files attached to one message.")
    max_nesting: int = Field(
        3, ge=1, description="How deep files inside files (attached messages) are read."
    )
    application_timeout_s: float = Field(
        90.0, gt=0, description="Seconds that one file of an application may take to read or write."
    )
    application_memory_mb: int = Field(
        3072, ge=256, description="Memory that the process reading one file may use, in megabytes."
    )
    max_batch_files: int = Field(20_000, ge=1, description="Most files of one recruitment.")
    max_batch_mb: float = Field(
        500.0, gt=0, description="Most that one upload of applications may hold, in megabytes."
    )
    batch_workers: int = Field(
        2, ge=1, le=64, description="Processes that the service makes blind copies in."
    )
    batch_timeout_s: float = Field(
        900.0, gt=0, description="Seconds that one applicant's documents may take in all."
    )
    key_cost: int = Field(
        17,
        ge=2,
        le=20,
        description="Work that guessing a key's passphrase takes (base-2 logarithm, scrypt); "
        "17 is half a second and 128 MB a guess.",
    )
    pipeline_sv: str | None = Field(
        None, description="A spaCy package or folder for Swedish, instead of the built-in one."
    )
    pipeline_en: str | None = Field(
        None, description="A spaCy package or folder for English, instead of the built-in one."
    )
    entities: str | None = Field(
        None,
        description=(
            "A spaCy package or folder that finds names in both languages, instead of the "
            "built-in model."
        ),
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            name = str(first["loc"][0]) if first["loc"] else "?"
            raise FairscreenError("setting-invalid", name=name, detail=first["msg"]) from None
