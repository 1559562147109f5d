"""What else can be done to many agreements at once: each kind, what it leaves out, and undoing it."""

import io
import zipfile

import pytest
import xlsxwriter

from app import jobs
from app.agreements import commands as agreements
from app.bulk import sheet, work
from app.extensions import db
from app.models import Assignment, Offer, Template, Term
from app.permissions import assigned_ids
from app.remarks import commands as remarks
from tests import make
from tests.bulk import many
from tests.bulk.many import DRAFT, OURS, PARTLY, SENT, applied, prepared, undone
from tests.work import waiting_jobs
from workflows.roles import Role
from workflows.schedule import LAYOUTS, Schedule


@pytest.fixture
def made(app):
    return many.build()


def preview(browser, bulk):
    return browser.get(many.path(bulk)).text


# --- one value --------------------------------------------------------------------------------------------------------


def test_a_date_of_one_standard_term_is_set_everywhere(app, browser, made):
    bulk = prepared(browser, made, "cell", "EX-1", column="review_date", value="end of March 2013", reason="Moved.")
    assert "2013-03-31" in preview(browser, bulk)
    applied(app, browser, bulk)
    assert made.term(DRAFT, "EX-1").fields["review_date"] == "2013-03-31"
    assert made.unsent(OURS).changes[0].after == {"review_date": "2013-03-31"}


def test_a_value_that_is_not_understood_is_asked_about(browser, made):
    address = made.address("cell", "VT-1")
    page = browser.as_(made.negotiator).submit(address, column="target", value="a good many", reason="R")
    assert page.status_code == 200
    assert "There is a problem" in page.text
    assert "a good many" in page.text


def test_a_check_that_would_fail_and_did_not_is_named(browser, made):
    bulk = prepared(browser, made, "cell", "VT-1", column="target", value="300", reason="More.", reopens="y")
    page = preview(browser, bulk)
    assert "VT-1: Enter a target of 200 or fewer" in page
    assert "checks would fail." in page


def test_what_says_it_already_is_left_out(browser, made):
    page = preview(browser, prepared(browser, made, "cell", "VT-1", column="target", value="100", reason="Same."))
    assert "VT-1 already says this." in page
    assert "It would change no agreement." in page


def test_an_offer_that_would_say_what_stands_on_the_table_is_left_out(app, browser, made):
    applied(app, browser, prepared(browser, made, "cell", "VT-1", column="target", value="120", reason="More."))
    back = prepared(browser, made, "cell", "VT-1", column="target", value="100", reason="As it was.")
    assert "This is what VT-1 says on the table. Take your own change out of your offer." in preview(browser, back)


def test_a_price_that_is_set_still_adds_up(app, browser, made):
    applied(app, browser, prepared(browser, made, "cell", "PR-1", column="price", value="£1.2m", reason="R"))
    assert made.term(DRAFT).fields == {"baseline": 1_000_000, "change": 200_000, "price": 1_200_000, "firm": False}


# --- from a sheet -----------------------------------------------------------------------------------------------------


def csv(*rows):
    return (io.BytesIO("\n".join(["Provider code,Ref,Value", *rows]).encode()), "targets.csv")


def from_sheet(browser, made, file, **fields):
    address = made.address("sheet")
    given = {"column": "volumes.target", "reason": "As counted.", "file": file, **fields}
    page = browser.as_(made.negotiator).get(address)
    token = many.hidden_of(page.text)
    return browser.post(address, data={**token, **given}, content_type="multipart/form-data")


def test_targets_are_set_from_a_sheet(app, browser, made):
    page = from_sheet(browser, made, csv("hmp-draft,VT-1,80", "hmp-ours,vt-1,90"))
    assert page.status_code == 303
    bulk = many.newest()
    assert "It is not in the sheet." in preview(browser, bulk)
    applied(app, browser, bulk)
    assert made.term(DRAFT, "VT-1").fields["target"] == 80
    assert made.unsent(OURS).changes[0].after == {"target": 90}
    undone(browser, many.newest())
    assert made.term(DRAFT, "VT-1").fields["target"] == 100


def test_an_excel_sheet_does_as_well(browser, made):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    page.write_row(0, 0, ["ref", "note", "value", "provider code"])
    page.write_row(1, 0, ["VT-1", "", 80, "hmp-draft"])
    book.close()
    assert from_sheet(browser, made, (io.BytesIO(out.getvalue()), "t.xlsx")).status_code == 303
    assert many.newest().change["values"] == {str(made.by_state[DRAFT].id): {"VT-1": 80}}


def test_each_mistake_in_a_sheet_names_its_row_and_nothing_is_taken(browser, made):
    elsewhere = make.agreement(made.round, make.provider(code="hmp-elsewhere"))
    rows = ("hmp-draft,VT-1,80", "hmp-nowhere,VT-1,1", "hmp-draft,PR-1,1", "hmp-draft,VT-1,81", "hmp-ours,VT-1,lots",
            f"{elsewhere.provider.code},VT-1,1")  # fmt: skip
    page = from_sheet(browser, made, csv(*rows))
    assert page.status_code == 200
    for words in (
        "Row 3: “hmp-nowhere” is no provider among the agreements you chose.",
        "Row 4: hmp-draft has no “PR-1” with a target.",
        "Row 5: it sets VT-1 of hmp-draft again, after row 2.",
        "Row 6: ",
        "Row 7: “hmp-elsewhere” is no provider among the agreements you chose.",
    ):
        assert words in page.text
    assert many.newest() is None


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"one,two\n1,2", "a.csv", "Not found: provider code, ref, value."),
        (b"provider code,ref,value", "a.csv", "The sheet has headings and no rows."),
        (b"words", "a.txt", "Bring the sheet as CSV or as an Excel workbook"),
        (b"code,ref,value\n" + b"hmp-draft,VT-1,1\n" * 5001, "a.csv", "more than 5,000 rows"),
    ],
)
def test_what_is_no_such_sheet_is_refused(browser, made, content, name, sentence):
    assert sentence in from_sheet(browser, made, (io.BytesIO(content), name)).text


def test_a_sheet_that_unpacks_to_too_much_is_refused_at_once():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 * 1024 * 1024))
    for content, name, sentence in (
        (out.getvalue(), "bomb.xlsx", "unpacks to more"),
        (b"PK broken", "a.xlsx", "could not be read"),
        (b"x" * (sheet.LARGEST + 1), "a.csv", "2 MB or smaller"),
    ):
        with pytest.raises(sheet.Unreadable, match=sentence):
            sheet.read(name, content, LAYOUTS[Schedule.VOLUMES].columns[3], {})


# --- terms ------------------------------------------------------------------------------------------------------------


def test_a_standard_term_is_taken_out_of_drafts_and_put_back(app, browser, made):
    bulk = prepared(browser, made, "withdraw", "PR-1", reason="Not wanted.")
    assert "It has been sent. A term comes or goes only while the agreement is drafted." in preview(browser, bulk)
    old = made.term(DRAFT).id
    applied(app, browser, bulk)
    assert db.session.query(Term).filter_by(agreement_id=made.by_state[DRAFT].id, ref="PR-1").count() == 0
    assert (made.by_state[DRAFT].price, made.by_state[DRAFT].terms_total) == (0, 2)
    undone(browser, many.newest())
    assert made.term(DRAFT).id == old
    assert (made.by_state[DRAFT].price, made.by_state[DRAFT].terms_total) == (1_010_001, 3)


def test_a_new_standard_term_is_added_at_the_size_of_each_provider(app, browser, made):
    made.by_state[DRAFT].provider.size = 2.0
    agreements.add_standard_term(
        made.round, schedule="price", ref="PR-2", title="Education", intentions=[], applies={}, by=made.manager,
        fields={"baseline": {"base": 10}, "change": 0, "price": {"base": 10}, "firm": False},
    )  # fmt: skip
    db.session.commit()
    bulk = prepared(browser, made, "add", "PR-2", reason="New.")
    assert "Prices would come to £20 more altogether." in preview(browser, bulk)
    applied(app, browser, bulk)
    assert made.term(DRAFT, "PR-2").fields["price"] == 20
    assert made.term(DRAFT, "PR-2").standard_term_id is not None
    again = prepared(browser, made, "add", "PR-2", reason="New.")
    assert "It has this term already." in preview(browser, again)


def test_a_term_that_somebody_has_written_about_is_not_taken_out(app, browser, made):
    remarks.remark(made.by_state[DRAFT], made.term(DRAFT), text="Why?", private=True, by=made.negotiator)
    db.session.commit()
    applied(app, browser, prepared(browser, made, "withdraw", "PR-1", reason="R"))
    page = preview(browser, many.newest())
    assert "1 could not be: see why below." in page
    assert "Somebody has written about PR-1, so it is not taken out in bulk." in page


# --- the text, the people, sending ------------------------------------------------------------------------------------


def test_agreements_move_to_a_new_template_and_providers_that_have_them_are_told(app, browser, made):
    new = make.add(Template(instrument="SLA", number="9.9", title="Next", sections=[], locked_at=make.NOON))
    make.add(Template(instrument="contract schedule", number="9.9", title="Next", sections=[], locked_at=make.NOON))
    bulk = prepared(browser, made, "template", by=made.manager, template=new.id, reason="The law has changed.")
    page = preview(browser, bulk)
    assert "4 agreements would change at once." in page
    assert "3 letters would go." in page
    assert "It is agreed in principle, so its text is fixed." in page
    applied(app, browser, bulk)
    assert {made.by_state[state].template_id for state in (DRAFT, SENT, OURS, PARTLY)} == {new.id}
    page = browser.as_(made.theirs[SENT]).get(f"/agreements/2012-13/{made.code(SENT)}")
    assert "Moved to another template version" in page.text
    assert undone(browser.as_(made.manager), many.newest()).status_code == 303
    assert made.by_state[SENT].template_id != new.id


def test_a_manager_hands_agreements_over_to_another_negotiator(app, browser, made):
    other = make.person(Role.COMMISSIONER_NEGOTIATOR, name="Olga Other")
    bulk = prepared(
        browser, made, "assign", filters={"state": "drafting"}, by=made.manager, negotiator=other.id, instead="y",
        reason="Leave.",
    )  # fmt: skip
    page = preview(browser, bulk)
    assert "Nick Negotiator" in page
    assert "Olga Other" in page
    applied(app, browser, bulk)
    provider = made.by_state[DRAFT].provider_id
    assert provider in assigned_ids(other)
    assert db.session.query(Assignment).filter_by(person_id=made.negotiator.id, provider_id=provider).count() == 0
    undone(browser.as_(made.manager), many.newest())
    db.session.expire_all()
    assert provider not in assigned_ids(other)
    assert provider in assigned_ids(made.negotiator)


def test_drafts_and_unsent_offers_are_sent(app, browser, made):
    agreements.write_change(
        made.by_state[OURS], made.term(OURS), fields={"price": 1}, reason="Less.", by=made.negotiator
    )
    db.session.commit()
    bulk = prepared(browser, made, "send", reason="Our answer.")
    page = preview(browser, bulk)
    assert "2 agreements would go to the provider." in page
    assert "You have written nothing in an offer." in page
    assert "2 letters would go." in page
    applied(app, browser, bulk)
    assert made.by_state[DRAFT].state == "with provider"
    assert made.by_state[OURS].state == "with provider"
    assert (
        db.session.query(Offer).filter_by(agreement_id=made.by_state[OURS].id, number=3).one().reason == "Our answer."
    )
    page = browser.get(many.path(bulk))
    assert "It sent 1 draft, and a draft that has been sent stays with its provider." in page.text


def test_sent_offers_are_withdrawn_when_that_is_undone(app, browser, made):
    agreements.write_change(
        made.by_state[OURS], made.term(OURS), fields={"price": 1}, reason="Less.", by=made.negotiator
    )
    db.session.commit()
    applied(app, browser, prepared(browser, made, "send", filters={"state": "with commissioner"}, reason="Ours."))
    assert made.by_state[OURS].state == "with provider"
    undone(browser, many.newest())
    assert made.by_state[OURS].state == "with commissioner"
    assert made.unsent(OURS).changes[0].after["price"] == 1


def test_an_offer_that_changed_after_the_preview_is_not_sent(app, browser, made):
    agreements.write_change(
        made.by_state[OURS], made.term(OURS), fields={"price": 1}, reason="Less.", by=made.negotiator
    )
    db.session.commit()
    bulk = prepared(browser, made, "send", filters={"state": "with commissioner"}, reason="Ours.")
    place = many.path(bulk)
    fields = many.hidden(browser.get(place).text, "/apply")
    agreements.write_change(
        made.by_state[OURS], made.term(OURS), fields={"price": 2}, reason="Less.", by=made.negotiator
    )
    db.session.commit()
    browser.post(f"{place}/apply", data=fields)
    assert many.newest().state == "prepared"
    assert "The agreements have changed since you read the preview." in browser.get(place).text


def test_whoever_has_the_move_is_reminded_once_with_a_link_and_no_figure(app, browser, made):
    bulk = prepared(browser, made, "remind", filters={"whose": "provider"}, by=made.manager)
    assert "1 letter would go." in preview(browser, bulk)
    place = many.path(bulk)
    browser.post(f"{place}/apply", data=many.hidden(browser.get(place).text, "/apply"))
    jobs.clear(db.session.connection())
    db.session.commit()
    work.apply(jobs.Task("", lambda *_: None), bulk.id)
    db.session.commit()
    letters = [job.arguments for job in waiting_jobs() if job.name == "send_mail"]
    assert [letter["to"] for letter in letters] == [made.theirs[SENT].email]
    assert f"/agreements/2012-13/{made.code(SENT)}" in letters[0]["body"]
    assert "1,010,001" not in letters[0]["body"]
    assert "Reminders have been read by now" in browser.get(place).text


def test_only_some_kinds_are_offered_to_each_part(browser, made):
    page = browser.as_(made.manager).get("/rounds/2012-13/agreements/change")
    assert "Assign a negotiator" in page.text
    assert "Raise or lower a price line" not in page.text
    page = browser.as_(made.negotiator).get("/rounds/2012-13/agreements/change")
    assert "Raise or lower a price line" in page.text
    assert "Assign a negotiator" not in page.text
    assert browser.get(made.address("assign")).status_code == 403
    assert browser.as_(made.manager).get(made.address("raise", "PR-1")).status_code == 403


def test_the_kind_that_is_chosen_leads_on_with_the_filters(browser, made):
    page = browser.as_(made.negotiator).submit("/rounds/2012-13/agreements/change?state=drafting", kind="raise")
    assert page.status_code == 303
    page = browser.get(page.location)
    assert "which term?" in page.text
    assert "PR-1 Prison operations" in page.text
    assert "VT-1" not in page.text, "only price lines have a price"
    assert "state=drafting" in page.text


def test_the_list_leads_to_it_with_its_filters(browser, made):
    page = browser.as_(made.negotiator).get("/rounds/2012-13/agreements?state=drafting")
    assert "/rounds/2012-13/agreements/change?state=drafting" in page.text
    page = browser.as_(made.theirs[SENT]).get("/rounds/2012-13/agreements")
    assert "/agreements/change" not in page.text
