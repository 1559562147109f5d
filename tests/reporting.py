"""What is published of the small world: responses in a volume, words taken out, and a report with a version."""

import sqlalchemy as sa

from app.demo import cast
from app.extensions import db
from app.models import Point, PublishedResponse, Redaction, ReportQuotation, Response, Round, Theme
from app.published import commands as published
from app.reports import commands as reports
from workflows.point import PointState


def published_and_reported(round_: Round) -> dict[str, dict[str, object]]:
    """Beside what the demonstration publishes: words taken out, and a second version of the report begun."""
    analyst = cast.find("analyst")
    point = _open_point(round_)
    words = point.text.split()[0]
    published.take_out(point.response, place=point.said_in, words=words, kind="personal details", by=analyst)
    report = reports.start(round_, by=analyst)  # which the demonstration has released
    reports.revise(report, reason="A slip.", by=analyst)
    theme = db.session.scalar(sa.select(Theme.id).where(Theme.round_id == round_.id).order_by(Theme.id).limit(1))
    reports.quote(report, point, f"theme-{theme}", by=analyst)
    db.session.commit()
    number = db.session.scalar(
        sa.select(PublishedResponse.number).where(PublishedResponse.response_id == point.response_id)
    )
    redaction = db.session.scalar(sa.select(Redaction.id).limit(1))
    return {
        "published": {"number": number, "volume_number": 1, "response_id": point.response_id,
                      "place": point.said_in, "redaction_id": redaction, "name": "responses.csv"},
        "reports": {"number": 1, "key": "introduction",
                    "quotation_id": db.session.scalar(sa.select(ReportQuotation.id).limit(1))},
        "reports.quote": {"key": f"theme-{theme}"},
    }  # fmt: skip


def _open_point(round_: Round) -> Point:
    """A point with a few words whose sender allows everything."""
    return db.session.scalars(
        sa.select(Point)
        .join(Point.response)
        .where(Point.round_id == round_.id, Response.permission == "yes", Response.state == "submitted")
        .where(Point.state == PointState.RELEASED, sa.func.length(Point.text) > 40)
        .order_by(Point.id)
        .limit(1)
    ).one()
