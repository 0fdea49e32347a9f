"""A digest is given back, signed and numbered; no number twice in its row."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENTS = ("returned_at", "signed_at", "numbered_at")
NUMBERS = ("signed_by", "number", "numbered_by")


def upgrade() -> None:
    with op.batch_alter_table("digest", schema=None) as batch_op:
        for name in MOMENTS:
            batch_op.add_column(sa.Column(name, sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        for name in NUMBERS:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("series", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_unique_constraint("digest_number", ["ward", "series", "number"])


def downgrade() -> None:
    with op.batch_alter_table("digest", schema=None) as batch_op:
        batch_op.drop_constraint("digest_number", type_="unique")
        for name in (*MOMENTS, *NUMBERS, "series"):
            batch_op.drop_column(name)
