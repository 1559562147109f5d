"""A round manager writes intentions; each gets the next number of its group."""

import pytest

from app.extensions import db
from app.models import Entry, Intention
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

FILLED = {
    "group": "custodial",
    "title": "Stop what does not work",
    "in_summary": "y",
    "explanation": "Money goes where it helps.",
    "direction": "stop",
    "sectors": ["public prison", "contracted prison"],
    "holds": ["men"],
    "named_partners": "Courts\nPolice\nCourts",
    "chosen_segments": ["custody/sexual/low", "custody/violent/low"],
}


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def write(browser, round_, **changed):
    return browser.submit(f"/rounds/{round_.slug}/intentions/write", **{**FILLED, **changed})


def test_a_manager_writes_an_intention_and_reads_whom_it_concerns(browser, manager):
    round_ = make.round_()
    make.intention(round_, "CU-1")
    answer = write(browser.as_(manager), round_)
    assert answer.location.endswith(f"/rounds/{round_.slug}/intentions/CU-2")
    page = browser.get(answer.location).text
    assert "CU-2: Stop what does not work" in page
    assert (
        "Public prisons and contracted prisons that hold men; "
        "people in custody for sexual and violent offences at low risk." in page
    )
    written = db.session.query(Intention).filter_by(ref="CU-2").one()
    assert (written.summary_title, written.partners) == ("Stop what does not work", ["Courts", "Police"])
    assert db.session.query(Entry).filter_by(action="write_intentions").one().what == "wrote CU-2"


def test_numbering_starts_again_in_each_group(browser, manager):
    round_ = make.round_()
    make.intention(round_, "CU-7")
    assert write(browser.as_(manager), round_, group="community").location.endswith("/CM-1")


def test_providers_are_named_as_they_stand_in_the_list(browser, manager):
    round_ = make.round_()
    frankland = make.provider(name="HMP Frankland")
    write(browser.as_(manager), round_, named_providers="hmp frankland")
    assert db.session.query(Intention).one().applies["providers"] == [frankland.code]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "Enter the title"),
        ({"title": "x" * 301}, "Shorten the title to 300 characters or fewer: it has 301 characters now"),
        ({"explanation": ""}, "Enter what will be bought and why"),
        ({"direction": ""}, "Select what the intention does"),
        ({"direction": "abolish"}, "Select what the intention does"),
        ({"group": ""}, "Select the group it belongs to"),
        ({"named_providers": "HMP Nowhere"}, "Enter the name of a provider as it stands in the list"),
        ({"chosen_segments": ["custody/none/low"]}, "Select only from the choices shown"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(browser, manager, changed, sentence):
    round_ = make.round_()
    page = write(browser.as_(manager), round_, **changed)
    assert page.status_code == 200
    assert sentence in page.text
    assert "Courts" in page.text
    assert db.session.query(Intention).count() == 0


def test_nothing_is_written_once_negotiating_has_begun(browser, manager):
    round_ = make.round_(RoundState.NEGOTIATING)
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/intentions/write")
    assert page.status_code == 409
    assert "Write intentions: not possible while this round is negotiating." in page.text


def test_nothing_is_written_after_the_final_edition(browser, manager):
    round_ = make.round_(RoundState.ANSWERING)
    make.edition(round_, "final", content={"intentions": []})
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/intentions/write")
    assert "The final edition is out, so the intentions stand as they are in it." in page.text


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR])
def test_nobody_else_writes(browser, role):
    round_ = make.round_()
    assert browser.as_(make.person(role)).get(f"/rounds/{round_.slug}/intentions/write").status_code == 404
