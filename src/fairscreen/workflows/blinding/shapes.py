"""What a blind copy is, what is hidden in it, and what a person decided of that."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from fairscreen.errors import FairscreenError

__all__ = ["BlindApplication", "BlindFile", "Edit", "Form", "Look", "Mask", "Status"]

Form = Literal["same", "txt", "docx", "pdf", "html"]
Look = Literal["uniform", "keep"]
Status = Literal["released", "refused", "review"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person decided of a mask, or a phrase that a person asks to hide.

    ``action`` is ``keep`` (show the words after all), ``hide`` (with another ``category`` if one is
    given) or ``all`` (hide every place where ``phrase`` stands, in all documents). ``file``,
    ``start`` and ``end`` point at a mask and are not used by ``all``. ``mark``, where there is one,
    is the :func:`text_mark` of the text that the decision was made on.
    """

    action: Literal["keep", "hide", "all"]
    file: int = 0
    start: int = 0
    end: int = 0
    category: str = ""
    phrase: str = field(default="", repr=False)
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Mask:
    """A place that is hidden, in code points of the document's text."""

    start: int
    end: int
    category: str
    text: str = field(repr=False)
    replacement: str
    score: float
    why: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class BlindFile:
    """One document and its blind copy.

    Attributes
    ----------
    source:
        Name of the original. It may hold the applicant's name: for the key holder only.
    kind:
        What the document is by its name: ``cv``, ``brev`` …
    status:
        ``released``, ``refused`` (could not be read or written) or ``review`` (held back: something
        was still found in the written file, or a person is to look first).
    data:
        The written file, ``None`` unless it is fit to be released.
    suffix:
        Ending of its name, with the dot.
    counts:
        Number of masks by category.
    warnings:
        Swedish sentences on what was not treated, without a word of the document.
    verified:
        Whether the written file was opened again and nothing was found.
    error:
        Why it was refused or held back.
    text, masks, blind:
        For the review: the text as read, what is hidden in it, and the blind text.
    suggestions:
        For the review: what may tell something but is not hidden, as masks that could be made.
    """

    source: str = field(repr=False)
    kind: str
    status: Status
    data: bytes | None = field(default=None, repr=False)
    suffix: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    verified: bool = False
    error: FairscreenError | None = None
    text: str = field(default="", repr=False)
    masks: tuple[Mask, ...] = field(default=(), repr=False)
    blind: str = field(default="", repr=False)
    suggestions: tuple[Mask, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class BlindApplication:
    """All documents of one applicant, and the names found, for the key alone."""

    code: str
    files: tuple[BlindFile, ...]
    names: tuple[str, ...] = field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """As plain values, to be kept sealed."""
        return {
            "code": self.code,
            "names": list(self.names),
            "files": [
                {
                    **{f.name: getattr(made, f.name) for f in fields(made)},
                    "data": None if made.data is None else base64.b64encode(made.data).decode(),
                    "error": made.error and [made.error.code, made.error.params],
                    "masks": [asdict(mask) for mask in made.masks],
                    "suggestions": [asdict(mask) for mask in made.suggestions],
                    "warnings": list(made.warnings),
                }
                for made in self.files
            ],
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> BlindApplication:
        """The opposite of :meth:`to_dict`."""
        made = tuple(
            BlindFile(**{
                **file,
                "data": None if file["data"] is None else base64.b64decode(file["data"]),
                "error": file["error"] and FairscreenError(file["error"][0], **file["error"][1]),
                "masks": tuple(Mask(**mask) for mask in file["masks"]),
                "suggestions": tuple(Mask(**mask) for mask in file.get("suggestions", ())),
                "warnings": tuple(file["warnings"]),
            })
            for file in values["files"]
        )  # fmt: skip
        return cls(values["code"], made, tuple(values["names"]))
