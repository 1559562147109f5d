"""A colleague's room knows when a letter last asked them for a section."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Nobody has been asked by letter before."""
    with op.batch_alter_table("colleague") as batch:
        batch.add_column(sa.Column("asked_by_letter", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("colleague") as batch:
        batch.alter_column("asked_by_letter", server_default=None)


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("colleague") as batch:
        batch.drop_column("asked_by_letter")
