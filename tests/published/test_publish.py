"""One person lists what may be published, another checks it, and everybody reads it as far as each sender allows."""

import csv
import io
import json

from app.extensions import db
from app.models import PublishedResponse, Response, Volume
from app.published import commands, queries
from app.responses import commands as responses
from app.responses.retention import forget_names
from tests import make
from tests.published.conftest import PUBLIC, STAFF, publish, respond, words
from tests.work import do_jobs
from workflows.roles import Role

HERE = f"{STAFF}/publication"


def entry_of(response):
    return db.session.query(PublishedResponse).filter_by(response_id=response.id).one()


def test_the_list_says_who_goes_how(browser, sent, analyst):
    page = words(browser.as_(analyst).get(HERE))
    assert "To be published with a name 1" in page
    assert "To be published without a name 1" in page
    assert "does not allow it 1" in page
    assert "1 response on the list holds an email address" in page


def test_one_makes_the_list_and_another_publishes_it(browser, sent, analyst, manager):
    browser.as_(analyst).press(HERE, f"{HERE}/prepare")
    assert "Somebody else checks it" in words(browser.get(HERE))
    browser.as_(manager).press(HERE, f"{HERE}/1/publish")
    assert db.session.query(Volume).one().published_by_id == manager.id
    page = words(browser.signed_out().get(PUBLIC))
    assert "2 published responses" in page
    assert "Ann Example" in page
    assert "Bert" not in page


def test_nobody_publishes_the_list_they_made(browser, sent, manager):
    browser.as_(manager).press(HERE, f"{HERE}/prepare")
    page = browser.press(HERE, f"{HERE}/1/publish")
    assert page.status_code == 409
    assert "You made this list" in words(page)
    assert not db.session.query(PublishedResponse).count()


def test_a_list_that_no_longer_holds_is_made_again(browser, sent, analyst, manager):
    browser.as_(analyst).press(HERE, f"{HERE}/prepare")
    commands.take_out(sent[0], place="CU-2", words="last", kind="defamatory" and "could be defamatory", by=analyst)
    db.session.commit()
    assert "has changed since this list was made" in words(browser.as_(manager).press(HERE, f"{HERE}/1/publish"))
    browser.press(HERE, f"{HERE}/1/discard")
    browser.as_(analyst).press(HERE, f"{HERE}/prepare")
    assert browser.as_(manager).press(HERE, f"{HERE}/2/publish").status_code == 303


def test_nothing_is_published_while_feedback_is_open(browser, round_, analyst):
    respond(round_, {"CU-1": ("agree", "Yes.")})
    page = browser.as_(analyst).press(HERE, f"{HERE}/prepare")
    assert page.status_code == 409
    assert "Feedback is still open" in words(page)


def test_each_response_has_its_page_with_what_its_sender_allows(browser, round_, sent, analyst, manager):
    commands.take_out(sent[0], place="CU-1", words="Zebulon Quibb", kind="about somebody else", by=analyst)
    publish(round_, analyst, manager)
    ann = words(browser.signed_out().get(f"{PUBLIC}/{entry_of(sent[0]).number}"))
    assert "Ann Example" in ann
    assert "Disagree" in ann
    assert "My neighbour [words taken out: about somebody else] was beaten" in ann
    bert = words(browser.get(f"{PUBLIC}/{entry_of(sent[1]).number}"))
    assert "I am [words taken out: the sender's name or address]" in bert.replace("&#39;", "'")
    assert "Bert" not in bert
    assert "bert@" not in bert


def test_what_is_not_allowed_has_no_page(round_, sent, analyst, manager):
    publish(round_, analyst, manager)
    assert not db.session.query(PublishedResponse).filter_by(response_id=sent[2].id).count()
    shown = db.session.query(Response.id).filter(queries.is_published()).order_by(Response.id)
    assert [id_ for (id_,) in shown] == [sent[0].id, sent[1].id]


def test_numbers_tell_neither_order_nor_receipt(round_, analyst, manager, sent):
    for number in range(30):
        respond_late(round_, f"Words {number}.")
    publish(round_, analyst, manager)
    numbers = [each.number for each in db.session.query(PublishedResponse).order_by(PublishedResponse.response_id)]
    assert len(set(numbers)) == len(numbers) == 32
    assert numbers != sorted(numbers)


def respond_late(round_, said, **about):
    return respond(round_, {"CU-1": ("agree", said)}, **about)


def test_a_response_withheld_for_a_reason_is_on_no_list(browser, round_, sent, analyst, manager):
    page = f"{STAFF}/responses/{sent[0].id}/withhold"
    assert browser.as_(analyst).submit(page, reason="Its sender asked for it.").status_code == 303
    publish(round_, analyst, manager)
    assert "Ann" not in words(browser.signed_out().get(PUBLIC))
    assert browser.get(f"{PUBLIC}/{entry_of(sent[0]).number}").status_code == 404


def test_a_response_taken_down_says_why_at_its_address(browser, round_, sent, analyst, manager):
    publish(round_, analyst, manager)
    browser.as_(analyst).submit(f"{STAFF}/responses/{sent[0].id}/withhold", reason="Its sender asked for it.")
    page = browser.signed_out().get(f"{PUBLIC}/{entry_of(sent[0]).number}")
    assert page.status_code == 200
    assert "was taken down" in words(page)
    assert "Its sender asked for it." in words(page)
    assert "Ann" not in page.text
    assert "workshop" not in page.text
    assert "Ann" not in browser.get(f"{PUBLIC}/data/responses.csv").text


def test_what_is_allowed_again_waits_for_the_next_list_and_keeps_its_number(browser, round_, sent, analyst, manager):
    publish(round_, analyst, manager)
    number = entry_of(sent[0]).number
    commands.withhold(sent[0], reason="Asked for.", by=analyst)
    db.session.commit()
    back = f"{STAFF}/responses/{sent[0].id}"
    browser.as_(analyst).press(f"{back}/redactions", f"{back}/allow-publication")
    assert "being checked again" in words(browser.signed_out().get(f"{PUBLIC}/{number}"))
    publish(round_, analyst, manager)
    assert "Ann Example" in words(browser.get(f"{PUBLIC}/{number}"))


def test_a_response_sent_again_is_published_again_before_others_read_it(browser, round_, sent, analyst, manager):
    publish(round_, analyst, manager)
    number = entry_of(sent[0]).number
    by = responses.respondent(sent[0])
    responses.change(sent[0], by=by)
    responses.save_view(sent[0], "CU-2", by=by, stance="agree", comment="Quite other words.")
    db.session.commit()
    assert "being checked again" in words(browser.signed_out().get(f"{PUBLIC}/{number}"))
    make.move_clock(make.DATES["discussion_edition"])  # another moment
    responses.submit(sent[0], by=by)
    db.session.commit()
    page = browser.get(f"{PUBLIC}/{number}")
    assert "Quite other words" not in page.text
    publish(round_, analyst, manager)
    assert "Quite other words" in browser.get(f"{PUBLIC}/{number}").text


def test_kind_and_area_of_a_nameless_sender_are_told_only_where_many_share_them(round_, analyst, manager, sent):
    shared = {
        "permission": "without my name",
        "capacity": "organisation",
        "organisation_name": "Some body",
        "organisation_kind": "provider",
    }
    many = [respond_late(round_, f"Words {n}.", name=f"Person {n}", **shared) for n in range(5)]
    rare = respond_late(round_, "Rare.", name="Rare One", **shared)
    only = respond_late(round_, "Only.", name="Only One", **{**shared, "organisation_kind": "department"})
    named = respond_late(round_, "Named.", name="Named One", **{**shared, "permission": "yes"})
    for each, area in [*((one, "London") for one in many), (rare, "Wales"), (only, "London"), (named, "Wales")]:
        each.area = area
    db.session.commit()
    publish(round_, analyst, manager)
    told = [(entry_of(each).kind, entry_of(each).area) for each in (many[0], rare, only, named)]
    assert told == [("provider", "London"), ("provider", ""), ("", ""), ("provider", "Wales")]


def test_many_are_put_on_their_pages_in_the_background(app, browser, round_, sent, analyst, manager, monkeypatch):
    monkeypatch.setattr("app.published.commands.AT_ONCE", 1)
    publish(round_, analyst, manager)
    assert not db.session.query(PublishedResponse).count()
    assert "publish_responses" in do_jobs(app)
    assert db.session.query(PublishedResponse).count() == 2


def test_the_list_narrows_by_words_kind_and_place(browser, round_, sent, analyst, manager):
    publish(round_, analyst, manager)
    browser.signed_out()
    assert "1 published response found" in words(browser.get(f"{PUBLIC}?words=WORKSHOP+trade"))
    assert "2 published responses found" in words(browser.get(f"{PUBLIC}?kind=public"))
    assert "Nothing published says that" in words(browser.get(f"{PUBLIC}?kind=provider"))
    assert "Nothing published says that" in words(browser.get(f"{PUBLIC}?words=xylophone"))
    assert "Nothing published says that" in words(browser.get(f"{PUBLIC}?words=brass"))


def test_open_data_says_its_kind_once(browser, round_, sent, analyst, manager):
    publish(round_, analyst, manager)
    answer = browser.signed_out().get(f"{PUBLIC}/data/words.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_the_list_narrows_to_those_who_wrote_a_comment(browser, round_, analyst, manager, sent):
    dora = respond(round_, {"CU-1": ("agree", "")}, name="Dora Dale")
    publish(round_, analyst, manager)
    browser.signed_out()
    assert dora.name in browser.get(PUBLIC).text
    with_comment = browser.get(f"{PUBLIC}?comments=yes")
    assert "2 published responses found" in words(with_comment)
    assert dora.name not in with_comment.text


def test_open_data_says_the_same_as_the_pages(browser, round_, sent, analyst, manager):
    commands.take_out(sent[0], place="CU-1", words="Zebulon Quibb", kind="about somebody else", by=analyst)
    publish(round_, analyst, manager)
    browser.signed_out()
    rows = {row["name"]: row for row in read_csv(browser, "responses.csv")}
    assert rows["Ann Example"]["CU-1"] == "disagree"
    assert rows[""]["CU-1"] == "partly"
    said = [row["words"] for row in read_csv(browser, "words.csv")]
    assert any("[words taken out: about somebody else]" in each for each in said)
    whole = json.loads(browser.get(f"{PUBLIC}/data/responses.json").text)
    assert whole["licence"]["name"] == "Open Government Licence v3.0"
    assert {row["number"] for row in whole["responses"]} == {row["number"] for row in rows.values()}
    assert "Column" in words(browser.get(f"{PUBLIC}/data"))
    assert read_csv(browser, "points.csv") == []


def read_csv(browser, name):
    text = browser.get(f"{PUBLIC}/data/{name}").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_what_a_spreadsheet_would_run_is_made_harmless(browser, round_, analyst, manager, sent):
    respond_late(round_, "=cmd|' /C calc'!A0")
    publish(round_, analyst, manager)
    assert "'=cmd" in [row["words"] for row in read_csv(browser.signed_out(), "words.csv")][-1] or any(
        row["words"].startswith("'=cmd") for row in read_csv(browser, "words.csv")
    )


def test_names_stay_out_after_they_are_forgotten(browser, round_, sent, analyst, manager):
    publish(round_, analyst, manager)
    forget_names(round_)
    db.session.commit()
    page = browser.signed_out().get(f"{PUBLIC}/{entry_of(sent[1]).number}")
    assert "Bert" not in page.text
    assert "bert@" not in page.text


def test_pages_of_staff_do_not_exist_for_others(browser, sent):
    for who in (make.person(Role.COMMISSIONER_NEGOTIATOR), make.person(Role.ADMINISTRATOR)):
        for page in (HERE, f"{HERE}/list"):
            assert browser.as_(who).get(page).status_code == 404


def test_once_answers_are_out_who_withheld_a_response_does_not_let_its_words_back_alone(
    browser, round_, sent, analyst, manager
):
    """They would stand in the answers and in the final edition at once, without a list that two people look at."""
    back = f"{STAFF}/responses/{sent[0].id}"
    make.published(round_, "final")
    commands.withhold(sent[0], reason="Asked for.", by=analyst)
    db.session.commit()
    page = browser.as_(analyst).press(f"{back}/redactions", f"{back}/allow-publication")
    assert "Somebody else decides that" in words(page)
    assert entry_of(sent[0]).withheld_at is not None
    browser.as_(manager).press(f"{back}/redactions", f"{back}/allow-publication")
    assert entry_of(sent[0]).withheld_at is None
