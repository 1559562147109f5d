"""Two people save in the same moment: nothing typed is lost, nothing is made twice, and nobody sees an ugly page."""

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app import conflicts, kept
from app.extensions import db
from app.models import Agreement, Appointment, Change, Entry, Offer, Organisation, Person, Signature, View
from app.timeline import verify
from tests import make
from tests.responses.conftest import HERE, ann, round_  # noqa: F401 - fixtures
from tests.signing.people import cast
from tests.signing.test_sign import TYPED
from tests.simultaneous import at_once, hidden_fields, sends, somebody
from workflows.response import Stance
from workflows.roles import Role


def codes(answers):
    return sorted(answer.status_code for answer in answers)


def shown_again(answers):
    """The page of whoever was second."""
    return next(answer.text for answer in answers if answer.status_code == 200)


def test_the_second_to_save_is_shown_what_the_first_saved_and_keeps_what_they_typed(app):
    one, other, kim = make.person(Role.ADMINISTRATOR), make.person(Role.ADMINISTRATOR), make.person(name="Kim")
    page, key = f"/people/{kim.id}/edit", kim.id
    answers = at_once(app, sends(one, page, name="Kim Alpha", post=""), sends(other, page, name="Kim Beta", post=""))
    assert codes(answers) == [200, 303]
    saved = somebody(key).name
    lost = {"Kim Alpha": "Kim Beta", "Kim Beta": "Kim Alpha"}[saved]
    page = shown_again(answers)
    assert "Somebody else saved this while you had it open" in page
    assert f"now “{saved}”" in page
    assert f'value="{lost}"' in page


def test_two_steps_that_do_not_touch_each_other_both_happen(app):
    one, other, kim = make.person(Role.ADMINISTRATOR), make.person(Role.ADMINISTRATOR), make.person()
    page, key = f"/people/{kim.id}/give-role", kim.id
    answers = at_once(
        app,
        sends(one, page, role=Role.ANALYST, round="all"),
        sends(other, page, role=Role.ROUND_MANAGER, round="all"),
    )
    assert codes(answers) == [303, 303]
    roles = db.session.scalars(sa.select(Appointment.role).where(Appointment.person_id == key))
    assert set(roles) == {Role.ANALYST, Role.ROUND_MANAGER}
    assert list(verify.faults()) == []


def test_the_same_role_given_twice_is_given_once(app):
    one, other, kim = make.person(Role.ADMINISTRATOR), make.person(Role.ADMINISTRATOR), make.person()
    page, key = f"/people/{kim.id}/give-role", kim.id
    press = {"role": Role.ANALYST, "round": "all"}
    assert codes(at_once(app, sends(one, page, **press), sends(other, page, **press))) == [200, 303]
    assert db.session.query(Appointment).filter_by(person_id=key).count() == 1


def test_both_sides_sign_in_the_same_moment_and_it_is_signed(app):
    made = cast("approved")
    page, key = f"{made.path}/sign", made.it.id
    answers = at_once(
        app, sends(made.provider_signatory, page, **TYPED), sends(made.commissioner_signatory, page, **TYPED)
    )
    assert [answer.location for answer in answers] == [f"{made.path}/signed"] * 2
    assert db.session.query(Signature).count() == 2
    assert db.session.get_one(Agreement, key).state == "signed"
    assert list(verify.faults()) == []


def test_one_person_at_two_windows_signs_once(app):
    made = cast("approved")
    press = sends(made.provider_signatory, f"{made.path}/sign", **TYPED)
    assert [answer.location for answer in at_once(app, press, press)] == [f"{made.path}/signed"] * 2
    assert db.session.query(Signature).count() == 1


def test_one_address_is_invited_once(app):
    one, other = make.person(Role.ADMINISTRATOR), make.person(Role.ADMINISTRATOR)
    typed = {"email": "new@example.com", "post": "", "organisation": one.organisation_id}
    answers = at_once(
        app,
        sends(one, "/people/invite", name="Lee Alpha", **typed),
        sends(other, "/people/invite", name="Lee Beta", **typed),
    )
    assert codes(answers) == [200, 303]
    assert "new@example.com already has an account" in shown_again(answers)
    assert db.session.query(Person).filter_by(email="new@example.com").count() == 1


def test_one_code_is_for_one_organisation(app):
    one, other = make.person(Role.ADMINISTRATOR), make.person(Role.ADMINISTRATOR)
    typed = {"code": "charity", "kind": "commissioner"}
    answers = at_once(
        app,
        sends(one, "/organisations/add", name="Alpha", **typed),
        sends(other, "/organisations/add", name="Beta", **typed),
    )
    assert codes(answers) == [200, 303]
    assert "with the code charity, already" in shown_again(answers)
    assert db.session.query(Organisation).filter_by(code="charity").count() == 1


def test_a_respondent_at_two_windows_is_shown_the_other_answer_and_keeps_this_one(app, ann, browser):  # noqa: F811
    with browser.session_transaction() as session:
        receipt = dict(session)

    def says(comment):
        def press(window, ready):
            with window.session_transaction() as session:
                session.update(receipt)
            hidden = hidden_fields(window.get(f"{HERE}/CU-1").text)
            ready()
            typed = {"then": "next", "stance": "agree", "comment": comment}
            return window.post(f"{HERE}/CU-1", data={**hidden, **typed})

        return press

    answers = at_once(app, says("The first thought."), says("The second thought."))
    assert codes(answers) == [200, 303]
    view = db.session.query(View).filter_by(place="CU-1").one()
    assert view.stance is Stance.AGREE
    lost = {"The first thought.": "The second thought.", "The second thought.": "The first thought."}[view.comment]
    assert lost in shown_again(answers)
    assert view.comment in shown_again(answers)


@pytest.mark.parametrize(("terms", "changes"), [(("VT-1", "VT-1"), 1), (("VT-1", "SV-1"), 2)])
def test_two_colleagues_begin_one_offer_for_their_side(app, terms, changes):
    made = cast("with provider")
    colleague, key = make.person(Role.PROVIDER_NEGOTIATOR, at=made.it.provider), made.it.id
    typed = {
        "VT-1": {"cell_service": "Programmes", "cell_population": "Men", "cell_potential_referrals": "240",
                 "cell_profile": "even", "cell_evidence": ""},
        "SV-1": {"cell_requirement": "Run visits", "cell_minimum": "Weekly", "cell_delivered_by": "The prison"},
    }  # fmt: skip
    presses = [
        sends(person, f"{made.path}/terms/{ref}/write-change", **typed[ref], cell_target=str(target), reason=reason)
        for person, ref, target, reason in zip(
            (made.provider_negotiator, colleague), terms, (70, 80), ("Fewer staff.", "Fewer rooms."), strict=True
        )
    ]
    answers = at_once(app, *presses)
    assert codes(answers) == ([303, 303] if changes == 2 else [200, 303])
    assert db.session.query(Offer).filter_by(agreement_id=key, number=None).count() == 1
    assert db.session.query(Change).count() == changes
    if changes == 1:
        saved = db.session.query(Change).one().reason
        lost = {"Fewer staff.": "Fewer rooms.", "Fewer rooms.": "Fewer staff."}[saved]
        assert lost in shown_again(answers)
        assert "Somebody else saved this while you had it open" in shown_again(answers)


def test_a_button_pressed_by_two_says_to_the_second_that_it_is_done(app):
    one, other, kim = make.person(Role.ADMINISTRATOR), make.person(Role.ADMINISTRATOR), make.person(name="Kim")
    page, detail = f"/people/{kim.id}/deactivate", f"/people/{kim.id}"
    answers = at_once(app, sends(one, page, why="Left."), sends(other, page, why="Left the service."))
    assert [answer.location for answer in answers] == [detail, detail]
    assert db.session.query(Entry).filter_by(action="deactivate").count() == 1


def test_nobody_ever_sees_an_ugly_page_however_many_press(app):
    kim = make.person()
    roles = [Role.ANALYST, Role.ROUND_MANAGER, Role.COMMISSIONER_NEGOTIATOR]
    presses = [
        sends(make.person(Role.ADMINISTRATOR), f"/people/{kim.id}/give-role", role=role, round="all") for role in roles
    ]
    assert codes(at_once(app, *presses)) == [303, 303, 303]
    assert db.session.query(Entry).filter_by(action="give_role").count() == 3


@pytest.fixture
def busy_colleague(app):
    """Writes on the same timeline each time that anybody is about to, from a connection of their own."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("on SQLite whoever saves is alone")
    columns, wrote = [column for column in Entry.__table__.columns if column.name != "id"], []

    def write_first(session, *_):
        for entry in [one for one in session.new if isinstance(one, Entry)]:
            wrote.append(entry.seq)
            with db.engine.begin() as connection:
                connection.execute(sa.insert(Entry).values({column: getattr(entry, column.key) for column in columns}))

    event.listen(db.session, "before_flush", write_first)
    yield wrote
    event.remove(db.session, "before_flush", write_first)


def test_whoever_is_overtaken_again_and_again_is_told_so_and_can_copy_what_they_typed(browser, busy_colleague):
    kim = make.person()
    page = browser.as_(make.person(Role.ADMINISTRATOR)).submit(
        f"/people/{kim.id}/deactivate", why="Left the service\nfor good."
    )
    assert page.status_code == 409
    assert "Somebody else saved this while you had it open" in page.text
    assert "Left the service\nfor good." in page.text
    assert len(busy_colleague) == conflicts.TRIES
    assert db.session.get_one(Person, kim.id).active


def test_a_step_that_came_too_late_shows_what_was_typed_for_it(browser):
    made = cast("approved")
    page = f"{made.path}/sign"
    hidden = hidden_fields(browser.as_(made.provider_signatory).get(page).text)
    made.it.state = "with provider"
    db.session.commit()
    answer = browser.post(page, data={**hidden, **TYPED})
    assert answer.status_code == 409
    typed = answer.text.partition("What you typed")[2]
    assert "Head of establishment" in typed
    assert not any(secret in typed for secret in hidden.values())


def test_secrets_are_never_shown_again(app, browser):
    with app.test_request_context(
        "/second-factor/remove", method="POST", data={"code": "123456", "password": "two secret", "other": "words"}
    ):
        assert kept.typed() == [("Other", "words")]
    with app.test_request_context("/organisations/add", method="POST", data={"code": "charity"}):
        assert kept.typed() == [("Code", "charity")]
