"""Write to those who responded once their answers are out."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.jobs import Task
from app.languages import speaking
from app.languages.letters import about
from app.mail import post
from app.models import AnswerRelease, Point, Response
from workflows.point import PointState
from workflows.response import ResponseState

AT_A_TIME = 500
TO_COME = (PointState.UNANSWERED, PointState.ANSWERED, PointState.APPROVED, PointState.RELEASED)


def tell(task: Task, release_id: int) -> None:
    """Write to everyone whose answers are out with this release, and once to those to whom no answer will come.

    Each gets one letter for a release, in the language they chose; a second try writes to nobody twice.
    """
    one = db.session.get_one(AnswerRelease, release_id)
    round_id, last, count = one.round_id, 0, 0
    while responses := _to_tell(round_id, release_id, last):
        for response in responses:
            _write(response, release_id)
        last, count = responses[-1].id, count + len(responses)
        db.session.commit()
        task.report(count, 0)


def _to_tell(round_id: int, release_id: int, after: int) -> list[Response]:
    mine = sa.exists().where(Point.response_id == Response.id, Point.release_id == release_id)
    first = sa.select(sa.func.min(AnswerRelease.id)).where(
        AnswerRelease.round_id == round_id, AnswerRelease.finished_at.is_not(None)
    )
    other = sa.exists().where(Point.response_id == Response.id, Point.state.in_(TO_COME))
    nothing_to_come = sa.and_(first.scalar_subquery() == release_id, sa.not_(other))
    return list(
        db.session.scalars(
            sa.select(Response)
            .where(Response.round_id == round_id, Response.id > after, Response.email != "")
            .where(Response.state != ResponseState.DRAFT, sa.or_(mine, nothing_to_come))
            .options(joinedload(Response.round))
            .order_by(Response.id)
            .limit(AT_A_TIME)
        )
    )


def _write(response: Response, release_id: int) -> None:
    with speaking(response.language):
        post(
            response.email,
            "answered",
            key=f"response {response.id} release {release_id}",
            name=response.name,
            **about(response.round, response.language, f"/rounds/{response.round.slug}/respond/what-became"),
        )
