"""A theme keeps the Welsh of the name it had before, to be written again."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """None of those that are there: nobody noted which name their Welsh was written for."""
    with op.batch_alter_table("theme") as batch:
        batch.add_column(sa.Column("earlier_name_cy", sa.String(120), nullable=False, server_default=""))
    with op.batch_alter_table("theme") as batch:
        batch.alter_column("earlier_name_cy", server_default=None)


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("theme") as batch:
        batch.drop_column("earlier_name_cy")
