"""What was sent in each place is kept whole; who coded points, samples of a second coder, suggestions."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

TABLES = (
    *("sample_point", "coding_sample", "suggestion_run", "similar_point", "theme_suggestion", "theme_origin"),
    "point_coding",
)


def upgrade() -> None:
    """The words that were sent, the state of themes, and the tables of coding."""
    with op.batch_alter_table("view") as table:
        table.add_column(sa.Column("sent_text", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("sent_characteristics", sa.JSON(), nullable=True))
    op.execute(
        "UPDATE view SET sent_text = COALESCE((SELECT MAX(point.text) FROM point WHERE point.state NOT IN "
        "('withdrawn', 'replaced') AND point.response_id = view.response_id AND point.said_in = view.place), '')"
    )
    with op.batch_alter_table("view") as table:
        table.alter_column("sent_text", server_default=None, existing_type=sa.Text(), existing_nullable=False)
    with op.batch_alter_table("theme") as table:
        table.add_column(sa.Column("state", sa.String(40), nullable=False, server_default="in use"))
    op.execute("UPDATE theme SET state = 'retired' WHERE retired_at IS NOT NULL")
    with op.batch_alter_table("theme") as table:
        table.alter_column("state", server_default=None, existing_type=sa.String(40), existing_nullable=False)
    _make_codings()
    _make_suggestions()
    _make_samples()


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _make_codings() -> None:
    op.create_table(
        "point_coding",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _key("point_coding", "point_id", "point"),
        _key("point_coding", "by_id", "person"),
        sa.PrimaryKeyConstraint("point_id", name=op.f("pk_point_coding")),
    )
    op.create_index(op.f("ix_point_coding_by_id"), "point_coding", ["by_id"])
    op.execute(
        "INSERT INTO point_coding (point_id, by_id, at) SELECT point_id, MIN(by_id), MAX(at) FROM point_theme "
        "WHERE by_id IS NOT NULL GROUP BY point_id"
    )
    op.create_table(
        "theme_origin",
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _key("theme_origin", "theme_id", "theme"),
        _key("theme_origin", "origin_id", "theme"),
        sa.PrimaryKeyConstraint("theme_id", "origin_id", name=op.f("pk_theme_origin")),
    )
    op.create_index(op.f("ix_theme_origin_origin_id"), "theme_origin", ["origin_id"])


def _verdict() -> list[sa.Column[object]]:
    return [
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("suggested_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
    ]


def _make_suggestions() -> None:
    op.create_table(
        "theme_suggestion",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        *_verdict(),
        _key("theme_suggestion", "point_id", "point"),
        _key("theme_suggestion", "theme_id", "theme"),
        _key("theme_suggestion", "decided_by_id", "person"),
        sa.PrimaryKeyConstraint("point_id", "theme_id", name=op.f("pk_theme_suggestion")),
    )
    op.create_index("ix_theme_suggestion_theme_verdict", "theme_suggestion", ["theme_id", "verdict", "score"])
    op.create_table(
        "similar_point",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        *_verdict(),
        _key("similar_point", "point_id", "point"),
        _key("similar_point", "other_id", "point"),
        _key("similar_point", "decided_by_id", "person"),
        sa.PrimaryKeyConstraint("point_id", "other_id", name=op.f("pk_similar_point")),
    )
    op.create_index(op.f("ix_similar_point_other_id"), "similar_point", ["other_id"])
    op.create_table(
        "suggestion_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("suggestions", sa.Integer(), nullable=False),
        sa.Column("similar", sa.Integer(), nullable=False),
        _key("suggestion_run", "round_id", "round"),
        _key("suggestion_run", "asked_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_run")),
    )
    op.create_index(op.f("ix_suggestion_run_round_id"), "suggestion_run", ["round_id"])


def _make_samples() -> None:
    op.create_table(
        "coding_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("is_stratified", sa.Boolean(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("population_digest", sa.String(64), nullable=False),
        sa.Column("frame_version_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("compared_at", sa.DateTime(), nullable=True),
        sa.Column("results", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("coding_sample", "round_id", "round"),
        _key("coding_sample", "frame_version_id", "frame_version"),
        _key("coding_sample", "coder_id", "person"),
        _key("coding_sample", "drawn_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding_sample")),
        sa.UniqueConstraint("round_id", "number", name="uq_coding_sample_round_number"),
    )
    op.create_index(op.f("ix_coding_sample_coder_id"), "coding_sample", ["coder_id"])
    op.create_table(
        "sample_point",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first", sa.JSON(), nullable=False),
        sa.Column("first_by_id", sa.Integer(), nullable=False),
        sa.Column("second", sa.JSON(), nullable=True),
        sa.Column("second_at", sa.DateTime(), nullable=True),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.Column("resolved", sa.JSON(), nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("sample_point", "sample_id", "coding_sample"),
        _key("sample_point", "point_id", "point"),
        _key("sample_point", "first_by_id", "person"),
        _key("sample_point", "resolved_by_id", "person"),
        sa.PrimaryKeyConstraint("sample_id", "point_id", name=op.f("pk_sample_point")),
        sa.UniqueConstraint("sample_id", "position", name="uq_sample_point_sample_position"),
    )
    op.create_index(op.f("ix_sample_point_point_id"), "sample_point", ["point_id"])


def downgrade() -> None:
    """Samples, suggestions and who coded what go; the codes that stand stay."""
    for name in TABLES:
        op.drop_table(name)
    with op.batch_alter_table("theme") as table:
        table.drop_column("state")
    with op.batch_alter_table("view") as table:
        table.drop_column("sent_characteristics")
        table.drop_column("sent_text")
