"""The embedded database: the only place that knows SQL.

One SQLite file in the installation's data folder, brought to the current shape by migrations when
it is opened. The foundation keeps nothing but a line about the installation itself: ads that are
checked are never stored.
"""

from fairscreen.store.database import Store, open_store

__all__ = ["Store", "open_store"]
