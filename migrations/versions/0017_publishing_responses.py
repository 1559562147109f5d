"""Words taken out of responses, responses published in volumes, and the report with its sections and versions."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

TABLES = ("report_version", "report_quotation", "report_section", "report", "published_response", "volume", "redaction")


def upgrade() -> None:
    """What is taken out, what is published, and what is reported."""
    _make_redactions()
    _make_publication()
    _make_reports()


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _make_redactions() -> None:
    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(20), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        _key("redaction", "round_id", "round"),
        _key("redaction", "response_id", "response"),
        _key("redaction", "by_id", "person"),
        _key("redaction", "undone_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    op.create_index(op.f("ix_redaction_round_id"), "redaction", ["round_id"])
    op.create_index(op.f("ix_redaction_response_id"), "redaction", ["response_id"])


def _make_publication() -> None:
    op.create_table(
        "volume",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("with_name", sa.Integer(), nullable=False),
        sa.Column("without_name", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("put_up_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("volume", "round_id", "round"),
        _key("volume", "prepared_by_id", "person"),
        _key("volume", "published_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volume")),
        sa.UniqueConstraint("round_id", "number", name="uq_volume_round_number"),
    )
    op.create_table(
        "published_response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("volume_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("area", sa.String(40), nullable=False),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.Column("withheld_at", sa.DateTime(), nullable=True),
        sa.Column("withheld_by_id", sa.Integer(), nullable=True),
        sa.Column("withheld_reason", sa.Text(), nullable=False),
        _key("published_response", "round_id", "round"),
        _key("published_response", "response_id", "response"),
        _key("published_response", "volume_id", "volume"),
        _key("published_response", "withheld_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_response")),
        sa.UniqueConstraint("response_id", name=op.f("uq_published_response_response_id")),
        sa.UniqueConstraint("round_id", "number", name="uq_published_response_round_number"),
    )


def _make_reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("approved_digest", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("report", "round_id", "round"),
        _key("report", "approved_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("round_id", name=op.f("uq_report_round_id")),
    )
    op.create_table(
        "report_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("report_section", "report_id", "report"),
        _key("report_section", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_section")),
        sa.UniqueConstraint("report_id", "key", name="uq_report_section_report_key"),
    )
    op.create_table(
        "report_quotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _key("report_quotation", "report_id", "report"),
        _key("report_quotation", "point_id", "point"),
        _key("report_quotation", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_quotation")),
        sa.UniqueConstraint("report_id", "point_id", name="uq_report_quotation_report_point"),
    )
    op.create_index(op.f("ix_report_quotation_point_id"), "report_quotation", ["point_id"])
    op.create_table(
        "report_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        _key("report_version", "report_id", "report"),
        _key("report_version", "round_id", "round"),
        _key("report_version", "released_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_version")),
        sa.UniqueConstraint("report_id", "number", name="uq_report_version_report_number"),
    )
    op.create_index(op.f("ix_report_version_round_id"), "report_version", ["round_id"])


def downgrade() -> None:
    """Nothing of it is kept: every word that was taken out is what was said again."""
    for name in TABLES:
        op.drop_table(name)
