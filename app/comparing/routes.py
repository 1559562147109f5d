"""Compare any two texts of one agreement: on a page, and as a Word file with tracked changes."""

from io import BytesIO
from urllib.parse import urlencode

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.comparing import marking, queries
from app.comparing.authors import authors
from app.comparing.reading import read
from app.comparing.texts import Text, words_of
from app.documents import word
from app.documents.compared import Redline
from app.documents.redline import compare as compared
from app.documents.word import redline as word_redline
from app.models import Agreement
from app.signing import queries as signing
from app.signing.files import KIND
from app.signing.letters import title
from app.web import for_both_sides

bp = Blueprint("comparing", __name__)
HERE = "/agreements/<slug>/<code>"


@bp.get(f"{HERE}/compare")
@for_both_sides
def compare(slug: str, code: str) -> ResponseReturnValue:
    """What differs between two texts: changed terms first, then the text with unchanged sections folded."""
    agreement = signing.get(slug, code, seen_by=g.person)
    texts = queries.texts_of(agreement, seen_by=g.person)
    older, newer = _asked(texts)
    reading = read(_redline(agreement, older, newer)) if older is not newer else None
    return render_template(
        "comparing/compare.html",
        agreement=agreement,
        called=title(agreement),
        place=f"/agreements/{slug}/{code}",
        texts=texts,
        older=older,
        newer=newer,
        beside=queries.beside(texts, older, newer),
        reading=reading,
        marked=marking.marked,
        as_row=marking.as_row,
        one=marking.one,
    )


@bp.get(f"{HERE}/compare/document")
@for_both_sides
def document(slug: str, code: str) -> ResponseReturnValue:
    """The same as a Word file, with each difference as a tracked insertion or deletion."""
    agreement = signing.get(slug, code, seen_by=g.person)
    texts = queries.texts_of(agreement, seen_by=g.person)
    older, newer = _asked(texts)
    redline = _redline(agreement, older, newer)
    (author, at), by_term = authors(agreement, texts, older, newer)
    content = word_redline.as_bytes(
        redline,
        author=author,
        at=at,
        by_term=by_term,
        version=f"{newer.key if newer.key[0].isdigit() else redline.new.version} compared with {older.in_sentence}",
    )
    name = f"{slug}-{code}-{KIND[agreement.instrument]}-{older.key}-to-{newer.key}-redline.docx"
    return send_file(BytesIO(content), mimetype=word.MIME_TYPE, as_attachment=True, download_name=name, max_age=0)


@bp.get(f"{HERE}/offers/<int:number>/compare")
@for_both_sides
def compare_offer(slug: str, code: str, number: int) -> ResponseReturnValue:
    """What one offer changed in the text: the version that it was issued as, and what stood before it."""
    agreement = signing.get(slug, code, seen_by=g.person)
    texts = queries.texts_of(agreement, seen_by=g.person)
    older, newer = queries.changed_by_offer(agreement, texts, number)
    here = url_for(".compare", slug=slug, code=code)
    return redirect(f"{here}?{urlencode({'from': older.key, 'to': newer.key})}")


def _asked(texts: list[Text]) -> tuple[Text, Text]:
    """The two that the address names, or the last two. Raises NoResultFound for one that one may not see."""
    older, newer = queries.last_two(texts)
    if request.args.get("to"):
        newer = queries.find(texts, request.args["to"])
        older = texts[max(texts.index(newer) - 1, 0)]
    if request.args.get("from"):
        older = queries.find(texts, request.args["from"])
    return older, newer


def _redline(agreement: Agreement, older: Text, newer: Text) -> Redline:
    kept = queries.kept((older, newer))
    return compared(words_of(agreement, older, kept), words_of(agreement, newer, kept))
