"""Disputes: reports, evidence, comments, rulings and packs; and the steps raised for terms that stand still."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("other_provider_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("route", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("opened_by_side", sa.String(40), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("share_by", sa.Date(), nullable=False),
        sa.Column("shared_at", sa.DateTime(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("moved_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(route = 'between two providers') = (other_provider_id IS NOT NULL)",
            name=op.f("ck_dispute_two_providers_are_named"),
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_dispute_round_id_round")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_dispute_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["provider_id"], ["organisation.id"], name=op.f("fk_dispute_provider_id_organisation")),
        sa.ForeignKeyConstraint(
            ["other_provider_id"], ["organisation.id"], name=op.f("fk_dispute_other_provider_id_organisation")
        ),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_dispute_opened_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint("agreement_id", "number", name="uq_dispute_agreement_number"),
    )
    for column in ("round_id", "agreement_id", "provider_id", "other_provider_id", "due_on"):
        op.create_index(op.f(f"ix_dispute_{column}"), "dispute", [column])
    _papers()
    _rulings()
    op.create_table(
        "dispute_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("failed", sa.Text(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["dispute_id"], ["dispute.id"], name=op.f("fk_dispute_pack_dispute_id_dispute")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_dispute_pack_asked_by_id_person")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_dispute_pack_upload_id_upload")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_pack")),
    )
    op.create_index(op.f("ix_dispute_pack_dispute_id"), "dispute_pack", ["dispute_id"])
    op.create_index(op.f("ix_dispute_pack_asked_by_id"), "dispute_pack", ["asked_by_id"])
    op.create_table(
        "raised_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_raised_step_term_id_term"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raised_step")),
        sa.UniqueConstraint("term_id", "step", "since", name="uq_raised_step"),
    )


def _papers() -> None:
    """What a dispute is about, and what the two say of it."""
    op.create_table(
        "disputed_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dispute_id"], ["dispute.id"], name=op.f("fk_disputed_term_dispute_id_dispute")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_disputed_term_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputed_term")),
        sa.UniqueConstraint("dispute_id", "term_id", name="uq_disputed_term_dispute_term"),
    )
    op.create_index(op.f("ix_disputed_term_term_id"), "disputed_term", ["term_id"])
    op.create_table(
        "issue_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("first_raised_on", sa.Date(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.Column("implications", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(40), nullable=True),
        sa.Column("urgency", sa.String(40), nullable=True),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("in_hand", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dispute_id"], ["dispute.id"], name=op.f("fk_issue_report_dispute_id_dispute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_report")),
        sa.UniqueConstraint("dispute_id", name=op.f("uq_issue_report_dispute_id")),
    )
    op.create_table(
        "dispute_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("party", sa.String(40), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dispute_id"], ["dispute.id"], name=op.f("fk_dispute_evidence_dispute_id_dispute")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_dispute_evidence_upload_id_upload")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_dispute_evidence_added_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_evidence")),
    )
    op.create_index(op.f("ix_dispute_evidence_dispute_id"), "dispute_evidence", ["dispute_id"])
    op.create_table(
        "dispute_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(40), nullable=False),
        sa.Column("advice", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dispute_id"], ["dispute.id"], name=op.f("fk_dispute_comment_dispute_id_dispute")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dispute_comment_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_comment")),
    )
    op.create_index(op.f("ix_dispute_comment_dispute_id"), "dispute_comment", ["dispute_id"])


def _rulings() -> None:
    """What was decided, or is proposed to settle on, term by term."""
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(40), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("proposed_by", sa.String(40), nullable=True),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.Column("in_effect_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["dispute_id"], ["dispute.id"], name=op.f("fk_ruling_dispute_id_dispute")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_ruling_recorded_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
    )
    op.create_index(op.f("ix_ruling_dispute_id"), "ruling", ["dispute_id"])
    op.create_table(
        "ruling_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ruling_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_ruling_line_ruling_id_ruling")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_ruling_line_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling_line")),
        sa.UniqueConstraint("ruling_id", "term_id", name="uq_ruling_line_ruling_term"),
    )


def downgrade() -> None:
    for table in (
        "raised_step", "dispute_pack", "ruling_line", "ruling", "dispute_comment", "dispute_evidence", "issue_report",
        "disputed_term", "dispute",
    ):  # fmt: skip
        op.drop_table(table)
