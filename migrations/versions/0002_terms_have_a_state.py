"""Terms have a state of their own, and agreements keep count of them.

Agreements that were agreed before keep their terms as agreed; those on the table count as proposed by whoever sent the
last offer, which is the side that does not have the move.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

COUNTED = {
    "terms_total": "1 = 1",
    "terms_agreed": "state = 'agreed'",
    "terms_parked": "state = 'parked'",
    "terms_open": "state = 'open'",
    "terms_disputed": "state = 'disputed'",
}


def upgrade() -> None:
    """Add the columns, then say of every term where it stands."""
    with op.batch_alter_table("term") as table:
        table.add_column(sa.Column("state", sa.String(40), nullable=False, server_default="open"))
        for side in ("stands_by", "wanted_by", "reopen_asked_by"):
            table.add_column(sa.Column(side, sa.String(40), nullable=True))
        for words in ("wanted", "parked_reason", "reopen_reason"):
            table.add_column(sa.Column(words, sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("parked_owner", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("parked_until", sa.Date(), nullable=True))
        table.add_column(sa.Column("moved_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("agreement") as table:
        table.add_column(sa.Column("offer_withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
        for count in COUNTED:
            table.add_column(sa.Column(count, sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("offer") as table:
        table.add_column(sa.Column("answered_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("withdrawn_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("change") as table:
        table.add_column(sa.Column("answer", sa.String(40), nullable=False, server_default="change"))
        table.add_column(sa.Column("refusal", sa.String(40), nullable=True))
        table.add_column(sa.Column("owner", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("until", sa.Date(), nullable=True))
        table.add_column(sa.Column("state_before", sa.String(40), nullable=True))
        table.add_column(sa.Column("stood_by", sa.String(40), nullable=True))
        table.add_column(sa.Column("wanted_before", sa.Text(), nullable=False, server_default=""))
    _say_where_terms_stand()
    for table, columns in {
        "term": ("state", "wanted", "parked_reason", "reopen_reason", "parked_owner"),
        "agreement": ("offer_withdrawn", *COUNTED),
        "change": ("answer", "owner", "wanted_before"),
    }.items():
        with op.batch_alter_table(table) as altered:
            for column in columns:
                altered.alter_column(column, server_default=None)


def _say_where_terms_stand() -> None:
    of = "(SELECT {} FROM agreement WHERE agreement.id = term.agreement_id)"
    state = of.format("state")
    op.execute(
        f"""UPDATE term SET state = CASE
              WHEN {state} = 'drafting' THEN 'open'
              WHEN {state} IN ('with provider', 'with commissioner') THEN 'proposed' ELSE 'agreed' END,
            stands_by = CASE
              WHEN {state} = 'drafting' THEN NULL
              WHEN {state} = 'with commissioner' THEN 'provider' ELSE 'commissioner' END,
            moved_at = {of.format("waiting_since")}"""  # noqa: S608  # nosec B608 - nothing here is typed by anyone
    )
    for count, which in COUNTED.items():
        op.execute(
            f"UPDATE agreement SET {count} = "  # noqa: S608  # nosec B608 - nor here
            f"(SELECT count(*) FROM term WHERE agreement_id = agreement.id AND {which})"
        )


def downgrade() -> None:
    """Forget where terms stand; what is on the table stays."""
    gone = {
        "change": ("answer", "refusal", "owner", "until", "state_before", "stood_by", "wanted_before"),
        "offer": ("answered_at", "withdrawn_at"),
        "agreement": ("offer_withdrawn", *COUNTED),
        "term": (
            "state", "stands_by", "wanted_by", "reopen_asked_by", "wanted", "parked_reason", "reopen_reason",
            "parked_owner", "parked_until", "moved_at",
        ),
    }  # fmt: skip
    for table, columns in gone.items():
        with op.batch_alter_table(table) as altered:
            for column in columns:
                altered.drop_column(column)
