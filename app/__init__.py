"""Build the application. Everything it is made of is listed here, in order."""

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app import (
    across,
    actions,
    addresses,
    agreements,
    answers,
    assets,
    assurance,
    became,
    bulk,
    campaigns,
    changes,
    cli,
    comparing,
    disputes,
    editions,
    equality,
    errors,
    exports,
    figures,
    formats,
    headers,
    help,
    home,
    imports,
    in_welsh,
    intentions,
    languages,
    notices,
    outbox,
    people,
    playbooks,
    rehearsal,
    remarks,
    responses,
    rounds,
    searching,
    signing,
    stakeholders,
    subscriptions,
    terms,
    timeline,
    web,
    word_copies,
    word_forms,
    wording,
)
from app.coding import routes as coding
from app.extensions import db, migrate, prepare
from app.points import routes as points
from app.published import routes as published_pages
from app.reports import routes as report_pages
from app.rooms import routes as rooms
from config import Settings

SUBJECTS = [
    home, people, rounds, intentions, in_welsh, editions, formats, responses, rooms, answers, changes, became, figures,
    equality, actions, agreements, terms, remarks, playbooks, across, bulk, disputes, signing, comparing, notices,
    exports, assurance, timeline, help, word_copies, word_forms, published_pages, report_pages, subscriptions,
    searching, campaigns, stakeholders, imports, points, coding,
]  # fmt: skip
REHEARSAL_ONLY = [rehearsal, outbox]


LARGEST_POST = 100 * 1024 * 1024
"""Well above the largest file taken, so that one too large is named on its form and nothing typed is lost."""


def create_app(settings: Settings) -> Flask:
    app = Flask(__name__, template_folder="../templates")
    app.config.from_mapping(settings.as_flask())
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_POST
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.PROXIES:  # what they say of the browser's address is believed, and nothing that the browser says
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.PROXIES, x_proto=0)  # type: ignore[method-assign]
    db.init_app(app)
    migrate.init_app(app, db, directory="migrations")
    with app.app_context():
        prepare(db.engine)
    for part in (addresses, assets, people, headers, languages, wording, web, errors, cli):
        part.init_app(app)
    for subject in SUBJECTS + (REHEARSAL_ONLY if settings.REHEARSAL else []):
        app.register_blueprint(subject.bp)
    return app
