"""Words that may not be read stand in nothing that is made of them: titles, reasons, quotations, kept versions."""

import pytest

from app.answers import commands as answers
from app.campaigns.texts import title_of
from app.editions.content import said_and_decided
from app.extensions import db
from app.intentions.queries import fingerprint
from app.models import Campaign, Point, PointTheme, Theme
from app.published import commands
from app.reports import commands as reports
from app.reports.gathering import gathered
from app.responses import commands as responses
from tests import make
from tests.published.conftest import close, respond, words
from workflows.roles import Role

HERE = "/rounds/2012-13"
REPORT = f"{HERE}/response-report"


@pytest.fixture
def director(round_):
    return make.person(Role.COMMISSIONER_SIGNATORY, name="Di Director")


def answer_all(round_, analyst, manager, *, reason="There is no room for it.", **given):
    """Every point that waits is answered and approved."""
    for point in db.session.query(Point).filter_by(state="unanswered"):
        answers.answer(point, by=analyst, **{"disposition": "not accepted", "reason": reason, "change": "", **given})
        answers.approve(point, by=manager)
    db.session.commit()


def release(round_, manager):
    """The final edition is out, and with it the answers."""
    make.published(round_, "final")
    answers.release(round_, by=manager)
    db.session.commit()


def report_on(round_, analyst, director, manager):
    """A report that was released."""
    report = reports.start(round_, by=analyst)
    reports.approve(report, by=director)
    reports.release(report, reason="First published.", by=manager)
    db.session.commit()
    return report


def public_pages(browser):
    browser.signed_out()
    paths = (f"{HERE}/in-numbers", f"{HERE}/in-numbers.csv", REPORT, f"{HERE}/answers", f"{HERE}/editions/2")
    return {path: browser.get(path).data.decode() for path in paths}


def test_a_campaign_is_not_called_by_words_that_nobody_may_read(browser, round_, analyst, manager, director):
    text = "The xylophone of cell nine must be mended before anybody else is moved there."
    for number in range(6):
        respond(round_, {"CU-1": ("disagree", text)}, name=f"Person {number}", permission="no")
    close(round_)
    campaign = make.add(Campaign(round_id=round_.id, title=title_of(text), text=text, found_at=make.NOON))
    for point in db.session.query(Point):
        point.campaign_id = campaign.id
    answer_all(round_, analyst, manager)
    release(round_, manager)
    report_on(round_, analyst, director, manager)
    for path, page in public_pages(browser).items():
        assert "xylophone" not in page, path
    assert "Campaign 1" in browser.get(f"{HERE}/in-numbers").text
    assert "xylophone" in browser.as_(analyst).get(f"{HERE}/feedback/summary").text
    campaign.title = "Mend what is broken"
    db.session.commit()
    assert "Mend what is broken" in browser.signed_out().get(f"{HERE}/in-numbers").text


def test_one_reason_for_several_tells_in_none_of_them_what_is_left_out_of_one(
    browser, round_, sent, analyst, manager, director
):
    commands.take_out(sent[0], place="CU-1", words="Quibb", kind="about somebody else", by=analyst)
    answer_all(round_, analyst, manager, reason=f"As {sent[1].name} and Quibb know, there is no room.")
    release(round_, manager)
    report_on(round_, analyst, director, manager)
    for path, page in public_pages(browser).items():
        assert "Brass" not in page, path
        assert "Quibb" not in page, path


def test_what_is_taken_out_later_leaves_the_reasons_of_a_released_report(
    browser, round_, sent, analyst, manager, director
):
    answer_all(round_, analyst, manager, reason="What Zebulon Quibb suffered is for the police.")
    release(round_, manager)
    report = reports.start(round_, by=analyst)
    reports.write(report, "introduction", "Many spoke of Zebulon Quibb.", by=analyst)
    reports.approve(report, by=director)
    reports.release(report, reason="First published.", by=manager)
    db.session.commit()
    assert "Zebulon Quibb" in browser.signed_out().get(REPORT).text
    commands.take_out(sent[0], place="CU-1", words="Zebulon Quibb", kind="about somebody else", by=analyst)
    db.session.commit()
    for path, page in public_pages(browser).items():
        assert "Quibb" not in page, path


def test_a_draft_answer_to_a_late_response_is_not_in_the_next_report(browser, round_, sent, analyst, manager, director):
    answer_all(round_, analyst, manager)
    release(round_, manager)
    report = report_on(round_, analyst, director, manager)
    make.move_clock(make.DATES["final_edition"])
    late = respond(round_, {"CU-1": ("disagree", "Late, but still."), "CU-2": ("agree", "Also late.")}, name="Lou Late")
    one, two = late.points
    answers.answer(one, disposition="not accepted", reason="A drafted refusal.", change="", by=analyst)
    answers.answer(two, disposition="accepted", reason="A drafted yes.", change="A drafted change.", by=analyst)
    reports.revise(report, reason="Late responses.", by=analyst)
    reports.approve(report, by=director)
    reports.release(report, reason="Late responses.", by=manager)
    db.session.commit()
    assert "drafted" not in browser.signed_out().get(REPORT).text
    assert "drafted" not in str(report.versions[-1].content)


def test_words_taken_out_across_the_edge_of_a_quotation_leave_it(browser, round_, sent, analyst, manager, director):
    point = next(each for each in sent[0].points if each.place == "CU-1")
    theme = make.add(Theme(round_id=round_.id, name="Workshops", definition="Work in workshops."))
    make.add(PointTheme(point_id=point.id, theme_id=theme.id, at=make.NOON))
    answer_all(round_, analyst, manager)
    release(round_, manager)
    report = reports.start(round_, by=analyst)
    reports.quote(report, point, f"theme-{theme.id}", words="Keep the workshop. My neighbour Zebulon", by=analyst)
    assert "Zebulon" in str(gathered(report)["quotations"])
    reports.approve(report, by=director)
    reports.release(report, reason="First published.", by=manager)
    db.session.commit()
    assert "Zebulon" in browser.signed_out().get(REPORT).text
    commands.take_out(sent[0], place="CU-1", words="Zebulon Quibb", kind="about somebody else", by=analyst)
    db.session.commit()
    assert "Zebulon" not in str(gathered(report)["quotations"])
    page = browser.get(REPORT)
    assert "Keep the workshop. My neighbour" in words(page)
    assert "Zebulon" not in page.text


def test_a_permission_that_was_typed_and_not_sent_shows_nothing(browser, round_, sent, analyst, manager, director):
    cara = sent[2]
    answer_all(round_, analyst, manager)
    release(round_, manager)
    report_on(round_, analyst, director, manager)
    before = public_pages(browser)
    by = responses.respondent(cara)
    responses.change(cara, by=by)
    responses.save_about(cara, by=by, name="Cara Clay", email="", capacity="individual", permission="yes")
    db.session.commit()
    for path, page in public_pages(browser).items():
        assert "xylophone" not in page, path
        assert "Cara" not in page, path
    assert public_pages(browser).keys() == before.keys()


def test_comments_without_words_stand_once_for_each_answer(browser, round_, analyst, manager):
    """Three of them would be a small number."""
    for number in range(3):
        respond(round_, {"CU-1": ("disagree", f"Xylophone {number}.")}, name=f"Person {number}", permission="no")
    respond(round_, {"CU-1": ("disagree", "Read this."), "CU-2": ("agree", "And this.")}, name="Ann Example")
    close(round_)
    answer_all(round_, analyst, manager)
    final = make.published(round_, "final")
    answers.release(round_, by=manager)
    final.content = {**final.content, "said": said_and_decided(round_)}
    final.content_digest = fingerprint(final.content)
    db.session.commit()
    browser.signed_out()
    assert browser.get(f"{HERE}/answers").text.count("Said in words that are not published.") == 1
    assert browser.get(f"{HERE}/intentions/CU-1").text.count("Said in words that are not published.") == 1
    assert words(browser.get(f"{HERE}/editions/2")).count("There is no room for it.") == 3
    assert "Read this." in browser.get(f"{HERE}/answers").text
