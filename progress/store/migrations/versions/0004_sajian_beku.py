"""What was presented of a month is kept as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sajian_beku",
        sa.Column("pemda_id", sa.Text(), nullable=False),
        sa.Column("periode", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("aturan", sa.Text(), nullable=False),
        sa.Column("road_map_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("versi_data", sa.Integer(), nullable=False),
        sa.Column("waktu", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pemda_id", "road_map_id"],
            ["road_map.pemda_id", "road_map.road_map_id"],
            name=op.f("fk_sajian_beku_road_map"),
        ),
        sa.PrimaryKeyConstraint("pemda_id", "periode", name=op.f("pk_sajian_beku")),
    )
