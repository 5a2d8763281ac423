"""The first schema: road maps, reports, findings and assumptions of every pemda."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pemda",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("versi_data", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pemda_id", name=op.f("pk_pemda")),
    )
    op.create_table(
        "asumsi",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("asal", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("jawaban", sa.Text(), nullable=False),
        sa.Column("dibuat_pada", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"], name=op.f("fk_asumsi_pemda")),
        sa.PrimaryKeyConstraint("pemda_id", "asal", "n", name=op.f("pk_asumsi")),
    )
    op.create_table(
        "berkas",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("diterima_pada", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"], name=op.f("fk_berkas_pemda")),
        sa.PrimaryKeyConstraint("pemda_id", "sha256", name=op.f("pk_berkas")),
    )
    op.create_table(
        "item_induk",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"], name=op.f("fk_item_induk_pemda")),
        sa.PrimaryKeyConstraint("pemda_id", "item_id", name=op.f("pk_item_induk")),
    )
    op.create_table(
        "temuan",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("asal", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tingkat", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("lembar", sa.Text(), nullable=True),
        sa.Column("sel", sa.Text(), nullable=True),
        sa.Column("tertulis", sa.Text(), nullable=True),
        sa.Column("pesan", sa.Text(), nullable=False),
        sa.CheckConstraint("tingkat IN ('galat', 'peringatan', 'catatan')", name=op.f("ck_temuan_tingkat")),
        sa.ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"], name=op.f("fk_temuan_pemda")),
        sa.PrimaryKeyConstraint("pemda_id", "asal", "n", name=op.f("pk_temuan")),
    )
    op.create_table(
        "kiriman",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("kiriman_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("bagian", sa.Text(), nullable=False),
        sa.Column("periode", sa.Text(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("road_map_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("diterima_pada", sa.Text(), nullable=False),
        sa.Column("diunggah_pada", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("kerangka", sa.Text(), nullable=False),
        sa.Column("saluran", sa.Text(), nullable=True),
        sa.Column("ringkasan", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('aktif', 'diganti')", name=op.f("ck_kiriman_status")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "sha256"], ["berkas.pemda_id", "berkas.sha256"], name=op.f("fk_kiriman_berkas")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "kiriman_id", name=op.f("pk_kiriman")),
        sa.UniqueConstraint("pemda_id", "opd", "bagian", "periode", "sha256", "road_map_id", name=op.f("uq_kiriman")),
    )
    op.create_index(
        "kiriman_aktif",
        "kiriman",
        ["pemda_id", "opd", "bagian", "periode"],
        unique=True,
        sqlite_where=sa.text("status = 'aktif'"),
        postgresql_where=sa.text("status = 'aktif'"),
    )
    op.create_index("kiriman_periode", "kiriman", ["pemda_id", "periode"], unique=False)
    op.create_table(
        "road_map",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("road_map_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("berlaku_mulai", sa.Text(), nullable=True),
        sa.Column("dibuat_pada", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("kerangka", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('aktif', 'diganti')", name=op.f("ck_road_map_status")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "sha256"], ["berkas.pemda_id", "berkas.sha256"], name=op.f("fk_road_map_berkas")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "road_map_id", name=op.f("pk_road_map")),
        sa.UniqueConstraint("pemda_id", "sha256", name=op.f("uq_road_map")),
    )
    op.create_index(
        "road_map_aktif",
        "road_map",
        ["pemda_id"],
        unique=True,
        sqlite_where=sa.text("status = 'aktif'"),
        postgresql_where=sa.text("status = 'aktif'"),
    )
    op.create_table(
        "baris",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("kiriman_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lembar", sa.Text(), nullable=True),
        sa.Column("baris", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("rencana_aksi", sa.Text(), nullable=True),
        sa.Column("indikator", sa.Text(), nullable=True),
        sa.Column("satuan", sa.Text(), nullable=True),
        sa.Column("target_nilai", sa.Double(), nullable=True),
        sa.Column("target_teks", sa.Text(), nullable=True),
        sa.Column("nilai", sa.Double(), nullable=True),
        sa.Column("teks", sa.Text(), nullable=True),
        sa.Column("kosong", sa.Text(), nullable=True),
        sa.Column("sifat", sa.Text(), nullable=True),
        sa.Column("anggaran_rp", sa.Double(), nullable=True),
        sa.Column("realisasi_anggaran_rp", sa.Double(), nullable=True),
        sa.Column("sifat_anggaran", sa.Text(), nullable=True),
        sa.Column("capaian_dilaporkan_pct", sa.Double(), nullable=True),
        sa.Column("kendala", sa.Text(), nullable=True),
        sa.Column("tindak_lanjut", sa.Text(), nullable=True),
        sa.Column("bukti", sa.Text(), nullable=True),
        sa.Column("sel", sa.Text(), nullable=False),
        sa.Column("kosong_per_sel", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "item_id"], ["item_induk.pemda_id", "item_induk.item_id"], name=op.f("fk_baris_item_induk")
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "kiriman_id"], ["kiriman.pemda_id", "kiriman.kiriman_id"], name=op.f("fk_baris_kiriman")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "kiriman_id", "n", name=op.f("pk_baris")),
        sa.UniqueConstraint("pemda_id", "kiriman_id", "item_id", name=op.f("uq_baris")),
    )
    op.create_index("baris_item", "baris", ["pemda_id", "item_id"], unique=False)
    op.create_table(
        "item",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("road_map_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=True),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("rencana_aksi", sa.Text(), nullable=False),
        sa.Column("indikator", sa.Text(), nullable=True),
        sa.Column("satuan", sa.Text(), nullable=True),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("arah", sa.Text(), nullable=False),
        sa.Column("akumulasi", sa.Text(), nullable=False),
        sa.Column("skala", sa.Text(), nullable=True),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("bobot", sa.Double(), nullable=True),
        sa.Column("anggaran_rp", sa.Double(), nullable=True),
        sa.Column("koordinator", sa.Text(), nullable=True),
        sa.Column("pelaksana", sa.Text(), nullable=True),
        sa.Column("lembar", sa.Text(), nullable=True),
        sa.Column("baris", sa.Integer(), nullable=False),
        sa.Column("sel", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "item_id"], ["item_induk.pemda_id", "item_induk.item_id"], name=op.f("fk_item_item_induk")
        ),
        sa.ForeignKeyConstraint(
            ["pemda_id", "road_map_id"], ["road_map.pemda_id", "road_map.road_map_id"], name=op.f("fk_item_road_map")
        ),
        sa.PrimaryKeyConstraint("pemda_id", "road_map_id", "item_id", name=op.f("pk_item")),
    )
    op.create_table(
        "target",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("road_map_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tahun", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bulan", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nilai", sa.Double(), nullable=True),
        sa.Column("teks", sa.Text(), nullable=True),
        sa.Column("sifat", sa.Text(), nullable=True),
        sa.Column("sel", sa.Text(), nullable=True),
        sa.CheckConstraint("bulan BETWEEN 0 AND 12", name=op.f("ck_target_bulan")),
        sa.ForeignKeyConstraint(
            ["pemda_id", "road_map_id", "item_id"],
            ["item.pemda_id", "item.road_map_id", "item.item_id"],
            name=op.f("fk_target_item"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "road_map_id", "item_id", "tahun", "bulan", name=op.f("pk_target")),
    )
