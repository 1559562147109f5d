"""Each person's own work names the disputes whose next step is theirs."""

import pytest

from app.disputes import commands, rulings
from app.disputes.waiting import for_person
from app.extensions import db
from tests import make
from tests.disputes.people import parties
from workflows.roles import Role


@pytest.fixture
def them(app):
    return parties()


def waits(person) -> list[str]:
    return [each.sentence for each in for_person(person)]


def test_a_report_waits_for_its_own_side_to_share_it(them):
    them.opened()
    assert waits(them.theirs) == [
        f"It waits for {them.made.it.provider.name} to write the issue report and share it by 5 December 2011."
    ]
    assert waits(them.ours) == waits(them.recorder) == []


def test_a_shared_report_waits_for_the_other_sides_reply(them):
    them.shared()
    assert waits(them.ours) == ["It waits for the commissioner to reply by 5 December 2011."]
    assert waits(them.theirs) == []
    assert waits(them.recorder) == [], "a signatory replies only to what they opened"


def test_what_is_with_a_committee_waits_for_a_signatory_who_took_no_part(them):
    them.with_sub_committee()
    assert len(waits(them.recorder)) == 1
    assert waits(them.ours) == waits(them.theirs) == []


def test_a_signatory_who_took_part_is_not_asked(them):
    dispute = them.written(by=them.made.commissioner_signatory)
    commands.share(dispute, by=them.made.commissioner_signatory)
    commands.comment(dispute, text="No.", by=them.theirs)
    commands.refer(dispute, reason="So.", by=them.theirs)
    db.session.commit()
    assert waits(them.made.commissioner_signatory) == []
    assert len(waits(them.recorder)) == 1


def test_a_settlement_waits_for_the_other_side(them):
    dispute = them.commented()
    rulings.propose_settlement(dispute, values={"VT-1": them.term().fields}, reasons="So.", by=them.theirs)
    db.session.commit()
    assert waits(them.ours) == ["The other side proposes to settle it. Accept that, or go on."]


def test_nothing_waits_for_anyone_once_it_is_closed(them):
    dispute = them.commented()
    commands.withdraw(dispute, reason="Done.", by=them.theirs)
    db.session.commit()
    assert waits(them.ours) == waits(them.theirs) == waits(them.recorder) == waits(them.outsider) == []


def test_it_stands_on_the_page_of_ones_own_work(browser, them):
    dispute = them.shared()
    page = browser.as_(them.ours).get("/work").text
    assert f'href="/disputes/{dispute.id}"' in page
    assert "It waits for the commissioner to reply" in page
    assert f"/disputes/{dispute.id}" not in browser.as_(them.outsider).get("/work").text
    assert f"/disputes/{dispute.id}" not in browser.as_(make.person(Role.ASSURER)).get("/work").text
