"""An agreement knows that its agreed text was reopened and no offer has been sent since."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """None of those that are there: before, nobody noted it, and the next offer ends it anyway."""
    with op.batch_alter_table("agreement") as batch:
        batch.add_column(sa.Column("reopened", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("agreement") as batch:
        batch.alter_column("reopened", server_default=None)


def downgrade() -> None:
    """Without it."""
    with op.batch_alter_table("agreement") as batch:
        batch.drop_column("reopened")
