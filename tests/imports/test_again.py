"""A survey comes again: what is there is passed over, what has changed is changed or refused, all can be undone."""

from datetime import date

from app.extensions import db
from app.models import Entry, ImportedRow, Point, PointTheme, Response, Theme, View
from app.timeline.verify import faults
from tests import happened, make
from tests.imports import files

ANN_AGAIN = [*files.ANN[:5], "Go slower.", "One more thing."]
CY = ["R3", "Cy Pym", "", "21/11/2011", "Partly agree", "Perhaps.", ""]


def the(name):
    db.session.expire_all()
    return db.session.query(Response).filter_by(name=name).one()


def test_a_file_that_comes_again_adds_nothing(importer):
    importer.imported(files.ANN, files.BEN)
    one = importer.checked(files.ANN, files.BEN)
    assert one.found["counts"]["same"] == 2
    page = importer.browser.get(importer.at(one)).text
    assert "There is no row to import" in page
    assert db.session.query(Response).count() == 2


def test_a_longer_export_of_the_same_survey_adds_only_what_is_new(importer):
    importer.imported(files.ANN, files.BEN)
    one = importer.imported(CY, files.BEN, files.ANN, name="answers (2).csv")
    assert one.found["imported"] == 1
    assert {response.name for response in db.session.query(Response)} == {"Ann Lee", "Ben Ode", "Cy Pym"}


def test_rows_without_a_number_are_known_by_what_they_say_and_a_campaign_keeps_each_of_its_letters(importer):
    same = ["", "", "", "21/11/2011", "Disagree", "Stop this now.", ""]
    importer.imported(same, same, same)
    assert db.session.query(Response).count() == 3
    one = importer.checked(same, same, same, same)
    assert (one.found["counts"]["same"], one.found["counts"]["new"]) == (3, 1)


def test_one_number_twice_in_a_file_is_a_problem_of_the_second(importer):
    one = importer.checked(files.ANN, [files.ANN[0], *files.BEN[1:]])
    assert one.problems == [[3, -1, "It has the same number as row 2. Leave one of them."]]


def test_the_same_number_in_another_survey_is_somebody_else(importer):
    importer.imported(files.ANN, survey="Staff")
    one = importer.imported([files.ANN[0], *files.BEN[1:]], survey="Public")
    assert one.found["imported"] == 1


def test_a_changed_row_changes_its_response_by_the_rules_of_changing(importer):
    importer.imported(files.ANN)
    before = the("Ann Lee").points[0].id
    one = importer.imported(ANN_AGAIN)
    ann = the("Ann Lee")
    assert (one.found["imported"], one.found["rewritten"]) == (0, 1)
    assert {point.place: point.text for point in ann.points} == {"CU-1": "Go slower.", "general": "One more thing."}
    assert ann.points[0].id == before, "the point keeps its history"
    assert happened.actions(chain=f"response {ann.id}") == ["import", "change", "submit"]
    assert list(faults()) == []


def test_what_was_answered_is_not_changed_by_a_file(importer):
    importer.imported(files.ANN)
    db.session.execute(Point.__table__.update().values(state="answered"))
    db.session.commit()
    one = importer.checked(ANN_AGAIN)
    assert one.found["counts"]["refused"] == 1
    assert "its points are being worked on" in importer.browser.get(importer.at(one)).text


def test_after_feedback_has_closed_what_came_stands(importer):
    importer.imported(files.ANN)
    make.move_clock(date(2011, 12, 12))
    one = importer.checked(ANN_AGAIN)
    assert "feedback closed at the end of Friday 9 December 2011" in importer.browser.get(importer.at(one)).text


def test_an_import_is_undone_as_a_whole(importer):
    make.response(importer.round, name="Came by itself")
    one = importer.imported(files.ANN, files.BEN)
    importer.press(one, "/undo")
    assert importer.newest().state == "undone"
    assert [response.name for response in db.session.query(Response)] == ["Came by itself"]
    assert [db.session.query(kind).count() for kind in (View, Point, ImportedRow)] == [0, 0, 0]
    assert "Everything that it brought was taken back" in importer.browser.get(importer.at(one)).text
    assert list(faults()) == []


def test_undoing_gives_changed_responses_their_words_back(importer):
    importer.imported(files.ANN)
    one = importer.imported(ANN_AGAIN, CY)
    importer.press(one, "/undo")
    assert the("Ann Lee").points[0].text == "A good start.\nGo further."
    live = [point.place for point in the("Ann Lee").points if point.state != "withdrawn"]
    assert live == ["CU-1"]
    again = importer.checked(files.ANN)
    assert again.found["counts"]["same"] == 1, "it is as the first file said"


def test_nothing_is_undone_once_a_point_has_a_theme(importer):
    one = importer.imported(files.ANN)
    theme = make.add(Theme(round_id=importer.round.id, name="Money"))
    make.add(PointTheme(point_id=db.session.query(Point.id).scalar(), theme_id=theme.id, at=make.NOON))
    importer.press(one, "/undo")
    assert importer.newest().state == "imported"
    assert "work has been built on it: 1 theme given" in importer.browser.get(importer.at(one)).text


def test_work_begun_while_an_import_is_being_undone_keeps_it_whole(importer):
    one = importer.imported(files.ANN, files.BEN)
    importer.browser.press(importer.at(one), importer.at(one, "/undo"))
    db.session.execute(Point.__table__.update().values(state="answered"))
    db.session.commit()
    importer.work()
    assert importer.newest().state == "imported"
    assert db.session.query(Response).count() == 2
    assert "2 points answered, waived or given to somebody" in importer.browser.get(importer.at(one)).text


def test_a_response_started_after_an_undo_has_no_history_but_its_own(importer, browser):
    one = importer.imported(files.ANN, files.BEN)
    importer.press(one, "/undo")
    from app.responses import commands

    response, _ = commands.start(importer.round)
    db.session.commit()
    chain = db.session.query(Entry).filter_by(chain=f"response {response.id}").all()
    assert [entry.action for entry in chain] == ["start"]


def test_two_who_import_the_same_file_at_once_import_it_once(importer):
    first, second = importer.checked(files.ANN), importer.checked(files.ANN)
    importer.send(first, "/import")
    importer.send(second, "/import")
    importer.work()
    assert db.session.query(Response).count() == 1
    assert db.session.query(ImportedRow).count() == 1


def test_the_mapping_of_a_survey_is_offered_when_its_columns_come_again(importer):
    one = importer.brought(files.ANN, files.BEN, survey="Public survey")
    importer.form_of(importer.at(one, "/columns"), **{"what-6": "ignore", "place-6": ""})
    importer.form_of(importer.at(one, "/answers"), **{"answer-stance-0": "partly", "permission": "yes"})
    again = importer.brought(files.ANN, files.BEN, name="something else.csv")
    assert again.survey == "Public survey"
    assert again.mapping["columns"][6] == ["ignore", ""]
    assert again.mapping["values"]["stance"]["strongly agree"] == "partly"
    assert again.mapping["defaults"]["permission"] == "yes"
    assert "As you said before of the survey “Public survey”" in importer.browser.get(importer.at(again)).text


def test_a_column_added_to_the_survey_is_guessed_beside_those_known(importer):
    one = importer.brought(files.ANN, files.BEN, survey="Public survey")
    importer.form_of(importer.at(one, "/columns"), **{"what-6": "ignore", "place-6": ""})
    importer.form_of(importer.at(one, "/answers"))
    content = files.as_csv([*files.ANN, "Disagree"], headings=[*files.HEADINGS, "CU-2 Do you agree?"])
    importer.bring(content, "next.csv", survey="Public survey")
    assert importer.newest().mapping["columns"][6:] == [["ignore", ""], ["stance", "CU-2"]]


def test_a_column_that_was_empty_in_the_first_file_is_read_in_the_next(importer):
    one = importer.brought(files.ANN, survey="Public survey")
    importer.form_of(importer.at(one, "/columns"))
    importer.form_of(importer.at(one, "/answers"))
    assert importer.brought(files.BEN).mapping["columns"][6] == ["comment", "general"]


def test_rows_that_were_left_out_come_again_mended_as_rows_of_their_survey(importer):
    one = importer.brought(files.ANN, ["R9", "Cy", "not an address", "", "Agree", "", ""], survey="Public survey")
    importer.form_of(importer.at(one, "/answers"))
    importer.work()
    importer.start(importer.newest())
    sheet = importer.browser.get(importer.at(one, "/left-out")).data
    importer.bring(sheet.replace(b"not an address", b"cy@example.test"), "left-out-1.csv")
    again = importer.newest()
    assert again.survey == "Public survey"
    importer.press(again, "/check")
    importer.start(importer.newest())
    assert the("Cy").email == "cy@example.test"
    longer = importer.checked(files.ANN, ["R9", "Cy", "cy@example.test", "", "Agree", "", ""], survey="Public survey")
    assert longer.found["counts"]["same"] == 2
