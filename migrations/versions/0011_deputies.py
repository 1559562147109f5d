"""Negotiators name a deputy for when they are away."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Absences, and who an assignment stands in for."""
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_absence_deputy_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_person_id"), "absence", ["person_id"])
    op.create_index(op.f("ix_absence_deputy_id"), "absence", ["deputy_id"])
    with op.batch_alter_table("assignment") as table:
        table.add_column(sa.Column("absence_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_assignment_absence_id_absence"), "absence", ["absence_id"], ["id"])


def downgrade() -> None:
    """Deputies no longer stand in for anybody."""
    op.execute("DELETE FROM assignment WHERE absence_id IS NOT NULL")
    with op.batch_alter_table("assignment") as table:
        table.drop_constraint(op.f("fk_assignment_absence_id_absence"), type_="foreignkey")
        table.drop_column("absence_id")
    op.drop_table("absence")
