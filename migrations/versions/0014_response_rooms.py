"""Responses written by a team, and responses taken away as Word forms."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

OF_ROOM = ("team_remark", "wording", "typed_text", "section_lock", "colleague", "room")


def upgrade() -> None:
    """Rooms with their colleagues, locks, typed text, wordings and remarks; forms, and files that came back."""
    with op.batch_alter_table("response") as table:
        table.add_column(sa.Column("is_shared", sa.Boolean(), nullable=False, server_default=sa.false()))
    _make_rooms()
    _make_what_belongs_to_rooms()
    _make_forms()


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _make_rooms() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("room", "response_id", "response"),
        _key("room", "round_id", "round"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("response_id", name=op.f("uq_room_response_id")),
    )
    op.create_index(op.f("ix_room_round_id"), "room", ["round_id"])
    op.create_table(
        "colleague",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(64), nullable=True),
        sa.Column("owns", sa.Boolean(), nullable=False),
        sa.Column("certifies", sa.Boolean(), nullable=False),
        sa.Column("invited_at", sa.DateTime(), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=True),
        sa.Column("here_at", sa.DateTime(), nullable=True),
        sa.Column("here_in", sa.String(40), nullable=False),
        _key("colleague", "room_id", "room"),
        _key("colleague", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleague")),
        sa.UniqueConstraint("room_id", "email", name="uq_colleague_room_email"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_colleague_token_hash")),
    )
    op.create_index(op.f("ix_colleague_room_id"), "colleague", ["room_id"])
    op.create_index(op.f("ix_colleague_person_id"), "colleague", ["person_id"])
    certifier = sa.text("certifies")
    op.create_index(
        "uq_colleague_certifier", "colleague", ["room_id"],
        unique=True, sqlite_where=certifier, postgresql_where=certifier,
    )  # fmt: skip


def _make_what_belongs_to_rooms() -> None:
    op.create_table(
        "section_lock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("colleague_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("alive_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        _key("section_lock", "room_id", "room"),
        _key("section_lock", "colleague_id", "colleague"),
        _key("section_lock", "asked_by_id", "colleague"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_lock")),
        sa.UniqueConstraint("room_id", "section", name="uq_section_lock_room_section"),
    )
    op.create_table(
        "typed_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("colleague_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(20), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _key("typed_text", "room_id", "room"),
        _key("typed_text", "colleague_id", "colleague"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typed_text")),
        sa.UniqueConstraint("colleague_id", "place", name="uq_typed_text_colleague_place"),
    )
    op.create_index(op.f("ix_typed_text_room_id"), "typed_text", ["room_id"])
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(20), nullable=False),
        sa.Column("colleague_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _key("wording", "room_id", "room"),
        _key("wording", "colleague_id", "colleague"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
    )
    op.create_index("ix_wording_room_place", "wording", ["room_id", "place"])
    op.create_table(
        "team_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(20), nullable=False),
        sa.Column("colleague_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _key("team_remark", "room_id", "room"),
        _key("team_remark", "colleague_id", "colleague"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_remark")),
    )
    op.create_index(op.f("ix_team_remark_room_id"), "team_remark", ["room_id"])


def _make_forms() -> None:
    op.create_table(
        "response_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("colleague_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("printed", sa.JSON(), nullable=False),
        _key("response_form", "response_id", "response"),
        _key("response_form", "colleague_id", "colleague"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_form")),
        sa.UniqueConstraint("response_id", "number", name="uq_response_form_response_number"),
    )
    op.create_table(
        "brought_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("response_form_id", sa.Integer(), nullable=False),
        sa.Column("colleague_id", sa.Integer(), nullable=True),
        sa.Column("brought_at", sa.DateTime(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("put_at", sa.DateTime(), nullable=True),
        _key("brought_form", "response_id", "response"),
        _key("brought_form", "response_form_id", "response_form"),
        _key("brought_form", "colleague_id", "colleague"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brought_form")),
        sa.UniqueConstraint("response_id", "number", name="uq_brought_form_response_number"),
    )


def downgrade() -> None:
    """Each response is one person's again; what the team said to each other, and earlier wordings, go."""
    for name in ("brought_form", "response_form", *OF_ROOM):
        op.drop_table(name)
    with op.batch_alter_table("response") as table:
        table.drop_column("is_shared")
