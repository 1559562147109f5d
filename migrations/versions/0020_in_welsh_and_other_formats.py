"""Rounds and intentions have words in Welsh; editions come in other formats."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

IN_WELSH = ("round", "intention")


def upgrade() -> None:
    """Words in Welsh beside the English ones, and the formats of an edition."""
    for table in IN_WELSH:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("welsh", sa.JSON(), nullable=False, server_default="{}"))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("welsh", server_default=None, existing_type=sa.JSON(), existing_nullable=False)
    op.create_table(
        "edition_format",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.Column("made_from", sa.String(64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_edition_format_edition_id_edition")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_edition_format_upload_id_upload")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_edition_format_added_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_format")),
    )
    op.create_index(op.f("ix_edition_format_edition_id"), "edition_format", ["edition_id"])


def downgrade() -> None:
    """Without them."""
    op.drop_index(op.f("ix_edition_format_edition_id"), table_name="edition_format")
    op.drop_table("edition_format")
    for table in IN_WELSH:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("welsh")
