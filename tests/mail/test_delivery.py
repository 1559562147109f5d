"""A rehearsal keeps its letters; production sends them, and tries again only when that can help."""

import smtplib
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from app.extensions import db
from app.jobs import Task
from app.mail import post
from app.mail.delivery import is_worth_another_try, send_mail
from app.models import Letter
from app.worker.engine import connect_mail
from config import for_tests
from tests.work import do_jobs

TASK = Task("your_move agreement 7", lambda *_: None)
LETTER = {
    "to": "kim@example.test",
    "subject": "It is your move – Größe",
    "body": "Dear Kim\n\n.dot\nhttps://x/agreements/7\n",
}


@pytest.fixture
def production(mail_server):
    """As much of a production worker as sends mail."""
    host, port = mail_server.server_address
    settings = replace(for_tests(rehearsal=False), MAIL_SERVER=host, MAIL_PORT=port, MAIL_SENDER="round@noms.example")
    app = Flask("production")
    app.config.from_mapping(settings.as_flask())
    connect_mail(app)
    with app.app_context():
        yield app


def test_a_rehearsal_keeps_a_letter_in_its_outbox(app):
    post("kim@example.test", "your_move", name="Kim", agreement="HMP Example", what="Look.", link="/agreements/7")
    db.session.commit()

    assert do_jobs(app) == ["send_mail"]

    letter = db.session.scalars(sa.select(Letter)).one()
    assert (letter.to, letter.subject) == ("kim@example.test", "HMP Example: it is your move")


def test_a_second_try_does_not_keep_a_second_letter(app):
    for _ in range(2):
        send_mail(TASK, **LETTER)
        db.session.commit()

    assert db.session.scalar(sa.select(sa.func.count(Letter.id))) == 1


def test_production_sends_the_letter_as_written(production, mail_server):
    send_mail(TASK, **LETTER)

    (sent,) = mail_server.letters
    assert (sent["To"], sent["From"], sent["Subject"]) == (LETTER["to"], "round@noms.example", LETTER["subject"])
    assert sent.get_content().replace("\r\n", "\n") == LETTER["body"]


def test_a_letter_sent_twice_is_known_for_the_same_letter(production, mail_server):
    send_mail(TASK, **LETTER)
    send_mail(TASK, **LETTER)

    assert {sent["Message-ID"] for sent in mail_server.letters} == {"<your_move.agreement.7@noms.example>"}


@pytest.mark.parametrize(("reply", "again"), [(450, True), (550, False)])
def test_only_a_passing_refusal_is_tried_again(production, mail_server, reply, again):
    mail_server.refuses = reply
    with pytest.raises(smtplib.SMTPException) as refused:
        send_mail(TASK, **LETTER)

    assert is_worth_another_try(refused.value) is again


def test_a_server_that_does_not_answer_is_tried_again(production, mail_server):
    production.extensions["mailman"].port = 1
    with pytest.raises(ConnectionRefusedError) as refused:
        send_mail(TASK, **LETTER)

    assert is_worth_another_try(refused.value)


def test_an_address_cannot_smuggle_in_a_header(production, mail_server):
    with pytest.raises(ValueError, match="Invalid address") as refused:
        send_mail(TASK, **{**LETTER, "to": "kim@example.test\nBcc: eve@example.test"})

    assert mail_server.letters == []
    assert not is_worth_another_try(refused.value)
