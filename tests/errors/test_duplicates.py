"""Of what there is only one, nobody is shown a broken page for making a second: a sentence says what exists."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app import duplicates
from app.extensions import db
from app.models import Assumption, Invitee, Offer, Organisation
from tests import make
from tests.signing.people import cast
from tests.simultaneous import at_once, sends
from workflows.roles import Role

NOBODY_MEETS = {
    "uq_imported_row_round_identity": "met in the background only: that import checks again which rows are there",
    "uq_sample_point_sample_position": "made with their sample, never alone",
    "uq_entry_chain_seq": "whoever meets it starts over, and at last is told that somebody else saved",
    "uq_person_fs_uniquifier": "64 random characters",
    "uq_response_code_hash": "a digest of a random code",
    "uq_colleague_token_hash": "a digest of a random token",
    "uq_letter_key": "letters are written by the worker, which passes over those that are written",
    "uq_wrong_guess_source_hash": "whoever meets it starts over, and counts on from the first",
    "uq_characteristic_round_key": "made with their round, never alone",
    "uq_equality_question_round_number": "made with their round, never alone",
    "uq_return_kind_round_key": "made by the command line and the demonstration",
    "uq_template_instrument_number": "made by the command line and the demonstration",
}


def test_every_unique_thing_has_its_sentence_or_a_reason_to_need_none():
    names = set(duplicates.unique_sets().values())
    known = set(duplicates.SENTENCES) | set(NOBODY_MEETS)
    assert names - known == set(), "give it a sentence in app/duplicates.py"
    assert known - names == set(), "it is gone: take out its sentence"
    assert not set(duplicates.SENTENCES) & set(NOBODY_MEETS)


def test_each_sentence_says_what_to_do_or_what_is_done(app):
    for sentence in duplicates.SENTENCES.values():
        assert sentence.endswith(".")
        assert len(sentence.split()) > 4


def test_both_databases_say_which_it_was(app):
    made = make.provider(name="HMP Durham")
    values = {
        column.name: getattr(made, column.key) for column in Organisation.__table__.columns if column.name != "id"
    }
    with pytest.raises(IntegrityError) as caught:
        db.session.execute(sa.insert(Organisation).values({**values, "code": "hmp-other"}))
    db.session.rollback()
    assert duplicates.sentence_for(caught.value).startswith("An organisation with this name exists already")


def test_the_database_holds_to_one_unsent_offer_for_each_side(app):
    made = cast("approved")
    unsent = {"agreement_id": made.it.id, "written_by_id": made.manager.id, "number": None}
    make.add(Offer(side="provider", **unsent), Offer(side="commissioner", **unsent))
    db.session.add(Offer(side="provider", **unsent))
    with pytest.raises(IntegrityError) as caught:
        db.session.commit()
    db.session.rollback()
    assert duplicates.constraint_of(caught.value) == "uq_offer_unsent"


def test_an_organisation_cannot_take_the_name_of_another(browser):
    make.provider(name="HMP Durham")
    frankland = make.provider(name="HMP Frankland")
    page = browser.as_(make.person(Role.ADMINISTRATOR)).submit(
        f"/organisations/{frankland.code}", name="HMP Durham", email="", sector="public prison", instrument="SLA",
        nation="England", region="North East", holds="men", size="1",
    )  # fmt: skip
    assert page.status_code == 200
    assert "There is an organisation called HMP Durham already." in page.text
    assert db.session.get_one(Organisation, frankland.id).name == "HMP Frankland"


def test_each_of_two_assumptions_gets_a_number_of_its_own(app):
    one, other, round_ = make.person(Role.ROUND_MANAGER), make.person(Role.ROUND_MANAGER), make.round_()
    page, key = f"/rounds/{round_.slug}/assumptions/add", round_.id
    answers = at_once(
        app, sends(one, page, title="Alpha", text="Late."), sends(other, page, title="Beta", text="Later.")
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    refs = db.session.scalars(sa.select(Assumption.ref).where(Assumption.round_id == key))
    assert sorted(refs) == ["PA-1", "PA-2"]


def test_one_name_is_invited_to_a_round_once(app):
    one, other, round_ = make.person(Role.ROUND_MANAGER), make.person(Role.ROUND_MANAGER), make.round_()
    page = f"/rounds/{round_.slug}/invitations/invite"
    answers = at_once(app, sends(one, page, name="A charity"), sends(other, page, name="A charity"))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert db.session.query(Invitee).count() == 1
