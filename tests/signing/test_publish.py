"""A signed version is published with what is withheld and why, and keeps its address."""

import pytest

from app.documents.parts import words_of
from app.documents.storage import from_dict
from app.extensions import db
from app.models import Publication
from app.signing import commands
from app.signing.facts import text_of
from app.signing.redacting import places
from tests.signing.people import cast
from workflows.engine import NotAllowed, Refused


def published(made, *redactions):
    commands.publish(made.it, redactions=[{"place": p, "reason": r} for p, r in redactions], by=made.manager)
    db.session.commit()
    return "\n".join(words_of(from_dict(db.session.query(Publication).one().text)))


def public_path(made):
    return made.path.replace("/agreements/", "/published-agreements/")


def test_anyone_reads_a_published_agreement(browser):
    made = cast("signed")
    browser.as_(made.manager).submit(
        f"{made.path}/publish",
        **{"then": "publish", "redactions-0-place": "people", "redactions-0-reason": "Personal data"},
    )
    page = browser.signed_out().get(public_path(made))
    assert page.status_code == 200
    assert "Withheld: Personal data" in page.text
    assert "Gary Governor" not in page.text
    assert "£9,150,000" in page.text
    assert made.it.provider.name in browser.get("/published-agreements").text
    assert browser.get(f"{public_path(made)}/versions/1.0").status_code == 200
    assert browser.get(f"{public_path(made)}/versions/2.0").status_code == 404
    file = browser.get(f"{public_path(made)}/document")
    assert file.data.startswith(b"PK")
    assert "published.docx" in file.headers["Content-Disposition"]


def test_what_is_not_published_does_not_exist_in_public(browser):
    made = cast("signed")
    for page in ("", "/document", "/versions/1.0", "/versions/1.0/document"):
        assert browser.signed_out().get(public_path(made) + page).status_code == 404
    assert made.it.provider.name not in browser.get("/published-agreements").text


def test_a_withheld_price_line_takes_the_total_with_it(app):
    made = cast("signed")
    text = published(made, ("price/2", "A competition is running"))
    assert "Withheld: A competition is running" in text
    assert "£1,000,000" not in text
    assert "£10,150,000" not in text
    assert "£9,150,000" in text


def test_a_withheld_partner_is_named_nowhere(app):
    made = cast("signed")
    assert "Northern Mentors" in "\n".join(words_of(text_of(made.it)))
    text = published(made, ("partners/1", "Their safety"))
    assert "Northern Mentors" not in text
    assert "Delivery partners: line 1\nTheir safety" in text


def test_the_proposal_can_be_withheld(app):
    made = cast("signed")
    text = published(made, ("profile", "Commercial interest"))
    assert "Words on rationale." not in text
    assert "Withheld: Commercial interest" in text


def test_nothing_withheld_is_published_in_full(browser):
    made = cast("signed")
    text = published(made)
    assert "Gary Governor" in text
    assert "withholds" not in text
    assert "It is published in full." in browser.get(public_path(made)).text


def test_why_each_offer_was_made_stays_between_the_two_sides(app):
    made = cast("signed")
    assert "This is how we will deliver." in "\n".join(words_of(text_of(made.it)))
    text = published(made)
    assert "This is how we will deliver." not in text
    assert "1.0\nSigned by both sides." in text


def test_every_place_that_is_offered_can_be_withheld(app):
    made = cast("signed")
    offered = [place.key for place in places(text_of(made.it))]
    text = published(made, *[(key, "Test") for key in offered])
    assert {"people", "profile", "price", "price/1", "partners/1", "volumes/1", "services/1"} <= set(offered)
    for secret in ("Gary Governor", "Northern Mentors", "£9,150,000", "Words on rationale.", "Run visits"):
        assert secret not in text


def test_a_place_that_is_not_there_is_refused_and_nothing_is_published(app):
    made = cast("signed")
    with pytest.raises(Refused, match="no place called price/99"):
        published(made, ("price/99", "A slip"))
    with pytest.raises(Refused, match="Give the reason"):
        published(made, ("price/1", " "))
    assert db.session.query(Publication).count() == 0


def test_each_choice_needs_its_reason(browser):
    made = cast("signed")
    page = browser.as_(made.manager).submit(
        f"{made.path}/publish", **{"then": "publish", "redactions-0-place": "price", "redactions-0-reason": ""}
    )
    assert "Enter the reason: it is published in the place of what is withheld" in page.text
    assert db.session.query(Publication).count() == 0


def test_more_can_be_withheld_and_nothing_typed_is_lost(browser):
    made = cast("signed")
    page = browser.as_(made.manager).submit(
        f"{made.path}/publish", **{"then": "add", "redactions-0-place": "price", "redactions-0-reason": "Still secret"}
    )
    assert "Still secret" in page.text
    assert 'name="redactions-1-place"' in page.text


def test_looking_first_publishes_nothing(browser):
    made = cast("signed")
    page = browser.as_(made.manager).submit(
        f"{made.path}/publish", **{"then": "preview", "redactions-0-place": "people", "redactions-0-reason": "Private"}
    )
    assert "What the public would see" in page.text
    assert "Withheld: Private" in page.text
    assert db.session.query(Publication).count() == 0


def test_a_second_press_leads_to_what_is_published(browser):
    made = cast("signed")
    published(made)
    page = browser.as_(made.manager).get(f"{made.path}/publish")
    assert page.location == public_path(made)
    with pytest.raises(Refused, match="It is published already"):
        commands.publish(made.it, redactions=[], by=made.manager)


def test_only_a_round_manager_publishes(browser):
    made = cast("signed")
    for person in (made.commissioner_signatory, made.provider_signatory, made.commissioner_negotiator):
        assert browser.as_(person).get(f"{made.path}/publish").status_code == 404
        with pytest.raises(NotAllowed):
            commands.publish(made.it, redactions=[], by=person)


def test_only_what_both_have_signed_is_published(browser):
    made = cast("approved")
    page = browser.as_(made.manager).get(f"{made.path}/publish")
    assert page.status_code == 409
    assert "Publish: not possible while this agreement is" in page.text
