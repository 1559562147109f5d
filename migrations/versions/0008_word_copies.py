"""Copies taken into Word, files brought back, and what in them could not be placed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "word_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("offer", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("printed", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_word_copy_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_word_copy_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_copy")),
        sa.UniqueConstraint("agreement_id", "side", "number", name=op.f("uq_word_copy_agreement_side_number")),
    )
    op.create_index(op.f("ix_word_copy_agreement_id"), "word_copy", ["agreement_id"])
    op.create_table(
        "edited_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("word_copy_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("brought_by_id", sa.Integer(), nullable=False),
        sa.Column("brought_at", sa.DateTime(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("put_at", sa.DateTime(), nullable=True),
        sa.Column("put_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_edited_copy_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["word_copy_id"], ["word_copy.id"], name=op.f("fk_edited_copy_word_copy_id_word_copy")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_edited_copy_upload_id_upload")),
        sa.ForeignKeyConstraint(["brought_by_id"], ["person.id"], name=op.f("fk_edited_copy_brought_by_id_person")),
        sa.ForeignKeyConstraint(["put_by_id"], ["person.id"], name=op.f("fk_edited_copy_put_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edited_copy")),
        sa.UniqueConstraint("agreement_id", "side", "number", name=op.f("uq_edited_copy_agreement_side_number")),
    )
    op.create_index(op.f("ix_edited_copy_agreement_id"), "edited_copy", ["agreement_id"])
    op.create_table(
        "unplaced_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edited_copy_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sort", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(40), nullable=True),
        sa.Column("term_id", sa.Integer(), nullable=True),
        sa.Column("column", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edited_copy_id"], ["edited_copy.id"], name=op.f("fk_unplaced_change_edited_copy_id_edited_copy")
        ),
        sa.ForeignKeyConstraint(
            ["term_id"], ["term.id"], name=op.f("fk_unplaced_change_term_id_term"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_unplaced_change_decided_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unplaced_change")),
    )
    op.create_index(op.f("ix_unplaced_change_edited_copy_id"), "unplaced_change", ["edited_copy_id"])


def downgrade() -> None:
    op.drop_table("unplaced_change")
    op.drop_table("edited_copy")
    op.drop_table("word_copy")
