"""What was confirmed once (columns, matches) is remembered; a replaced report can be put in force again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ingatan",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("ingatan_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("dibuat_pada", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("dicabut_pada", sa.Text(), nullable=True),
        sa.Column("dicabut_oleh", sa.Text(), nullable=True),
        sa.CheckConstraint("jenis IN ('pemetaan', 'kecocokan')", name=op.f("ck_ingatan_jenis")),
        sa.ForeignKeyConstraint(["pemda_id"], ["pemda.pemda_id"], name=op.f("fk_ingatan_pemda")),
        sa.PrimaryKeyConstraint("pemda_id", "ingatan_id", name=op.f("pk_ingatan")),
    )
    berlaku = sa.text("dicabut_pada IS NULL")
    op.create_index(
        "ingatan_berlaku", "ingatan", ["pemda_id", "jenis", "opd", "kunci"], unique=True, sqlite_where=berlaku,
        postgresql_where=berlaku,
    )  # fmt: skip
    with op.batch_alter_table("kiriman") as batch:
        batch.drop_constraint("uq_kiriman", type_="unique")
        batch.create_unique_constraint(
            op.f("uq_kiriman"), ["pemda_id", "opd", "bagian", "periode", "sha256", "road_map_id", "versi"]
        )
