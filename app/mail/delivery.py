"""Deliver a letter: by SMTP in production; in rehearsal, into the outbox."""

import smtplib
from collections.abc import Mapping

import sqlalchemy as sa
from flask import current_app
from flask_mailman import EmailMessage

from app import clock
from app.extensions import db
from app.jobs import Task
from app.models import Letter

LONGEST_SUBJECT = 200  # Letter.subject
LAST_TEMPORARY_REPLY = 499  # SMTP: 4xx may work later, 5xx never will (RFC 5321, 4.2.1)


def send_mail(task: Task, *, to: str, subject: str, body: str, headers: dict[str, str] | None = None) -> None:
    """The job behind `post`. The key is the letter's Message-ID, so a second try is known for the same letter."""
    if current_app.config["REHEARSAL"]:
        keep(task.key, to, subject, body)
    else:
        transmit(task.key, to, subject, body, headers or {})


def keep(key: str, to: str, subject: str, body: str) -> None:
    """Put a letter in the outbox, once."""
    if db.session.scalar(sa.select(Letter.id).where(Letter.key == key)) is None:
        db.session.add(Letter(key=key, to=to, subject=subject[:LONGEST_SUBJECT], body=body, at=clock.real_now()))


def transmit(key: str, to: str, subject: str, body: str, more: Mapping[str, str]) -> None:
    """Hand a letter to the mail server. Raises what smtplib raises."""
    settings = current_app.config
    sender = settings["MAIL_SENDER"]
    identity = f"<{key.replace(' ', '.')}@{sender.rpartition('@')[2]}>"
    headers = {**more, "Message-ID": identity, "Auto-Submitted": "auto-generated"}
    with current_app.extensions["mailman"].get_connection() as connection:
        EmailMessage(subject, body, from_email=sender, to=[to], headers=headers, connection=connection).send()


def is_worth_another_try(error: BaseException) -> bool:
    """False when the mail server says that this letter can never be delivered, or the address cannot be written."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code <= LAST_TEMPORARY_REPLY for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code <= LAST_TEMPORARY_REPLY
    return not isinstance(error, ValueError)
