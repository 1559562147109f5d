"""What a round's page and a person's own work say of the report and of published responses, in one question each."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from app.extensions import db
from app.models import Assessment, Person, PublishedResponse, Report, ReportVersion, Round, Volume
from app.permissions import sees_responses
from app.reports.due import Due, due_of
from app.wording import plural
from workflows.report import AUTHORS, ReportState
from workflows.roles import Role
from workflows.round import RoundState
from workflows.volume import VolumeState

BEFORE = (RoundState.PLANNING, RoundState.CONSULTING)
PUBLISHES = {Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY}


@dataclass(frozen=True, slots=True)
class Published:
    """What everybody can read of what came of a round's consultation, and by when its report is due."""

    responses: bool
    report: bool
    assessment: bool
    due: Due | None


def of_round(round_: Round) -> Published:
    """What is out of feedback, and whether the equality assessment is."""
    responses = sa.exists().where(PublishedResponse.round_id == round_.id, PublishedResponse.published_at.is_not(None))
    report = sa.exists().where(ReportVersion.round_id == round_.id)
    assessment = sa.exists().where(Assessment.round_id == round_.id, Assessment.published_at.is_not(None))
    is_read, is_out, is_assessed = map(bool, db.session.execute(sa.select(responses, report, assessment)).one())
    return Published(is_read, is_out, is_assessed, due_of(round_, is_released=is_out))


Wait = tuple[str, str, str, datetime | None, date | None]


def for_person(person: Person, roles: Set[Role], current: Round | None) -> Iterator[Wait]:
    """What of the current round's report and of its responses waits for this person, in one question."""
    if current is None or current.state in BEFORE or current.state is RoundState.CLOSED:
        return
    if not roles & (AUTHORS | PUBLISHES) or not sees_responses(person, current.id):
        return
    if due_of(current, is_released=False) is None:  # feedback is open
        return
    released = sa.exists().where(ReportVersion.round_id == current.id)
    state = sa.select(Report.state).where(Report.round_id == current.id).scalar_subquery()
    listed = (
        sa.select(sa.func.min(Volume.prepared_at))
        .where(Volume.round_id == current.id, Volume.state == VolumeState.PREPARED, Volume.prepared_by_id != person.id)
        .scalar_subquery()
    )
    out, stands, since = db.session.execute(sa.select(released, state, listed)).one()
    if since is not None and roles & PUBLISHES:
        yield (
            f"Responses to publish, {current.slug}", f"/rounds/{current.slug}/feedback/publication",
            "A colleague made the list. It waits for you to check it and publish it.", since, None,
        )  # fmt: skip
    if not out:
        yield from _report(current, stands, roles)


def _report(round_: Round, state: ReportState | None, roles: Set[Role]) -> Iterator[Wait]:
    found = due_of(round_, is_released=False)
    title, href = f"Response report, {round_.slug}", f"/rounds/{round_.slug}/feedback/report"
    late = f" It is overdue by {plural(found.days_over, 'day')}." if found and found.days_over else ""
    by = found.on if found else None
    if state == ReportState.APPROVED and Role.ROUND_MANAGER in roles:
        yield title, href, f"It is approved and waits for you to release it.{late}", None, by
    elif state == ReportState.DRAFTING and roles & PUBLISHES:
        yield title, href, f"It is being written. Somebody who did not write in it approves it.{late}", None, by
    elif state != ReportState.APPROVED and roles & AUTHORS:
        yield title, href, f"{'Write it' if state else 'Begin it'}, have it approved, release it.{late}", None, by
