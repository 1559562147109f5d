"""A negotiator of either side writes a notice in private; a signatory who did not write it issues it."""

from datetime import date

import pytest

from app.extensions import db
from app.models import Entry, Letter, Notice
from app.notices import commands
from tests import make, work
from tests.notices.given import JUNE, WORDS, issued, on, term, written
from tests.signing.people import cast


def typed(**changed):
    """The words of a notice as a form sends them."""
    sent = {}
    for name, value in {**WORDS, **changed}.items():
        parts = {part: getattr(value, part) for part in ("day", "month", "year")} if isinstance(value, date) else {}
        sent |= {f"{name}-{part}": str(number) for part, number in parts.items()} or {name: value}
    return sent


def write(browser, made, by=None, **changed):
    browser.as_(by or made.commissioner_negotiator)
    return browser.submit(f"{made.path}/notices/write", **typed(**changed))


def one():
    return db.session.query(Notice).one()


def path(made, notice, step=""):
    ref = notice.number or f"draft-{notice.id}"
    return f"{made.path}/notices/{ref}" + (f"/{step}" if step else "")


def test_a_negotiator_writes_what_it_says_and_which_terms_change(browser):
    made = cast("in force")
    page = write(browser, made)
    notice = one()
    assert page.location == path(made, notice)
    browser.submit(f"{path(made, notice)}/terms/VT-1/change", **cells_of(browser, made, notice, cell_target="120"))
    assert (notice.changes[0].before, notice.changes[0].after) == ({"target": 90}, {"target": 120})
    assert "120" in browser.get(path(made, notice)).text


def cells_of(browser, made, notice, **changed):
    """What the form of VT-1 sends when only some cells are changed."""
    fields = term(made, "VT-1").fields
    keys = ("service", "population", "potential_referrals", "target", "profile")
    return {**{f"cell_{key}": str(fields[key]) for key in keys}, "cell_evidence": "", **changed}


@pytest.mark.parametrize("who", ["provider_negotiator", "provider_signatory", "manager"])
def test_nobody_else_finds_the_draft_or_hears_of_it(browser, who):
    made = cast("in force")
    notice = written(made, title="Quarter past the secret")
    finds = who == "manager"
    browser.as_(getattr(made, who))
    assert (browser.get(path(made, notice)).status_code == 200) is finds
    assert ("Quarter past" in browser.get(f"{made.path}/notices").text) is finds
    assert "Quarter past" not in browser.get(made.path).text
    assert "Quarter past" not in browser.get("/work").text


def test_a_provider_writes_its_own_and_the_commissioner_does_not_see_it(browser):
    made = cast("in force")
    write(browser, made, by=made.provider_negotiator, kind="discretionary", origin="proposal")
    notice = one()
    assert (notice.side, notice.kind) == ("provider", "discretionary")
    for person in (made.commissioner_negotiator, made.commissioner_signatory, made.manager):
        assert browser.as_(person).get(path(made, notice)).status_code == 404


def test_a_provider_cannot_require_a_change(browser):
    made = cast("in force")
    page = write(browser, made, by=made.provider_negotiator)
    assert "Select discretionary or mandatory" in page.text
    assert db.session.query(Notice).count() == 0


def test_another_providers_people_find_nothing(browser):
    made = cast("in force")
    notice = issued(made)
    other = make.person("provider signatory", at=make.provider())
    for page in ("", "/1", "/1/answer", "/write", f"/draft-{notice.id}"):
        assert browser.as_(other).get(f"{made.path}/notices{page}").status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "Enter what changes, in a few words"),
        ({"effect_equality": ""}, "Enter the effect on people with protected characteristics"),
        ({"origin": "proposal"}, "Select where the law, Ministers or events require it"),
        ({"effective_on": date(2012, 5, 1)}, "Enter a day on or after the one by which an answer is asked for"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_lost(browser, changed, sentence):
    made = cast("in force")
    page = write(browser, made, **changed)
    assert sentence in page.text
    assert WORDS["reason"] in page.text


def test_an_agreement_that_is_not_signed_is_negotiated_not_changed_by_notice(browser):
    made = cast("agreed in principle")
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/notices/write")
    assert page.status_code == 409
    assert "not possible while this agreement is agreed in principle" in page.text


def test_a_target_above_what_could_be_referred_is_refused_here_too(browser):
    made = cast("in force")
    notice = written(made, changes={})
    address = f"{path(made, notice)}/terms/VT-1/change"
    page = browser.as_(made.commissioner_negotiator).submit(
        address, **cells_of(browser, made, notice, cell_target="300")
    )
    assert "240" in page.text
    assert notice.changes == []


def test_a_term_left_as_it_is_leaves_the_notice(browser):
    made = cast("in force")
    notice = written(made)
    browser.as_(made.commissioner_negotiator).press(path(made, notice), f"{path(made, notice)}/terms/VT-1/leave-out")
    assert notice.changes == []


def test_the_words_can_be_changed_until_it_is_issued(browser):
    made = cast("in force")
    notice = written(made)
    browser.as_(made.commissioner_negotiator).submit(path(made, notice, "edit"), **typed(title="Another title"))
    assert notice.title == "Another title"


def test_two_people_editing_at_once_are_told(browser):
    made = cast("in force")
    notice = written(made)
    page = browser.as_(made.commissioner_negotiator).get(path(made, notice, "edit")).text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    commands.edit(notice, words={"title": "Theirs"}, by=made.commissioner_negotiator)
    db.session.commit()
    answer = browser.post(path(made, notice, "edit"), data={**typed(title="Mine"), "version": "1", "csrf_token": token})
    assert "Somebody else saved this while you had it open" in answer.text
    assert notice.title == "Theirs"


def test_a_draft_can_be_thrown_away_and_leaves_no_number(browser):
    made = cast("in force")
    notice = written(made)
    browser.as_(made.commissioner_negotiator).press(path(made, notice), path(made, notice, "discard"))
    assert (notice.state, notice.number) == ("withdrawn", None)
    assert issued(made).number == 1


# --- issuing ----------------------------------------------------------------------------------------------------------


def test_a_signatory_issues_it_and_the_provider_is_told_by_mail_with_a_link(browser):
    made = cast("in force")
    notice = written(made)
    draft = path(made, notice)
    browser.as_(made.commissioner_signatory).submit(f"{draft}/issue")
    assert (notice.state, notice.number, notice.issued_by_id) == ("issued", 1, made.commissioner_signatory.id)
    work.do_jobs(browser.application)
    letters = db.session.query(Letter).filter(Letter.body.contains("/notices/1")).all()
    assert {letter.to for letter in letters} == {made.provider_negotiator.email, made.provider_signatory.email}
    assert all("120" not in letter.body for letter in letters)


def test_the_provider_reads_all_of_it(browser):
    made = cast("in force")
    issued(made)
    page = browser.as_(made.provider_signatory).get(f"{made.path}/notices/1").text
    for words in (WORDS["reason"], WORDS["effect_equality"], "Tuesday 15 May 2012", "Friday 1 June 2012", "120", "90"):
        assert words in page
    assert "Wrote" not in page


def test_a_second_press_issues_nothing_twice_and_says_so(browser):
    made = cast("in force")
    notice = written(made)
    address = path(made, notice, "issue")
    browser.as_(made.commissioner_signatory)
    page = browser.get(address).text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": token, "version": str(notice.version)}
    assert browser.post(address, data=data).status_code == 303
    assert browser.post(address, data=data).status_code == 404
    assert db.session.query(Entry).filter_by(action="issue").count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"changes": {}}, "Change at least one term first"),
        ({"answer_by": date(2012, 4, 20)}, "ask for its answer by 1 May 2012 or later"),
        ({"effective_on": date(2013, 5, 1)}, "from 1 April 2012 to 31 March 2013"),
    ],
)
def test_what_keeps_it_from_being_issued_is_said(browser, given, sentence):
    made = cast("in force")
    notice = written(made, **given)
    page = browser.as_(made.commissioner_signatory).get(path(made, notice, "issue"))
    assert page.status_code == 409
    assert sentence in page.text
    assert sentence in browser.get(path(made, notice)).text


def test_the_law_can_require_it_sooner_with_the_reason(browser):
    made = cast("in force")
    notice = written(made, answer_by=date(2012, 4, 5), effective_on=date(2012, 4, 6), sooner_reason="A judgment.")
    browser.as_(made.commissioner_signatory).submit(path(made, notice, "issue"))
    assert notice.state == "issued"


def test_nobody_issues_what_they_wrote(browser):
    made = cast("in force")
    both = make.person("commissioner negotiator", "commissioner signatory", works_with=[made.it.provider])
    notice = written(made, by=both)
    page = browser.as_(both).get(path(made, notice, "issue"))
    assert page.status_code == 409
    assert "You wrote this notice, so another signatory must issue it." in page.text


def test_a_term_that_changed_meanwhile_is_written_again(browser):
    made = cast("in force")
    notice = written(made)
    issued(made, title="First", changes={"VT-1": {"target": 80}}, effective_on=JUNE)
    on(JUNE)
    page = browser.as_(made.commissioner_signatory).get(path(made, notice))
    assert "Changed since this notice was written: VT-1." in page.text
