"""Open data is sent while it is made: at once, byte for byte the same, and the database is let go afterwards."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from app.extensions import db
from app.published import batches, commands, downloads
from tests.published.conftest import PUBLIC, publish, respond


@pytest.fixture
def published(round_, sent, analyst, manager):
    """Ann's and Bert's responses, and those of people with more to say."""
    commands.take_out(sent[0], place="CU-1", words="Zebulon Quibb", kind="about somebody else", by=analyst)
    db.session.execute(db.text("update round set state = 'consulting'"))
    db.session.refresh(round_)
    for number in range(6):
        respond(round_, {"CU-1": ("agree", f"Words “{number}”, and more.")}, name=f"Person Number {number}")
    db.session.execute(db.text("update round set state = 'answering'"))
    db.session.refresh(round_)
    publish(round_, analyst, manager)
    db.session.commit()
    return round_


@pytest.fixture
def small_blocks(monkeypatch):
    """As if the file were large: a block for each response, a lot for each."""
    monkeypatch.setattr(batches, "SOME", 1)
    monkeypatch.setattr("app.sending.BLOCK", 10)


@pytest.fixture
def asked(app):
    """Every question that the database is asked, as it is asked."""
    seen = []

    def note(*args):
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def elsewhere(app, method, *, read):
    """Connections held when some blocks are read, and after the reader has gone: in a thread, as a server does it."""

    pool = db.engine.pool

    def ask():
        answer = FlaskClient(app).open(f"{PUBLIC}/data/responses.json", method=method, buffered=False)
        assert answer.status_code == 200
        for _block in zip(range(read), answer.response, strict=False):
            pass
        during = pool.checkedout()
        answer.close()
        return during, pool.checkedout()

    db.session.remove()
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(ask).result()


def begun(browser, name):
    """A file of which only the first block has been read."""
    db.session.remove()
    browser.signed_out()
    return iter(browser.get(f"{PUBLIC}/data/{name}", buffered=False).response)


@pytest.mark.parametrize("name", downloads.FILES)
def test_a_file_is_the_same_in_however_many_pieces_it_is_made(browser, published, monkeypatch, name):
    whole = browser.signed_out().get(f"{PUBLIC}/data/{name}").data
    monkeypatch.setattr(batches, "SOME", 1)
    monkeypatch.setattr("app.sending.BLOCK", 10)

    answer = browser.get(f"{PUBLIC}/data/{name}", buffered=False)

    assert b"".join(answer.response) == whole


def test_every_response_is_in_the_file_whichever_lot_it_came_in(browser, published, monkeypatch):
    monkeypatch.setattr(batches, "SOME", 3)
    whole = json.loads(browser.signed_out().get(f"{PUBLIC}/data/responses.json").data)
    numbers = [each["number"] for each in whole["responses"]]
    assert len(numbers) == 8
    assert numbers == sorted(set(numbers))
    assert "Zebulon" not in json.dumps(whole)


def test_the_first_block_is_sent_before_the_last_responses_are_read(browser, published, asked, small_blocks):
    blocks = begun(browser, "responses.json")
    next(blocks)
    before = len(asked)
    list(blocks)
    assert len(asked) > before


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("read", [0, 2, 1000])
def test_no_connection_is_held_while_a_file_is_sent_or_when_its_reader_goes_away(
    app, published, small_blocks, method, read
):
    assert elsewhere(app, method, read=read) == (0, 0)


def test_others_save_while_a_file_is_sent(app, published, small_blocks, analyst):
    """A reader with a slow line holds nobody up."""
    key = analyst.id

    def save():
        with app.app_context():
            db.session.execute(db.text("update person set name = 'Saved' where id = :id"), {"id": key})
            db.session.commit()

    def ask():
        answer = FlaskClient(app).get(f"{PUBLIC}/data/responses.json", buffered=False)
        list(zip(range(2), answer.response, strict=False))
        with ThreadPoolExecutor(1) as threads:
            threads.submit(save).result(5)
        return b"".join(answer.response).endswith(b"]}\n")

    db.session.remove()
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(ask).result()


def test_a_file_that_cannot_be_begun_is_a_page_that_says_so(browser, published, monkeypatch):
    """A header says 200 before the first byte: what fails must fail before it."""
    monkeypatch.setattr(browser.application, "config", {**browser.application.config, "PROPAGATE_EXCEPTIONS": False})
    db.session.execute(db.text("alter table redaction rename to hidden_away"))
    db.session.commit()
    try:
        answer = browser.signed_out().get(f"{PUBLIC}/data/responses.json")
        assert answer.status_code == 500
        assert answer.headers["Content-Type"].startswith("text/html")
    finally:
        db.session.rollback()
        db.session.execute(db.text("alter table hidden_away rename to redaction"))
        db.session.commit()


def test_a_file_is_named_and_not_kept_as_before(browser, published):
    answer = browser.signed_out().get(f"{PUBLIC}/data/words.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=2012-13-words.csv"
    assert answer.headers["Cache-Control"] == "no-cache"
    heading, *_rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert heading == ["number", "place", "words"]
    assert browser.get(f"{PUBLIC}/data/responses.json").headers["Content-Type"] == "application/json"
