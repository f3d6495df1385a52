"""The embedded database: the only place that knows SQL.

One SQLite file in the installation's data folder, brought to the current shape by migrations when
it is opened. It keeps a line about the installation itself, and studies: their plans, draws and
judgements, and sealed (:mod:`.sealing`) the texts that readers read. Ads that are checked are never
stored: of them only choices about findings, and figures of many ads that someone chose to keep.
Applications are kept sealed from the time they are sent in until their copies are released, and the
copies until they are weeded.
"""

from fairscreen.store.ads import AdNotes, ChoiceKind, ChoiceRecord, PortfolioRecord
from fairscreen.store.database import Store, held_alone, open_store
from fairscreen.store.recruitments import (
    HeldFile,
    RecruitmentRecord,
    Recruitments,
    RecruitmentState,
    TaskRecord,
)
from fairscreen.store.sealing import Seal, open_seal
from fairscreen.store.studies import EventRecord, ReaderRecord, Studies, StudyRecord, Version

__all__ = [
    "AdNotes",
    "ChoiceKind",
    "ChoiceRecord",
    "EventRecord",
    "HeldFile",
    "PortfolioRecord",
    "ReaderRecord",
    "RecruitmentRecord",
    "RecruitmentState",
    "Recruitments",
    "Seal",
    "Store",
    "Studies",
    "StudyRecord",
    "TaskRecord",
    "Version",
    "held_alone",
    "open_seal",
    "open_store",
]  # fmt: skip
