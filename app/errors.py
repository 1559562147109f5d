"""Turn errors from below into pages that say why and what to do next."""

import logging
import secrets

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app import conflicts, duplicates, kept
from app.extensions import db
from app.languages import language
from workflows.engine import NotAllowed, Refused

log = logging.getLogger(__name__)
OVERTAKEN = "Somebody else saved this while you had it open. Go back to it, read what changed, and do it again."
WITH_A_PAGE = {400, 401, 403, 404, 405, 409, 413, 429, 503}


def init_app(app: Flask) -> None:
    app.register_error_handler(NoResultFound, _not_found)
    app.register_error_handler(404, _not_found)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(DBAPIError, _overtaken)
    app.register_error_handler(413, _too_large)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unhandled)


def _not_found(_: Exception) -> ResponseReturnValue:
    return _page(404)


def _not_allowed(error: NotAllowed) -> ResponseReturnValue:
    return _page(403, error.reasons)


def _refused(error: Refused) -> ResponseReturnValue:
    return _page(409, error.reasons)


def _overtaken(error: Exception) -> ResponseReturnValue:
    """Others saved first, again and again; or there is one of this already."""
    if not conflicts.is_conflict(error):
        return _unhandled(error)
    db.session.rollback()
    what = f"{conflicts.kind_of(error)} {duplicates.constraint_of(error)}"  # not the error: it repeats what was typed
    log.warning("starting over did not settle it: %s", what)
    return _page(409, (duplicates.sentence_for(error) or OVERTAKEN,))


def _page(code: int, reasons: tuple[str, ...] = ()) -> ResponseReturnValue:
    """Why, what to do next, and what was typed: its form may not be there any more."""
    return render_template(f"errors/{code}.html", reasons=reasons, typed=kept.typed()), code


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
    return page.render(reference=reference, language=language()), 500
