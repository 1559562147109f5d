"""The words of points as searches find them, their order in lists, saved searches, and what became of campaigns."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

GROUPS = {"CO": 0, "CM": 1, "CU": 2, "PA": 3, "general": 4, "EQ": 5}
INDEX = "point_words_index"
ON_SQLITE = (
    "CREATE VIRTUAL TABLE point_words_index USING fts5(words, content='point_words', content_rowid='point_id', "
    "tokenize='ascii', detail='none', columnsize=0)",
    "CREATE TRIGGER point_words_added AFTER INSERT ON point_words BEGIN "
    "INSERT INTO point_words_index(rowid, words) VALUES (new.point_id, new.words); END",
    "CREATE TRIGGER point_words_removed AFTER DELETE ON point_words BEGIN "
    "INSERT INTO point_words_index(point_words_index, rowid, words) VALUES ('delete', old.point_id, old.words); END",
    "CREATE TRIGGER point_words_changed AFTER UPDATE ON point_words BEGIN "
    "INSERT INTO point_words_index(point_words_index, rowid, words) VALUES ('delete', old.point_id, old.words); "
    "INSERT INTO point_words_index(rowid, words) VALUES (new.point_id, new.words); END",
)
ON_POSTGRESQL = (
    "CREATE INDEX point_words_index ON point_words USING gin ((array_to_tsvector(string_to_array(words, ' '))))",
)  # fmt: skip
AT_ONCE = 5_000


def upgrade() -> None:
    """Order points, index their words, and make the tables of searches and campaigns."""
    _order_points()
    op.create_table(
        "point_words",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_id"], ["point.id"], name=op.f("fk_point_words_point_id_point"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("point_id", name=op.f("pk_point_words")),
    )
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRESQL:
        op.execute(statement)
    _index_words()
    _make_searches()
    _widen_campaigns()


def _order_points() -> None:
    with op.batch_alter_table("point") as table:
        table.add_column(sa.Column("place_order", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("own_words", sa.Integer(), nullable=True))
    bind = op.get_bind()
    for (place,) in bind.execute(sa.text("SELECT DISTINCT place FROM point")).all():
        bind.execute(
            sa.text("UPDATE point SET place_order = :order_ WHERE place = :place"),
            {"order_": _order_of(place), "place": place},
        )
    with op.batch_alter_table("point") as table:
        table.alter_column("place_order", server_default=None, existing_type=sa.Integer(), existing_nullable=False)
    op.create_index("ix_point_listed", "point", ["round_id", "place_order", "received_at", "id", "state"])
    op.create_index("ix_point_counted", "point", ["round_id", "response_id", "state", "campaign_id"])


def _order_of(place: str) -> int:
    group, _, number = place.partition("-")
    return GROUPS.get(group, 9) * 100_000 + (min(int(number), 99_999) if number.isdecimal() else 0)


def _index_words() -> None:
    bind, last = op.get_bind(), 0
    some = sa.text("SELECT id, text FROM point WHERE id > :last ORDER BY id LIMIT :most")
    while rows := bind.execute(some, {"last": last, "most": AT_ONCE}).all():
        bind.execute(
            sa.text("INSERT INTO point_words (point_id, words) VALUES (:point_id, :words)"),
            [{"point_id": id_, "words": _words(text)} for id_, text in rows],
        )
        last = rows[-1][0]


def _words(text: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(each for each in folded if not unicodedata.combining(each))[:500_000]
    return " ".join(word[:100] for word in re.findall(r"[^\W_]+", re.sub(r"(?<=\w)['’ʼ](?=\w)", "", plain)))


def _make_searches() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_saved_search_round_id_round")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_saved_search_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("round_id", "owner_id", "name", name="uq_saved_search_round_owner_name"),
    )
    op.create_index(op.f("ix_saved_search_owner_id"), "saved_search", ["owner_id"])
    op.create_table(
        "point_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_point_sheet_round_id_round")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_point_sheet_asked_by_id_person")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_point_sheet_upload_id_upload")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point_sheet")),
    )
    op.create_index(op.f("ix_point_sheet_asked_by_id"), "point_sheet", ["asked_by_id"])


def _widen_campaigns() -> None:
    with op.batch_alter_table("campaign") as table:
        table.add_column(sa.Column("state", sa.String(40), nullable=False, server_default="standing"))
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("campaign") as table:
        table.alter_column("state", server_default=None, existing_type=sa.String(40), existing_nullable=False)
        table.alter_column("version", server_default=None, existing_type=sa.Integer(), existing_nullable=False)
    numbers = ("shingle", "similarity", "least_words", "least_responses", "points", "texts", "campaigns", "grouped")
    op.create_table(
        "campaign_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=False) for name in numbers],
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_campaign_search_round_id_round")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_campaign_search_asked_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_search")),
    )
    op.create_index(op.f("ix_campaign_search_round_id"), "campaign_search", ["round_id"])
    op.create_table(
        "left_out",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_left_out_point_id_point")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_left_out_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_left_out_by_id_person")),
        sa.PrimaryKeyConstraint("point_id", "campaign_id", name=op.f("pk_left_out")),
    )
    op.create_index(op.f("ix_left_out_campaign_id"), "left_out", ["campaign_id"])


def downgrade() -> None:
    """Points without an order or an index of their words; campaigns as they were found."""
    op.drop_table("left_out")
    op.drop_table("campaign_search")
    with op.batch_alter_table("campaign") as table:
        table.drop_column("version")
        table.drop_column("state")
    op.drop_table("point_sheet")
    op.drop_table("saved_search")
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table(INDEX)
    op.drop_table("point_words")
    op.drop_index("ix_point_counted", "point")
    op.drop_index("ix_point_listed", "point")
    with op.batch_alter_table("point") as table:
        table.drop_column("own_words")
        table.drop_column("place_order")
