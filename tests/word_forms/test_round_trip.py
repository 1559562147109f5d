"""A response goes into Word as a form and comes back as changes, each shown before any is saved."""

import re

import pytest
from flask import current_app

from app.documents.field_marks import read as read_mark
from app.documents.word.package import opened
from app.documents.word.reading import read
from app.extensions import db
from app.models import BroughtForm, Response, ResponseForm, TeamRemark, View, Wording
from tests.rooms.conftest import Member
from tests.word_copies.editing import element, run
from tests.word_copies.hostile import FILES
from tests.word_forms.conftest import WORD, Form, brings, key, saved, saves, shown
from workflows.response import Stance


def ticked(page) -> set[str]:
    return set(re.findall(r'name="take"[^>]*value="([^"]+)"\s*checked', page))


def test_the_form_holds_every_question_and_what_is_saved(ann):
    form = Form(ann)
    words = {cell.text for row in read(opened(form.content)).rows for cell in row.cells}
    assert {"I agree", "As it is saved.\nIn two lines.", "A study"} <= words
    places = {place for place, _name in form.fields}
    assert {"about-you", "CU-1", "CU-2", "CO-1", "PA-1", "general", "EQ-1", "EQ-4"} <= places


def test_each_answer_is_a_control_known_by_tag_and_bookmark_and_a_view_is_chosen_from_a_list(ann):
    form = Form(ann)
    for place, name in form.fields:
        mark = form.mark(place, name)
        assert len(form.edited.all(f"//w:sdt/w:sdtPr/w:tag[@w:val='{mark}']")) == 1
        assert len(form.edited.all(f"//w:bookmarkStart[@w:name='{mark}']")) == 1
    choices = form.edited.all("./w:sdtPr/w:dropDownList/w:listItem/@w:displayText", form.control("CU-1", "stance"))
    assert choices == ["I agree", "I agree in part", "I disagree", "I have no view on this one"]
    assert not form.edited.all("//w:trackRevisions")


def test_a_form_that_nobody_changed_changes_nothing(ann):
    brings(ann, Form(ann).bytes())
    assert "No answer in the file differs" in shown(ann)
    assert saved().comment.startswith("As it is saved.")


def test_changes_are_shown_and_saved_only_when_the_button_is_pressed(ann):
    form = Form(ann).fill("CU-1", "comment", "As it should be.").fill("CU-2", "stance", "I disagree")
    form.fill("CU-2", "comment", "No.")
    brings(ann, form.bytes())
    page = shown(ann)
    assert "<ins>" in page
    assert ticked(page) == {
        key(form, *field) for field in (("CU-1", "comment"), ("CU-2", "stance"), ("CU-2", "comment"))
    }
    assert (saved("CU-2"), saved().comment) == (None, "As it is saved.\nIn two lines.")
    answer = saves(ann, *ticked(page))
    assert answer.location.endswith("/check")
    assert (saved().comment, saved().evidence, saved().stance) == ("As it should be.", "A study", Stance.AGREE)
    assert (saved("CU-2").stance, saved("CU-2").comment) == (Stance.DISAGREE, "No.")


def test_answers_are_saved_one_by_one_as_they_are_ticked(ann):
    form = Form(ann).fill("CU-1", "comment", "Yes please").fill("CU-2", "comment", "Rather not")
    brings(ann, form.bytes())
    saves(ann, key(form, "CU-1", "comment"))
    assert saved().comment == "Yes please"
    assert saved("CU-2") is None


def test_without_a_tick_nothing_is_saved_and_the_page_says_so(ann):
    brings(ann, Form(ann).fill("CU-1", "comment", "Else").bytes())
    assert "Choose at least one answer" in saves(ann).text


def test_pressing_twice_saves_once(ann):
    form = Form(ann).fill("CU-1", "comment", "Once")
    brings(ann, form.bytes())
    saves(ann, key(form, "CU-1", "comment"))
    page = shown(ann)
    assert "the response says this already" in page
    assert not ticked(page)


def test_a_second_press_from_the_old_page_does_no_harm(ann):
    form = Form(ann).fill("CU-1", "comment", "Once")
    brings(ann, form.bytes())
    seen = re.search(r'name="seen" value="([^"]*)"', shown(ann)).group(1)
    fields = {"csrf_token": ann.browser._token(), "seen": seen, "take": [key(form, "CU-1", "comment")]}
    answers = [ann.browser.post(f"{WORD}/1", data=fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 200]
    assert db.session.query(View).filter_by(place="CU-1").count() == 1


def test_an_answer_that_was_emptied_is_not_ticked(ann):
    form = Form(ann).fill("CU-1", "evidence", "")
    brings(ann, form.bytes())
    assert "The file leaves this empty" in shown(ann)
    assert ticked(shown(ann)) == set()
    saves(ann, key(form, "CU-1", "evidence"))
    assert saved().evidence == ""


@pytest.mark.parametrize("words", ["I agree in part", "i AGREE in part.", "partly"])
def test_a_view_that_was_typed_is_understood(ann, words):
    form = Form(ann).fill("CU-1", "stance", words)
    brings(ann, form.bytes())
    saves(ann, key(form, "CU-1", "stance"))
    assert saved().stance is Stance.PARTLY


def test_a_view_that_is_none_is_named_with_those_there_are(ann):
    form = Form(ann).fill("CU-1", "stance", "Perhaps")
    brings(ann, form.bytes())
    assert "“Perhaps” is none of the choices. Write one of them: I agree; I agree in part" in shown(ann)
    saves(ann, key(form, "CU-1", "stance"))
    assert saved().stance is Stance.AGREE


def test_characteristics_are_written_as_words(ann):
    form = Form(ann).fill("EQ-4", "comment", "It hits them.").fill("EQ-4", "characteristics", "age, Religion or belief")
    brings(ann, form.bytes())
    saves(ann, *ticked(shown(ann)))
    assert saved("EQ-4").characteristics == ["age", "religion-or-belief"]
    wrong = Form(ann).fill("EQ-4", "characteristics", "left-handedness")
    brings(ann, wrong.bytes())
    assert "“left-handedness” is none of the characteristics" in shown(ann)


def test_an_answer_that_is_too_long_is_named_and_left_out(ann):
    form = Form(ann).fill("CU-2", "comment", "word " * 1001)
    brings(ann, form.bytes())
    assert "Shorten your comment to 1,000 words or fewer" in shown(ann)
    assert ticked(shown(ann)) == set()


def test_who_responds_comes_back_too(ann):
    form = (
        Form(ann).fill("about-you", "name", "Ann Example").fill("about-you", "capacity", "For an organisation or group")
    )
    form.fill("about-you", "organisation_name", "Nacro").fill(
        "about-you", "permission", "No, count my views but do not quote me"
    )
    brings(ann, form.bytes())
    saves(ann, *ticked(shown(ann)))
    response = db.session.query(Response).one()
    assert (response.name, response.capacity, response.organisation_name, str(response.permission)) == (
        "Ann Example", "organisation", "Nacro", "no",
    )  # fmt: skip


def test_what_was_saved_elsewhere_meanwhile_stands_side_by_side_and_is_not_ticked(ann):
    form = Form(ann).fill("CU-1", "comment", "From Word").fill("CU-1", "evidence", "Better study")
    ann.says("CU-1", stance="agree", comment="From the page", evidence="A study")
    brings(ann, form.bytes())
    page = shown(ann)
    assert "This was changed after the form was taken." in page
    for side in ("As it is saved.", "From the page", "From Word"):
        assert side in page
    assert ticked(page) == {key(form, "CU-1", "evidence")}


def test_something_saved_while_the_page_was_open_is_shown_before_it_is_replaced(ann):
    form = Form(ann).fill("CU-1", "comment", "From Word")
    brings(ann, form.bytes())
    seen = re.search(r'name="seen" value="([^"]*)"', shown(ann)).group(1)
    ann.says("CU-1", stance="agree", comment="In the meantime", evidence="A study")
    fields = {"csrf_token": ann.browser._token(), "seen": seen, "take": [key(form, "CU-1", "comment")]}
    page = ann.browser.post(f"{WORD}/1", data=fields).text
    assert "Something was saved after you opened this page" in page
    assert "In the meantime" in page
    assert saved().comment == "In the meantime"


def test_an_older_form_is_compared_with_what_it_said_itself(ann):
    older = Form(ann)
    ann.says("CU-1", stance="agree", comment="Newer", evidence="A study")
    Form(ann)
    brings(ann, older.fill("CU-2", "comment", "Added in the older form").bytes())
    assert ticked(shown(ann)) == {key(older, "CU-2", "comment")}


def test_the_form_of_another_response_is_refused_and_nothing_of_it_is_told(ann, app, round_):
    other = Member(app.test_client()).start()
    theirs = Form(other).fill("CU-1", "comment", "A stranger’s words").bytes()
    page = brings(ann, theirs).text
    assert "The file is not a form of this response" in page
    assert "A stranger" not in page
    assert db.session.query(BroughtForm).count() == 0


def test_a_row_that_was_deleted_is_named_and_what_is_saved_stays(ann):
    form = Form(ann)
    row = form.control("CU-1", "comment").xpath("ancestor::w:tr", namespaces={"w": form.edited.document.nsmap["w"]})[0]
    row.getparent().remove(row)
    brings(ann, form.fill("CU-2", "comment", "More").bytes())
    assert "is not in the file any more, so what is saved stays." in shown(ann)
    saves(ann, *ticked(shown(ann)))
    assert saved().comment.startswith("As it is saved.")


def test_a_control_that_was_deleted_with_its_bookmark_is_known_by_its_heading_and_label(ann):
    form = Form(ann)
    control = form.control("CU-1", "comment")
    paragraph = control.getparent()
    for child in list(paragraph):
        if not child.tag.endswith("}pPr"):
            paragraph.remove(child)
    paragraph.append(run("Typed in its place"))
    brings(ann, form.bytes())
    assert key(form, "CU-1", "comment") in ticked(shown(ann))


def test_words_outside_the_answers_are_listed_and_go_nowhere(ann):
    form = Form(ann)
    body = form.edited.all("//w:body")[0]
    body.insert(0, element("<w:p><w:r><w:t>Typed in the margin</w:t></w:r></w:p>"))
    brings(ann, form.bytes())
    assert "Typed in the margin" in shown(ann)


def test_tracked_changes_come_back_as_if_they_were_accepted(ann):
    form = Form(ann)
    inside = form.edited.all("./w:sdtContent", form.control("CU-1", "evidence"))[0]
    for child in list(inside):
        inside.remove(child)
    gone = element("<w:del w:id='1' w:author='Al' w:date='2011-11-21T12:00:00Z'/>")
    gone.append(run("A study", "delText"))
    come = element("<w:ins w:id='2' w:author='Al' w:date='2011-11-21T12:00:00Z'/>")
    come.append(run("Two studies"))
    inside.extend([gone, come])
    brings(ann, form.bytes())
    saves(ann, key(form, "CU-1", "evidence"))
    assert saved().evidence == "Two studies"


@pytest.mark.parametrize("name", ["macros", "external template", "encrypted", "a workbook", "external entity", "a pdf"])
def test_a_bad_file_is_named_and_changes_nothing(ann, name):
    make, sentence = FILES[name]
    answer = brings(ann, make())
    assert answer.status_code == 200
    assert sentence in answer.text
    assert db.session.query(BroughtForm).count() == 0


def test_no_file_is_asked_for_again(ann):
    page = ann.browser.post(WORD, data={"csrf_token": ann.browser._token()}).text
    assert "Choose the Word file that you filled in" in page


def test_a_response_that_is_sent_can_be_taken_away_and_nothing_is_saved_in_it(ann):
    form = Form(ann).fill("CU-1", "comment", "Too late")
    ann.is_called()
    ann.sends()
    brings(ann, form.bytes())
    assert "The response is sent. Open it for changes" in shown(ann)
    saves(ann, key(form, "CU-1", "comment"))
    assert saved().comment.startswith("As it is saved.")


def test_what_came_back_to_one_response_is_not_there_for_another(ann, app, round_):
    brings(ann, Form(ann).bytes())
    stranger = Member(app.test_client()).start()
    assert stranger.browser.get(f"{WORD}/1").status_code == 404
    assert app.test_client().get(WORD).location.endswith("/respond/return")
    assert app.test_client().get(f"{WORD}/1").location.endswith("/respond/return")


def test_a_form_is_not_a_copy_of_an_agreement(ann):
    form = Form(ann)
    assert read_mark(form.mark("CU-1", "comment"), str(current_app.config["SECRET_KEY"]).encode()) is None


# --- in a team --------------------------------------------------------------------------------------------------------


def test_in_a_team_the_other_side_of_a_change_is_named(team, ben):
    form = Form(team).fill("CU-1", "comment", "From Word")
    ben.writes("CU-1", stance="agree", comment="Ben’s, meanwhile")
    ben.presses("finish")
    brings(team, form.bytes())
    assert "Ben Okri changed this on" in shown(team)
    assert ticked(shown(team)) == set()


def test_a_section_that_a_colleague_writes_is_left_alone(team, ben):
    form = Form(team).fill("CU-1", "comment", "From Word").fill("CO-1", "comment", "Also from Word")
    ben.presses("write")
    brings(team, form.bytes())
    assert "Ben Okri is writing this section now. Come back to this page" in shown(team)
    saves(team, key(form, "CU-1", "comment"), key(form, "CO-1", "comment"))
    assert saved() is None
    assert saved("CO-1").comment == "Also from Word"


def test_the_history_says_that_it_came_from_word(team):
    form = Form(team).fill("CU-1", "comment", "From Word")
    brings(team, form.bytes())
    saves(team, key(form, "CU-1", "comment"))
    assert [(one.place, one.source) for one in db.session.query(Wording)] == [("CU-1", "word")]
    assert "Brought back a Word form" in team.sees("team/history")


def test_comments_become_remarks_among_colleagues_if_asked(team):
    form = Form(team)
    paragraph = form.control("CU-1", "comment").getparent()
    form.edited.comment_on(paragraph, "Is this so?", "Dee Outside")
    brings(team, form.bytes())
    assert "Is this so?" in shown(team)
    saves(team, comments="y")
    remark = db.session.query(TeamRemark).one()
    assert (remark.place, remark.text) == ("CU-1", "Is this so?\n\n(From Word: Dee Outside)")


def test_comments_in_the_form_of_one_person_go_nowhere_and_the_page_says_so(ann):
    form = Form(ann)
    form.edited.comment_on(form.control("CU-1", "comment").getparent(), "Note to myself")
    brings(ann, form.bytes())
    assert "Note to myself" in shown(ann)
    assert "They are not part of the response." in shown(ann)


def test_forms_are_counted_and_named_by_who_took_them(team, ben):
    Form(team)
    Form(ben)
    page = " ".join(re.sub(r"<[^>]+>", " ", team.browser.get(WORD).text).split())
    assert "2 forms taken so far" in page
    assert db.session.query(ResponseForm).count() == 2
    assert "Ben Okri" in page
