"""Nothing that a side has not sent reaches the other: not on any page, in any list, count or timeline."""

import pytest

from app.agreements import commands
from app.extensions import db
from app.models import Intention, Term
from tests import make
from tests.signing.people import cast
from workflows.roles import Role

SECRET = "Zanzibar"


def pages(made):
    slug = made.round.slug
    return [
        made.path, f"{made.path}/offers/1", f"{made.path}/offers/2", f"{made.path}/offers/3", f"{made.path}/text",
        f"{made.path}/accept", f"{made.path}/counter", f"{made.path}/terms/VT-1/write-change", f"{made.path}/reopen",
        f"{made.path}/write-opening", f"/rounds/{slug}/agreements", "/work", f"/rounds/{slug}",
    ]  # fmt: skip


def everything(browser, made, person):
    """All that `person` can fetch about the agreement, as one text."""
    browser.as_(person)
    return "\n".join(f"[{path}] {browser.get(path, follow_redirects=True).text}" for path in pages(made))


def where(hint, seen):
    """The pages that betray it."""
    return [page[: page.index("]")] for page in seen.split("\n[")[0:] if hint in page]


def term(ref="VT-1"):
    return db.session.query(Term).filter_by(ref=ref).one()


@pytest.fixture
def theirs(app):
    """The commissioner's side has written, excused and allowed, and sent nothing of it."""
    made = cast("with commissioner")
    intention: Intention = make.intention(made.round, "CU-1")
    commands.write_change(
        made.it, term(), fields={"target": 77777, "profile": SECRET}, reason=SECRET, by=made.commissioner_negotiator
    )
    commands.excuse(made.it, intention, reason=SECRET, by=made.commissioner_negotiator)
    commands.allow_excess(term(), reason=SECRET, by=made.commissioner_signatory)
    db.session.commit()
    return made


@pytest.mark.parametrize("who", ["provider_negotiator", "provider_signatory"])
def test_the_provider_learns_nothing_of_what_the_commissioner_writes(browser, theirs, who):
    seen = everything(browser, theirs, getattr(theirs, who))
    for hint in (SECRET, "77777", "77,777", "Wrote in the offer", "Allow", "In your offer", "Excuse"):
        assert not where(hint, seen), hint


def test_the_commissioners_own_side_does_see_it(browser, theirs):
    seen = everything(browser, theirs, theirs.commissioner_negotiator)
    assert SECRET in seen
    assert "77,777" in seen


def test_the_commissioner_learns_nothing_of_what_the_provider_writes(browser):
    made = cast("with provider")
    commands.write_opening(
        made.it, need_profile=SECRET, rationale=SECRET, subcontracting="", delivery_plan="", by=made.provider_negotiator
    )
    commands.write_change(made.it, term("PR-1"), fields={"price": 88888}, reason=SECRET, by=made.provider_negotiator)
    db.session.commit()
    for person in (made.commissioner_negotiator, made.commissioner_signatory, made.manager):
        seen = everything(browser, made, person)
        for hint in (SECRET, "88888", "88,888", "Wrote in the offer", "Wrote in the opening"):
            assert not where(hint, seen), hint
    assert SECRET in everything(browser, made, made.provider_signatory)


def test_edits_of_the_draft_stay_with_the_commissioner_when_it_is_sent(browser):
    made = cast("drafting")
    commands.edit_term(term(), fields={"profile": SECRET}, by=made.commissioner_negotiator)
    commands.edit_term(term(), fields={"profile": "even"}, by=made.commissioner_negotiator)
    commands.send(made.it, by=made.commissioner_negotiator)
    db.session.commit()
    seen = everything(browser, made, made.provider_negotiator)
    assert SECRET not in seen
    assert ">Edit<" not in seen


def test_an_assurer_reads_what_was_signed_and_no_sides_notes(browser):
    made = cast("with commissioner")
    commands.allow_excess(term(), reason=SECRET, by=made.commissioner_signatory)
    commands.accept(made.it, by=made.commissioner_negotiator)
    made.approve()
    made.sign()
    assurer = make.person(Role.ASSURER)
    assert browser.as_(assurer).get(made.path).status_code == 200
    assert not where(SECRET, everything(browser, made, assurer))
    assert not where("Allow", everything(browser, made, assurer))


def test_once_sent_the_other_side_reads_it(browser, theirs):
    commands.counter(theirs.it, reason="Our answer.", by=theirs.commissioner_negotiator)
    db.session.commit()
    assert SECRET in everything(browser, theirs, theirs.provider_negotiator)


def test_a_forms_hidden_count_does_not_betray_what_the_other_side_writes(browser):
    made = cast("agreed in principle")
    browser.as_(made.provider_negotiator)
    before = browser.get(f"{made.path}/reopen").text
    made.it.state = made.it.state  # nothing of ours
    commands.reopen(made.it, reason="A figure.", by=made.commissioner_negotiator, terms=[term()])
    commands.reopen_term(term(), by=made.provider_negotiator)
    commands.write_change(made.it, term(), fields={"target": 5}, reason=SECRET, by=made.commissioner_negotiator)
    commands.accept(made.it, by=made.commissioner_negotiator)
    db.session.commit()
    after = browser.get(f"{made.path}/reopen").text
    assert version(after) - version(before) == 4, (
        "reopening, its asking and consent, and accepting; the writing between is not counted"
    )


def version(text):
    return int(text.split('name="version" value="')[1].split('"')[0])
