"""Ads: choices about findings, and figures of many ads together. Never an ad's text."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "ad_choice",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("words", sa.String(200)),
        sa.Column("document", sa.String(200)),
        sa.Column("reason", sa.String(500)),
        sa.Column("made_at", _WHEN, nullable=False),
    )
    op.create_index("ix_ad_choice_rule", "ad_choice", ["rule"])
    op.create_table(
        "ad_portfolio",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("made_at", _WHEN, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("ad_portfolio")
    op.drop_index("ix_ad_choice_rule", "ad_choice")
    op.drop_table("ad_choice")
