"""An import and a letter as they stand in any state of their round, for tests that look at everything."""

from app import clock
from app.imports import commands, letter_reading
from app.models import DroppedLetter, ResponseImport, Upload
from tests import make
from tests.imports import files

EMAIL = b"""From: Ann Lee <ann@example.test>
To: feedback@example.test
Date: Mon, 21 Nov 2011 09:30:00 +0000
Subject: Our views
Message-ID: <1@example.test>
Content-Type: text/plain; charset=utf-8

Thank you for asking us.

CU-1
We agree with it.

CU-2: This comes too soon.
"""


def an_import(round_, who) -> ResponseImport:
    """A file that has been checked, with one row to mend."""
    content = files.as_csv(files.ANN, ["R2", "Ben", "not an address", "", "Agree", "", ""])
    upload = make.upload(content, name="answers.csv", media_type="text/csv")
    one = ResponseImport(
        round=round_, upload=upload, file_name="answers.csv", survey="answers", brought_by=who, brought_at=clock.now(),
        sheets=commands.tables.look("answers.csv", content),
    )  # fmt: skip
    make.add(one)
    commands._lay_out(
        one, {"sheet": 0, "encoding": "utf-8", "delimiter": "comma", **commands.layout.guess(one.sheets[0])}
    )
    one.found = {**one.found, "counts": {"new": 1, "left out": 1}, "digest": "0" * 16, "examples": []}
    one.problems = [[3, 2, "“not an address” is no email address. Correct it, or clear the cell."]]
    make.add(one)
    return one


def a_letter(round_, who) -> DroppedLetter:
    """An e-mail that waits to be entered."""
    letter = letter_reading.read("letter.eml", EMAIL)
    upload: Upload = make.upload(EMAIL, name="letter.eml", media_type="message/rfc822")
    return make.add(
        DroppedLetter(
            round_id=round_.id, upload_id=upload.id, channel="email", sender_name=letter.name,
            sender_email=letter.email, subject=letter.subject, sent_on=letter.sent_on, text=letter.text, attached=[],
            message_id=letter.message_id, digest=letter.digest, dropped_by_id=who.id, dropped_at=clock.now(),
        )
    )  # fmt: skip
