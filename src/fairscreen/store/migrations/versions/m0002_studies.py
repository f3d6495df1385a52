"""Studies: plan, draw, readers, sealed material, appended judgements."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)
_KEPT = "judgements are only ever added"


def upgrade() -> None:
    op.create_table(
        "study",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("leader_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("design", sa.Text, nullable=False),
        sa.Column("assignment", sa.Text),
        sa.Column("groups", sa.LargeBinary),
        sa.Column("analysis", sa.Text),
        sa.Column("created_at", _WHEN, nullable=False),
        sa.Column("closed_at", _WHEN),
        sa.Column("analysed_at", _WHEN),
        sa.Column("purge_on", sa.Date, nullable=False),
        sa.Column("purged_at", _WHEN),
    )
    op.create_index("ix_study_purge_on", "study", ["purge_on"])
    op.create_table(
        "study_reader",
        sa.Column("study_id", sa.String(32), sa.ForeignKey("study.id"), primary_key=True),
        sa.Column("code", sa.String(60), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("link_hash", sa.String(64), unique=True),
        sa.Column("link_expires_at", _WHEN),
        sa.Column("handed_in_at", _WHEN),
    )
    op.create_table(
        "study_material",
        sa.Column("study_id", sa.String(32), sa.ForeignKey("study.id"), primary_key=True),
        sa.Column("application", sa.String(60), primary_key=True),
        sa.Column("version", sa.String(12), primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "study_judgement",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("study_id", sa.String(32), sa.ForeignKey("study.id"), nullable=False),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("before", sa.String(64), nullable=False),
        sa.UniqueConstraint("study_id", "before"),
    )
    op.create_index("ix_study_judgement_study_id", "study_judgement", ["study_id"])
    op.create_table(
        "study_event",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("study_id", sa.String(32), sa.ForeignKey("study.id"), nullable=False),
        sa.Column("time", _WHEN, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_study_event_study_id", "study_event", ["study_id"])
    op.execute(
        "CREATE TRIGGER study_judgement_unchanged BEFORE UPDATE ON study_judgement "
        f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
    )
    # A whole study may be removed; a single judgement may not.
    op.execute(
        "CREATE TRIGGER study_judgement_kept BEFORE DELETE ON study_judgement "
        "WHEN (SELECT state FROM study WHERE id = OLD.study_id) != 'removed' "
        f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER study_judgement_kept")
    op.execute("DROP TRIGGER study_judgement_unchanged")
    for table in ("event", "judgement", "material", "reader"):
        op.drop_table(f"study_{table}")
    op.drop_table("study")
