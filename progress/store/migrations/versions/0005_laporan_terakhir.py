"""What was presented names the last report it was made from: two things may happen at one moment."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sajian_beku", recreate="always") as batch:
        batch.add_column(sa.Column("kiriman_terakhir", sa.Integer(), nullable=True))
