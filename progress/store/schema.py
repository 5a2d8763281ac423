"""The tables. Every primary key begins with pemda_id; rows of an accepted file are never changed or deleted.

Moments are ISO texts in UTC, JSON is text, a missing value is NULL.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

AKTIF, DIGANTI = "aktif", "diganti"


def _id(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, autoincrement=False)


def _text(name: str, nullable: bool = True) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _number(name: str) -> Column[float]:
    return Column(name, Double, nullable=True)


def _status() -> CheckConstraint:
    return CheckConstraint("status IN ('aktif', 'diganti')", name="status")


pemda = Table(
    "pemda",
    metadata,
    _text("pemda_id", False),
    _text("nama", False),
    Column("versi_data", Integer, nullable=False),
    PrimaryKeyConstraint("pemda_id"),
)

berkas = Table(
    "berkas",
    metadata,
    _text("pemda_id", False),
    _text("sha256", False),
    _text("nama", False),
    Column("ukuran", Integer, nullable=False),
    _text("diterima_pada", False),
    PrimaryKeyConstraint("pemda_id", "sha256"),
    ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"]),
)

road_map = Table(
    "road_map",
    metadata,
    _text("pemda_id", False),
    _id("road_map_id"),
    Column("versi", Integer, nullable=False),
    _text("sha256", False),
    _text("nama_berkas", False),
    _text("status", False),
    _text("berlaku_mulai"),
    _text("dibuat_pada", False),
    _text("oleh", False),
    _text("kerangka", False),
    PrimaryKeyConstraint("pemda_id", "road_map_id"),
    UniqueConstraint("pemda_id", "sha256"),
    ForeignKeyConstraint(["pemda_id", "sha256"], ["berkas.pemda_id", "berkas.sha256"]),
    _status(),
)
_aktif = text("status = 'aktif'")
Index("road_map_aktif", road_map.c.pemda_id, unique=True, sqlite_where=_aktif, postgresql_where=_aktif)

item_induk = Table(
    "item_induk",
    metadata,
    _text("pemda_id", False),
    _id("item_id"),
    _text("item_key", False),
    PrimaryKeyConstraint("pemda_id", "item_id"),
    ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"]),
)
"""An item as it lives on through the versions of the road map; item_key is its text where it first appeared."""

item = Table(
    "item",
    metadata,
    _text("pemda_id", False),
    _id("road_map_id"),
    _id("item_id"),
    Column("n", Integer, nullable=False),
    _text("kode"),
    _text("opd", False),
    _text("area"),
    _text("rencana_aksi", False),
    _text("indikator"),
    _text("satuan"),
    _text("jenis", False),
    _text("arah", False),
    _text("akumulasi", False),
    _text("skala"),
    _number("baseline"),
    _number("bobot"),
    _number("anggaran_rp"),
    _text("koordinator"),
    _text("pelaksana"),
    _text("lembar"),
    Column("baris", Integer, nullable=False),
    _text("sel", False),
    _text("rumus"),
    _text("tahap"),
    _text("cara_target"),
    _text("cara_pelaksana"),
    PrimaryKeyConstraint("pemda_id", "road_map_id", "item_id"),
    ForeignKeyConstraint(["pemda_id", "road_map_id"], ["road_map.pemda_id", "road_map.road_map_id"]),
    ForeignKeyConstraint(["pemda_id", "item_id"], ["item_induk.pemda_id", "item_induk.item_id"]),
)

target = Table(
    "target",
    metadata,
    _text("pemda_id", False),
    _id("road_map_id"),
    _id("item_id"),
    _id("tahun"),
    _id("bulan"),
    _number("nilai"),
    _text("teks"),
    _text("sifat"),
    _text("sel"),
    _number("nilai_atas"),
    PrimaryKeyConstraint("pemda_id", "road_map_id", "item_id", "tahun", "bulan"),
    ForeignKeyConstraint(["pemda_id", "road_map_id", "item_id"], ["item.pemda_id", "item.road_map_id", "item.item_id"]),
    CheckConstraint("bulan BETWEEN 0 AND 12", name="bulan"),
)

kiriman = Table(
    "kiriman",
    metadata,
    _text("pemda_id", False),
    _id("kiriman_id"),
    _text("opd", False),
    _text("bagian", False),
    _text("periode", False),
    Column("versi", Integer, nullable=False),
    _text("sha256", False),
    _text("nama_berkas", False),
    _id("road_map_id"),
    _text("status", False),
    _text("diterima_pada", False),
    _text("diunggah_pada", False),
    _text("oleh", False),
    _text("kerangka", False),
    _text("saluran"),
    _text("ringkasan", False),
    PrimaryKeyConstraint("pemda_id", "kiriman_id"),
    UniqueConstraint("pemda_id", "opd", "bagian", "periode", "sha256", "road_map_id", "versi"),
    ForeignKeyConstraint(["pemda_id", "sha256"], ["berkas.pemda_id", "berkas.sha256"]),
    _status(),
)
"""One accepted report. road_map_id is the road map its rows were matched with; 0: there was none."""
Index(
    "kiriman_aktif",
    kiriman.c.pemda_id,
    kiriman.c.opd,
    kiriman.c.bagian,
    kiriman.c.periode,
    unique=True,
    sqlite_where=_aktif,
    postgresql_where=_aktif,
)
Index("kiriman_periode", kiriman.c.pemda_id, kiriman.c.periode)

baris = Table(
    "baris",
    metadata,
    _text("pemda_id", False),
    _id("kiriman_id"),
    _id("n"),
    _text("lembar"),
    Column("baris", Integer, nullable=False),
    Column("item_id", Integer, nullable=True),
    _text("area"),
    _text("rencana_aksi"),
    _text("indikator"),
    _text("satuan"),
    _number("target_nilai"),
    _text("target_teks"),
    _number("nilai"),
    _text("teks"),
    _text("kosong"),
    _text("sifat"),
    _number("anggaran_rp"),
    _number("realisasi_anggaran_rp"),
    _text("sifat_anggaran"),
    _number("capaian_dilaporkan_pct"),
    _text("kendala"),
    _text("tindak_lanjut"),
    _text("bukti"),
    _text("sel", False),
    _text("kosong_per_sel", False),
    PrimaryKeyConstraint("pemda_id", "kiriman_id", "n"),
    UniqueConstraint("pemda_id", "kiriman_id", "item_id"),
    ForeignKeyConstraint(["pemda_id", "kiriman_id"], ["kiriman.pemda_id", "kiriman.kiriman_id"]),
    ForeignKeyConstraint(["pemda_id", "item_id"], ["item_induk.pemda_id", "item_induk.item_id"]),
)
"""One reported row; item_id NULL: it fits no item. kosong: why there is no realisasi; kosong_per_sel: per field."""
Index("baris_item", baris.c.pemda_id, baris.c.item_id)

temuan = Table(
    "temuan",
    metadata,
    _text("pemda_id", False),
    _text("asal", False),
    _id("n"),
    _text("tingkat", False),
    _text("kode", False),
    _text("lembar"),
    _text("sel"),
    _text("tertulis"),
    _text("pesan", False),
    PrimaryKeyConstraint("pemda_id", "asal", "n"),
    ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"]),
    CheckConstraint("tingkat IN ('galat', 'peringatan', 'catatan')", name="tingkat"),
)
"""What was found in an accepted file; asal is 'kiriman:17' or 'road_map:3'."""

asumsi = Table(
    "asumsi",
    metadata,
    _text("pemda_id", False),
    _text("asal", False),
    _id("n"),
    _text("kunci", False),
    _text("teks", False),
    _text("jawaban", False),
    _text("dibuat_pada", False),
    PrimaryKeyConstraint("pemda_id", "asal", "n"),
    ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"]),
)

ingatan = Table(
    "ingatan",
    metadata,
    _text("pemda_id", False),
    _id("ingatan_id"),
    _text("jenis", False),
    _text("opd", False),
    _text("kunci", False),
    _text("isi", False),
    _text("dibuat_pada", False),
    _text("oleh", False),
    _text("dicabut_pada"),
    _text("dicabut_oleh"),
    PrimaryKeyConstraint("pemda_id", "ingatan_id"),
    ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"]),
    CheckConstraint("jenis IN ('pemetaan', 'kecocokan')", name="jenis"),
)
"""What a person confirmed once for an OPD and next month's file uses by itself: which column means what (kunci is the
header's fingerprint), which row is which item (kunci is the row's words). Revoked, never changed."""
_berlaku = text("dicabut_pada IS NULL")
Index(
    "ingatan_berlaku",
    ingatan.c.pemda_id,
    ingatan.c.jenis,
    ingatan.c.opd,
    ingatan.c.kunci,
    unique=True,
    sqlite_where=_berlaku,
    postgresql_where=_berlaku,
)

sajian_beku = Table(
    "sajian_beku",
    metadata,
    _text("pemda_id", False),
    _text("periode", False),
    _text("isi", False),
    _text("sha256", False),
    _text("aturan", False),
    _id("road_map_id"),
    Column("versi_data", Integer, nullable=False),
    _text("waktu", False),
    _text("oleh", False),
    Column("kiriman_terakhir", Integer, nullable=True),
    PrimaryKeyConstraint("pemda_id", "periode"),
    ForeignKeyConstraint(["pemda_id", "road_map_id"], ["road_map.pemda_id", "road_map.road_map_id"]),
)
"""A month's score as it was presented: canonical JSON and its SHA-256. Never changed, never deleted."""
