"""What waits for a person about notices of change: to issue, to answer, to decide on."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from app.extensions import db
from app.models import Agreement, Notice, NoticeBatch, NoticeChange, Organisation, Person, Round
from app.models.base import Utc
from app.notices.queries import seen_by_whom
from app.permissions import parts, roles_of
from app.wording import plural, short_day
from workflows.agreement import Side
from workflows.notice import NoticeKind, NoticeState
from workflows.notice_batch import BatchState
from workflows.roles import PROVIDER_ROLES, Role

S = NoticeState
SIGNATORIES = {Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY}
WRITTEN = "It is written, and waits for a signatory to issue it."
MOST = 200
"""Of one person's list: whoever has more works through the notice to many."""


class Wait(NamedTuple):
    """One line of a person's work."""

    title: str
    href: str
    sentence: str
    since: datetime | None
    by: date | None


def for_person(person: Person) -> list[Wait]:
    """Each notice that waits for this person's answer, decision or signature; those of one batch together."""
    together: dict[int, list[Any]] = defaultdict(list)
    waits = []
    for row in _rows(person):
        if not _waits_for(person, row):
            continue
        if row.batch_id and row.state not in (S.ISSUED, S.DRAFTED):
            together[row.batch_id].append(row)
        else:
            waits.append(_one(row))
    return [*waits, *(_many(rows) for rows in together.values())]


def _rows(person: Person) -> Iterable[Any]:
    changes = sa.select(NoticeChange.id).where(NoticeChange.notice_id == Notice.id).exists()
    columns = (
        Notice.id, Notice.number, Notice.title, Notice.kind, Notice.state, Notice.side, Notice.answer_by,
        Notice.effective_on, Notice.issued_at, Notice.answered_at, Notice.written_by_id, Notice.batch_id,
        Notice.round_id, Notice.provider_id, Organisation.code, Organisation.name, Round.slug,
        NoticeBatch.title.label("batch_title"),
    )  # fmt: skip
    one = (
        sa.select(*columns)
        .join(Agreement, Agreement.id == Notice.agreement_id)
        .join(Organisation, Organisation.id == Notice.provider_id)
        .join(Round, Round.id == Notice.round_id)
        .outerjoin(NoticeBatch, NoticeBatch.id == Notice.batch_id)
        .where(
            seen_by_whom(person),
            sa.or_(
                sa.and_(Notice.state == S.DRAFTED, changes),
                Notice.state.in_((S.ISSUED, S.AT_A_COST)),
                sa.and_(Notice.state == S.OBJECTED, Notice.kind == NoticeKind.MANDATORY),
                sa.and_(Notice.state == S.IN_EFFECT, Notice.price_in_question),
            ),
        )
    )
    both = sa.union_all(one, _drafts_to_many(person)).subquery()
    return db.session.execute(sa.select(both).order_by(both.c.answer_by, both.c.id).limit(MOST))


def _drafts_to_many(person: Person) -> sa.Select[Any]:
    """Drafts of notices to many, for those who can issue them, in the same columns; they have no provider."""
    batch, nothing = NoticeBatch, sa.cast(sa.null(), sa.Integer)
    never, nobody = sa.cast(sa.null(), Utc()), sa.literal("")
    side = sa.type_coerce(sa.literal(Side.COMMISSIONER.value), Notice.side.type)
    columns = (
        batch.id, nothing, batch.title, batch.kind, batch.state, side, batch.answer_by, batch.effective_on, never,
        never, batch.written_by_id, batch.id, batch.round_id, nothing, nobody, nobody, Round.slug, batch.title,
    )  # fmt: skip
    signs = sa.true() if Role.COMMISSIONER_SIGNATORY in parts(person) else sa.false()
    drafted = batch.state == BatchState.DRAFTED
    return sa.select(*columns).join(Round, Round.id == batch.round_id).where(drafted, signs)


def _waits_for(person: Person, row: Any) -> bool:
    roles = roles_of(person, row) & SIGNATORIES
    if not roles:
        return False
    ours = (Side.PROVIDER if roles & PROVIDER_ROLES else Side.COMMISSIONER) is row.side
    if row.state is S.ISSUED:
        return not ours
    return ours and (row.state is not S.DRAFTED or row.written_by_id != person.id)


def _one(row: Any) -> Wait:
    if not row.code:
        href = f"/rounds/{row.slug}/notices/{row.id}"
        return Wait(f"Notice to many: {row.title}", href, WRITTEN, None, None)
    place = f"/agreements/{row.slug}/{row.code}/notices"
    called = f"Notice of change {row.number}: {row.title}, {row.name}"
    if row.state is S.DRAFTED:
        title = f"Notice of change: {row.title}, {row.name}"
        return Wait(
            title, f"{place}/draft-{row.id}", "It is written, and waits for a signatory to issue it.", None, None
        )
    if row.state is S.ISSUED:
        said = f"A notice of change waits for your answer by {short_day(row.answer_by)}."
        return Wait(called, f"{place}/{row.number}", said, row.issued_at, row.answer_by)
    said = "The other side has stated a cost or disputes the price. It waits for you to decide."
    return Wait(called, f"{place}/{row.number}", said, row.answered_at, row.effective_on)


def _many(rows: list[Any]) -> Wait:
    first = rows[0]
    said = f"{plural(len(rows), 'answer waits', 'answers wait')} for you to decide on the price."
    since = min(row.answered_at for row in rows)
    return Wait(
        f"Notice to many: {first.batch_title}",
        f"/rounds/{first.slug}/notices/{first.batch_id}",
        said,
        since,
        first.effective_on,
    )
