"""Points are counted by place and campaign from an index alone."""

from alembic import op

revision = "0023"
down_revision = "0022"

WITHOUT_PLACE = ["round_id", "response_id", "state", "campaign_id"]


def upgrade() -> None:
    """The index that counts points holds their place too: their rows, with all their words, need not be read."""
    with op.batch_alter_table("point") as batch:
        batch.drop_index("ix_point_counted")
        batch.create_index("ix_point_counted", [*WITHOUT_PLACE, "place"])


def downgrade() -> None:
    """Without the place."""
    with op.batch_alter_table("point") as batch:
        batch.drop_index("ix_point_counted")
        batch.create_index("ix_point_counted", WITHOUT_PLACE)
