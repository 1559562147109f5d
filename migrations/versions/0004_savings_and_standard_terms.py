"""The savings target of a round, and the standard term that a term was drafted from"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

FOREIGN_KEY = "fk_term_standard_term_id_standard_term"
ALIKE = """
    UPDATE term SET standard_term_id = (
        SELECT MIN(standard_term.id) FROM standard_term JOIN agreement ON agreement.round_id = standard_term.round_id
        WHERE agreement.id = term.agreement_id
          AND standard_term.schedule = term.schedule AND standard_term.title = term.title
    )
"""
"""Terms drafted before were copies of a standard term: of the same round, on the same schedule, with the same title."""


def upgrade() -> None:
    with op.batch_alter_table("round") as batch_op:
        batch_op.add_column(sa.Column("savings_target", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("term") as batch_op:
        batch_op.add_column(sa.Column("standard_term_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(FOREIGN_KEY, "standard_term", ["standard_term_id"], ["id"])
        batch_op.create_index(op.f("ix_term_standard_term_id"), ["standard_term_id"])
    op.execute(ALIKE)


def downgrade() -> None:
    with op.batch_alter_table("term") as batch_op:
        batch_op.drop_index(op.f("ix_term_standard_term_id"))
        batch_op.drop_constraint(FOREIGN_KEY, type_="foreignkey")
        batch_op.drop_column("standard_term_id")
    with op.batch_alter_table("round") as batch_op:
        batch_op.drop_column("savings_target")
