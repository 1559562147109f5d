"""One change to many agreements at once, and what it did to each."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "bulk_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("standard_term_id", sa.Integer(), nullable=True),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("negotiator_id", sa.Integer(), nullable=True),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.Column("prepared_by_id", sa.Integer(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("undo_until", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_bulk_change_round_id_round")),
        sa.ForeignKeyConstraint(
            ["standard_term_id"], ["standard_term.id"], name=op.f("fk_bulk_change_standard_term_id_standard_term")
        ),
        sa.ForeignKeyConstraint(["template_id"], ["template.id"], name=op.f("fk_bulk_change_template_id_template")),
        sa.ForeignKeyConstraint(["negotiator_id"], ["person.id"], name=op.f("fk_bulk_change_negotiator_id_person")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_bulk_change_upload_id_upload")),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["person.id"], name=op.f("fk_bulk_change_prepared_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_change")),
    )
    op.create_index(op.f("ix_bulk_change_round_id"), "bulk_change", ["round_id"])
    op.create_index(op.f("ix_bulk_change_prepared_by_id"), "bulk_change", ["prepared_by_id"])
    op.create_table(
        "bulk_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bulk_change_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stands", sa.String(40), nullable=False),
        sa.Column("planned", sa.JSON(), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bulk_change_id"], ["bulk_change.id"], name=op.f("fk_bulk_line_bulk_change_id_bulk_change")
        ),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_bulk_line_agreement_id_agreement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_line")),
        sa.UniqueConstraint("bulk_change_id", "agreement_id", name="uq_bulk_line_bulk_change_agreement"),
    )
    op.create_index(op.f("ix_bulk_line_bulk_change_id"), "bulk_line", ["bulk_change_id"])
    op.create_index(op.f("ix_bulk_line_agreement_id"), "bulk_line", ["agreement_id"])


def downgrade() -> None:
    op.drop_table("bulk_line")
    op.drop_table("bulk_change")
