"""Points have an origin, themes and an approval; responses say where they come from."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

PERSON_COLUMNS = ("assigned_to_id", "approved_by_id")


def upgrade() -> None:
    """Split points, the code frame, campaigns, reading marks."""
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_campaign_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_index(op.f("ix_campaign_round_id"), "campaign", ["round_id"])
    _widen_points()
    _say_where_responses_come_from()
    _make_what_belongs_to_points()
    _make_the_code_frame()


def _widen_points() -> None:
    with op.batch_alter_table("point") as table:
        table.drop_constraint("uq_point_response_place", type_="unique")
        table.drop_index(op.f("ix_point_round_id"))
        table.add_column(sa.Column("said_in", sa.String(20), nullable=False, server_default=""))
        table.add_column(sa.Column("begins", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("campaign_id", sa.Integer(), nullable=True))
        for column in PERSON_COLUMNS:
            table.add_column(sa.Column(column, sa.Integer(), nullable=True))
        table.add_column(sa.Column("approved_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("released_at", sa.DateTime(), nullable=True))
        table.create_foreign_key(op.f("fk_point_campaign_id_campaign"), "campaign", ["campaign_id"], ["id"])
        for column in PERSON_COLUMNS:
            table.create_foreign_key(op.f(f"fk_point_{column}_person"), "person", [column], ["id"])
    op.execute("UPDATE point SET said_in = place")
    with op.batch_alter_table("point") as table:
        table.alter_column("said_in", server_default=None, existing_type=sa.String(20), existing_nullable=False)
        table.alter_column("begins", server_default=None, existing_type=sa.Integer(), existing_nullable=False)
    op.create_index(op.f("ix_point_campaign_id"), "point", ["campaign_id"])
    op.create_index(op.f("ix_point_assigned_to_id"), "point", ["assigned_to_id"])
    op.create_index("ix_point_response_said_in", "point", ["response_id", "said_in"])
    op.create_index("ix_point_round_state", "point", ["round_id", "state"])


def _say_where_responses_come_from() -> None:
    with op.batch_alter_table("response") as table:
        table.add_column(sa.Column("area", sa.String(40), nullable=False, server_default=""))
        table.add_column(sa.Column("invitee_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_response_invitee_id_invitee"), "invitee", ["invitee_id"], ["id"])
    with op.batch_alter_table("response") as table:
        table.alter_column("area", server_default=None, existing_type=sa.String(40), existing_nullable=False)
    op.create_index(op.f("ix_response_invitee_id"), "response", ["invitee_id"])


def _make_what_belongs_to_points() -> None:
    op.create_table(
        "point_origin",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_point_origin_point_id_point")),
        sa.ForeignKeyConstraint(["origin_id"], ["point.id"], name=op.f("fk_point_origin_origin_id_point")),
        sa.PrimaryKeyConstraint("point_id", "origin_id", name=op.f("pk_point_origin")),
    )
    op.create_index(op.f("ix_point_origin_origin_id"), "point_origin", ["origin_id"])
    op.create_table(
        "point_concern",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_point_concern_point_id_point")),
        sa.PrimaryKeyConstraint("point_id", "place", name=op.f("pk_point_concern")),
    )
    op.create_index(op.f("ix_point_concern_place"), "point_concern", ["place"])
    op.create_table(
        "point_read",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_point_read_point_id_point")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_point_read_person_id_person")),
        sa.PrimaryKeyConstraint("point_id", "person_id", name=op.f("pk_point_read")),
    )
    op.create_index(op.f("ix_point_read_person_id"), "point_read", ["person_id"])


def _make_the_code_frame() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_cy", sa.String(120), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("includes", sa.Text(), nullable=False),
        sa.Column("excludes", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_theme_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("round_id", "name", name="uq_theme_round_name"),
    )
    op.create_table(
        "frame_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_frame_version_round_id_round")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_frame_version_issued_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frame_version")),
        sa.UniqueConstraint("round_id", "number", name="uq_frame_version_round_number"),
    )
    op.create_table(
        "point_theme",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_point_theme_point_id_point")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_point_theme_theme_id_theme")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_point_theme_by_id_person")),
        sa.PrimaryKeyConstraint("point_id", "theme_id", name=op.f("pk_point_theme")),
    )
    op.create_index(op.f("ix_point_theme_theme_id"), "point_theme", ["theme_id"])


def downgrade() -> None:
    """One point for each comment again; points that were split or merged go, their originals come back."""
    for name in ("point_theme", "frame_version", "theme", "point_read", "point_concern"):
        op.drop_table(name)
    _put_points_back()
    with op.batch_alter_table("response") as table:
        table.drop_index(op.f("ix_response_invitee_id"))
        table.drop_constraint(op.f("fk_response_invitee_id_invitee"), type_="foreignkey")
        table.drop_column("invitee_id")
        table.drop_column("area")
    op.drop_table("campaign")


def _put_points_back() -> None:
    op.execute("CREATE TEMPORARY TABLE made_points AS SELECT DISTINCT point_id AS id FROM point_origin")
    op.drop_table("point_origin")
    op.execute("DELETE FROM point WHERE id IN (SELECT id FROM made_points)")
    op.execute("DROP TABLE made_points")
    op.execute("UPDATE point SET place = said_in")
    op.execute("UPDATE point SET state = 'unanswered' WHERE state = 'replaced'")
    op.execute("UPDATE point SET state = 'answered' WHERE state = 'approved'")
    with op.batch_alter_table("point") as table:
        table.drop_index("ix_point_round_state")
        table.drop_index("ix_point_response_said_in")
        table.drop_index(op.f("ix_point_assigned_to_id"))
        table.drop_index(op.f("ix_point_campaign_id"))
        table.drop_constraint(op.f("fk_point_campaign_id_campaign"), type_="foreignkey")
        for column in PERSON_COLUMNS:
            table.drop_constraint(op.f(f"fk_point_{column}_person"), type_="foreignkey")
        for column in ("said_in", "begins", "campaign_id", *PERSON_COLUMNS, "approved_at", "released_at"):
            table.drop_column(column)
        table.create_unique_constraint("uq_point_response_place", ["response_id", "place"])
    op.create_index(op.f("ix_point_round_id"), "point", ["round_id"])
