"""What the privacy page says is not kept is gone, by itself, when it says."""

from datetime import timedelta

import pytest

from app import chain, clock
from app.extensions import db
from app.models import Entry, Response, Upload, View
from app.permissions import SYSTEM
from app.responses import retention
from app.timeline import verify
from tests import make
from workflows.engine import Step
from workflows.response import ResponseState
from workflows.round import RoundState


def close(round_):
    round_.state = RoundState.CLOSED
    chain.append(round_, Step("close", RoundState.DELIVERING, RoundState.CLOSED), by=SYSTEM)
    db.session.commit()


def days_later(days):
    make.move_clock(clock.now() + timedelta(days=days))
    retention.forget()
    db.session.commit()
    db.session.expire_all()


@pytest.fixture
def responses(app):
    """A draft and a response that was sent, each with an original, in a round that has closed."""
    round_ = make.round_(RoundState.CONSULTING)
    draft = make.response(round_, state=ResponseState.DRAFT, name="Dee Draft", original_id=make.upload().id)
    make.add(View(response_id=draft.id, place="CU-1", comment="Unfinished", saved_at=clock.real_now()))
    sent = make.response(
        round_, state=ResponseState.SUBMITTED, name="Ann Example", email="ann@example.test",
        original_id=make.upload().id, person_id=make.person().id,
    )  # fmt: skip
    return round_, draft.id, sent.id


def test_a_response_that_was_never_sent_goes_when_the_round_closes(responses):
    round_, draft, sent = responses
    days_later(1)
    assert db.session.get(Response, draft)

    close(round_)
    days_later(1)
    assert db.session.get(Response, draft) is None
    assert not db.session.query(View).count()
    assert db.session.get(Response, sent).name == "Ann Example"


def test_who_sent_a_response_is_forgotten_two_years_after_the_round_closed(responses):
    round_, _, sent = responses
    close(round_)
    days_later(729)
    assert db.session.get(Response, sent).email == "ann@example.test"

    days_later(2)
    kept = db.session.get(Response, sent)
    assert (kept.name, kept.email, kept.person_id, kept.original_id) == ("Name no longer kept", "", None, None)
    assert kept.state is ResponseState.SUBMITTED
    assert not db.session.query(Upload).count()


def test_it_stands_on_the_round_s_timeline_once_and_the_timeline_stays_whole(responses):
    round_, *_ = responses
    close(round_)
    for _ in range(2):
        days_later(800)
    said = [e.what for e in db.session.query(Entry).filter_by(chain=f"round {round_.id}").order_by(Entry.seq)][-2:]
    assert said == ["1 response never sent", "1 response without the name, email address and original"]
    assert not list(verify.faults())
