"""The digest as one value, from which chat, pictures, Word, PDF, page and sheet are made."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("digest", sa.Column("whole", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("digest", "whole")
