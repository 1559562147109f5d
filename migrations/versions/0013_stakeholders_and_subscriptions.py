"""A register of stakeholders, invitations with a personal link, extensions, reminders and subscriptions to a round."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

KINDS = {"provider": "provider", "department": "department", "representative body": "representative body"}
AREAS = {
    *("North East", "North West", "Yorkshire and Humberside", "East Midlands", "West Midlands", "East of England"),
    *("London", "South East", "South West", "Wales"),
}


def upgrade() -> None:
    """The register, what is known of each invitation, and who asked to be told."""
    _make_tables()
    _widen_invitations()
    with op.batch_alter_table("response") as table:
        table.add_column(sa.Column("extended_to", sa.Date(), nullable=True))
    with op.batch_alter_table("round_date") as table:
        table.add_column(sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("changed_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE round_date SET changes = 1 WHERE revised IS NOT NULL")
    with op.batch_alter_table("round_date") as table:
        table.alter_column("changes", server_default=None, existing_type=sa.Integer(), existing_nullable=False)
    _register_who_was_invited()


def _make_tables() -> None:
    op.create_table(
        "stakeholder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("area", sa.String(40), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_stakeholder_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder")),
        sa.UniqueConstraint("name_key", name=op.f("uq_stakeholder_name_key")),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.Column("sent_for", sa.Date(), nullable=True),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_reminder_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("round_id", "days", name="uq_reminder_round_days"),
    )
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("email_key", sa.String(254), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("closing_soon", sa.Boolean(), nullable=False),
        sa.Column("told_closing", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_subscription_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("round_id", "email_key", name="uq_subscription_round_email"),
    )


def _widen_invitations() -> None:
    with op.batch_alter_table("invitee") as table:
        table.add_column(sa.Column("stakeholder_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("kind", sa.String(40), nullable=False, server_default=""))
        table.add_column(sa.Column("area", sa.String(40), nullable=False, server_default=""))
        table.add_column(sa.Column("opened_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("reminded_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("reminders", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("opted_out_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("extended_to", sa.Date(), nullable=True))
        table.create_foreign_key(
            op.f("fk_invitee_stakeholder_id_stakeholder"), "stakeholder", ["stakeholder_id"], ["id"]
        )
    with op.batch_alter_table("invitee") as table:
        for column in ("kind", "area"):
            table.alter_column(column, server_default=None, existing_type=sa.String(40), existing_nullable=False)
        table.alter_column("reminders", server_default=None, existing_type=sa.Integer(), existing_nullable=False)
    op.create_index(op.f("ix_invitee_stakeholder_id"), "invitee", ["stakeholder_id"])


def _register_who_was_invited() -> None:
    """Whoever was invited to a round stands on the register, with the kind and area of their account."""
    bind = op.get_bind()
    rows = bind.execute(
        sa.text(
            "SELECT invitee.id, invitee.name, invitee.email, invitee.organisation_id, organisation.kind,"
            " organisation.region FROM invitee LEFT JOIN organisation ON organisation.id = invitee.organisation_id"
            " ORDER BY invitee.id"
        )
    ).all()
    columns = ("id", "state", "name", "name_key", "email", "organisation_id", "version", "kind", "area")
    stakeholder = sa.table("stakeholder", *(sa.column(name) for name in columns))
    known: dict[str, int] = {}
    for invitee_id, name, email, organisation_id, kind, region in rows:
        key = name.casefold()[:200]
        kept = {"kind": KINDS.get(kind, ""), "area": region if region in AREAS else ""}
        if key not in known:
            made = {"state": "listed", "name": name, "name_key": key, "email": email, "version": 1, **kept}
            added = sa.insert(stakeholder).values(**made, organisation_id=organisation_id).returning(stakeholder.c.id)
            known[key] = bind.execute(added).scalar_one()
        bind.execute(
            sa.text("UPDATE invitee SET stakeholder_id = :of, kind = :kind, area = :area WHERE id = :id"),
            {"of": known[key], "id": invitee_id, **kept},
        )


def downgrade() -> None:
    """The invitation list stays; who is on the register, who subscribed and who had longer is forgotten."""
    with op.batch_alter_table("round_date") as table:
        table.drop_column("changed_at")
        table.drop_column("changes")
    with op.batch_alter_table("response") as table:
        table.drop_column("extended_to")
    with op.batch_alter_table("invitee") as table:
        table.drop_index(op.f("ix_invitee_stakeholder_id"))
        table.drop_constraint(op.f("fk_invitee_stakeholder_id_stakeholder"), type_="foreignkey")
        for column in ("extended_to", "opted_out_at", "reminders", "reminded_at", "opened_at", "area", "kind"):
            table.drop_column(column)
        table.drop_column("stakeholder_id")
    for name in ("subscription", "reminder", "stakeholder"):
        op.drop_table(name)
