"""Notices of change to one agreement or to many, the versions that result, and notice of an early end."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables, and the days from which a version applies and on which an agreement ends early."""
    with op.batch_alter_table("agreement") as table:
        table.add_column(sa.Column("ends_early_on", sa.Date(), nullable=True))
    with op.batch_alter_table("agreement_version") as table:
        table.add_column(sa.Column("applies_from", sa.Date(), nullable=True))
    _batches()
    _notices()
    op.create_table(
        "ending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sooner_reason", sa.Text(), nullable=False),
        sa.Column("equality", sa.String(40), nullable=False),
        sa.Column("equality_words", sa.Text(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_ending_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name=op.f("fk_ending_given_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ending")),
    )
    op.create_index(op.f("ix_ending_agreement_id"), "ending", ["agreement_id"])


def _words() -> list[sa.Column]:
    """What a notice says, to one agreement or to many."""
    effects = ("service", "staff", "price", "targets", "equality")
    return [
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *(sa.Column(f"effect_{effect}", sa.Text(), nullable=False) for effect in effects),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("sooner_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _batches() -> None:
    op.create_table(
        "notice_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("schedule", sa.String(40), nullable=False),
        sa.Column("line", sa.String(length=300), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("whom", sa.JSON(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        sa.Column("undo_by", sa.Date(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        *_words(),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_notice_batch_round_id_round")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_notice_batch_written_by_id_person")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_notice_batch_issued_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_batch")),
    )
    op.create_index(op.f("ix_notice_batch_round_id"), "notice_batch", ["round_id"])


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("asked_cost", sa.BigInteger(), nullable=True),
        sa.Column("price_in_question", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_cost", sa.BigInteger(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("took_effect_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        *_words(),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_notice_round_id_round")),
        sa.ForeignKeyConstraint(["provider_id"], ["organisation.id"], name=op.f("fk_notice_provider_id_organisation")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_notice_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["batch_id"], ["notice_batch.id"], name=op.f("fk_notice_batch_id_notice_batch")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_notice_written_by_id_person")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_notice_issued_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("agreement_id", "number", name="uq_notice_agreement_number"),
    )
    for column in ("round_id", "provider_id", "agreement_id", "batch_id", "took_effect_on"):
        op.create_index(op.f(f"ix_notice_{column}"), "notice", [column])
    op.create_table(
        "notice_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("version_number", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_change_notice_id_notice")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_notice_change_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_change")),
        sa.UniqueConstraint("notice_id", "term_id", "cause", name="uq_notice_change_notice_term_cause"),
    )
    op.create_table(
        "notice_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("ground", sa.String(40), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_answer_notice_id_notice")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_answer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_answer")),
    )
    for table, column in (("notice_change", "notice_id"), ("notice_change", "term_id"), ("notice_answer", "notice_id")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Forget the notices; what they changed in the terms stays."""
    for table in ("notice_answer", "notice_change", "notice", "notice_batch", "ending"):
        op.drop_table(table)
    with op.batch_alter_table("agreement_version") as table:
        table.drop_column("applies_from")
    with op.batch_alter_table("agreement") as table:
        table.drop_column("ends_early_on")
