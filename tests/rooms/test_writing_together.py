"""A section is written by one colleague at a time; what anybody typed or saved is never lost."""

from datetime import timedelta

from app import clock
from app.extensions import db
from app.models import SectionLock, TypedText, View
from app.rooms.team import SILENT_AFTER
from tests.responses.conftest import HERE
from tests.rooms.conftest import TEAM


def saved(place="CU-1"):
    return db.session.query(View).filter_by(place=place).one_or_none()


def falls_silent(key="custodial", after=SILENT_AFTER + timedelta(minutes=1)):
    lock = db.session.query(SectionLock).filter_by(section=key).one()
    lock.alive_at = clock.real_now() - after
    db.session.commit()


def test_the_room_names_who_writes_which_section(ann, ben):
    ben.presses("write", "custodial")
    assert "Ben Okri is writing this section, since" in ann.sees("team")
    assert "You are writing this section" in ben.sees("team")


def test_whoever_writes_a_section_saves_and_goes_on_to_its_next_question(ben):
    assert ben.writes("CU-1", stance="agree", comment="Yes.").location.endswith("/CU-2")
    assert saved().comment == "Yes."


def test_while_one_writes_a_section_the_others_read_what_is_saved(ann, ben):
    ben.writes("CU-1", stance="agree", comment="Keep the workshop.")
    page = ann.browser.get(f"{HERE}/CU-1").text
    assert "Keep the workshop." in page
    assert "<textarea" not in page
    assert "Ask Ben Okri for this section" in page


def test_two_sections_are_written_at_the_same_time(ann, ben):
    ann.writes("CO-1", "co-commissioned", stance="agree", comment="Ann’s.")
    ben.writes("CU-1", stance="disagree", comment="Ben’s.")
    assert (saved("CO-1").comment, saved("CU-1").comment) == ("Ann’s.", "Ben’s.")


def test_a_section_that_is_held_is_not_taken(ann, ben):
    ben.presses("write")
    ann.presses("write")
    assert "Ben Okri is writing this section now. Ask for it" in ann.sees("sections/custodial")
    assert db.session.query(SectionLock).one().colleague.name == "Ben Okri"


def test_what_is_sent_to_a_section_that_another_holds_is_kept_and_saves_nothing(ann, ben):
    ben.presses("write")
    page = ann.says("CU-1", stance="disagree", comment="My half hour of work").text
    assert "Ben Okri writes this section now, so nothing was saved" in page
    assert "My half hour of work" in page
    assert saved() is None
    ben.presses("finish")
    ann.presses("write")
    assert "My half hour of work" in ann.browser.get(f"{HERE}/CU-1").text


def test_who_lost_a_section_reads_what_stands_there_now_beside_what_they_typed(ann, ben):
    ben.presses("write")
    ben.says("CU-1", stance="agree", comment="What Ben saved")
    page = ann.says("CU-1", stance="disagree", comment="My half hour of work").text
    assert "What is saved now" in page
    assert page.index("What Ben saved") < page.index("My half hour of work")


def test_a_section_is_free_as_soon_as_its_writer_has_finished(ann, ben):
    ben.presses("write")
    ben.presses("finish")
    ann.presses("write")
    assert db.session.query(SectionLock).one().colleague.name == "Ann Example"


def test_saving_for_later_frees_the_section(ben, ann):
    ben.presses("write")
    ben.browser.submit(f"{HERE}/CU-1", comment="Half a thought", then="later")
    assert db.session.query(SectionLock).count() == 0
    assert saved().comment == "Half a thought"


def test_going_on_behind_the_last_question_leaves_the_section_to_the_others(ann, ben):
    ben.writes("CU-1", stance="agree", comment="The first.")
    assert db.session.query(SectionLock).one().colleague.name == "Ben Okri"
    ben.says("CU-2", stance="agree", comment="The last.")
    assert db.session.query(SectionLock).count() == 0
    assert "You have finished with “Custodial services”" in ben.sees("sections/custodial")
    ann.presses("write")
    assert ann.says("CU-2", stance="disagree", comment="No.").status_code == 303


def test_who_you_are_is_left_by_saving_it(ben):
    ben.presses("write", "about-you")
    ben.is_called("Ben")
    assert db.session.query(SectionLock).count() == 0


def test_a_section_in_which_somebody_still_types_elsewhere_stays_theirs(ben):
    ben.presses("write")
    ben.keeps("CU-1", comment="Typed in another tab")
    ben.says("CU-2", stance="agree", comment="The last.")
    assert db.session.query(SectionLock).one().colleague.name == "Ben Okri"
    assert "Typed in another tab" in ben.browser.get(f"{HERE}/CU-1").text


def test_whoever_changes_answers_from_the_check_page_keeps_the_section_meanwhile(ben):
    ben.presses("write")
    assert ben.says("CU-2?from=check", stance="agree", comment="Put otherwise.").location.endswith("/check")
    assert db.session.query(SectionLock).count() == 1


def test_another_tab_of_a_section_that_was_left_saves_as_before_while_it_is_free(ann, ben):
    ben.presses("write")
    late = {**ben.form_of("CU-1"), "stance": "agree", "comment": "From the other tab", "then": "next"}
    ben.says("CU-2", stance="agree", comment="The last.")
    assert ben.browser.post(f"{HERE}/CU-1", data=late).status_code == 303
    assert saved().comment == "From the other tab"
    ben.presses("finish")
    ann.presses("write")
    page = ben.browser.post(f"{HERE}/CU-1", data={**late, "comment": "Too late, and kept"}).text
    assert "Too late, and kept" in page


def test_without_javascript_a_page_says_beforehand_that_only_what_is_saved_is_kept(ann, ben):
    says = "<noscript>", "what you type is kept only when you save it", "for 15 minutes, a colleague can take"
    for page in ("CU-1", "about-you", "sections/custodial"):
        assert all(each in ben.browser.get(f"{HERE}/{page}").text for each in says), page
    ben.presses("write")
    assert says[1] in ben.browser.get(f"{HERE}/CU-1").text
    assert says[1] not in ann.browser.get(f"{HERE}/CU-1").text


def test_one_is_in_one_section_at_a_time(ben):
    ben.presses("write", "custodial")
    ben.presses("write", "equality")
    assert [lock.section for lock in db.session.query(SectionLock)] == ["equality"]


def test_whoever_forgets_the_response_in_their_browser_leaves_their_section(ben):
    ben.presses("write")
    ben.browser.press(f"{HERE}/later", f"{HERE}/leave")
    assert db.session.query(SectionLock).count() == 0


def test_a_colleague_asks_for_a_section_and_its_writer_sees_it(ann, ben):
    ben.presses("write")
    ann.presses("ask")
    assert "Ann Example asks for this section." in ben.sees("CU-1")
    assert "Ann Example asks for this section" in ben.keeps("CU-1", comment="More").json["say"]


def test_a_silence_of_hours_is_told_in_hours(ann, ben):
    ben.presses("write")
    falls_silent(after=timedelta(hours=3, minutes=5))
    assert "has been silent for 3 hours" in ann.sees("sections/custodial")


def test_after_a_long_silence_a_colleague_takes_over_and_the_timeline_says_so(ann, ben):
    ben.presses("write")
    falls_silent()
    assert "has been silent for 16 minutes" in ann.sees("sections/custodial")
    ann.presses("write")
    assert db.session.query(SectionLock).one().colleague.name == "Ann Example"
    assert "Took over a section" in ann.sees("team/history")
    assert "from Ben Okri" in ann.sees("team/history")


def test_what_was_typed_before_the_silence_is_kept_for_whoever_typed_it_and_for_nobody_else(ann, ben):
    ben.presses("write")
    ben.keeps("CU-1", stance="agree", comment="Ben’s unsaved thought")
    falls_silent()
    ann.writes("CU-1", stance="disagree", comment="Ann’s saved answer")
    assert "Ben’s unsaved thought" not in ann.browser.get(f"{HERE}/CU-1").text
    assert "Ben’s unsaved thought" in ben.sees("CU-1")
    ann.presses("finish")
    ben.presses("write")
    page = ben.browser.get(f"{HERE}/CU-1").text
    assert "Ben’s unsaved thought" in page
    assert "This was saved somewhere else after you opened it" in page
    assert "Ann’s saved answer" in page
    assert saved().comment == "Ann’s saved answer"


def test_a_silent_writer_whom_nobody_replaced_goes_on_as_if_nothing_had_been(ben):
    ben.presses("write")
    falls_silent()
    assert ben.says("CU-1", stance="agree", comment="Still here").status_code == 303
    assert saved().comment == "Still here"


def test_saving_without_having_pressed_write_takes_a_free_section(ben):
    assert ben.says("CU-1", stance="agree", comment="Straight away").status_code == 303
    assert db.session.query(SectionLock).one().section == "custodial"


def test_what_is_typed_is_kept_while_typing_and_is_back_when_the_page_comes_back(ben):
    ben.presses("write")
    answer = ben.keeps("CU-1", stance="partly", comment="Half a sen")
    assert answer.json["held"] is True
    assert answer.json["say"].startswith("What you type is kept")
    page = ben.browser.get(f"{HERE}/CU-1").text
    assert "Half a sen" in page
    assert "You typed something here and did not save it" in page
    assert saved() is None


def test_what_was_typed_is_forgotten_once_it_is_saved_or_discarded(ben):
    ben.presses("write")
    ben.keeps("CU-1", comment="To be saved")
    ben.says("CU-1", stance="agree", comment="To be saved")
    assert db.session.query(TypedText).count() == 0
    ben.keeps("CU-1", stance="agree", comment="To be discarded")
    ben.browser.post(f"{HERE}/CU-1/discard-typed", data={"csrf_token": ben.browser._token()})
    assert "To be discarded" not in ben.browser.get(f"{HERE}/CU-1").text


def test_typing_back_what_is_saved_leaves_nothing_to_bring_back(ben):
    ben.writes("CU-1", stance="agree", comment="As it is")
    ben.keeps("CU-1", stance="agree", comment="As it is")
    assert db.session.query(TypedText).count() == 0


def test_signs_of_life_keep_a_section_and_never_take_one(ann, ben):
    ben.presses("write")
    falls_silent()
    ben.keeps("CU-1", comment="I am back")
    ann.presses("write")
    assert db.session.query(SectionLock).one().colleague.name == "Ben Okri"
    ben.presses("finish")
    assert ben.keeps("CU-1", comment="Without the section").json["held"] is False
    assert db.session.query(SectionLock).count() == 0


def test_a_closed_page_frees_its_section_within_two_minutes(ann, ben):
    ben.presses("write")
    ben.keeps("CU-1", comment="Closing", closing="yes")
    lock = db.session.query(SectionLock).one()
    assert SILENT_AFTER > clock.real_now() - lock.alive_at > SILENT_AFTER - timedelta(minutes=3)
    assert db.session.query(TypedText).one().fields["comment"] == "Closing"


def test_who_has_a_page_open_is_named(ann, ben):
    ann.presses("alive")
    assert "Open in front of Ann Example." in ben.sees("sections/custodial")


def test_a_forged_sign_of_life_does_nothing(ben):
    ben.presses("write")
    answer = ben.browser.post(f"{HERE}/CU-1/keep", data={"comment": "Forged"})
    assert answer.status_code == 400
    assert db.session.query(TypedText).count() == 0


def test_two_pages_of_one_colleague_do_not_overwrite_each_other(ben):
    ben.presses("write")
    token = ben.browser._token()
    ben.says("CU-1", stance="agree", comment="From the first page")
    late = {"csrf_token": token, "seen": "", "stance": "disagree", "comment": "From the second page", "then": "next"}
    page = ben.browser.post(f"{HERE}/CU-1", data=late).text
    assert "From the first page" in page
    assert "From the second page" in page
    assert saved().comment == "From the first page"


def test_saving_twice_is_saving_once(ben):
    ben.presses("write")
    typed = {"csrf_token": ben.browser._token(), "seen": "", "stance": "agree", "comment": "Good", "then": "next"}
    assert [ben.browser.post(f"{HERE}/CU-1", data=typed).status_code for _ in range(2)] == [303, 303]
    assert db.session.query(View).count() == 1


def test_who_you_are_is_a_section_like_any_other(ann, ben):
    ben.presses("write", "about-you")
    page = ann.is_called("Ann").text
    assert "Ben Okri writes this section now" in page
    assert ben.is_called("Ben for us", capacity="organisation", organisation_name="Nacro",
                         organisation_kind="voluntary body").location.endswith("/team")  # fmt: skip
    assert ann.response.organisation_name == "Nacro"


def test_what_was_typed_about_the_organisation_is_kept_too(ben):
    ben.presses("write", "about-you")
    ben.keeps("about-you", name="Ben", organisation_name="Nacro", version="1")
    assert 'value="Nacro"' in ben.browser.get(f"{HERE}/about-you").text


def test_sections_and_questions_that_are_not_there_are_not_there(ben):
    assert ben.presses("write", "made-up").status_code == 404
    assert ben.browser.get(f"{HERE}/CU-99").status_code == 404
    assert ben.browser.get(f"{HERE}/CU-99/history").status_code == 404
    assert ben.browser.post(f"{HERE}/CU-99/keep", data={"csrf_token": ben.browser._token()}).status_code == 404


def test_the_room_of_one_round_is_not_entered_from_another(ben):
    from tests import make
    from workflows.round import RoundState

    other = make.round_(RoundState.CONSULTING)
    assert ben.browser.get(f"/rounds/{other.slug}/respond/team").location.endswith("/respond/return")
    assert ben.browser.get(TEAM).status_code == 200
