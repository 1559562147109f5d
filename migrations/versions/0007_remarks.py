"""Remarks on agreements and terms, shared or of one side, and who has read which."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=True),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_remark_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_remark_term_id_term")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_remark_author_id_person")),
        sa.ForeignKeyConstraint(["corrects_id"], ["remark.id"], name=op.f("fk_remark_corrects_id_remark")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_remark_upload_id_upload")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_agreement_id"), "remark", ["agreement_id"])
    op.create_index(op.f("ix_remark_term_id"), "remark", ["term_id"])
    op.create_table(
        "remark_read",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_remark_read_person_id_person")),
        sa.ForeignKeyConstraint(["remark_id"], ["remark.id"], name=op.f("fk_remark_read_remark_id_remark")),
        sa.PrimaryKeyConstraint("person_id", "remark_id", name=op.f("pk_remark_read")),
    )
    op.create_index(op.f("ix_remark_read_remark_id"), "remark_read", ["remark_id"])


def downgrade() -> None:
    op.drop_table("remark_read")
    op.drop_table("remark")
