"""Files of answers that are imported, and letters that are dropped in."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    _make_imports()
    _make_what_they_became()
    _make_letters()


def _make_imports() -> None:
    op.create_table(
        "response_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("survey", sa.String(120), nullable=False),
        sa.Column("tool", sa.String(40), nullable=False),
        sa.Column("sheets", sa.JSON(), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("acknowledges", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("brought_by_id", sa.Integer(), nullable=False),
        sa.Column("brought_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_response_import_round_id_round")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_response_import_upload_id_upload")),
        sa.ForeignKeyConstraint(["brought_by_id"], ["person.id"], name=op.f("fk_response_import_brought_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_import")),
    )
    op.create_index(op.f("ix_response_import_round_id"), "response_import", ["round_id"])
    op.create_table(
        "survey_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_survey_mapping_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_mapping")),
        sa.UniqueConstraint("round_id", "name", name="uq_survey_mapping_round_name"),
    )
    op.create_index(op.f("ix_survey_mapping_fingerprint"), "survey_mapping", ["fingerprint"])


def _make_what_they_became() -> None:
    op.create_table(
        "imported_row",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("response_import_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_imported_row_response_id_response")),
        sa.ForeignKeyConstraint(
            ["response_import_id"],
            ["response_import.id"],
            name=op.f("fk_imported_row_response_import_id_response_import"),
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_imported_row_round_id_round")),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_imported_row")),
        sa.UniqueConstraint("round_id", "identity", name="uq_imported_row_round_identity"),
    )
    op.create_index(op.f("ix_imported_row_response_import_id"), "imported_row", ["response_import_id"])
    op.create_table(
        "imported_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_import_id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("content_before", sa.String(64), nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_imported_change_response_id_response")),
        sa.ForeignKeyConstraint(
            ["response_import_id"],
            ["response_import.id"],
            name=op.f("fk_imported_change_response_import_id_response_import"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_change")),
    )
    for column in ("response_import_id", "response_id"):
        op.create_index(op.f(f"ix_imported_change_{column}"), "imported_change", [column])


def _make_letters() -> None:
    op.create_table(
        "dropped_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("sender_name", sa.String(200), nullable=False),
        sa.Column("sender_email", sa.String(254), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("attached", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("dropped_by_id", sa.Integer(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(), nullable=False),
        sa.Column("set_aside_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_dropped_letter_round_id_round")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_dropped_letter_upload_id_upload")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_dropped_letter_response_id_response")),
        sa.ForeignKeyConstraint(["dropped_by_id"], ["person.id"], name=op.f("fk_dropped_letter_dropped_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dropped_letter")),
    )
    for column in ("round_id", "response_id"):
        op.create_index(op.f(f"ix_dropped_letter_{column}"), "dropped_letter", [column])


def downgrade() -> None:
    for name in ("dropped_letter", "imported_change", "imported_row", "survey_mapping", "response_import"):
        op.drop_table(name)
