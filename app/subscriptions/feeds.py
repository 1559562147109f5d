"""A round's dates for calendars, and its editions for feed readers, in English and in Welsh."""

from datetime import date, datetime

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.editions import queries as published
from app.languages import ENGLISH, _, language, translated
from app.languages.content import English, called, moved_because, step, words_of
from app.rounds import queries as rounds
from app.subscriptions import atom, calendar_feed
from app.subscriptions.blueprint import bp
from app.web import public
from app.wording import short_day
from workflows.deadline import LONDON


@bp.get("/<slug>/dates.ics")
@public
def dates(slug: str) -> ResponseReturnValue:
    """The round's dates as a calendar that people subscribe to: whole days, each with a lasting name."""
    round_ = rounds.get(slug)
    days = [
        calendar_feed.Day(
            uid=calendar_feed.uid(round_.slug, each.key),
            title=f"{step(round_, each)} ({called(round_)})",
            on=each.current,
            words=_moved(each.original, each.revised, moved_because(round_, each)) if each.revised else "",
            link=_absolute("rounds.detail", slug=slug),
            changes=each.changes,
            changed_at=each.changed_at or clock.now(),
        )
        for each in round_.dates
    ]
    return _answer(calendar_feed.write(str(called(round_)), days, language()), "text/calendar")


def _moved(original: date, revised: date, reason: str) -> str:
    said = _(
        "Moved from %(original)s to %(revised)s.",
        original=short_day(original),
        revised=short_day(revised),
    )
    return f"{said} {reason}".strip()


@bp.get("/<slug>/editions.atom")
@public
def editions(slug: str) -> ResponseReturnValue:
    """The round's editions as an Atom feed, the newest first."""
    round_ = rounds.get(slug)
    entries = [
        atom.Entry(
            id=atom.lasting_id(language(), "rounds", slug, "editions", str(each.number)),
            title=_("Edition %(number)s, %(kind)s", number=each.number, kind=translated(each.kind)),
            at=each.published_at,
            summary=words_of(each, "reason"),
            link=_absolute("editions.detail", slug=slug, number=each.number),
            summary_language=ENGLISH if isinstance(words_of(each, "reason"), English) else language(),
        )
        for each in reversed(published.of(round_))
    ]
    feed = atom.Feed(
        id=atom.lasting_id(language(), "rounds", slug, "editions"),
        title=_("Editions of %(round)s", round=called(round_)),
        author=translated(current_app.config["SERVICE_NAME"]),
        at=entries[0].at if entries else datetime.combine(round_.starts_on, datetime.min.time(), LONDON),
        itself=_absolute("subscriptions.editions", slug=slug),
        page=_absolute("rounds.detail", slug=slug),
        language=language(),
        entries=entries,
    )
    return _answer(atom.write(feed), "application/atom+xml")


def _absolute(endpoint: str, **values: str | int) -> str:
    """An address as others will use it: on the service's own host, whichever name this request came by."""
    return str(current_app.config["SERVICE_URL"]).rstrip("/") + url_for(endpoint, **values)  # type: ignore[arg-type]


def _answer(body: bytes, media_type: str) -> Response:
    """The same bytes are not sent twice: readers come back every hour."""
    answer = Response(body, content_type=f"{media_type}; charset=utf-8")
    answer.headers["Content-Language"] = language()
    answer.add_etag()
    answer.make_conditional(request)
    return answer
