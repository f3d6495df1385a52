"""Opening a written file and looking through every layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairscreen.settings import Settings
from fairscreen.workflows.applications import Applicant

if TYPE_CHECKING:
    from fairscreen.anonymise import Leak, Policy
    from fairscreen.documents import Layer

__all__ = ["SCHEMA", "Verified", "verify_file"]

SCHEMA = "fairscreen.verification/1"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in a file.

    ``layers`` are the names of all layers that were looked through, ``leaks`` what was found in
    them, ``unknown`` the layers that hold something no reader of ours understands.
    """

    file: str
    layers: tuple[str, ...]
    leaks: tuple[Leak, ...]
    unknown: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether every layer could be read and nothing was found."""
        return not self.leaks and not self.unknown

    def to_dict(self) -> dict[str, Any]:
        """The object of schema ``fairscreen.verification/1``."""
        return {
            "schema": SCHEMA,
            "file": self.file,
            "clean": self.clean,
            "layers": list(self.layers),
            "leaks": [asdict(leak) for leak in self.leaks],
            "unknown": list(self.unknown),
        }


def verify_file(
    file: Path,
    *,
    persons: Sequence[Applicant] = (),
    policy: Policy | None = None,
    settings: Settings | None = None,
) -> Verified:
    """Look through every layer of ``file`` for known persons and for anything the policy hides.

    Raises
    ------
    FairscreenError
        A ``document-…`` code when the file cannot be read.
    """
    from fairscreen import documents
    from fairscreen.anonymise import load_policy, verify_layers

    settings = settings or Settings()
    layers: list[Layer] = documents.isolated(
        documents.inspect, file,
        name=file.name, timeout_s=settings.application_timeout_s,
        memory_mb=settings.application_memory_mb,
    )  # fmt: skip
    known = [
        value
        for person in persons
        for value in (
            person.known.given_name, person.known.surname, person.known.email,
            person.known.phone, person.known.personnummer,
        )
        if value
    ]  # fmt: skip
    leaks = verify_layers(
        layers, identifiers=tuple(dict.fromkeys(known)), policy=policy or load_policy(), lang="auto"
    )
    unknown = [layer.name for layer in layers if layer.name.startswith("unknown")]
    return Verified(file.name, tuple(layer.name for layer in layers), tuple(leaks), tuple(unknown))
