"""A report's sections have words in Welsh; whoever is invited has a language in which they are written to."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

WRITTEN_TO = ("stakeholder", "invitee")


def upgrade() -> None:
    """Words in Welsh beside those of a report, and the language of letters: English until somebody says otherwise."""
    for table in WRITTEN_TO:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("language", sa.String(10), nullable=False, server_default="en"))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("language", server_default=None, existing_type=sa.String(10), existing_nullable=False)
    op.create_table(
        "report_welsh",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("english", sa.Text(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_welsh_report_id_report")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_report_welsh_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_welsh")),
        sa.UniqueConstraint("report_id", "key", name="uq_report_welsh_report_key"),
    )


def downgrade() -> None:
    """Without them."""
    op.drop_table("report_welsh")
    for table in WRITTEN_TO:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("language")
