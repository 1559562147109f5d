"""What else negotiators do, a few times each: answers of every kind, remarks, playbooks, disputes. All illustrative."""

from datetime import date
from typing import Any

from app.agreements import commands as agreements
from app.demo import cast
from app.demo.consultation import noon
from app.demo.negotiation import CHOSEN, Reach, Team, reach_in_delivery, stands_at
from app.disputes import commands as disputes
from app.disputes import rulings
from app.extensions import db
from app.models import Agreement, Dispute, Round, Term
from app.playbooks import commands as playbooks
from app.remarks import commands as remarks
from workflows.dispute_route import Grade
from workflows.instrument import Instrument
from workflows.schedule import Schedule, number
from workflows.term import Answer, Refusal

UNTIL = date(2012, 3, 16)


def first_day(round_: Round) -> None:
    """17 February 2012: two disputes are shared and answered, and the printed teams talk and keep their playbooks."""
    to_be_decided = _slas(_standing_at(round_, Reach.PROPOSED))[1:2]
    goes_on = _slas(_standing_at(round_, Reach.PROPOSED, late=True))[:1]
    for agreement in (*to_be_decided, *goes_on):
        _reply(_dispute(agreement), agreement)
    _talk(round_)


def last_day(round_: Round) -> None:
    """20 February 2012: one dispute is decided, and in two more agreements an offer of every kind goes out or back."""
    _decide(round_)
    for agreement in _standing_at(round_, Reach.ANSWERED, late=True)[:1]:
        _answer_in_every_way(agreement)
    for agreement in _standing_at(round_, Reach.ANSWERED)[:1]:
        reason = "Illustrative: the finance team found an error in our price, so we take this back and send it again."
        agreements.withdraw(agreement, reason=reason, by=_team(agreement).theirs)


def _standing_at(round_: Round, reach: Reach, *, late: bool = False) -> list[Agreement]:
    """Agreements that stand here, without the printed teams'; `late` ones will not be signed in time."""
    every = db.session.scalars(db.select(Agreement).where(Agreement.round_id == round_.id).order_by(Agreement.id))
    return [
        each
        for place, each in enumerate(every)
        if each.provider.code not in CHOSEN
        and stands_at(each) is reach
        and (reach_in_delivery(place, each.provider.code) is not Reach.SIGNED) is late
    ]


def _slas(found: list[Agreement]) -> list[Agreement]:
    """Those that go to the committees: a contract has its own way."""
    return [each for each in found if each.instrument is Instrument.SLA]


def _team(agreement: Agreement) -> Team:
    return Team(agreement, cast.find("director"))


def _terms(agreement: Agreement, schedule: Schedule) -> list[Term]:
    found = db.session.query(Term).filter_by(agreement_id=agreement.id, schedule=schedule)
    return found.order_by(Term.position).all()


# --- disputes ---------------------------------------------------------------------------------------------------------


def _dispute(agreement: Agreement) -> Dispute:
    """The provider opens a dispute on its last volume and shares the report."""
    by, term = _team(agreement).theirs, _terms(agreement, Schedule.VOLUMES)[-1]
    dispute = disputes.open_dispute(agreement, title=f"How many can be reached: {term.title}", terms=[term], by=by)
    disputes.write(
        dispute,
        by=by,
        first_raised_on=date(2012, 1, 31),
        description="Illustrative: the target rests on last year's referrals, and there will be fewer this year.",
        history="Illustrative: raised with the first proposal, and again when the offer was countered.",
        implications="Illustrative: staff would be held to a number that cannot be reached.",
        severity=Grade.MEDIUM,
        urgency=Grade.HIGH,
        cost="Illustrative: none, if the target follows the referrals.",
        in_hand="Illustrative: referrals of the last two quarters are being counted again.",
        outcome="Illustrative: a target of nine tenths of what is on the table.",
    )
    disputes.share(dispute, by=by)
    return dispute


def _reply(dispute: Dispute, agreement: Agreement) -> None:
    words = "Illustrative: we read the report. The count of the last two quarters does not support a lower target."
    disputes.comment(dispute, text=words, by=_team(agreement).ours)


def _decide(round_: Round) -> None:
    """The sub-committee decides the first of the disputes; the other goes on between the two sides."""
    dispute = db.session.query(Dispute).filter_by(round_id=round_.id).order_by(Dispute.id).first()
    if dispute is None:
        return
    team = _team(dispute.agreement)
    disputes.refer(dispute, reason="Illustrative: the two sides count referrals differently.", by=team.theirs)
    values = {term.ref: {"target": round((number(term.fields["target"]) or 0) * 0.95)} for term in dispute.terms}
    reasons = "Illustrative: half of the difference, to be reviewed with the figures of the first quarter."
    rulings.decide(dispute, values=values, reasons=reasons, made_on=date(2012, 2, 20), by=team.director)


# --- offers -----------------------------------------------------------------------------------------------------------


def _answer_in_every_way(agreement: Agreement) -> None:
    """Countered once more, the provider accepts, refuses, wants a change, parks and changes, all in one offer."""
    _team(agreement).make(Reach.COUNTERED)
    by = _team(agreement).theirs
    services, levels = _terms(agreement, Schedule.SERVICES), _terms(agreement, Schedule.SERVICE_LEVELS)
    volumes, prices = _terms(agreement, Schedule.VOLUMES), _terms(agreement, Schedule.PRICE)
    for term in services[:3]:
        agreements.answer(agreement, term, answer=Answer.ACCEPT, by=by)
    price = max(prices, key=lambda term: term.moved_at or noon("2011-01-01"))
    no = "Illustrative: staff cannot be paid from it."
    agreements.answer(agreement, price, answer=Answer.REFUSE, refusal=Refusal.NOT_AFFORDABLE, reason=no, by=by)
    want = "Illustrative: say by month how the number is to be reached, as you offered in the meeting."
    agreements.answer(agreement, volumes[-1], answer=Answer.WANT, reason=want, by=by)
    park: dict[str, Any] = {
        "owner": "Head of reducing reoffending",
        "reason": "Illustrative: the measure is under review.",
    }
    agreements.answer(agreement, levels[0], answer=Answer.PARK, until=UNTIL, by=by, **park)
    fields = {"tolerance": "3 percentage points"}
    why = "Illustrative: a wider tolerance while the count is new."
    agreements.write_change(agreement, levels[-1], fields=fields, reason=why, by=by)
    agreements.counter(agreement, reason="Illustrative: our answer to each of your points.", by=by)


# --- words between the two sides, and within each ---------------------------------------------------------------------


def _talk(round_: Round) -> None:
    """The team of the Wales Probation Trust and its negotiator discuss a volume; each side keeps a note to itself."""
    found = db.session.query(Agreement).filter_by(round_id=round_.id)
    agreement = next((each for each in found if each.provider.code == "wales-probation-trust"), None)
    if agreement is None:
        return
    team = _team(agreement)
    term = next(each for each in _terms(agreement, Schedule.VOLUMES) if (number(each.fields["target"]) or 0) > 100)
    words: tuple[tuple[str, bool, Any], ...] = (
        ("Illustrative: what did last year's courts ask for, month by month?", False, team.ours),
        ("Illustrative: the table by month is on its way. December was low, the rest was even.", False, team.theirs),
        ("Illustrative, for our side only: we could live with five in a hundred fewer.", True, team.ours),
        ("Illustrative, for our side only: two posts are vacant until May.", True, team.theirs),
    )  # fmt: skip
    for text, private, by in words:
        remarks.remark(agreement, term, text=text, private=private, by=by)
    _keep(term, team)


def _keep(term: Term, team: Team) -> None:
    """Each side writes into its own playbook where it opens, what it accepts and where it walks away."""
    target = number(term.fields["target"]) or 0
    own = {
        team.director: ("As drafted.", {"least": round(target * 0.9)}, "Below nine tenths of what is on the table."),
        team.chief: ("Five in a hundred fewer.", {"most": round(target * 1.1)}, "Above what the courts refer."),
    }
    for by, (opening, limits, walk_away) in own.items():
        playbooks.write_for_term(
            term,
            opening=f"Illustrative: {opening}",
            limits={"target": limits},
            walk_away=f"Illustrative: {walk_away}",
            by=by,
        )
