"""Pages about returns: writing and sending one, reviewing and rating it."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import uploads
from app.assurance import commands, queries
from app.assurance.forms import EvidenceForm, ReviewForm, SendBackForm, StatementForm
from app.perform import choices, ensure
from app.permissions import parts
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, for_both_sides, for_commissioner, for_provider, pressed
from workflows.return_ import RATINGS
from workflows.roles import COMMISSIONER_ROLES

bp = Blueprint("assurance", __name__, url_prefix="/returns")


@bp.get("")
@for_both_sides
def index() -> ResponseReturnValue:
    """Every return one may see, those due first; filters stand in the address."""
    state, provider = request.args.get("state", ""), request.args.get("provider", "")
    return render_template(
        "assurance/index.html",
        returns=queries.every(seen_by=g.person, state=state, provider=provider),
        counts=queries.counts(seen_by=g.person, provider=provider),
        shown=queries.SHOWN,
        state=state,
        provider=provider,
        many=bool(COMMISSIONER_ROLES & parts(g.person)),
    )


@bp.get("/<int:return_id>")
@for_both_sides
def detail(return_id: int) -> ResponseReturnValue:
    """One return: what it asks for, what was sent, and the two ratings side by side."""
    return_ = queries.get(return_id, seen_by=g.person)
    return render_template(
        "assurance/detail.html",
        return_=return_,
        ratings=RATINGS,
        shows_words=queries.shows_words(return_, seen_by=g.person),
        actions=queries.actions_for(return_),
        choices=choices(return_, g.person),
        entries=timeline.of(return_, seen_by=g.person),
    )


@bp.route("/<int:return_id>/write", methods=["GET", "POST"])
@commits
@for_provider
def write(return_id: int) -> ResponseReturnValue:
    """Write the statement and the self-rating; saved, not sent."""
    return_ = queries.get(return_id, seen_by=g.person)
    ensure(return_, "write", g.person)
    form = StatementForm(obj=return_)
    if form.submitted() and form.is_of(return_):
        commands.write(return_, statement=form.statement.data or "", self_rating=form.self_rating.data, by=g.person)
        flash("Saved. Nothing is sent until you send the return.")
        return redirect(url_for(".detail", return_id=return_.id))
    return render_template("assurance/write.html", return_=return_, form=form)


@bp.route("/<int:return_id>/attach", methods=["GET", "POST"])
@commits
@for_provider
def attach(return_id: int) -> ResponseReturnValue:
    """Add one file of evidence and the period it is about."""
    return_ = queries.get(return_id, seen_by=g.person)
    ensure(return_, "write", g.person)
    form = EvidenceForm()
    if form.submitted() and form.file.data is not None:
        commands.attach(
            return_,
            uploads.store(form.file.data, by=g.person),
            title=form.title.data or "",
            effective_from=form.effective_from.data,
            effective_to=form.effective_to.data,
            by=g.person,
        )
        flash("Evidence attached.")
        return redirect(url_for(".detail", return_id=return_.id))
    return render_template("assurance/attach.html", return_=return_, form=form)


@bp.post("/<int:return_id>/evidence/<int:evidence_id>/detach")
@commits
@for_provider
def detach(return_id: int, evidence_id: int) -> ResponseReturnValue:
    return_ = queries.get(return_id, seen_by=g.person)
    evidence = next((each for each in return_.evidence if each.id == evidence_id), None)
    if ConfirmForm().submitted() and evidence is not None:
        commands.detach(return_, evidence, by=g.person)
        flash("Evidence removed.")
    return redirect(url_for(".detail", return_id=return_id))


@bp.get("/<int:return_id>/evidence/<int:evidence_id>")
@for_both_sides
def evidence(return_id: int, evidence_id: int) -> ResponseReturnValue:
    """The file itself, only ever as an attachment."""
    return uploads.as_download(queries.evidence(return_id, evidence_id, seen_by=g.person))


@bp.post("/<int:return_id>/submit")
@commits
@for_provider
def submit(return_id: int) -> ResponseReturnValue:
    return_ = queries.get(return_id, seen_by=g.person)
    pressed(lambda: commands.submit(return_, by=g.person), "Return sent to the commissioner for review.")
    return redirect(url_for(".detail", return_id=return_id))


@bp.route("/<int:return_id>/send-back", methods=["GET", "POST"])
@commits
@for_commissioner
def send_back(return_id: int) -> ResponseReturnValue:
    return_ = queries.get(return_id, seen_by=g.person)
    ensure(return_, "send_back", g.person)
    form = SendBackForm()
    if form.submitted():
        commands.send_back(return_, reason=form.reason.data or "", by=g.person)
        flash("Return sent back to the provider.")
        return redirect(url_for(".detail", return_id=return_id))
    return render_template("assurance/send_back.html", return_=return_, form=form)


@bp.route("/<int:return_id>/review", methods=["GET", "POST"])
@commits
@for_commissioner
def review(return_id: int) -> ResponseReturnValue:
    """Conclude and rate, beside the provider's own rating."""
    return_ = queries.get(return_id, seen_by=g.person)
    ensure(return_, "review", g.person)
    form = ReviewForm()
    if form.submitted():
        commands.review(return_, rating=form.rating.data or None, conclusion=form.conclusion.data or "", by=g.person)
        flash("Return reviewed. The provider is told.")
        return redirect(url_for(".detail", return_id=return_id))
    return render_template("assurance/review.html", return_=return_, form=form, ratings=RATINGS)
