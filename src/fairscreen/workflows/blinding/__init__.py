"""One applicant's documents made blind: read, found, replaced, written anew, opened again.

Each document that a stranger made is read in a process of its own. What one document tells of the
applicant is hidden in all. A written file in which anything is still found is held back.

``shapes`` holds what comes of it, ``edits`` what a person changes in a review, ``making`` the way
there.
"""

from fairscreen.workflows.blinding.edits import text_mark
from fairscreen.workflows.blinding.making import (
    blind_application,
    blind_documents,
    read_documents,
)
from fairscreen.workflows.blinding.shapes import (
    BlindApplication,
    BlindFile,
    Edit,
    Form,
    Look,
    Mask,
)

__all__ = [
    "BlindApplication",
    "BlindFile",
    "Edit",
    "Form",
    "Look",
    "Mask",
    "blind_application",
    "blind_documents",
    "read_documents",
    "text_mark",
]
