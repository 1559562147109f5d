"""Each side's playbook, and the leave to go beyond it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "playbook_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("standard_term_id", sa.Integer(), nullable=True),
        sa.Column("term_id", sa.Integer(), nullable=True),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("limits", sa.JSON(), nullable=False),
        sa.Column("walk_away", sa.Text(), nullable=False),
        sa.Column("approver_role", sa.String(40), nullable=True),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(standard_term_id IS NULL) <> (term_id IS NULL)", name=op.f("ck_playbook_line_one_term")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_playbook_line_round_id_round")),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["organisation.id"], name=op.f("fk_playbook_line_provider_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["standard_term_id"], ["standard_term.id"], name=op.f("fk_playbook_line_standard_term_id_standard_term")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_playbook_line_term_id_term")),
        sa.ForeignKeyConstraint(["approver_id"], ["person.id"], name=op.f("fk_playbook_line_approver_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playbook_line")),
        sa.UniqueConstraint("side", "standard_term_id", name="uq_playbook_line_side_standard_term"),
        sa.UniqueConstraint("side", "term_id", name="uq_playbook_line_side_term"),
    )
    for column in ("round_id", "standard_term_id", "term_id"):
        op.create_index(op.f(f"ix_playbook_line_{column}"), "playbook_line", [column])
    op.create_table(
        "clearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("beyond", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approver_role", sa.String(40), nullable=True),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_clearance_round_id_round")),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["organisation.id"], name=op.f("fk_clearance_provider_id_organisation")
        ),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_clearance_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["approver_id"], ["person.id"], name=op.f("fk_clearance_approver_id_person")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_clearance_asked_by_id_person")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_clearance_decided_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance")),
    )
    op.create_index(op.f("ix_clearance_round_id"), "clearance", ["round_id"])
    op.create_index(op.f("ix_clearance_agreement_id"), "clearance", ["agreement_id"])


def downgrade() -> None:
    op.drop_table("clearance")
    op.drop_table("playbook_line")
