"""Turn errors from below into pages that say why and what to do next."""

import logging
import secrets

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.extensions import db
from workflows.engine import NotAllowed, Refused

log = logging.getLogger(__name__)
WITH_A_PAGE = {400, 401, 403, 404, 405, 409, 413, 429, 503}


def init_app(app: Flask) -> None:
    app.register_error_handler(NoResultFound, _not_found)
    app.register_error_handler(404, _not_found)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(IntegrityError, _at_the_same_time)
    app.register_error_handler(413, _too_large)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unhandled)


def _not_found(_: Exception) -> ResponseReturnValue:
    return render_template("errors/404.html"), 404


def _not_allowed(error: NotAllowed) -> ResponseReturnValue:
    return render_template("errors/403.html", reasons=error.reasons), 403


def _refused(error: Refused) -> ResponseReturnValue:
    return render_template("errors/409.html", reasons=error.reasons), 409


def _stale(_: StaleDataError) -> ResponseReturnValue:
    reasons = ("Somebody else saved this while you had it open. Go back to it, read what changed, and do it again.",)
    return render_template("errors/409.html", reasons=reasons), 409


def _at_the_same_time(error: IntegrityError) -> ResponseReturnValue:
    """Two people wrote to one timeline in the same moment: the second is told, as for any other stale page."""
    if "uq_entry_chain_seq" in str(error.orig):
        db.session.rollback()
        return _stale(StaleDataError())
    return _unhandled(error)


def _too_large(_: Exception) -> ResponseReturnValue:
    return render_template("errors/413.html"), 413


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and error.code < 400:
        return error
    code = error.code if error.code in WITH_A_PAGE else 400
    return render_template(f"errors/{code}.html"), error.code or 500


def _unhandled(error: Exception) -> ResponseReturnValue:
    """A plain page with a reference; the same reference stands in the log beside the traceback."""
    db.session.rollback()
    reference = secrets.token_hex(4).upper()
    log.exception("unhandled error, reference %s", reference, exc_info=error)
    page = current_app.jinja_env.get_template(
        "errors/500.html"
    )  # not render_template: what every page knows may be broken
    return page.render(reference=reference), 500
