"""The stages of the demonstration, each going on from the one before: what happens, on which day."""

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from app.agreements import commands as agreements
from app.demo import (
    cast,
    changes,
    coding,
    consultation,
    delivery,
    equality,
    last_year,
    negotiation,
    reporting,
    survey,
    talk,
)
from app.demo.consultation import noon
from app.demo.files import LAST_YEAR, THIS_YEAR, read
from app.demo.negotiation import Reach
from app.editions import commands as editions
from app.extensions import db
from app.models import Agreement, EditionKind, Round, Setting
from app.rehearsal import commands as rehearsal
from app.rounds import commands as rounds

STAGES = ("consulting", "answering", "negotiating", "delivering")
MARK = "demonstration"
"""The setting that says: people of the demonstration are here. Production refuses to start with it."""
SELDOM = 1_000_000
"""New objects between two looks for rubbish: a load keeps nearly all that it makes, so looking often finds little."""
Say = Callable[[str], Any]


def load(stage: str, say: Say, only: Collection[str] = ()) -> None:
    """Build the demonstration up to `stage` in an empty database, committing as it goes.

    With `only`, the providers with these codes instead of all 166: the two printed teams must be among them.
    """
    with _undisturbed():
        _begin(say, only)
        steps = {"consulting": consulting, "answering": answering, "negotiating": negotiating, "delivering": delivering}
        for name in STAGES[: STAGES.index(stage) + 1]:
            steps[name](say, is_last=name == stage)
            db.session.commit()
        cast.set_passwords()
        db.session.add(Setting(name=MARK, value=stage))
        db.session.commit()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """While loading nobody else works here, so what was read stays true after a commit: a third of the time."""
    session = db.session()
    session.expire_on_commit = False
    session.info.pop("cast", None)
    thresholds = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        session.expire_on_commit = True
        session.expire_all()


def _begin(say: Say, only: Collection[str]) -> None:
    """The people, before anything happens."""
    rehearsal.start(noon(last_year.BEGINS))
    say("Inviting the commissioner's staff and the people of the providers")
    administrator = cast.first()
    cast.staff(administrator, cast.organisations(administrator, only))
    db.session.commit()
    _last_year(say)


def _last_year(say: Say) -> None:
    """The short round of 2011-12, from its discussion edition to agreements in force."""
    say(f"The round of {LAST_YEAR}: writing it, and negotiating an agreement with every provider")
    manager = cast.find("manager")
    round_ = last_year.set_up(manager)
    _move(last_year.CONSULTS)
    last_year.consult(round_, manager)
    _move(last_year.ANSWERS)
    _move(last_year.SETTLES)
    last_year.settle(round_, manager)
    _move(last_year.NEGOTIATES)
    last_year.negotiate(round_, manager)
    _play(round_, say, last_year.DAYS, lambda _number, _code: Reach.SIGNED)
    rounds.record_date(round_, "negotiation_done", date(2011, 2, 9), by=manager)
    _move(last_year.STARTS)


def consulting(say: Say, *, is_last: bool) -> None:  # noqa: ARG001 - a stage knows whether it is the last
    """The discussion edition is out; on 21 November 2011 nobody has answered yet."""
    _move("2011-10-28")
    say("Writing the round, its 39 intentions and its standard terms")
    manager = cast.find("manager")
    round_ = consultation.set_up(manager)
    consultation.load_templates()
    _move("2011-11-01")
    say("Publishing the discussion edition and opening the round")
    consultation.consult(round_, manager)
    rounds.record_date(_round(LAST_YEAR), "next_intentions", date(2011, 11, 1), by=manager)
    _move("2011-11-21")


def answering(say: Say, *, is_last: bool) -> None:
    """Feedback has closed; the analyst has answered part of it."""
    say("Sending 24 responses, three of them late, and a campaign of 36 letters")
    round_, analyst = _round(), cast.find("analyst")
    for day in sorted({*consultation.days_of_responses(), *coding.days()}):
        _move(day)
        for each in consultation.responses_of(day):
            consultation.respond(round_, each, analyst)
        for each in coding.campaign_of(day):
            coding.send(round_, each)
        db.session.commit()
    _move("2011-12-22")
    say("Importing a survey that was keyed in from paper")
    survey.bring(round_, analyst)
    say("Coding what they say, and checking a sample of it")
    coding.group(round_, analyst)
    coding.code(round_, analyst)
    coding.check(round_, analyst, cast.find("second.analyst"))
    rounds.record_settlement(round_, date(2011, 12, 15), by=cast.find("manager"))
    consultation.answer(round_, analyst, share=0.4 if is_last else 1.0)
    consultation.approve(round_, cast.find("manager"), share=0.7 if is_last else 1.0)


def negotiating(say: Say, *, is_last: bool) -> None:  # noqa: ARG001 - as above
    """Answers and the final edition are out; agreements stand in every state that can be reached before 1 April."""
    say("Settling the intentions, screening and assessing them")
    round_, manager, lead, director = _round(), *map(cast.find, ("manager", "equality", "director"))
    consultation.settle_intentions(round_, manager)
    reporting.tie(round_, cast.find("analyst"))
    equality.screen(round_, lead, director)
    equality.assess(round_, lead, director)
    _move("2012-01-20")
    say("Publishing the final edition with its answers")
    reason, despite = (
        "Final edition, after feedback and the settlement",
        (
            "The titles that are alike are meant: CU-5 says for women what CU-3 says for everyone, and CU-12 and CU-13 "
            "keep the numbers under which people answered them."
        ),
    )
    welsh = read("welsh")["editions"]["final"]
    editions.publish(round_, EditionKind.FINAL, reason, lint_reason=despite, welsh=welsh, by=manager)
    say("Publishing the responses and the report on them")
    reporting.publish(round_, cast.find("analyst"), manager)
    reporting.report(round_, cast.find("analyst"), manager)
    rounds.negotiate(round_, by=manager)
    say("Drafting the agreements")
    agreements.draft_agreements(round_, by=manager)
    db.session.commit()
    _play(round_, say, negotiation.DAYS_IN_NEGOTIATION, negotiation.reach_in_negotiation)
    say("Remarks, playbooks, disputes, and an offer with answers of every kind")
    talk.first_day(round_)
    db.session.commit()
    _move("2012-02-20")
    talk.last_day(round_)
    db.session.commit()


def delivering(say: Say, *, is_last: bool) -> None:  # noqa: ARG001 - as above
    """Agreements are in force, a few late; the first returns are sent, reviewed and rated."""
    _play(_round(), say, negotiation.DAYS_IN_DELIVERY, negotiation.reach_in_delivery)
    rounds.record_date(_round(), "negotiation_done", date(2012, 3, 21), by=cast.find("manager"))
    db.session.commit()
    _move("2012-04-01")
    _move("2012-04-20")
    say("Publishing three agreements, and giving three others notice of a change")
    changes.publish(_round())
    changes.give_notices(_round())
    db.session.commit()
    _move("2012-05-21")
    changes.answer_notices(_round())
    db.session.commit()
    _move("2012-07-20")
    say("Sending and reviewing the first returns")
    delivery.send_returns(_round())
    db.session.commit()
    _move("2012-08-20")
    delivery.review_returns(_round())


def _play(round_: Round, say: Say, days: dict[Reach, str], reach: Callable[[int, str], Reach]) -> None:
    """Take every agreement as far as it is meant to go, a step at a time, each step on its day."""
    director = cast.find("director")
    every = db.select(Agreement).where(Agreement.round_id == round_.id).order_by(Agreement.id)
    agreements_ = list(db.session.scalars(every))
    goals = {each.id: reach(number, each.provider.code) for number, each in enumerate(agreements_)}
    stand = {each.id: negotiation.stands_at(each) for each in agreements_}
    before = [Reach.DRAFT, *days]
    for (step, day), earlier in zip(days.items(), before, strict=False):
        _move(day)
        going = [each for each in agreements_ if stand[each.id] == earlier and goals[each.id] >= step]
        for agreement in going:
            negotiation.Team(agreement, director).make(step)
            stand[agreement.id] = step
        db.session.commit()
        say(f"{step.words}: {len(going)} agreements")


def _move(to: str | date | datetime) -> None:
    """Move the rehearsal's clock as the administrator, which makes every move that time makes."""
    rehearsal.move(to if isinstance(to, datetime) else noon(to), by=cast.find("administrator"))


def _round(slug: str = THIS_YEAR) -> Round:
    return db.session.query(Round).filter_by(slug=slug).one()
