"""Decide on an agreement: accept, take back, excuse an intention, allow more than could be referred."""

from flask import g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app.agreements import commands, dossier, queries, reading
from app.agreements.blueprint import bp
from app.agreements.forms import AcceptForm, ReasonForm, ReopenForm
from app.agreements.steps import take
from app.web import commits, for_both_sides, for_parts
from workflows.roles import Role
from workflows.schedule import Schedule


@bp.route("/agreements/<slug>/<code>/accept", methods=["GET", "POST"])
@commits
@for_both_sides
def accept(slug: str, code: str) -> ResponseReturnValue:
    """Accept what is on the table."""
    agreement = queries.get(slug, code, seen_by=g.person)
    form = AcceptForm()
    beside = dossier.of(agreement, seen_by=g.person)
    if gone := take(
        agreement,
        "accept",
        form,
        lambda: commands.accept(agreement, by=g.person),
        done="You have accepted everything on the table. It is agreed in principle.",
        gathered=beside.facts(g.person),
    ):
        return gone
    return render_template(
        "agreements/accept.html",
        agreement=agreement,
        form=form,
        table=reading.on_the_table(beside),
        mine=reading.in_my_offer(beside),
    )


@bp.route("/agreements/<slug>/<code>/reopen", methods=["GET", "POST"])
@commits
@for_both_sides
def reopen(slug: str, code: str) -> ResponseReturnValue:
    """Take an agreed text back to change it."""
    agreement = queries.get(slug, code, seen_by=g.person)
    agreed = queries.agreed_terms(agreement)
    form = ReopenForm()
    form.terms.offer([(term.ref, f"{term.ref} {term.title}") for term in agreed])
    if gone := take(
        agreement,
        "reopen",
        form,
        lambda: commands.reopen(
            agreement,
            reason=form.reason.data,
            terms=[term for term in agreed if term.ref in (form.terms.data or [])],
            by=g.person,
        ),
        done="It is back with your side. Approvals and signatures of the old text no longer count.",
    ):
        return gone
    return render_template("agreements/reopen.html", agreement=agreement, form=form)


@bp.route("/agreements/<slug>/<code>/withdraw", methods=["GET", "POST"])
@commits
@for_both_sides
def withdraw(slug: str, code: str) -> ResponseReturnValue:
    """Take back the offer that one's own side sent last."""
    agreement = queries.get(slug, code, seen_by=g.person)
    form, last = ReasonForm(), queries.standing_offer(agreement)
    if gone := take(
        agreement,
        "withdraw",
        form,
        lambda: commands.withdraw(agreement, reason=form.reason.data, by=g.person),
        done=f"Offer {last.number if last else ''} is withdrawn. What it said is in your offer again, unsent.",
    ):
        return gone
    return render_template("agreements/withdraw.html", agreement=agreement, form=form)


@bp.route("/agreements/<slug>/<code>/excuse/<ref>", methods=["GET", "POST"])
@commits
@for_parts(Role.COMMISSIONER_NEGOTIATOR)
def excuse(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Say why an intention that applies to this provider has no term."""
    agreement = queries.get(slug, code, seen_by=g.person)
    intention = queries.get_intention(agreement, ref)
    form = ReasonForm()
    if gone := take(
        agreement,
        "excuse",
        form,
        lambda: commands.excuse(agreement, intention, reason=form.reason.data, by=g.person),
        done=f"{ref} is excused: it needs no term here.",
    ):
        return gone
    return render_template("agreements/excuse.html", agreement=agreement, intention=intention, form=form)


@bp.route("/agreements/<slug>/<code>/terms/<ref>/allow-excess", methods=["GET", "POST"])
@commits
@for_parts(Role.COMMISSIONER_SIGNATORY)
def allow_excess(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Let a target stand above its potential referrals."""
    agreement = queries.get(slug, code, seen_by=g.person)
    term = queries.get_term(agreement, ref)
    if term.schedule is not Schedule.VOLUMES:  # the others have no target
        raise NoResultFound
    form = ReasonForm()
    if gone := take(
        agreement,
        "allow_excess",
        form,
        lambda: commands.allow_excess(term, reason=form.reason.data, by=g.person),
        done=f"{ref} may now be above its potential referrals.",
    ):
        return gone
    return render_template("agreements/allow_excess.html", agreement=agreement, term=term, form=form)
