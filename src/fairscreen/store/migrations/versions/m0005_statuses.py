"""Recruitments: what came of each file, countable without opening the copies."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recruitment_task", sa.Column("statuses", sa.Text))


def downgrade() -> None:
    op.drop_column("recruitment_task", "statuses")
