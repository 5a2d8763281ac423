"""An item says how it is counted (formula, stages, target to date, shares), a target may be a range."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # made anew, so that a migrated table reads word for word like a created one
    with op.batch_alter_table("item", recreate="always") as batch:
        for name in ("rumus", "tahap", "cara_target", "cara_pelaksana"):
            batch.add_column(sa.Column(name, sa.Text(), nullable=True))
    with op.batch_alter_table("target", recreate="always") as batch:
        batch.add_column(sa.Column("nilai_atas", sa.Double(), nullable=True))
