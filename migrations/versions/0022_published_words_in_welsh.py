"""Answers, equality, action plans, editions and what is taken out of responses have words in Welsh."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

IN_WELSH = ("point", "answer_template", "assessment", "action", "edition", "redaction", "published_response")


def upgrade() -> None:
    """Words in Welsh beside the English ones; nothing where there are none."""
    for table in IN_WELSH:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("welsh", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Without them."""
    for table in IN_WELSH:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("welsh")
