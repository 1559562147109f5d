"""The public reads intentions as published; staff read them as they are being written."""

import re

import pytest

from app.editions import commands
from app.extensions import db
from app.intentions.need import note, tables
from app.languages.concerns import concerns
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


def published(**given):
    """A round whose discussion edition has CU-1."""
    round_ = make.round_(introduction="Why.", **given)
    manager = make.person(Role.ROUND_MANAGER)
    intention = make.intention(round_, explanation="As published.")
    commands.publish(round_, "discussion", "First", by=manager)
    db.session.commit()
    return round_, intention, manager


def test_before_publication_an_intention_does_not_exist_for_the_public(browser):
    round_ = make.round_()
    make.intention(round_, title="Not out yet")
    assert "Not out yet" not in browser.get(f"/rounds/{round_.slug}/intentions").text
    assert browser.get(f"/rounds/{round_.slug}/intentions/CU-1").status_code == 404
    provider = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    assert browser.as_(provider).get(f"/rounds/{round_.slug}/intentions/CU-1").status_code == 404


def test_staff_read_the_working_text_and_are_told_that_it_is_not_published(browser):
    round_, intention, _ = published()
    intention.explanation = "As it is being written."
    db.session.commit()
    path = f"/rounds/{round_.slug}/intentions"
    public = browser.get(f"{path}/CU-1").text
    assert "As published." in public
    assert "As it is being written." not in public
    staff = browser.as_(make.person(Role.ANALYST)).get(f"{path}/CU-1").text
    assert "As it is being written." in staff
    assert "This working text differs from the newest edition." in staff
    assert "CU-1 says something else than" in browser.get(path).text


def test_everyone_can_give_their_view_while_consulting(browser):
    round_, _, _ = published()
    path = f"/rounds/{round_.slug}/intentions/CU-1"
    assert "Give your view" not in browser.get(path).text
    round_.state = RoundState.CONSULTING
    db.session.commit()
    assert f'href="/rounds/{round_.slug}/respond?about=CU-1"' in browser.get(path).text


def test_one_reads_on_from_each_intention_to_the_next_across_groups(browser):
    round_ = make.round_()
    manager = make.person(Role.ROUND_MANAGER)
    for position, ref in enumerate(("CU-1", "CO-1", "CU-2")):
        make.intention(round_, ref, title=f"About {ref}", position=position)
    commands.publish(round_, "discussion", "First", lint_reason="Titles are alike.", by=manager)
    db.session.commit()
    path = f"/rounds/{round_.slug}/intentions"
    for reader in (None, manager):
        if reader:
            browser.as_(reader)
        first, middle, last = (browser.get(f"{path}/{ref}").text for ref in ("CO-1", "CU-1", "CU-2"))
        assert 'rel="prev"' not in first
        assert re.search(rf'href="{path}/CU-1" rel="next"', first)
        assert re.search(rf'href="{path}/CO-1" rel="prev"', middle)
        assert "CU-2: About CU-2" in middle
        assert 'rel="next"' not in last


def test_a_working_intention_is_no_neighbour_for_the_public(browser):
    round_, _, manager = published()
    make.intention(round_, "CU-2", title="Not out yet")
    path = f"/rounds/{round_.slug}/intentions/CU-1"
    assert "Not out yet" not in browser.get(path).text
    assert "Not out yet" in browser.as_(manager).get(path).text


def test_the_list_names_its_round_within_a_sentence_and_leads_to_each_group(browser):
    round_ = make.round_(title="Strategic round 2012-13")
    for ref in ("CO-1", "CU-1", "CU-2"):
        make.intention(round_, ref)
    page = browser.as_(make.person(Role.ANALYST)).get(f"/rounds/{round_.slug}/intentions").text
    assert "<h1" in page
    assert "Intentions of the Strategic round 2012-13</h1>" in page
    for group in round_.groups[::2]:
        assert f'href="#{group["key"]}"' in page
    assert "2 intentions" in page


def test_an_intention_that_is_not_there(browser):
    round_, _, manager = published()
    assert browser.get(f"/rounds/{round_.slug}/intentions/CU-99").status_code == 404
    assert browser.as_(manager).get(f"/rounds/{round_.slug}/intentions/CU-99").status_code == 404


@pytest.mark.parametrize(
    ("applies", "segments", "words"),
    [
        ({}, [], "every kind of provider"),
        ({"nations": ["England"]}, [], "every kind of provider in England"),
        ({"sectors": ["probation trust"]}, [], "probation trusts"),
        ({"providers": ["a", "b"], "sectors": ["probation trust"]}, [], "HMP A and HMP B"),
        (
            {"sectors": ["public prison"], "holds": ["women"]},
            [{"setting": "custody", "offence": "other", "risk": "high"}],
            "public prisons that hold women; people in custody for other offences at high risk",
        ),
    ],
)
def test_whom_it_concerns_reads_as_words(applies, segments, words):
    assert concerns(applies, segments, {"a": "HMP A", "b": "HMP B"}) == words


def test_percentages_that_do_not_add_up_stand_with_a_note(browser):
    round_ = make.round_()
    manager = make.person(Role.ROUND_MANAGER)
    from app.rounds.commands import add_need_row

    bands = [{"risk": "low", "percent": 52, "under_25": 17, "female": 3}, {"risk": "high", "percent": 45}]
    add_need_row(
        round_, setting="custody", offence="other", factors=[], other_factors=["Fraud"], bands=bands, by=manager
    )
    db.session.commit()
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/need").text
    assert "These percentages add up to 97%, not 100%. They stand here as they were published." in page
    assert ">52%<" in page
    assert "Fraud" not in browser.signed_out().get(f"/rounds/{round_.slug}/need").text


def test_percentages_that_add_up_need_no_note():
    assert note([{"percent": 40}, {"percent": 60}]) == ""
    assert tables([]) == []
