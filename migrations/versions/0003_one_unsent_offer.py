"""A side writes one offer for an agreement at a time, and the database holds to it too.

An offer without a number is still being written. Two that were begun in the same moment, which the pages could not
show, become one: the earlier keeps its changes and takes those of the later that it has none for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

EARLIEST = """(SELECT min(first.id) FROM offer AS first JOIN offer AS mine
                ON mine.agreement_id = first.agreement_id AND mine.side = first.side
              WHERE first.number IS NULL AND mine.id = {})"""
LATER = f"(SELECT id FROM offer WHERE number IS NULL AND id <> {EARLIEST.format('offer.id')})"  # noqa: S608


def upgrade() -> None:
    """Make one offer of two, then say that there is only one."""
    keeper = EARLIEST.format("change.offer_id")
    op.execute(
        f"""UPDATE change SET offer_id = {keeper}
            WHERE offer_id IN {LATER}
              AND id = (SELECT min(one.id) FROM change AS one WHERE one.term_id = change.term_id
                          AND one.offer_id IN {LATER} AND {EARLIEST.format("one.offer_id")} = {keeper})
              AND NOT EXISTS (SELECT 1 FROM change AS kept
                              WHERE kept.term_id = change.term_id AND kept.offer_id = {keeper})"""  # noqa: S608  # nosec B608 - nothing here is typed by anyone
    )
    op.execute(f"DELETE FROM change WHERE offer_id IN {LATER}")  # noqa: S608  # nosec B608 - nor here
    op.execute(f"DELETE FROM offer WHERE id IN {LATER}")  # noqa: S608  # nosec B608 - nor here
    unsent = sa.text("number IS NULL")
    op.create_index(
        "uq_offer_unsent", "offer", ["agreement_id", "side"], unique=True, sqlite_where=unsent, postgresql_where=unsent
    )


def downgrade() -> None:
    """Leave it to the pages again."""
    op.drop_index("uq_offer_unsent", "offer")
