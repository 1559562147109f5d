"""Finding reports: the one being drafted, each that was released, and whether the first is overdue."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload, undefer

from app.coding.blind import codes_seen_by
from app.extensions import db
from app.figures.queries import published
from app.intentions.queries import fingerprint
from app.models import (
    Person,
    Point,
    PointTheme,
    Report,
    ReportQuotation,
    ReportSection,
    ReportVersion,
    ReportWelsh,
    Response,
    Round,
)
from app.perform import facts_of
from app.published.queries import may_be_published
from app.published.words import ALLOWS
from app.reports.due import Due, due_of
from app.reports.gathering import gathered, sections
from app.reports.prose import THEME
from app.wording import plural
from workflows.point import GONE
from workflows.report import ReportState


def find(round_: Round) -> Report | None:
    """The round's report with its prose and quotations; None before anybody began it."""
    return db.session.scalars(
        sa.select(Report)
        .where(Report.round_id == round_.id)
        .options(
            selectinload(Report.sections).joinedload(ReportSection.by),
            selectinload(Report.welsh).joinedload(ReportWelsh.by),
            selectinload(Report.quotations).joinedload(ReportQuotation.point).joinedload(Point.response),
            selectinload(Report.versions),
            joinedload(Report.approved_by),
        )
    ).one_or_none()


def get(round_: Round) -> Report:
    """The same, or NoResultFound."""
    found = find(round_)
    if found is None:
        raise NoResultFound
    return found


def versions(round_: Round) -> list[ReportVersion]:
    """Every released version, the oldest first, without its content."""
    query = sa.select(ReportVersion).where(ReportVersion.round_id == round_.id).order_by(ReportVersion.number)
    return list(db.session.scalars(query))


def version(round_: Round, number: int | None = None) -> ReportVersion:
    """One released version with its content, the newest if none is named; or NoResultFound."""
    query = sa.select(ReportVersion).where(ReportVersion.round_id == round_.id).options(undefer(ReportVersion.content))
    if number is not None:
        query = query.where(ReportVersion.number == number)
    found = db.session.scalars(query.order_by(ReportVersion.number.desc()).limit(1)).one_or_none()
    if found is None:
        raise NoResultFound
    return found


def is_released(round_: Round) -> bool:
    """Whether any version is out."""
    return bool(db.session.scalar(sa.select(sa.exists().where(ReportVersion.round_id == round_.id))))


def due(round_: Round) -> Due | None:
    """When the report is due: twelve weeks after feedback closes. None before it has closed."""
    return due_of(round_, is_released=is_released(round_))


def quotable(round_: Round, key: str, *, seen_by: Person, words: str = "", limit: int = 30) -> list[Point]:
    """Points that a section may quote: their senders allow it and nobody withholds them. One of each campaign.

    Those that `seen_by` codes a second time are no theme's: that would tell how they were coded first.
    """
    query = (
        sa.select(Point)
        .join(Point.response)
        .where(Point.round_id == round_.id, may_be_published(), Point.state.not_in(GONE))
        .where(Response.permission.in_(ALLOWS), sa.func.length(Point.text) > 20)
        .options(joinedload(Point.response))
        .order_by(sa.func.length(Point.text), Point.id)
        .limit(limit)
    )
    if key.startswith(THEME):
        theme = int(key.removeprefix(THEME))
        carries = sa.select(PointTheme.point_id).where(PointTheme.theme_id == theme, codes_seen_by(seen_by))
        query = query.where(Point.id.in_(carries))
    for word in words.split()[:6]:
        query = query.where(Point.text.icontains(word, autoescape=True))
    found: list[Point] = []
    for point in db.session.scalars(query):
        if point.campaign_id is None or all(point.campaign_id != each.campaign_id for each in found):
            found.append(point)
    return found


@facts_of(Report)
def facts(report: Report, action: str | None = None) -> dict[str, Any]:
    """What the guards of a report look at. The whole report is gathered only where something hangs on it."""
    known: dict[str, Any] = {
        "authors": authors(report),
        "answers_released": published(report.round) is not None,
    }
    if action in (None, "approve") and report.state is ReportState.DRAFTING:
        known |= out_of_date_facts(report)
    if action in (None, "release") and report.state is ReportState.APPROVED:
        known["is_as_approved"] = fingerprint(gathered(report)) == report.approved_digest
    return known


def facts_of_content(report: Report, content: dict[str, Any]) -> dict[str, Any]:
    """The same for a page that has gathered the report already."""
    return {
        "authors": authors(report),
        "answers_released": published(report.round) is not None,
        "is_as_approved": fingerprint(content) == report.approved_digest,
        **out_of_date_facts(report, content),
    }


def out_of_date_facts(report: Report, content: dict[str, Any] | None = None) -> dict[str, Any]:
    """How many sections were written when the figures were others."""
    old = [each for each in sections(report, content or gathered(report)) if each.out_of_date]
    return {
        "out_of_date_count": len(old),
        "out_of_date": f"{plural(len(old), 'section')} {'was' if len(old) == 1 else 'were'}",
    }


def authors(report: Report) -> frozenset[int]:
    """Who wrote in the report as it stands, in either language, or chose what it quotes."""
    wrote = [each.by_id for each in report.sections] + [each.by_id for each in report.welsh]
    return frozenset([*wrote, *(each.by_id for each in report.quotations)])
