"""The embedded database: the only place that knows SQL.

One SQLite file in the installation's data folder, brought to the current shape by migrations when
it is opened. It keeps a line about the installation itself, and studies: their plans, draws and
judgements, and sealed (:mod:`.sealing`) the texts that readers read. Ads that are checked are never
stored: of them only choices about findings, and figures of many ads that someone chose to keep.
"""

from fairscreen.store.ads import AdNotes, ChoiceKind, ChoiceRecord, PortfolioRecord
from fairscreen.store.database import Store, open_store
from fairscreen.store.sealing import Seal, open_seal
from fairscreen.store.studies import EventRecord, ReaderRecord, Studies, StudyRecord, Version

__all__ = [
    "AdNotes", "ChoiceKind", "ChoiceRecord", "EventRecord", "PortfolioRecord", "ReaderRecord",
    "Seal", "Store", "Studies", "StudyRecord", "Version", "open_seal", "open_store",
]  # fmt: skip
