"""Other formats of an edition: attached by round managers, open to everyone, out of date when the words change."""

from io import BytesIO

import pytest

from app.editions import commands as editions
from app.extensions import db
from app.formats import commands, queries
from app.models import EditionFormat, Entry
from tests import make
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role
from workflows.round import RoundState

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


@pytest.fixture
def edition(browser, manager):
    round_ = make.round_()
    make.intention(round_, "CU-1", title="Have enough places")
    edition = editions.publish(round_, "discussion", "First words", lint_reason="A test.", by=manager)
    db.session.commit()
    return edition


def page_of(browser, edition):
    return browser.get(f"/rounds/{edition.round.slug}/editions/{edition.number}").text


def attach_page(edition):
    return f"/rounds/{edition.round.slug}/editions/{edition.number}/formats/attach"


def publish_another(edition, manager):
    edition.round.state = RoundState.CONSULTING
    make.intention(edition.round, "CU-2", title="Keep them open")
    newer = editions.publish(edition.round, "revised", "More words", lint_reason="A test.", by=manager)
    db.session.commit()
    return newer


def test_a_file_is_attached_and_everyone_downloads_it(browser, edition, manager):
    browser.as_(manager)
    answer = browser.submit(attach_page(edition), kind="easy read", note="12 pages", file=(BytesIO(PDF), "easy.pdf"))
    assert answer.status_code == 302
    attached = db.session.query(EditionFormat).one()
    page = page_of(browser.signed_out(), edition)
    assert "Easy read: 12 pages</a> (easy.pdf)" in page
    assert "Take away" not in page
    assert "Out of date" not in page
    file = browser.get(f"/rounds/{edition.round.slug}/editions/1/formats/{attached.id}")
    assert file.data == PDF
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert db.session.query(Entry).filter_by(action="attach_format").one().what == "easy read of edition 1"


def test_an_address_elsewhere_is_a_link(browser, edition, manager):
    browser.as_(manager)
    browser.submit(attach_page(edition), kind="British Sign Language", url="https://films.example.test/bsl")
    assert 'href="https://films.example.test/bsl" rel="noopener">British Sign Language</a>' in page_of(browser, edition)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "audio"}, "Choose a file, or enter an address: one of the two"),
        ({"kind": "audio", "url": "javascript:alert(1)"}, "Enter an address that begins with https://"),
        ({"kind": "", "url": "https://a.example.test"}, "Select format"),
    ],
)
def test_what_is_missing_is_said(browser, edition, manager, given, sentence):
    assert sentence in browser.as_(manager).submit(attach_page(edition), **given).text
    assert db.session.query(EditionFormat).count() == 0


def test_a_format_is_out_of_date_once_the_words_have_changed(browser, edition, manager):
    commands.attach_format(edition, "large print", url="https://a.example.test", by=manager)
    newer = publish_another(edition, manager)
    assert "Out of date: made for edition 1; edition 2 has changed since." in page_of(browser, newer)
    commands.attach_format(newer, "large print", note="new", url="https://b.example.test", by=manager)
    db.session.commit()
    listed = {each.called: each.warning for each in queries.offered(newer)}
    assert listed["Large print: new"] == ""
    assert [each.called for each in queries.offered(edition)] == ["Large print"], "an old edition shows its own"


def test_it_says_so_in_welsh(browser, edition, manager):
    commands.attach_format(edition, "large print", url="https://a.example.test", by=manager)
    publish_another(edition, manager)
    page = browser.get(f"/cy/rounds/{edition.round.slug}/editions/2").text
    assert "Print bras" in page
    assert "Wedi dyddio: gwnaed ar gyfer argraffiad 1; mae argraffiad 2 wedi newid ers hynny." in page


def test_a_format_is_taken_away_once(browser, edition, manager):
    attached = commands.attach_format(edition, "audio", url="https://a.example.test", by=manager)
    db.session.commit()
    here, button = f"/rounds/{edition.round.slug}/editions/1", f"{attach_page(edition)[:-6]}{attached.id}/take-away"
    browser.as_(manager)
    for said in ("It is taken away.", "It has been taken away already."):
        assert said in browser.get(browser.press(here, button).location).text
    assert "Audio" not in browser.signed_out().get(here).text


def test_only_round_managers_attach(browser, edition):
    for role in (Role.ANALYST, Role.ADMINISTRATOR):
        who = make.person(role)
        assert browser.as_(who).get(attach_page(edition)).status_code == 404
    with pytest.raises(NotAllowed):
        commands.attach_format(edition, "audio", url="https://a.example.test", by=make.person(Role.ANALYST))


def test_neither_both_nor_an_unknown_kind_is_taken(edition, manager):
    for given in ({"kind": "audio"}, {"kind": "smell", "url": "https://a.example.test"}):
        with pytest.raises(Refused):
            commands.attach_format(edition, given.pop("kind"), by=manager, **given)


def test_a_file_of_another_edition_is_not_found(browser, edition, manager):
    attached = commands.attach_format(edition, "audio", url="https://a.example.test", by=manager)
    db.session.commit()
    assert browser.get(f"/rounds/{edition.round.slug}/editions/1/formats/{attached.id}").status_code == 404
    assert browser.get(f"/rounds/{edition.round.slug}/editions/1/formats/999").status_code == 404


def test_consulting_without_formats_asks_for_a_reason_and_keeps_it(browser, edition, manager):
    commands.attach_format(edition, "easy read", url="https://a.example.test", by=manager)
    db.session.commit()
    consult = f"/rounds/{edition.round.slug}/consult"
    page = browser.as_(manager).get(consult).text
    assert "Edition 1 has none of these: large print, audio, British Sign Language and Welsh." in page
    assert "Enter why consulting starts without them" in browser.submit(consult, without="").text
    assert edition.round.state is RoundState.PLANNING
    browser.submit(consult, without="They follow next week.")
    assert edition.round.state is RoundState.CONSULTING
    assert db.session.query(Entry).filter_by(action="consult").one().why == "They follow next week."


def test_with_every_format_nothing_is_asked(browser, edition, manager):
    for kind in queries.WANTED:
        commands.attach_format(edition, kind, url="https://a.example.test", by=manager)
    db.session.commit()
    consult = f"/rounds/{edition.round.slug}/consult"
    assert "Formats that people may look for" not in browser.as_(manager).get(consult).text
    browser.submit(consult)
    assert edition.round.state is RoundState.CONSULTING


def test_what_to_know_about_a_format_is_said_in_welsh_on_the_welsh_page(browser, edition, manager):
    english, welsh = "12 pages with pictures", "12 tudalen gyda lluniau"
    browser.as_(manager).submit(
        attach_page(edition), kind="easy read", note=english, note_in_welsh=welsh, url="https://example.test/easy"
    )
    address = f"/rounds/{edition.round.slug}/editions/{edition.number}"
    assert english in browser.signed_out().get(address).text
    assert welsh in browser.get(f"/cy{address}").text
    assert english not in browser.get(f"/cy{address}").text
