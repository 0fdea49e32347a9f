"""Where an alarm stands on its ladder, and since when

An alarm that was open before has told its row and climbs on; what waited for a word of its reporter waits on.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OPEN = """UPDATE matter SET %s WHERE kind = 'hotspot' AND state IN ('moi', 'da_chuyen', 'dang_xu_ly', 'chua_on')"""


def upgrade() -> None:
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wordless", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("climb", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("counted_from", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("rung", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("rung_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    waits = "CASE WHEN unconfirmed_until IS NULL THEN 1 ELSE 0 END"
    begun = f"climb = 1, rung = {waits}, counted_from = opened_at, rung_at = coalesce(unconfirmed_until, opened_at)"
    op.execute(f"{OPEN % begun} AND acknowledged_at IS NULL")
    held = "climb = 1, rung = 0, counted_from = acknowledged_at, rung_at = acknowledged_at"
    op.execute(f"{OPEN % held} AND acknowledged_at IS NOT NULL")
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.drop_column("unconfirmed_until")


def downgrade() -> None:
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unconfirmed_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.execute(f"{OPEN % 'unconfirmed_until = rung_at'} AND acknowledged_at IS NULL AND rung = 0")
    with op.batch_alter_table("matter", schema=None) as batch_op:
        for column in ("rung_at", "rung", "counted_from", "climb", "wordless"):
            batch_op.drop_column(column)
