"""The life of a matter: who stands in, its ending, more time, the clock's next look; reports that tell of one matter"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0010"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXTS = ("acting", "ending", "sent_to", "delay_why")
MOMENTS = ("extend_to", "witness_until", "look_at")


def upgrade() -> None:
    with op.batch_alter_table("matter", schema=None) as batch_op:
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        for name in MOMENTS:
            batch_op.add_column(sa.Column(name, sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_matter_look_at"), ["look_at"], unique=False)
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ward", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("matter", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("joined_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("parted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("well_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["matter"], ["matter.id"]),
        sa.ForeignKeyConstraint(["report"], ["report.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("matter", "report"),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index("contribution_report", ["report"], unique=False)
    _what_stands()


def _what_stands() -> None:
    """Every matter has its first report; the clock looks at all that is open; what nobody had is the Bloc head's."""
    op.execute(
        "INSERT INTO contribution (ward, matter, report, joined_at) SELECT ward, id, report, opened_at FROM matter"
    )
    op.execute("UPDATE matter SET look_at = opened_at WHERE state <> 'dong'")
    op.execute("UPDATE matter SET ending = 'fixed' WHERE answer IS NOT NULL")
    op.execute(
        "UPDATE matter SET owner = (SELECT key FROM post WHERE post.ward = matter.ward AND post.role = 'bloc_head'"
        " AND post.ends IS NULL LIMIT 1) WHERE owner IS NULL AND kind = 'feedback'"
    )


def downgrade() -> None:
    op.drop_table("contribution")
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_look_at"))
        for name in (*TEXTS, *MOMENTS):
            batch_op.drop_column(name)
