"""After signature: three agreements published, and a mandatory notice of change to some. All illustrative."""

from datetime import date
from typing import Any

from app.demo import cast
from app.demo.negotiation import CHOSEN, Team
from app.extensions import db
from app.models import Agreement, Notice, Round, Term
from app.notices import commands as notices
from app.signing import commands as signing
from app.signing.redacting import PEOPLE
from workflows.agreement import AgreementState
from workflows.notice import Ground, NoticeKind, Origin
from workflows.schedule import Schedule, number

SOME = 3
WORDS: dict[str, Any] = {
    "title": "Places held ready for a change in sentencing",
    "kind": NoticeKind.MANDATORY,
    "origin": Origin.POPULATION,
    "reason": "Illustrative: more people are expected on these services from the summer on.",
    "effect_service": "Illustrative: two in a hundred more people are seen.",
    "effect_staff": "Illustrative: none, within the posts that there are.",
    "effect_price": "Illustrative: none, by our reckoning.",
    "effect_targets": "Illustrative: the first target rises by two in a hundred.",
    "effect_equality": "Illustrative: no group is reached less than before.",
    "answer_by": date(2012, 5, 25),
    "effective_on": date(2012, 6, 1),
}


def publish(round_: Round) -> None:
    """Publish three signed agreements, without the names of the people in them."""
    withheld = [{"place": PEOPLE, "reason": "Illustrative: nobody in it has been asked whether their name may appear."}]
    for agreement in _in_force(round_)[:SOME]:
        signing.publish(agreement, redactions=withheld, by=cast.find("manager"))


def give_notices(round_: Round) -> None:
    """Issue one mandatory notice each to some agreements, from their negotiator and by the director."""
    for agreement in _in_force(round_)[SOME : 2 * SOME]:
        team = Team(agreement, cast.find("director"))
        notice = notices.draft(agreement, words=WORDS, by=team.ours)
        term = _first_target(agreement)
        target = number(term.fields["target"]) or 0
        potential = number(term.fields["potential_referrals"]) or target
        more = {"target": round(target * 1.02), "potential_referrals": max(potential, round(target * 1.02))}
        notices.change(notice, term, fields=more, by=team.ours)
        notices.issue(notice, by=team.director)


def answer_notices(round_: Round) -> None:
    """One provider accepts, one says what it costs, and one objects to the price."""
    given = db.session.query(Notice).filter_by(round_id=round_.id).order_by(Notice.id).all()
    for place, notice in enumerate(given):
        by = Team(notice.agreement, cast.find("director")).chief
        if place == 0:
            notices.accept(notice, words="Illustrative: we can do this within our posts.", by=by)
        elif place == 1:
            why = "Illustrative: one part-time post for the rest of the year."
            notices.accept_at_a_cost(notice, cost=12_000, words=why, by=by)
        else:
            why = "Illustrative: the price leaves out travel between two sites."
            notices.object_to(notice, ground=Ground.PRICE, words=why, by=by)


def _in_force(round_: Round) -> list[Agreement]:
    """Agreements in force, in order, without the printed teams': theirs are for whoever walks through."""
    found = db.session.query(Agreement).filter_by(round_id=round_.id, state=AgreementState.IN_FORCE)
    return [each for each in found.order_by(Agreement.id) if each.provider.code not in CHOSEN]


def _first_target(agreement: Agreement) -> Term:
    found = db.session.query(Term).filter_by(agreement_id=agreement.id, schedule=Schedule.VOLUMES)
    return next(term for term in found.order_by(Term.position) if (number(term.fields.get("target")) or 0) > SOME)
