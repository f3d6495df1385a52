"""A recruitment in the service: from upload to reveal, in steps that survive a restart.

``desk`` is what the person who leads it does. ``jobs`` makes the copies in processes of their own.
A recruitment has an address with a secret in it and no accounts; only the secret's hash is kept.
Files lie sealed in the database until the copies are released; then they are removed, and the key,
a file that the passphrase opens, is all that links a code to a person.
"""

from fairscreen.workflows.recruitments.desk import (
    Choices,
    GroupedFile,
    Overview,
    add_files,
    copies,
    create_recruitment,
    decide,
    find_recruitment,
    grouped,
    key_path,
    manifest_of,
    overview,
    purge,
    purge_due,
    regroup,
    release,
    set_applicants,
    start,
)
from fairscreen.workflows.recruitments.jobs import Jobs

__all__ = [
    "Choices",
    "GroupedFile",
    "Jobs",
    "Overview",
    "add_files",
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
