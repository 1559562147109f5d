"""Staff bring a file of answers, see what would happen, and import the good rows or none."""

from sqlalchemy import event

from app.extensions import db
from app.models import Entry, ImportedRow, Letter, Person, Point, Response, ResponseImport, View
from app.timeline.verify import faults
from tests import make
from tests.imports import files
from workflows.roles import Role


def responses():
    return db.session.query(Response).order_by(Response.id).all()


def test_an_analyst_imports_a_file_and_each_row_is_a_response_with_its_points(importer, analyst):
    one = importer.imported(files.ANN, files.BEN)
    assert one.state == "imported"
    ann, ben = responses()
    assert (ann.name, ann.email, ann.state, ann.channel) == ("Ann Lee", "ann@example.test", "submitted", "survey")
    assert (ann.entered_by_id, ann.permission, ann.organisation_kind) == (analyst.id, "no", "public")
    assert f"{ann.received_at:%d %H:%M}" == "21 09:30"
    assert [(v.place, v.stance, v.sent_stance, v.comment) for v in ann.views] == [
        ("CU-1", "agree", "agree", "A good start.\nGo further.")
    ]
    assert [(p.place, p.text, p.state, p.intention.ref) for p in ann.points] == [
        ("CU-1", "A good start.\nGo further.", "unanswered", "CU-1")
    ]
    assert [(v.place, v.stance) for v in ben.views] == [("CU-1", "disagree"), ("general", None)]
    assert ben.general == "Thank you for asking."


def test_the_timeline_names_the_row_each_response_came_from_and_stays_whole(importer):
    one = importer.imported(files.ANN, files.BEN)
    entries = db.session.query(Entry).filter_by(action="import").order_by(Entry.id).all()
    assert [entry.what for entry in entries] == [f"row {n} of answers.csv (import {one.id})" for n in (2, 3)]
    assert list(faults()) == []
    page = importer.browser.get(importer.at(one)).text
    assert "2 responses imported" in page


def test_a_response_imported_is_found_by_searching_its_words(importer, round_):
    importer.imported(files.ANN)
    from app.models import PointWords

    assert db.session.query(PointWords).one().words == "a good start go further"


def test_nobody_knows_the_receipt_code_of_an_imported_response(importer):
    importer.imported(files.ANN, files.BEN)
    codes = {response.code_hash for response in responses()}
    assert len(codes) == 2
    assert all(len(code) == 64 for code in codes)


def test_nobody_is_written_to_unless_whoever_imports_says_so(importer):
    importer.imported(files.ANN, files.BEN)
    assert db.session.query(Letter).count() == 0


def test_those_with_an_address_are_told_when_whoever_imports_says_so(importer):
    one = importer.checked(files.ANN, files.BEN)
    importer.start(one, acknowledges="y")
    letters = db.session.query(Letter).order_by(Letter.to).all()
    assert [letter.to for letter in letters] == ["ann@example.test", "ben@example.test"]
    assert "good start" not in letters[0].body


def test_every_problem_is_named_by_row_and_column_with_what_to_do(importer):
    bad = ["R3", "Cy", "not an address", "31/02/2011", "Perhaps", "Some words", ""]
    one = importer.checked(files.ANN, bad)
    page = importer.browser.get(importer.at(one)).text
    assert "“not an address” is no email address. Correct it, or clear the cell." in page
    assert "“31/02/2011” is no date. Write it like 31 March 2012." in page
    assert "“Perhaps” is matched to none of our answers. Match it, or correct the cell." in page
    assert "C: Email" in page
    assert [problem[0] for problem in one.problems] == [3, 3, 3]
    assert "1 row is left out until it is mended" in page


def test_the_good_rows_are_imported_and_the_others_can_be_downloaded_with_the_reason(importer):
    one = importer.imported(files.ANN, ["R3", "=1+1", "not an address", "", "", "Words", ""])
    assert [response.name for response in responses()] == ["Ann Lee"]
    sheet = importer.browser.get(importer.at(one, "/left-out")).data.decode("utf-8-sig")
    assert sheet.splitlines()[0].startswith("Row,Why it was left out,Ref,Name")
    assert '3,"C (Email): “not an address” is no email address.' in sheet
    assert "'=1+1" in sheet, "no spreadsheet runs it"


def test_none_is_imported_when_they_say_so_and_the_file_is_not_kept(importer):
    one = importer.checked(files.ANN)
    importer.press(one, "/discard")
    assert importer.newest().state == "discarded"
    assert importer.newest().upload is None
    assert responses() == []
    assert "None of it was imported" in importer.browser.get(importer.at(one)).text


def test_pressing_import_twice_imports_once(importer):
    one = importer.checked(files.ANN)
    importer.start(one)
    answer = importer.start(one)
    assert "Nothing is imported twice" in importer.browser.get(answer.location).text
    assert len(responses()) == 1


def test_a_check_made_anew_since_the_page_was_read_is_read_again(importer):
    one = importer.checked(files.ANN)
    answer = importer.start(one, seen="something else")
    assert "It has been checked again since you read this page" in importer.browser.get(answer.location).text
    assert responses() == []


def test_a_round_that_has_closed_takes_no_import(importer, round_):
    one = importer.checked(files.ANN)
    db.session.execute(round_.__table__.update().values(state="closed"))
    db.session.commit()
    answer = importer.start(one)
    assert "This round takes no responses now" in importer.browser.get(answer.location).text


def test_nothing_is_saved_when_the_work_fails_half_way(importer, monkeypatch):
    from app.imports import writing

    one = importer.checked(files.ANN, files.BEN)
    monkeypatch.setattr(writing, "AT_ONCE", 1)
    wrote = writing.Writer.write

    def fails_at_the_second(self, lot):
        wrote(self, lot)
        if lot[0].said.row == 3:
            raise OSError("the disk is full")

    monkeypatch.setattr(writing.Writer, "write", fails_at_the_second)
    try:
        importer.start(one)
    except OSError:
        db.session.rollback()
    assert importer.newest().state == "importing"
    assert [db.session.query(kind).count() for kind in (Response, View, Point, ImportedRow)] == [0, 0, 0, 0]


def test_work_that_stopped_can_be_taken_up_again(importer, app):
    from app import jobs

    one = importer.checked(files.ANN)
    importer.send(one, "/import")
    jobs.clear(db.session.connection())
    db.session.commit()
    assert "It has stopped, and nothing has been changed." in importer.browser.get(importer.at(one)).text
    importer.press(one, "/go-on")
    assert importer.newest().state == "imported"


def test_who_may_not_enter_responses_finds_no_import(importer, round_):
    one = importer.brought(files.ANN)
    for role in (Role.COMMISSIONER_SIGNATORY, Role.EQUALITY_LEAD, Role.COMMISSIONER_NEGOTIATOR, Role.ADMINISTRATOR):
        importer.browser.as_(make.person(role))
        assert importer.browser.get(importer.at(one)).status_code == 404
        assert importer.browser.get(importer.all).status_code == 404
        assert importer.browser.get(importer.at(one, "/file")).status_code == 404


def test_an_analyst_of_another_round_finds_no_import(importer):
    one = importer.brought(files.ANN)
    importer.browser.as_(make.person(Role.ANALYST, round_=make.round_()))
    assert importer.browser.get(importer.at(one)).status_code == 404
    assert importer.browser.get(importer.at(one, "/left-out")).status_code == 404


def test_late_answers_are_marked_late(importer):
    make.move_clock(make.DATES["feedback_closes"].replace(day=14))
    importer.imported(["R1", "Ann", "", "12/12/2011", "Agree", "", ""], ["R2", "Ben", "", "9/12/2011", "Agree", "", ""])
    assert [response.late_days for response in responses()] == [3, 0]


def test_somebody_invited_who_answered_the_survey_is_silent_no_more(importer, round_):
    from app.models import Invitee

    invited = make.add(Invitee(round_id=round_.id, name="Ann", email="ANN@example.test"))
    importer.imported(files.ANN, files.BEN)
    assert [response.invitee_id for response in responses()] == [invited.id, None]


def test_the_page_of_an_import_asks_few_questions_in_every_state(importer):
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    page = importer.at(importer.imported(files.ANN, files.BEN))
    for state in ("brought", "checked", "imported", "undone"):
        db.session.execute(ResponseImport.__table__.update().values(state=state))
        db.session.commit()
        db.session.remove()
        asked.clear()
        importer.browser.get(page)
        assert len([query for query in asked if not query.startswith(("BEGIN", "PRAGMA"))]) <= 8, state


def test_the_file_stays_as_it_was_brought(importer):
    one = importer.brought(files.ANN)
    assert importer.browser.get(importer.at(one, "/file")).data == files.as_csv(files.ANN)


def test_who_imports_is_who_entered_it(importer):
    one = importer.checked(files.ANN)
    colleague = make.person(Role.ROUND_MANAGER, name="Max Manager")
    importer.browser.as_(colleague)
    importer.start(one)
    assert responses()[0].entered_by_id == colleague.id
    assert db.session.get(Person, colleague.id).name in importer.browser.get(importer.at(one)).text
