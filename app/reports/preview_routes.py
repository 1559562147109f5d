"""Pages that show the report in the making as everybody would read it, in either language."""

from io import BytesIO

from flask import current_app, render_template, send_file
from flask.typing import ResponseReturnValue

from app import clock
from app.documents.parts import Document
from app.documents.report_document import to_take_away
from app.documents.word import MIME_TYPE, as_bytes
from app.languages import ENGLISH, WELSH, speaking
from app.models import Report
from app.permissions import SEES_RESPONSES
from app.reports import document, queries
from app.reports.blueprint import STAFF, bp, seen_round
from app.web import for_parts


@bp.get(f"{STAFF}/preview")
@for_parts(*SEES_RESPONSES)
def preview(slug: str) -> ResponseReturnValue:
    """The report as everybody would read it if it were released now."""
    return _page(slug, ENGLISH)


@bp.get(f"{STAFF}/preview/in-welsh")
@for_parts(*SEES_RESPONSES)
def preview_in_welsh(slug: str) -> ResponseReturnValue:
    """The same, as it would be read in Welsh."""
    return _page(slug, WELSH)


@bp.get(f"{STAFF}/preview/document")
@for_parts(*SEES_RESPONSES)
def preview_word(slug: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return _file(slug, ENGLISH, f"response-report-{slug}-draft.docx")


@bp.get(f"{STAFF}/preview/in-welsh/document")
@for_parts(*SEES_RESPONSES)
def preview_word_in_welsh(slug: str) -> ResponseReturnValue:
    """The same as a Word file in Welsh."""
    return _file(slug, WELSH, f"response-report-{slug}-draft-cy.docx")


def _page(slug: str, code: str) -> ResponseReturnValue:
    report = queries.get(seen_round(slug))
    return render_template(
        "reports/preview.html", round=report.round, report=report, document=_draft(report, code), spoken=code
    )


def _file(slug: str, code: str, name: str) -> ResponseReturnValue:
    drafted = _draft(queries.get(seen_round(slug)), code)
    with speaking(code):
        made = as_bytes(to_take_away(drafted))
    return send_file(BytesIO(made), mimetype=MIME_TYPE, as_attachment=True, download_name=name)


def _draft(report: Report, code: str) -> Document:
    settings = current_app.config
    with speaking(code):
        return document.draft(
            report, dated=clock.today().isoformat(), service=settings["SERVICE_URL"].rstrip("/"),
            rehearsal=settings["REHEARSAL"],
        )  # fmt: skip
