"""Public pages of the response report. Those where it is written stand in the modules imported last."""

from io import BytesIO

from flask import current_app, render_template, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app.documents.parts import Document
from app.documents.report_document import to_take_away
from app.documents.word import MIME_TYPE, as_bytes
from app.languages import ENGLISH, language
from app.models import ReportVersion, Round
from app.reports import document, moving_routes, preview_routes, queries, welsh_routes, writing_routes
from app.reports.blueprint import PUBLIC, bp
from app.rounds import queries as rounds
from app.web import public

__all__ = ["bp", "moving_routes", "preview_routes", "welsh_routes", "writing_routes"]


@bp.get(PUBLIC)
@public
def newest(slug: str) -> ResponseReturnValue:
    """The newest version; before the first, when it is due."""
    round_ = rounds.get(slug)
    try:
        version = queries.version(round_)
    except NoResultFound:
        return render_template("reports/not_yet.html", round=round_, due=queries.due(round_))
    return _page(round_, version)


@bp.get(f"{PUBLIC}/<int:number>")
@public
def version(slug: str, number: int) -> ResponseReturnValue:
    """One version as it was released, at its permanent address."""
    round_ = rounds.get(slug)
    return _page(round_, queries.version(round_, number))


@bp.get(f"{PUBLIC}/<int:number>/document")
@public
def word(slug: str, number: int) -> ResponseReturnValue:
    """A version as a Word file."""
    round_ = rounds.get(slug)
    made = as_bytes(to_take_away(_document(round_, queries.version(round_, number))))
    spoken = "" if language() == ENGLISH else f"-{language()}"
    name = f"response-report-{slug}-version-{number}{spoken}.docx"
    return send_file(BytesIO(made), mimetype=MIME_TYPE, as_attachment=True, download_name=name)


def _page(round_: Round, version: ReportVersion) -> ResponseReturnValue:
    return render_template(
        "reports/version.html",
        round=round_,
        version=version,
        newest=queries.versions(round_)[-1],
        document=_document(round_, version),
    )


def _document(round_: Round, version: ReportVersion) -> Document:
    settings = current_app.config
    service = settings["SERVICE_URL"].rstrip("/")
    return document.released(round_, version, service=service, rehearsal=settings["REHEARSAL"])
