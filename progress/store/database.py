"""The database itself: opened with settings that lose no write, and brought to the newest schema."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from progress.store.migrations import HEAD
from progress.store.schema import road_map
from progress.store.values import StoreError

SABAR_MS = 30_000
"""How long a writer waits for its turn; eight importers at once wait seconds."""

_MIGRATIONS = Path(__file__).parent / "migrations"

# What the driver says -> what the person reads. The first that fits.
_SENTENCES = (
    ("locked", "Basis data sedang dipakai proses lain. Tidak ada yang disimpan; coba lagi sebentar lagi."),
    ("readonly", "Basis data hanya bisa dibaca. Periksa izin tulis pada berkas basis data dan foldernya."),
    ("disk is full", "Ruang simpan penuh. Tidak ada yang disimpan; kosongkan ruang, lalu coba lagi."),
    ("No space left", "Ruang simpan server penuh. Tidak ada yang disimpan; kosongkan ruang, lalu coba lagi."),
    ("not a database", "Berkas itu bukan basis data Pantau. Periksa PANTAU_DATABASE_URL atau --database."),
    ("malformed", "Berkas basis data rusak. Pulihkan dari cadangan terakhir."),
    ("unable to open", "Basis data tidak bisa dibuka. Periksa letak berkas dan izin foldernya."),
    ("already exists", "Basis data itu berisi tabel lain yang senama. Pakai basis data yang masih kosong."),
)
_OTHER = "Basis data tidak bisa dipakai. Periksa PANTAU_DATABASE_URL atau --database, dan apakah servernya berjalan."
_CONFLICT = (
    "Isi berkas ini bertentangan dengan data yang tersimpan. Tidak ada yang disimpan; muat ulang, lalu coba lagi."
)


def open_database(address: str) -> Engine:
    """An engine on an existing or new database, at the newest schema. Raises StoreError."""
    url = parse(address)
    try:
        if url.get_backend_name() == "sqlite":
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StoreError("Folder basis data tidak bisa dibuat. Periksa letak dan izin foldernya.") from None
    engine = connect(url)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def holds_road_map(address: str) -> bool:
    """Whether a road map was ever accepted there; creates nothing. Raises StoreError when it cannot be asked."""
    url = parse(address)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).is_file():
        return False
    engine = connect(url)
    try:
        with reading(engine) as conn:
            return (
                inspect(conn).has_table("road_map")
                and conn.execute(select(road_map.c.versi).limit(1)).first() is not None
            )
    finally:
        engine.dispose()


def parse(address: str) -> URL:
    """The URL when it names a database this store can keep its promises on; else StoreError."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError(f"Alamat basis data {address!r} tidak dikenal. Contoh: sqlite:///data/pantau.db") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError("Hanya SQLite dan PostgreSQL yang didukung. Contoh: sqlite:///data/pantau.db")
    if url.get_backend_name() == "sqlite" and (not url.database or url.database.startswith((":memory:", "file:"))):
        raise StoreError("Basis data SQLite harus berupa berkas. Contoh: sqlite:///data/pantau.db")
    return url


def connect(url: URL) -> Engine:
    """An engine whose writes queue up (BEGIN IMMEDIATE) and survive a power cut (WAL, synchronous FULL)."""
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise StoreError("Penghubung PostgreSQL belum terpasang. Jalankan: pip install 'psycopg[binary]'") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the data."""
    with _in_words(), engine.connect() as conn:
        yield conn


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, all or nothing; on SQLite the only writer from its first statement on."""
    with _in_words(), engine.execution_options(menulis=True).begin() as conn:
        yield conn


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest schema; alembic, slow to import, is only loaded when there is something to do."""
    with reading(engine) as conn:
        if _revision(conn) == HEAD:
            return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    with _rebuilding(engine) as conn:
        if engine.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_advisory_xact_lock(7206)"))
        if _revision(conn) == HEAD:  # another process was first
            return
        config = Config(attributes={"connection": conn})
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise StoreError(
                "Basis data itu dibuat oleh Pantau yang lebih baru. Perbarui program, lalu coba lagi."
            ) from None


@contextmanager
def _rebuilding(engine: Engine) -> Iterator[Connection]:
    """One transaction in which a table may be replaced by its new form: SQLite checks references at the end only."""
    if engine.dialect.name != "sqlite":
        with writing(engine) as conn:
            yield conn
        return
    own = connect(engine.url)
    event.listen(own, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = OFF"))
    try:
        with writing(own) as conn:
            yield conn
            if conn.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StoreError(_CONFLICT)
    finally:
        own.dispose()


def _revision(conn: Connection) -> str | None:
    if not inspect(conn).has_table("alembic_version"):
        return None
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise StoreError(_CONFLICT) from error
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", error))
        raise StoreError(next((sentence for part, sentence in _SENTENCES if part in said), _OTHER)) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {SABAR_MS}")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    _use_wal(cursor)
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Switching a new file to WAL does not wait for its turn by itself, so we do."""
    until = time.monotonic() + SABAR_MS / 1000
    while cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except Exception as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _begin_sqlite(conn: Connection) -> None:
    # A deferred BEGIN takes the write lock too late: concurrent writers then fail at once instead of waiting.
    conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get("menulis") else "BEGIN")
