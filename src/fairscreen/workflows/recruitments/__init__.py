"""A recruitment in the service: from upload to reveal, in steps that survive a restart.

``access`` makes, finds and removes it, ``sending`` takes files and draws codes, ``releasing`` is
what follows; ``jobs`` makes the copies in processes of their own.
A recruitment has an address with a secret in it and no accounts; only the secret's hash is kept.
Files lie sealed in the database until the copies are released; then they are removed, and the key,
a file that the passphrase opens, is all that links a code to a person.
"""

from fairscreen.workflows.recruitments.access import (
    Choices,
    create_recruitment,
    find_recruitment,
    key_path,
    purge,
    purge_due,
)
from fairscreen.workflows.recruitments.jobs import Jobs
from fairscreen.workflows.recruitments.releasing import (
    Overview,
    application_of,
    copies,
    decide,
    manifest_of,
    overview,
    release,
)
from fairscreen.workflows.recruitments.sending import (
    GroupedFile,
    add_files,
    grouped,
    regroup,
    set_applicants,
    start,
)

__all__ = [
    "Choices",
    "GroupedFile",
    "Jobs",
    "Overview",
    "add_files",
    "application_of",
    "copies",
    "create_recruitment",
    "decide",
    "find_recruitment",
    "grouped",
    "key_path",
    "manifest_of",
    "overview",
    "purge",
    "purge_due",
    "regroup",
    "release",
    "set_applicants",
    "start",
]
