"""Opening the database safely."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, ExceptionContext, create_engine, event, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

import fairscreen
from fairscreen.errors import FairscreenError
from fairscreen.locks import locked
from fairscreen.store.tables import Installation

__all__ = ["Store", "held_alone", "open_store"]

_FILE = "fairscreen.sqlite3"
_LOCK = "fairscreen.lock"


class Store:
    """An open database. Use :func:`open_store`; close it with :meth:`close` or ``with``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def engine(self) -> Engine:
        """The engine, for the other modules of the store."""
        return self._engine

    def healthy(self) -> bool:
        """Whether the database answers."""
        try:
            with self._engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def installation_id(self) -> str:
        """The installation's random id, 32 hexadecimal digits."""
        with Session(self._engine) as session:
            return session.scalars(select(Installation.id)).one()

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def held_alone(folder: Path) -> Iterator[None]:
    """Keep every other service from the data in ``folder`` while this one runs.

    Raises
    ------
    FairscreenError
        ``store-in-use``, ``store-not-writable``.
    """
    with ExitStack() as lock:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            free = lock.enter_context(locked(folder / _LOCK, wait=False))
        except OSError as error:
            raise FairscreenError("store-not-writable", name=str(folder)) from error
        if not free:
            raise FairscreenError("store-in-use", name=str(folder))
        yield


def open_store(folder: Path) -> Store:
    """Open the database in ``folder``, making and migrating it as needed.

    Raises
    ------
    FairscreenError
        ``store-not-writable`` when the folder cannot be made or written, or the file is damaged.
    """
    try:
        # The folder will hold keys and applications one day: nobody else on the machine reads it.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        engine = create_engine(f"sqlite:///{folder / _FILE}")
        event.listen(engine, "connect", _configure_connection)
        event.listen(engine, "handle_error", _tell_full)
        _migrate(engine)
        _introduce(engine)
    except (OSError, SQLAlchemyError) as error:
        raise FairscreenError("store-not-writable", name=str(folder)) from error
    return Store(engine)


def _configure_connection(connection, _record) -> None:  # type: ignore[no-untyped-def]
    # WAL lets pages be read while a job writes; SQLite forgets foreign keys unless told.
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _tell_full(context: ExceptionContext) -> None:
    # The one fault of the database that whoever meets it can mend; SQLite has undone the step.
    if "disk is full" in str(context.original_exception):
        raise FairscreenError("store-full") from context.original_exception


def _migrate(engine: Engine) -> None:
    with as_file(files("fairscreen.store").joinpath("migrations")) as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _introduce(engine: Engine) -> None:
    with Session(engine) as session:
        if session.scalars(select(Installation.id)).first() is None:
            session.add(
                Installation(
                    id=uuid.uuid4().hex,
                    created_at=datetime.now(UTC),
                    created_by_version=fairscreen.__version__,
                )
            )
            session.commit()
