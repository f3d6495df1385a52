"""A recruitment's applications in one go.

``sources`` finds the files, ``kinds`` and ``grouping`` tell whose they are, ``codes`` draws the
codes, ``planning`` gives them to applicants, anew or as an earlier run did, ``running`` makes the
blind copies in worker processes and can be stopped and taken up at any moment, ``manifest`` tells
what came of each file without a word about any person, ``review`` lets a person decide before the
copies are released.

The order is always: group, draw codes, seal every candidate in the key, and only then write blind
copies. A run that is killed has thus never written a copy whose code nobody can open.
"""

from fairscreen.workflows.batches.codes import draw_codes, spoken_name
from fairscreen.workflows.batches.grouping import (
    Group,
    group_files,
    groups_from_table,
    groups_to_table,
    regrouped,
)
from fairscreen.workflows.batches.kinds import kind_of
from fairscreen.workflows.batches.manifest import MANIFEST, read_manifest
from fairscreen.workflows.batches.running import BatchOptions, BatchResult, run_batch
from fairscreen.workflows.batches.sources import Collected, SourceFile, collect

__all__ = [
    "MANIFEST",
    "BatchOptions",
    "BatchResult",
    "Collected",
    "Group",
    "SourceFile",
    "collect",
    "draw_codes",
    "group_files",
    "groups_from_table",
    "groups_to_table",
    "kind_of",
    "read_manifest",
    "regrouped",
    "run_batch",
    "spoken_name",
]
