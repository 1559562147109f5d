"""What people should know about another format of an edition is said in Welsh, too."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Words in Welsh beside the English ones; nothing where there are none."""
    with op.batch_alter_table("edition_format") as batch:
        batch.add_column(sa.Column("welsh", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Without them."""
    with op.batch_alter_table("edition_format") as batch:
        batch.drop_column("welsh")
