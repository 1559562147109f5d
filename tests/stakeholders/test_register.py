"""The register holds whom we ask, once each; round managers keep it, by hand and by sheets."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from app.extensions import db
from app.models import Invitee, Stakeholder
from app.stakeholders.reading import read
from tests import happened, make
from tests.stakeholders.people import invitee, stakeholder
from workflows.roles import Role
from workflows.round import RoundState

GOOD = "Name,Kind,Area,Email,Remarks\nMencap,Voluntary body,London,m@example.test,old friends\nCourts,department,,,\n"


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def bring(browser, text, name="people.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return browser.submit("/stakeholders/import", file=(BytesIO(content), name))


def listed():
    return {each.name: (each.kind, each.area, each.email) for each in db.session.query(Stakeholder)}


def test_a_round_manager_adds_somebody(browser, manager):
    browser.as_(manager).submit(
        "/stakeholders/add", name="Mencap", kind="voluntary body", area="London", email="m@example.test"
    )
    assert listed() == {"Mencap": ("voluntary body", "London", "m@example.test")}
    assert "Mencap" in browser.get("/stakeholders").text


def test_a_name_that_is_on_it_is_not_put_on_it_twice_however_it_is_spelled(browser, manager):
    stakeholder("Mencap")
    page = browser.as_(manager).submit("/stakeholders/add", name="MENCAP")
    assert "This name is on the register already." in page.text
    assert db.session.query(Stakeholder).count() == 1


def test_what_is_corrected_holds_for_invitations_of_rounds_that_are_not_closed(browser, manager):
    one = stakeholder("Mencap", kind="other")
    now, old = make.round_(RoundState.CONSULTING), make.round_(RoundState.CLOSED)
    for round_ in (now, old):
        invitee(round_, "Mencap", kind="other", stakeholder_id=one.id)
    browser.as_(manager).submit(
        f"/stakeholders/{one.id}", name="Mencap", kind="voluntary body", area="Wales", email="new@example.test"
    )
    found = {each.round_id: (each.kind, each.area, each.email) for each in db.session.query(Invitee)}
    assert found == {
        now.id: ("voluntary body", "Wales", "new@example.test"),
        old.id: ("other", "", "mencap@example.test"),
    }


def test_the_second_of_two_who_correct_the_same_is_told_what_the_first_saved(browser, manager):
    one = stakeholder("Mencap", area="Wales")
    page = browser.as_(manager).post(
        f"/stakeholders/{one.id}",
        data={
            "csrf_token": browser._token(),
            "version": "0",
            "name": "Mencap",
            "area": "London",
            "kind": "",
            "email": "",
        },
    )
    assert "Somebody else saved this while you had it open." in page.text
    assert "now “Wales”" in page.text
    assert db.session.get(Stakeholder, one.id).area == "Wales"


def test_whoever_is_retired_is_offered_to_no_round_until_put_back(browser, manager):
    one, round_ = stakeholder("Mencap", email="m@example.test"), make.round_()
    page = f"/rounds/{round_.slug}/invitations/from-register"
    browser.as_(manager).press(f"/stakeholders/{one.id}", f"/stakeholders/{one.id}/retire")
    ticked = f'name="chosen" type="checkbox" value="{one.id}"'
    assert ticked not in browser.get(page).text
    assert db.session.get(Stakeholder, one.id).email == "", "an address that is not needed is not kept"
    browser.press(f"/stakeholders/{one.id}", f"/stakeholders/{one.id}/reinstate")
    assert ticked in browser.get(page).text
    assert happened.actions(subject_type="stakeholder") == ["retire", "reinstate"]


def test_those_ticked_are_put_on_the_invitation_list_once(browser, manager):
    round_ = make.round_()
    one, other = (
        stakeholder("Mencap", kind="voluntary body", area="Wales", email="m@example.test"),
        stakeholder("Nacro"),
    )
    page = f"/rounds/{round_.slug}/invitations/from-register"
    for _twice in range(2):
        browser.as_(manager).submit(page, chosen=[str(one.id)])
    (made,) = db.session.query(Invitee)
    assert (made.name, made.kind, made.area, made.email) == ("Mencap", "voluntary body", "Wales", "m@example.test")
    assert made.stakeholder_id == one.id
    assert other.name in browser.get(page).text


def test_everyone_named_in_an_intention_is_put_on_the_register_with_one_press(browser, manager):
    round_ = make.round_()
    prison = make.provider(name="HMP Frankland", email="governor@frankland.example.test", region="North East")
    make.intention(round_, "CO-3", partners=["Police"], applies={"providers": [prison.code]})
    page = f"/rounds/{round_.slug}/invitations"
    browser.as_(manager).press(page, f"{page}/invite-everyone-named")
    assert listed() == {
        "Police": ("", "", ""),
        "HMP Frankland": ("provider", "North East", "governor@frankland.example.test"),
    }
    assert {each.kind for each in db.session.query(Invitee)} == {"", "provider"}


def test_the_register_remembers_an_address_for_the_next_round(browser, manager):
    stakeholder("Police", email="p@example.test", kind="other")
    round_ = make.round_()
    make.intention(round_, "CO-3", partners=["Police"])
    page = f"/rounds/{round_.slug}/invitations"
    browser.as_(manager).press(page, f"{page}/invite-everyone-named")
    assert db.session.query(Invitee).one().email == "p@example.test"


def test_a_sheet_is_taken_in_and_taking_it_in_again_adds_nobody(browser, manager):
    browser.as_(manager)
    answer = browser.get(bring(browser, GOOD).location)
    assert "2 names added, 0 changed, 0 as they were." in answer.text
    assert listed() == {"Mencap": ("voluntary body", "London", "m@example.test"), "Courts": ("department", "", "")}
    again = browser.get(bring(browser, GOOD.replace("London", "wales")).location)
    assert "0 names added, 1 changed, 1 as they were." in again.text
    assert listed()["Mencap"] == ("voluntary body", "Wales", "m@example.test")


def test_a_sheet_with_problems_names_each_by_row_and_column_and_takes_nothing_in(browser, manager):
    sheet = "name,kind,area,email\nMencap,club,,\nNacro,,Mars,\n,other,,\nCourts,,,courts\nmencap,,,\n"
    page = bring(browser.as_(manager), sheet).text
    for problem in (
        "Row 2, kind: “club” is none of Provider, Government department",
        "Row 3, area: “Mars” is no region of England, nor Wales, nor National.",
        "Row 4, name: enter a name.",
        "Row 5, email: “courts” is not in the format name@example.com.",
        "Row 6, name: “mencap” stands in row 2 already. Leave one of them.",
    ):
        assert problem in page
    assert "Mend 5 problems in the sheet and choose it again" in page
    assert listed() == {}


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        ("kind\nother\n", "a.csv", "Not found: name."),
        ("name\n", "a.csv", "The sheet has headings and no rows."),
        ("x", "a.txt", "Bring the sheet as CSV or as an Excel workbook"),
    ],
)
def test_what_is_no_such_sheet_is_refused_with_what_to_do(browser, manager, content, name, sentence):
    assert sentence in bring(browser.as_(manager), content, name).text


def test_the_register_goes_out_as_a_sheet_and_comes_back_the_same(browser, manager):
    stakeholder("=Mencap", kind="voluntary body", area="Wales", email="m@example.test")
    stakeholder("Nacro")
    browser.as_(manager)
    for kind in ("csv", "xlsx"):
        content = browser.get(f"/stakeholders.{kind}").data
        said = {line.name: (line.kind, line.area, line.email) for line in read(f"a.{kind}", content).lines}
        assert said == listed()
    rows = CalamineWorkbook.from_filelike(BytesIO(browser.get("/stakeholders.xlsx?area=Wales").data))
    assert len(rows.get_sheet_by_index(0).to_python()) == 2


def test_the_register_is_filtered_by_the_address(browser, manager):
    stakeholder("Mencap", kind="voluntary body", area="Wales")
    stakeholder("Nacro", kind="voluntary body")
    page = browser.as_(manager).get("/stakeholders?kind=voluntary+body&area=none").text
    assert "Nacro" in page
    assert "Mencap" not in page
    assert "Nobody on the register fits these filters." in browser.get("/stakeholders?q=police").text


def test_analysts_read_it_and_do_not_change_it(browser):
    one = stakeholder("Mencap")
    analyst = browser.as_(make.person(Role.ANALYST))
    assert "Mencap" in analyst.get("/stakeholders").text
    assert analyst.get(f"/stakeholders/{one.id}").status_code == 404
    provider = browser.as_(make.person(Role.PROVIDER_SIGNATORY, at=make.provider()))
    assert provider.get("/stakeholders").status_code == 404


def test_a_manager_of_one_round_alone_does_not_keep_the_register_of_all(browser):
    one = stakeholder("Mencap")
    browser.as_(make.person(Role.ROUND_MANAGER, round_=make.round_()))
    answer = browser.submit("/stakeholders/add", name="Nacro")
    assert answer.status_code == 403
    assert browser.submit(f"/stakeholders/{one.id}", name="Other").status_code == 403
