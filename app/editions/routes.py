"""Pages of editions: as published, compared, as a Word file, and publishing one."""

from io import BytesIO

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.addresses import number_in
from app.documents.parts import Document
from app.documents.word import as_bytes
from app.editions import commands, queries
from app.editions.comparison import compare
from app.editions.document import document as document_of
from app.editions.forms import KINDS, PublishForm
from app.formats import queries as formats
from app.models import Edition, Round
from app.perform import Choice, choices, ensure
from app.permissions import roles_of
from app.rounds import queries as rounds
from app.web import commits, for_parts, public
from workflows.roles import Role

bp = Blueprint("editions", __name__, url_prefix="/rounds/<slug>/editions")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("")
@public
def index(slug: str) -> ResponseReturnValue:
    """Every edition with its number, kind, reason and date."""
    round_ = rounds.get(slug)
    return render_template("editions/index.html", round=round_, editions=queries.of(round_))


@bp.get("/<int:number>")
@public
def detail(slug: str, number: int) -> ResponseReturnValue:
    """One edition as it was published, at its permanent address."""
    round_ = rounds.get(slug)
    edition = queries.get(round_, number)
    return render_template(
        "editions/detail.html",
        round=round_,
        edition=edition,
        document=_document(edition),
        newest=queries.newest(round_),
        before=queries.before(edition),
        offered=formats.offered(edition),
        may_attach="attach_format" in round_.workflow.actions(round_, roles_of(g.person, round_)),
    )


@bp.get("/<int:number>/changes")
@public
def changes(slug: str, number: int) -> ResponseReturnValue:
    """What changed since the edition before, or another, word by word; and which comments caused each change."""
    from app.changes import beside  # noqa: PLC0415 - changes know editions; asked only here

    round_ = rounds.get(slug)
    edition = queries.get(round_, number)
    since = request.args.get("since", "")
    before = queries.get(round_, number_in(since) or number - 1)
    passages = compare(queries.content(before), queries.content(edition))
    return render_template(
        "editions/changes.html",
        round=round_,
        edition=edition,
        before=before,
        passages=beside.read(passages, before, edition, seen_by=g.person),
        may_tie=beside.may_tie(round_, g.person),
    )


@bp.get("/<int:number>/document")
@public
def document(slug: str, number: int) -> ResponseReturnValue:
    """The edition as a Word file."""
    edition = queries.get(rounds.get(slug), number)
    name = f"commissioning-intentions-{slug}-edition-{number}.docx"
    return send_file(BytesIO(as_bytes(_document(edition))), mimetype=WORD, as_attachment=True, download_name=name)


def _document(edition: Edition) -> Document:
    address = f"{current_app.config['SERVICE_URL'].rstrip('/')}/rounds/{edition.round.slug}/editions/{edition.number}"
    return document_of(edition, address=address, rehearsal=current_app.config["REHEARSAL"])


@bp.route("/publish", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def publish(slug: str) -> ResponseReturnValue:
    """Publish the words as they stand; the lint lists what to mend first, and what still stands in the way."""
    round_ = rounds.working(slug, seen_by=g.person)
    offered = _offered(round_)
    if not offered:
        ensure(round_, "publish_discussion", g.person)
    ready = [choice.action for choice in offered if not choice.obstacles]
    findings = queries.lint_of(round_)
    form = PublishForm(data={"seen": len(round_.editions)})
    form.offer(ready, findings)
    if form.seen.data != len(round_.editions):
        newest = round_.editions[-1]
        flash(f"Edition {newest.number} has been published already, on this press or by somebody else.")
        return redirect(url_for(".detail", slug=slug, number=newest.number))
    if form.submitted():
        edition = commands.publish(
            round_,
            form.kind.data or "",
            form.reason.data or "",
            lint_reason=form.lint_reason.data or "",
            welsh=form.in_welsh(),
            by=g.person,
        )
        flash(f"Edition {edition.number} is published. This is its address for good.")
        return redirect(url_for(".detail", slug=slug, number=edition.number))
    blocked = [choice for choice in offered if choice.obstacles]
    return render_template(
        "editions/publish.html",
        round=round_,
        form=form,
        findings=findings,
        ready=ready,
        blocked=blocked,
        unanswered=any("no approved answer" in why for choice in blocked for why in choice.obstacles),
    )


def _offered(round_: Round) -> list[Choice]:
    return [choice for choice in choices(round_, g.person) if choice.action in KINDS]
