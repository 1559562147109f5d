"""An accepted point is tied to the exact words that it changed; publishing makes the tie part of history."""

import pytest

from app import clock
from app.changes import commands, queries
from app.editions import commands as editions
from app.extensions import db
from app.models import Campaign, Point, WordingLink
from app.rounds import queries as rounds
from tests import make
from tests.changes.conftest import NEWER, OLD, accept, respond, reword, screened
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role

HERE = "/rounds/2012-13/feedback"


def ann():
    return db.session.query(Point).order_by(Point.id).first()


def tied(round_, by):
    newest, (hunk,) = queries.so_far(round_)
    return commands.tie(ann(), hunk, since=newest, by=by)


def publish(round_, kind, by):
    made = editions.publish(round_, kind, "After feedback", by=by, lint_reason="As it is.")
    db.session.commit()
    return made


def test_an_analyst_ticks_the_change_that_a_point_caused(browser, heard, analyst):
    page = browser.as_(analyst).get(f"{HERE}/{ann().id}/changes").text
    assert "“men” became “everybody”" in page
    _, (hunk,) = queries.so_far(heard)
    browser.submit(f"{HERE}/{ann().id}/changes", changes=f"1.0.{hunk.fingerprint}")
    link = db.session.query(WordingLink).one()
    assert (link.before.strip(), link.after.strip(), link.edition_id) == ("men", "everybody", None)
    assert "Choose what it changed" in browser.get(f"{HERE}/{ann().id}/changes").text


def test_a_whole_campaign_is_tied_in_one_press(browser, heard, analyst, manager):
    campaign = make.add(
        Campaign(round_id=heard.id, title="Workshops", text="Women need workshops too.", found_at=clock.now())
    )
    for name in ("Di", "Ed", "Flo"):
        respond(heard, {"CU-1": ("disagree", "Women need workshops too.")}, name=name)
    first, _, second, third, refused = db.session.query(Point).order_by(Point.id)
    for point in (first, second, third, refused):
        point.campaign_id = campaign.id
    for point in (second, third):
        accept(point, analyst, manager)
    _, (hunk,) = queries.so_far(heard)
    page = browser.as_(analyst).get(f"{HERE}/{first.id}/changes").text
    assert "2 other accepted points about CU-1" in page
    browser.submit(f"{HERE}/{first.id}/changes", changes=f"1.0.{hunk.fingerprint}", campaign="y")
    assert {link.point_id for link in db.session.query(WordingLink)} == {first.id, second.id, third.id}
    assert "and with it 2 other points of its campaign" in browser.get(f"{HERE}/{first.id}/changes").text


def test_a_point_of_no_campaign_is_tied_alone(browser, heard, analyst):
    _, (hunk,) = queries.so_far(heard)
    assert "of its campaign" not in browser.as_(analyst).get(f"{HERE}/{ann().id}/changes").text
    browser.submit(f"{HERE}/{ann().id}/changes", changes=f"1.0.{hunk.fingerprint}", campaign="y")
    assert db.session.query(WordingLink).count() == 1


def test_ticking_it_twice_ties_it_once(heard, analyst):
    assert tied(heard, analyst) is not None
    assert tied(heard, analyst) is None
    assert db.session.query(WordingLink).count() == 1


def test_a_point_that_was_not_accepted_changes_nothing(heard, analyst):
    ann().disposition = "not accepted"
    with pytest.raises(Refused, match="Only what was accepted"):
        tied(heard, analyst)


def test_nobody_but_an_analyst_ties(browser, heard, manager):
    with pytest.raises(NotAllowed):
        tied(heard, manager)
    assert browser.as_(manager).get(f"{HERE}/{ann().id}/changes").status_code == 404


def test_publishing_binds_the_tie_to_the_edition(heard, analyst, manager):
    tied(heard, analyst)
    edition = publish(heard, "revised", manager)
    assert db.session.query(WordingLink).one().edition_id == edition.id


def test_words_changed_again_before_publication_leave_it_unbound_and_say_so(browser, heard, analyst, manager):
    tied(heard, analyst)
    reword(heard, NEWER)
    publish(heard, "revised", manager)
    assert db.session.query(WordingLink).one().edition_id is None
    assert "Not published" in browser.as_(analyst).get(f"{HERE}/{ann().id}/changes").text


def test_what_is_published_stays_tied(browser, heard, analyst, manager):
    link = tied(heard, analyst)
    publish(heard, "revised", manager)
    with pytest.raises(Refused, match="it stays tied"):
        commands.untie(link, by=analyst)


def test_before_publication_it_can_be_untied(browser, heard, analyst):
    link = tied(heard, analyst)
    db.session.commit()
    address = f"{HERE}/{ann().id}/changes"
    browser.as_(analyst).press(address, f"{address}/{link.id}/untie")
    assert db.session.query(WordingLink).count() == 0


def test_words_changed_in_a_later_edition_are_shown_as_changed_again(heard, analyst, manager):
    tied(heard, analyst)
    publish(heard, "revised", manager)
    (told,) = queries.of_points(heard, [ann().id])[ann().id]
    assert not told.again
    reword(heard, NEWER)
    publish(heard, "revised", manager)
    (told,) = queries.of_points(rounds.get("2012-13"), [ann().id])[ann().id]
    assert told.again


def test_a_change_elsewhere_in_the_passage_is_not_a_change_again(heard, analyst, manager):
    tied(heard, analyst)
    publish(heard, "revised", manager)
    reword(heard, OLD.replace("men", "everybody").replace("every year", "twice a year"))
    publish(heard, "revised", manager)
    (told,) = queries.of_points(heard, [ann().id])[ann().id]
    assert not told.again


def test_accepted_points_tied_to_nothing_are_listed_as_to_do(browser, heard, analyst):
    page = browser.as_(analyst).get(f"{HERE}/untied").text
    assert "2 accepted points are tied to no change of wording" in page
    tied(heard, analyst)
    db.session.commit()
    assert "1 accepted point is tied to no change of wording" in browser.get(f"{HERE}/untied").text


def test_a_published_change_is_tied_later_from_the_comparison(browser, heard, analyst, manager):
    publish(heard, "revised", manager)
    page = browser.as_(analyst).get("/rounds/2012-13/editions/2/changes").text
    assert "Tie points to this change" in page
    (hunk,) = queries.bound_to(heard.editions[0], heard.editions[1])
    address = f"/rounds/2012-13/editions/2/changes/{hunk.fingerprint}/tie"
    browser.submit(address, points=str(ann().id), csrf_token=browser._token())
    assert db.session.query(WordingLink).one().edition_id == heard.editions[1].id
    assert browser.get(f"/rounds/2012-13/editions/2/changes/{'0' * 64}/tie").status_code == 404


def test_everybody_reads_what_caused_a_change_only_once_its_answer_is_out(browser, heard, analyst, manager):
    newest, (hunk,) = queries.so_far(heard)
    for point in db.session.query(Point):
        commands.tie(point, hunk, since=newest, by=analyst)
    publish(heard, "revised", manager)
    page = "/rounds/2012-13/editions/2/changes"
    assert "Because of what people said" not in browser.get(page).text
    staff = browser.as_(analyst).get(page).text
    assert "Cy Private" in staff
    assert f"{HERE}/{ann().id}" in staff
    released(heard, manager)
    public = browser.signed_out().get(page).text
    assert "Women need workshops too." in public
    assert "Ann Example" in public
    assert "Also comments whose words are not published" in public
    for secret in ("Cy Private", "My wife got none", "Tie points", "/feedback/", "Ada Analyst"):
        assert secret not in public


def test_the_intention_says_what_changed_it_and_leads_there(browser, heard, analyst, manager):
    tied(heard, analyst)
    publish(heard, "revised", manager)
    assert "Women need workshops too." not in browser.get("/rounds/2012-13/intentions/CU-1").text
    released(heard, manager)
    page = browser.signed_out().get("/rounds/2012-13/intentions/CU-1").text
    assert "/rounds/2012-13/editions/2/changes#change-" in page
    assert "Women need workshops too." in page


def released(round_, by):
    from app.answers import releasing
    from workflows.round import RoundState

    make.edition(round_, "final", content=round_.editions[-1].content)
    db.session.expire_all()
    assert round_.state is RoundState.CONSULTING
    releasing.release(round_, by=by)
    db.session.commit()


def test_the_final_edition_binds_releases_and_tells_in_one(browser, heard, analyst, manager):
    from datetime import date

    import sqlalchemy as sa

    tied(heard, analyst)
    db.session.execute(sa.text("update round set state = 'answering'"))
    db.session.commit()
    db.session.refresh(heard)
    make.move_clock(date(2012, 1, 20))
    screened(heard)
    publish(heard, "final", manager)
    page = browser.get("/rounds/2012-13/editions/2/changes").text
    assert "Women need workshops too." in page


def test_someone_without_a_part_in_the_round_finds_nothing(browser, heard):
    other = make.round_()
    elsewhere = make.person(Role.ANALYST, round_=other)
    assert browser.as_(elsewhere).get(f"{HERE}/{ann().id}/changes").status_code == 404
    assert browser.get(f"{HERE}/untied").status_code == 404
