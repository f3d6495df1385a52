"""The embedded database opens, keeps its identity, and says clearly when it cannot."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from fairscreen.errors import FairscreenError
from fairscreen.store import open_store
from fairscreen.store.tables import Base


def test_a_new_folder_gets_a_working_database(tmp_path: Path) -> None:
    with open_store(tmp_path / "new") as store:
        assert store.healthy()


def test_the_installation_keeps_its_id(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        first = store.installation_id()
    with open_store(tmp_path) as store:
        assert store.installation_id() == first


def test_a_new_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    open_store(tmp_path / "new").close()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_a_folder_that_is_a_file_is_refused_clearly(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(FairscreenError, match="store-not-writable"):
        open_store(tmp_path / "data")


def test_a_damaged_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "fairscreen.sqlite3"
    file.write_bytes(b"this is no database" * 100)
    with pytest.raises(FairscreenError, match="store-not-writable"):
        open_store(tmp_path)
    assert file.read_bytes() == b"this is no database" * 100


def test_migrations_lead_to_the_declared_tables(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, store._engine.connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert difference == []
