"""Public pages of responses: the list, each one, and open data. Those of staff stand in the modules imported last."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app import sending
from app.areas import AREAS
from app.figures.labels import KINDS
from app.published import checking_routes, downloads, reading, taking_out_routes
from app.published.blueprint import PUBLIC, bp
from app.rounds import queries as rounds
from app.web import public

__all__ = ["bp", "checking_routes", "taking_out_routes"]


@bp.get(PUBLIC)
@public
def index(slug: str) -> ResponseReturnValue:
    """The published responses, to search and narrow down."""
    round_ = rounds.get(slug)
    asked = {name: request.args.get(name, "")[:100] for name in ("words", "kind", "area")}
    wanted = reading.Wanted(
        asked["words"],
        asked["kind"] if asked["kind"] in dict(KINDS) else "",
        asked["area"] if asked["area"] in AREAS else "",
        request.args.get("comments") == "yes",
    )
    page = request.args.get("page", "1")
    return render_template(
        "published/index.html",
        round=round_,
        wanted=wanted,
        found=reading.find(round_, wanted, int(page) if page.isdecimal() and len(page) < 7 else 1),
        kinds=KINDS,
        kind_names=dict(KINDS),
        areas=reading.areas(round_),
    )


@bp.get(f"{PUBLIC}/<number>")
@public
def response(slug: str, number: str) -> ResponseReturnValue:
    """One published response at its permanent address; or why it is not there any more."""
    round_ = rounds.get(slug)
    entry, is_shown = reading.get(round_, number)
    return render_template(
        "published/response.html",
        round=round_,
        entry=entry,
        is_shown=is_shown,
        said=reading.said_in(entry, round_) if is_shown else [],
        kind_names=dict(KINDS),
    )


@bp.get(f"{PUBLIC}/data")
@public
def about_data(slug: str) -> ResponseReturnValue:
    """What the open data holds, column by column, its licence, and the files."""
    round_ = rounds.get(slug)
    return render_template(
        "published/about_data.html",
        round=round_,
        number=reading.number_published(round_),
        files=downloads.FILES,
        columns=downloads.columns(round_),
        licence=downloads.LICENCE,
    )


@bp.get(f"{PUBLIC}/data/<name>")
@public
def data_file(slug: str, name: str) -> ResponseReturnValue:
    """One of the files. It is made anew each time, so that what is taken out is gone from it at once.

    It is sent while it is made.
    """
    round_ = rounds.get(slug)
    if name not in downloads.FILES:
        raise NoResultFound
    kind = "application/json" if name.endswith(".json") else "text/csv"
    pieces = downloads.written(round_, name, address=current_app.config["SERVICE_URL"].rstrip("/"))
    return sending.while_made(pieces, mimetype=kind, name=f"{slug}-{name}")
