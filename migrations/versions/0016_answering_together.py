"""Answers by template, in bulk, released together; and which point caused which change of wording."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    _make_templates_and_releases()
    _make_what_is_done_to_many()
    _make_links()
    with op.batch_alter_table("point") as table:
        table.add_column(sa.Column("release_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("sent_back", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("waived_by", sa.String(420), nullable=False, server_default=""))
        table.create_foreign_key(op.f("fk_point_release_id_answer_release"), "answer_release", ["release_id"], ["id"])
    with op.batch_alter_table("point") as table:
        table.alter_column("sent_back", server_default=None, existing_type=sa.Text(), existing_nullable=False)
        table.alter_column("waived_by", server_default=None, existing_type=sa.String(420), existing_nullable=False)
    op.create_index(op.f("ix_point_release_id"), "point", ["release_id"])


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _make_templates_and_releases() -> None:
    op.create_table(
        "answer_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("disposition", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("answer_template", "round_id", "round"),
        _key("answer_template", "made_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_template")),
        sa.UniqueConstraint("round_id", "title", name="uq_answer_template_round_title"),
    )
    op.create_table(
        "answer_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("planned_for", sa.DateTime(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("answers", sa.Integer(), nullable=False),
        _key("answer_release", "round_id", "round"),
        _key("answer_release", "asked_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_release")),
    )
    op.create_index(op.f("ix_answer_release_round_id"), "answer_release", ["round_id"])


def _make_what_is_done_to_many() -> None:
    op.create_table(
        "point_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("stops", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("point_batch", "round_id", "round"),
        _key("point_batch", "prepared_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point_batch")),
    )
    op.create_index(op.f("ix_point_batch_round_id"), "point_batch", ["round_id"])
    op.create_index(op.f("ix_point_batch_prepared_by_id"), "point_batch", ["prepared_by_id"])
    op.create_table(
        "point_batch_line",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("stands", sa.String(40), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        _key("point_batch_line", "batch_id", "point_batch"),
        _key("point_batch_line", "point_id", "point"),
        sa.PrimaryKeyConstraint("batch_id", "point_id", name=op.f("pk_point_batch_line")),
    )
    op.create_index(op.f("ix_point_batch_line_point_id"), "point_batch_line", ["point_id"])


def _make_links() -> None:
    op.create_table(
        "wording_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("from_edition_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("passage", sa.String(120), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("tied_by_id", sa.Integer(), nullable=False),
        sa.Column("tied_at", sa.DateTime(), nullable=False),
        _key("wording_link", "round_id", "round"),
        _key("wording_link", "point_id", "point"),
        _key("wording_link", "from_edition_id", "edition"),
        _key("wording_link", "edition_id", "edition"),
        _key("wording_link", "tied_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording_link")),
        sa.UniqueConstraint("point_id", "from_edition_id", "fingerprint", name="uq_wording_link_point_change"),
    )
    op.create_index(op.f("ix_wording_link_round_id"), "wording_link", ["round_id"])
    op.create_index(op.f("ix_wording_link_edition_id"), "wording_link", ["edition_id"])


def downgrade() -> None:
    """The answers stay; how they were given to many at once, and which words they changed, is forgotten."""
    with op.batch_alter_table("point") as table:
        table.drop_index(op.f("ix_point_release_id"))
        table.drop_constraint(op.f("fk_point_release_id_answer_release"), type_="foreignkey")
        for column in ("release_id", "sent_back", "waived_by"):
            table.drop_column(column)
    for name in ("wording_link", "point_batch_line", "point_batch", "answer_release", "answer_template"):
        op.drop_table(name)
