"""A round's dates go into calendars and its editions into feed readers, by the rules of both formats."""

import re
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from lxml import etree

from app.extensions import db
from app.rounds import commands
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture
def round_(app):
    return make.round_(RoundState.CONSULTING)


def events(browser, round_, prefix=""):
    answer = browser.get(f"{prefix}/rounds/{round_.slug}/dates.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.data)
    assert not calendar.errors
    assert (calendar["version"], calendar["x-wr-timezone"]) == ("2.0", "Europe/London")
    found = list(calendar.walk("VEVENT"))
    assert not any(event.errors for event in found)
    return {str(event["summary"]).split(" (")[0]: event for event in found}


def test_every_date_is_a_whole_day_with_a_name_of_its_own(browser, round_):
    found = events(browser, round_)
    assert len({str(event["uid"]) for event in found.values()}) == len(make.DATES)
    closes = found["Feedback closes"]
    assert closes.decoded("dtstart") == date(2011, 12, 9)
    assert closes.decoded("dtend") == date(2011, 12, 10)
    assert closes["dtstart"].params["VALUE"] == "DATE"
    assert closes.decoded("sequence") == 0


def test_its_lines_are_folded_and_end_as_the_format_says(browser, round_):
    lines = browser.get(f"/rounds/{round_.slug}/dates.ics").data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_a_date_that_moves_keeps_its_name_and_has_a_higher_number(browser, round_):
    before = events(browser, round_)["Feedback closes"]
    commands.revise_date(
        round_,
        "feedback_closes",
        date(2011, 12, 16),
        reason="Snow, and\nmore snow.",
        by=make.person(Role.ROUND_MANAGER),
    )
    db.session.commit()
    after = events(browser, round_)["Feedback closes"]
    assert after["uid"] == before["uid"]
    assert after.decoded("dtstart") == date(2011, 12, 16)
    assert after.decoded("sequence") == 1
    assert after.decoded("dtstamp") == datetime(2011, 11, 21, 12, tzinfo=UTC)
    assert str(after["description"]).startswith("Moved from 9 December 2011 to 16 December 2011.")


def test_what_happens_on_its_day_is_no_change_and_on_another_day_is_one(browser, round_):
    manager = make.person(Role.ROUND_MANAGER)
    for day in (date(2011, 12, 15), date(2011, 12, 14)):
        db.session.refresh(round_)
        make.move_clock(date(2011, 12, 20))
        commands.record_date(round_, "settlement", day, by=manager)
        db.session.commit()
        assert events(browser, round_)["Settlement"].decoded("sequence") == (0 if day == date(2011, 12, 15) else 1)


def feed(browser, round_, prefix=""):
    answer = browser.get(f"{prefix}/rounds/{round_.slug}/editions.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.data)


def follows_rfc_4287(root):
    """What sections 4.1.1 and 4.1.2 ask of a feed and its entries."""
    assert root.tag == f"{ATOM}feed"
    assert len(root.findall(f"{ATOM}author")) == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    for each in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1, name
            assert each.findtext(f"{ATOM}{name}").strip()
        assert MOMENT.fullmatch(each.findtext(f"{ATOM}updated"))
        kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in each.findall(f"{ATOM}link")]
        assert len(kinds) == len(set(kinds))
        assert any(rel == "alternate" for rel, _, _ in kinds)
        assert all(link.get("href").startswith("http://localhost/") for link in each.findall(f"{ATOM}link"))
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each) for each in ids)
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]


def test_the_feed_of_editions_follows_the_format_in_both_languages(browser, round_):
    make.edition(round_)
    make.edition(round_, number=2, kind="revised", reason="Clearer <words> & more.")
    english, welsh = feed(browser, round_), feed(browser, round_, "/cy")
    for root, code in ((english, "en"), (welsh, "cy")):
        follows_rfc_4287(root)
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    titles = [entry.findtext(f"{ATOM}title") for entry in english.findall(f"{ATOM}entry")]
    assert titles == ["Edition 2, revised", "Edition 1, discussion"]
    assert english.findtext(f"{ATOM}entry/{ATOM}summary") == "Clearer <words> & more."
    assert welsh.find(f"{ATOM}entry/{ATOM}summary").get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert "/cy/rounds/" in welsh.find(f"{ATOM}entry/{ATOM}link").get("href")


def test_the_welsh_feed_and_calendar_say_the_round_by_its_welsh_title(browser, round_):
    round_.welsh = {"title": "Rownd 2012-13"}
    db.session.commit()
    make.edition(round_)
    assert feed(browser, round_, "/cy").findtext(f"{ATOM}title").endswith("Rownd 2012-13")
    assert all("(Rownd 2012-13)" in str(each["summary"]) for each in events(browser, round_, "/cy").values())
    assert any("(Commissioning round 2012-13)" in str(each["summary"]) for each in events(browser, round_).values())


def test_an_edition_keeps_its_id_when_another_comes_out_and_when_the_service_moves(app, browser, round_):
    make.edition(round_)
    before = feed(browser, round_).findtext(f"{ATOM}entry/{ATOM}id")
    make.edition(round_, number=2)
    app.config["SERVICE_URL"], was = "http://localhost/moved", app.config["SERVICE_URL"]
    try:
        ids = [entry.findtext(f"{ATOM}id") for entry in feed(browser, round_).findall(f"{ATOM}entry")]
    finally:
        app.config["SERVICE_URL"] = was
    assert ids[1] == before


def test_a_feed_without_editions_is_still_a_feed(browser, round_):
    follows_rfc_4287(feed(browser, round_))


def test_a_reader_that_has_the_newest_is_sent_nothing(browser, round_):
    page = f"/rounds/{round_.slug}/editions.atom"
    tag = browser.get(page).headers["ETag"]
    assert browser.get(page, headers={"If-None-Match": tag}).status_code == 304
