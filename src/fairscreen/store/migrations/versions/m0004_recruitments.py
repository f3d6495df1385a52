"""Recruitments: sealed files, one task an applicant, sealed copies."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "recruitment",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("link_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("persons", sa.LargeBinary),
        sa.Column("created_at", _WHEN, nullable=False),
        sa.Column("released_at", _WHEN),
        sa.Column("purge_on", sa.Date, nullable=False),
    )
    op.create_index("ix_recruitment_purge_on", "recruitment", ["purge_on"])
    owner = sa.ForeignKey("recruitment.id", ondelete="CASCADE")
    op.create_table(
        "recruitment_file",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("recruitment_id", sa.String(32), owner, nullable=False),
        sa.Column("place", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_recruitment_file_recruitment_id", "recruitment_file", ["recruitment_id"])
    op.create_table(
        "recruitment_task",
        sa.Column(
            "recruitment_id", sa.String(32),
            sa.ForeignKey("recruitment.id", ondelete="CASCADE"), primary_key=True,
        ),
        sa.Column("code", sa.String(60), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("source", sa.LargeBinary),
        sa.Column("edits", sa.LargeBinary),
        sa.Column("result", sa.LargeBinary),
    )  # fmt: skip
    op.create_index("ix_recruitment_task_state", "recruitment_task", ["state"])


def downgrade() -> None:
    for table in ("recruitment_task", "recruitment_file", "recruitment"):
        op.drop_table(table)
