"""Public pages: agreements that have been published, with what is withheld and why. They keep their addresses."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.documents.storage import from_dict
from app.models import Publication
from app.signing import queries
from app.signing.blueprint import bp
from app.signing.files import download, file_name
from app.signing.letters import title
from app.web import public

HERE = "/published-agreements/<slug>/<code>"


@bp.get("/published-agreements")
@public
def published_index() -> ResponseReturnValue:
    """Every published agreement."""
    return render_template("signing/published_index.html", rows=queries.publications())


@bp.get(HERE)
@public
def published(slug: str, code: str) -> ResponseReturnValue:
    """The newest published version of one agreement."""
    found = queries.published(slug, code)
    return _shown(found, found[0])


@bp.get(f"{HERE}/versions/<number>")
@public
def published_version(slug: str, code: str, number: str) -> ResponseReturnValue:
    """One published version, at the address that it keeps."""
    found = queries.published(slug, code)
    return _shown(found, queries.numbered(found, number))


@bp.get(f"{HERE}/document")
@public
def published_document(slug: str, code: str) -> ResponseReturnValue:
    """The newest published version as a Word file."""
    return _file(queries.published(slug, code)[0])


@bp.get(f"{HERE}/versions/<number>/document")
@public
def published_version_document(slug: str, code: str, number: str) -> ResponseReturnValue:
    """One published version as a Word file."""
    return _file(queries.numbered(queries.published(slug, code), number))


def _shown(every: list[Publication], one: Publication) -> ResponseReturnValue:
    agreement = one.agreement_version.agreement
    return render_template(
        "signing/published.html",
        publication=one,
        every=every,
        agreement=agreement,
        called=title(agreement),
        document=from_dict(one.text),
    )


def _file(publication: Publication) -> ResponseReturnValue:
    text = from_dict(publication.text)
    return download(text, file_name(publication.agreement_version.agreement, text, "published"))
