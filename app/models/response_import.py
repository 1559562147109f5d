"""Responses that come in from elsewhere: spreadsheets of answers, e-mails and letters; and what each became."""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.response import Response
from app.models.round import Round
from app.models.upload import Upload
from workflows.engine import Workflow
from workflows.response_import import ImportState, workflow


class ResponseImport(Versioned, Base):
    """A file of answers. `sheets` is what a look at it found, `layout` how its rows stand, `names` its headings.

    `columns` says what stands in each, `mapping` what each means; `found` counts what checking it found, and
    `problems` names them: row, column (none for the row as a whole), sentence.
    """

    workflow: ClassVar[Workflow[ImportState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    state: Mapped[ImportState] = mapped_column(enum_column(ImportState), default=ImportState.BROUGHT)
    upload_id: Mapped[int | None] = mapped_column(sa.ForeignKey("upload.id"))
    file_name: Mapped[str] = mapped_column(sa.String(200))
    survey: Mapped[str] = mapped_column(sa.String(120))
    tool: Mapped[str] = mapped_column(sa.String(40), default="")
    sheets: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list, deferred=True)
    layout: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    names: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    columns: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list, deferred=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    found: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    problems: Mapped[list[Any]] = mapped_column(sa.JSON, default=list, deferred=True)
    acknowledges: Mapped[bool] = mapped_column(default=False)
    said: Mapped[str] = mapped_column(sa.Text, default="")
    brought_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    brought_at: Mapped[datetime] = mapped_column(Utc)
    finished_at: Mapped[datetime | None] = mapped_column(Utc)
    undone_at: Mapped[datetime | None] = mapped_column(Utc)

    round: Mapped[Round] = relationship()
    brought_by: Mapped[Person] = relationship()
    upload: Mapped[Upload | None] = relationship()


class SurveyMapping(Base):
    """What the columns of one survey mean, kept to be offered when a file with the same columns comes."""

    __table_args__ = (sa.UniqueConstraint("round_id", "name", name="uq_survey_mapping_round_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    name: Mapped[str] = mapped_column(sa.String(120))
    fingerprint: Mapped[str] = mapped_column(sa.String(64), index=True)
    names: Mapped[list[str]] = mapped_column(sa.JSON)
    mapping: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    saved_at: Mapped[datetime] = mapped_column(Utc)


class ImportedRow(Base):
    """A response and the row it came from. `identity` tells the same row of another file, `content` what it said."""

    __table_args__ = (sa.UniqueConstraint("round_id", "identity", name="uq_imported_row_round_identity"),)

    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"), primary_key=True)
    response_import_id: Mapped[int] = mapped_column(sa.ForeignKey("response_import.id"), index=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    row: Mapped[int]
    identity: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[str] = mapped_column(sa.String(64))


class ImportedChange(Base):
    """What a response said before a later import changed it, so that the import can be undone."""

    id: Mapped[int] = mapped_column(primary_key=True)
    response_import_id: Mapped[int] = mapped_column(sa.ForeignKey("response_import.id"), index=True)
    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"), index=True)
    row: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    content_before: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[str] = mapped_column(sa.String(64))


class DroppedLetter(Versioned, Base):
    """An e-mail or letter that staff dropped in, until it is entered as a response or set aside.

    `digest` is of its words, to notice the same letter coming twice, as `message_id` is for e-mails.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    upload_id: Mapped[int] = mapped_column(sa.ForeignKey("upload.id"))
    response_id: Mapped[int | None] = mapped_column(sa.ForeignKey("response.id"), index=True)
    channel: Mapped[str] = mapped_column(sa.String(20))
    sender_name: Mapped[str] = mapped_column(sa.String(200), default="")
    sender_email: Mapped[str] = mapped_column(sa.String(254), default="")
    subject: Mapped[str] = mapped_column(sa.String(300), default="")
    sent_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(sa.Text)
    attached: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    message_id: Mapped[str] = mapped_column(sa.String(200), default="")
    digest: Mapped[str] = mapped_column(sa.String(64))
    dropped_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    dropped_at: Mapped[datetime] = mapped_column(Utc)
    set_aside_at: Mapped[datetime | None] = mapped_column(Utc)

    round: Mapped[Round] = relationship()
    upload: Mapped[Upload] = relationship()
    response: Mapped[Response | None] = relationship()
