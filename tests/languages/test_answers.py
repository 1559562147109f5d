"""What is answered is said in Welsh too: by template or by itself, and it stands on Welsh pages once it is released."""

import csv
import io
import re

import pytest

from app.answers import batches, commands, preview, templates
from app.editions.content import said_and_decided
from app.extensions import db
from app.intentions import commands as intentions
from app.intentions.queries import fingerprint
from app.models import Point
from app.published import commands as publishing
from app.responses import commands as responses
from tests import make
from tests.answers.conftest import respond
from tests.languages.crawling import Read
from tests.work import do_jobs
from workflows.engine import Refused
from workflows.point_batch import BatchKind
from workflows.roles import Role
from workflows.round import RoundState

ROUND = "/rounds/2012-13"
ENGLISH, WELSH = "It is needed by women.", "Mae ei angen ar fenywod."


@pytest.fixture
def points(round_):
    """Three who say the same of CU-1."""
    for n in range(3):
        respond(round_, {"CU-1": ("disagree", f"Keep it {n}.")}, name=f"Person {n}")
    return db.session.query(Point).order_by(Point.id).all()


def answer(points, analyst, **given):
    for point in points:
        commands.answer(point, disposition="accepted", reason=ENGLISH, change="CU-1: kept.", by=analyst, **given)
    db.session.commit()


def release(round_, points):
    approver = make.person(Role.ROUND_MANAGER)
    for point in points:
        commands.approve(point, by=approver)
    make.published(round_, "final")
    db.session.expire(round_, ["editions"])
    commands.release(round_, by=approver)
    db.session.commit()


def test_the_welsh_of_an_answer_stands_wherever_the_answer_does(browser, round_, points, analyst):
    answer(points, analyst, welsh={"reason": WELSH, "change": "CU-1: cedwir."})
    release(round_, points)
    for page in ("answers", "intentions/CU-1"):
        welsh, english = browser.get(f"/cy{ROUND}/{page}").text, browser.get(f"{ROUND}/{page}").text
        assert WELSH in welsh
        assert "CU-1: cedwir." in welsh
        assert ENGLISH not in welsh
        assert ENGLISH in english
        assert WELSH not in english


def test_what_became_of_what_i_said_is_told_in_welsh(browser, round_, analyst):
    response, code = responses.start(round_)
    by = responses.respondent(response)
    responses.save_about(response, by=by, name="Ann", capacity="individual", permission="no", language="cy")
    responses.save_view(response, "CU-1", by=by, stance="disagree", comment="Cadwch ef.")
    responses.submit(response, by=by)
    points = db.session.query(Point).all()
    answer(points, analyst, welsh={"reason": WELSH})
    release(round_, points)
    browser.submit(f"/cy{ROUND}/respond/what-became", code=code)
    page = browser.get(f"/cy{ROUND}/respond/what-became").text
    assert WELSH in page
    assert '<span lang="en">CU-1: kept.</span>' in page


def test_an_edition_keeps_the_welsh_of_the_answers_released_with_it(browser, round_, points, analyst):
    answer(points, analyst, welsh={"reason": WELSH})
    for point in points:
        commands.approve(point, by=make.person(Role.ROUND_MANAGER))
    final = make.published(round_, "final")
    commands.release(round_, by=make.person(Role.ROUND_MANAGER))
    final.content = {**final.content, "said": said_and_decided(round_)}
    final.content_digest = fingerprint(final.content)
    db.session.commit()
    page = browser.get(f"/cy{ROUND}/editions/2").text
    assert f"Derbyniwyd. {WELSH} " in page
    assert '<span lang="en">CU-1: kept.</span>' in page
    assert '<span lang="en">“Keep it 0.”</span>' in page


def test_open_data_holds_both_languages(browser, round_, points, analyst):
    answer(points, analyst, welsh={"reason": WELSH})
    release(round_, points)
    round_.state = RoundState.ANSWERING
    volume = publishing.prepare(round_, by=analyst)
    publishing.publish(volume, by=make.person(Role.ROUND_MANAGER))
    db.session.commit()
    rows = list(csv.DictReader(io.StringIO(browser.get(f"{ROUND}/responses/data/points.csv").text.lstrip("\ufeff"))))
    assert [(row["reason"], row["reason_welsh"]) for row in rows] == [(ENGLISH, WELSH)] * 3
    number = rows[0]["number"]
    assert WELSH in browser.get(f"/cy{ROUND}/responses/{number}").text


def test_the_welsh_of_an_answer_that_changes_is_set_aside(browser, round_, points, analyst):
    answer(points[:1], analyst, welsh={"reason": WELSH, "change": "CU-1: cedwir."})
    commands.answer(points[0], disposition="accepted", reason="Another reason.", change="CU-1: kept.", by=analyst)
    db.session.commit()
    assert points[0].welsh == {"earlier reason": WELSH, "change": "CU-1: cedwir."}
    page = browser.as_(analyst).get(f"{ROUND}/feedback/{points[0].id}/in-welsh").text
    assert f'since this was written in Welsh: <span lang="cy">{WELSH}</span>' in page


def test_a_template_gives_its_welsh_to_every_answer_made_with_it(app, browser, round_, points, analyst):
    intentions.revise(points[0].intention, welsh={"title": "Cadw'r gweithdy"}, by=make.person(Role.ROUND_MANAGER))
    make.published(round_, "revised")
    db.session.expire(round_, ["editions"])
    browser.as_(analyst)
    made = browser.submit(
        f"{ROUND}/feedback/templates/write", title="Kept", disposition="accepted", reason="We keep {place}: {title}.",
        reason_in_welsh="Rydym yn cadw {place}: {title}.",
    )  # fmt: skip
    assert made.status_code == 303
    template = templates.of(round_)[0]
    chosen = "&".join(f"point={point.id}" for point in points)
    page = browser.get(f"{ROUND}/feedback/together/answer?{chosen}&template={template.id}").text
    assert "Rydym yn cadw {place}: {title}.</textarea>" in page
    given = {"disposition": "accepted", "reason": template.reason, "change": "", "welsh": template.welsh}
    ids = {"points": [point.id for point in points]}
    batch = batches.prepare(round_, BatchKind.ANSWER, chosen=ids, given=given, by=analyst)
    db.session.commit()
    batches.apply(batch, seen=preview.of(batch, by=analyst).digest, by=analyst)
    db.session.commit()
    do_jobs(app)
    db.session.expire_all()
    assert {point.reason for point in points} == {"We keep CU-1: Keep the workshop."}
    assert {point.welsh["reason"] for point in points} == {"Rydym yn cadw CU-1: Cadw'r gweithdy."}


def test_braces_are_checked_in_welsh_too(browser, round_, analyst):
    page = browser.as_(analyst).submit(
        f"{ROUND}/feedback/templates/write", title="T", disposition="accepted", reason="Yes.", reason_in_welsh="{enw}"
    )
    assert "Take out {enw}, or write one of" in page.text


def test_the_same_answer_is_put_into_welsh_once(browser, round_, points, analyst):
    answer(points, analyst)
    browser.as_(analyst)
    todo = browser.get(f"{ROUND}/feedback/in-welsh").text
    assert todo.count("Say it in Welsh") == 1
    here = re.search(rf"{ROUND}/feedback/\d+/in-welsh", todo).group()
    assert "The same is said of 3 points" in browser.get(here).text
    assert browser.submit(here, text_0=WELSH, text_1="CU-1: cedwir.").status_code == 303
    db.session.expire_all()
    assert {point.welsh["reason"] for point in points} == {WELSH}
    assert "Every answer that is written is in Welsh." in browser.get(f"{ROUND}/feedback/in-welsh").text
    assert browser.submit(here, text_0=WELSH, text_1="CU-1: cedwir.").status_code == 303  # pressed twice


def test_what_is_released_may_get_its_welsh_later_but_not_another(browser, round_, points, analyst):
    answer(points, analyst, welsh={"reason": WELSH})
    release(round_, points)
    page = browser.as_(analyst).get(f"{ROUND}/feedback/{points[0].id}/in-welsh").text
    assert ENGLISH not in page
    assert "CU-1: kept." in page
    commands.say_in_welsh(points[:1], {"change": "CU-1: cedwir."}, by=analyst)
    with pytest.raises(Refused, match="What is published stands"):
        commands.say_in_welsh(points[:1], {"reason": "Geiriau eraill."}, by=analyst)


def test_a_waiver_is_read_in_welsh(browser, round_, points, analyst):
    signatory = make.person(Role.COMMISSIONER_SIGNATORY, name="Sir Signatory")
    browser.as_(signatory)
    here = f"{ROUND}/feedback/{points[0].id}/waive"
    assert browser.submit(here, reason="Later.", reason_in_welsh="Yn nes ymlaen.").status_code == 303
    make.published(round_, "final")
    db.session.commit()
    page = Read(browser.signed_out().get(f"/cy{ROUND}/answers").text)
    assert "Yn nes ymlaen." in page.words


def test_what_is_taken_out_of_a_response_is_gone_from_our_welsh_too(browser, round_, points, analyst):
    answer(points[:1], analyst, welsh={"reason": "Mae Keep it 0. yn ddigon."})
    release(round_, points[:1])
    publishing.take_out(points[0].response, place="CU-1", words="Keep it 0.", kind="personal details", by=analyst)
    db.session.commit()
    page = browser.get(f"/cy{ROUND}/answers").text
    assert "Keep it 0." not in page
    assert "yn ddigon." in page


def test_answers_of_which_some_is_in_english_stay_on_the_list(browser, round_, points, analyst):
    answer(points[:1], analyst, welsh={"reason": WELSH})  # the change lacks it
    answer(points[1:2], analyst, welsh={"reason": WELSH, "change": "CU-1: cedwir."})
    commands.answer(points[1], disposition="accepted", reason="Changed.", change="CU-1: kept.", by=analyst)
    answer(points[2:], analyst, welsh={"reason": WELSH, "change": "CU-1: cedwir."})
    page = browser.as_(analyst).get(f"{ROUND}/feedback/in-welsh").text
    assert page.count("Say it in Welsh") == 2
    assert f"{points[2].id}/in-welsh" not in page
