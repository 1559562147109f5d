"""Emails and letters are dropped in, kept as they came, and entered on their sender's behalf."""

import re
from contextlib import suppress
from datetime import date
from email.message import EmailMessage
from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.imports import letter_parts, letter_reading
from app.models import DroppedLetter, Response
from app.responses import places, retention
from tests.imports import made
from tests.imports.conftest import CONTENT

PLACES = places._read(CONTENT)


def email(text="Plain words.", *, html="", charset="utf-8", attach=(), **headers):
    message = EmailMessage()
    for name, value in {"From": "Ann Lee <ann@example.test>", "Date": "Mon, 21 Nov 2011 09:30:00 +0000",
                        "Subject": "Our views", "Message-ID": "<1@example.test>", **headers}.items():  # fmt: skip
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text, charset=charset)
    if html:
        (message.add_alternative if text else message.set_content)(html, subtype="html")
    for name, content in attach:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def word(*paragraphs):
    out = BytesIO()
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


@pytest.fixture
def drop(importer):
    """Drop in files by the page: (name, content) each."""
    path = f"/rounds/{importer.round.slug}/feedback/letters"

    def drop(*given):
        return importer.browser.submit(path, files=[(BytesIO(content), name) for name, content in given])

    return drop


def newest():
    db.session.expire_all()
    return db.session.query(DroppedLetter).order_by(DroppedLetter.id.desc()).first()


def at(importer, letter, end=""):
    return f"/rounds/{importer.round.slug}/feedback/letters/{letter.id}{end}"


def test_an_email_is_read_and_its_sender_date_and_subject_proposed(importer, drop):
    drop(("views.eml", made.EMAIL))
    letter = newest()
    assert (letter.sender_name, letter.sender_email, f"{letter.sent_on}") == (
        "Ann Lee",
        "ann@example.test",
        "2011-11-21",
    )
    page = importer.browser.get(at(importer, letter)).text
    assert "<h1" in page
    assert "Email from Ann Lee" in page
    assert "We agree with it." in page


def test_an_email_becomes_a_response_begun_on_its_senders_behalf_with_the_original(importer, drop, analyst):
    drop(("views.eml", made.EMAIL))
    letter = newest()
    answer = importer.form_of(at(importer, letter), **texts(importer, letter), **{"stance-1": "agree"})
    assert answer.status_code == 303
    assert answer.location.endswith("/respond/check")
    response = db.session.query(Response).one()
    assert (response.state, response.channel, response.entered_by_id) == ("draft", "email", analyst.id)
    assert (response.name, response.permission) == ("Ann Lee", "no")
    assert {view.place: (view.stance, view.comment) for view in response.views} == {
        "general": (None, "Thank you for asking us."),
        "CU-1": ("agree", "We agree with it."),
        "CU-2": (None, "This comes too soon."),
    }
    assert response.original.content == made.EMAIL
    check = importer.browser.get(answer.location).text
    assert "This comes too soon." in check


def texts(importer, letter):
    """What stands in the text boxes of a letter's form."""
    page = importer.browser.get(at(importer, letter)).text
    return dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)) | {
        f"received-{part}": value for part, value in (("day", "21"), ("month", "11"), ("year", "2011"))
    }


def test_a_letter_is_entered_once(importer, drop):
    drop(("views.eml", made.EMAIL))
    letter = newest()
    path, fields = at(importer, letter), texts(importer, letter)
    page = importer.browser.get(path).text
    importer.form_of(path, **fields)
    hidden = dict(re.findall(r'type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    importer.browser.post(path, data={**hidden, "name": "Ann", "place-0": "general", **fields})
    assert db.session.query(Response).count() == 1


def test_the_same_letter_twice_is_noticed(importer, drop):
    drop(("views.eml", made.EMAIL))
    drop(("again.eml", made.EMAIL.replace(b"<1@", b"<2@")))
    assert "This came before: the same words" in importer.browser.get(at(importer, newest())).text


def test_several_are_dropped_in_at_once_and_one_that_cannot_be_read_keeps_none_out(importer, drop):
    answer = drop(("a.eml", made.EMAIL), ("b.msg", b"\xd0\xcf\x11\xe0"), ("c.docx", word("CU-1", "A letter.")))
    assert "b.msg: Outlook’s own files can’t be read here." in answer.text
    assert db.session.query(DroppedLetter).count() == 2


@pytest.mark.parametrize("name", ["a.msg", "a.pdf", "a.doc", "a.rtf", "a.png"])
def test_what_cannot_be_read_is_refused_with_what_to_do(name):
    with pytest.raises(letter_reading.Unreadable, match=r"save|Save|saved"):
        letter_reading.read(name.replace(".pdf", ".doc"), b"x")


def test_a_letter_set_aside_can_be_taken_up_again(importer, drop):
    drop(("views.eml", made.EMAIL))
    letter = newest()
    importer.browser.press(at(importer, letter), at(importer, letter, "/set-aside"))
    assert "It was set aside on" in importer.browser.get(at(importer, letter)).text
    importer.browser.press(at(importer, letter), at(importer, letter, "/set-aside"))
    assert newest().set_aside_at is None


def test_the_original_is_handed_out_as_it_came(importer, drop):
    drop(("views.eml", email(attach=[("evidence.pdf", b"%PDF-1.4 evidence")])))
    assert newest().attached == ["evidence.pdf"]
    answer = importer.browser.get(at(importer, newest(), "/original"))
    assert b"evidence.pdf" in answer.data
    assert "attachment" in answer.headers["Content-Disposition"]


def test_names_are_forgotten_with_the_letters_that_hold_them(importer, drop):
    drop(("views.eml", made.EMAIL))
    importer.form_of(at(importer, newest()), **texts(importer, newest()))
    drop(("other.eml", email("Only this.")))
    retention.forget_drafts(importer.round)
    db.session.commit()
    assert db.session.query(Response).count() == 0
    retention.forget_names(importer.round)
    db.session.commit()
    assert db.session.query(DroppedLetter).count() == 0


# --- reading ----------------------------------------------------------------------------------------------------------


def test_a_letter_attached_to_an_email_is_read_with_it():
    """Often an email says no more than that the response is attached."""
    content = email(
        "Our response is attached.", attach=[("ours.docx", word("CU-1", "Go further.")), ("a.pdf", b"%PDF")]
    )
    read = letter_reading.read("a.eml", content)
    assert read.text == "Our response is attached.\n\nAttached, ours.docx:\n\nCU-1\nGo further."
    assert read.attached == ["ours.docx", "a.pdf"]


def test_of_many_enclosed_letters_only_the_first_are_read_and_all_are_named():
    """Each may unpack to a great deal: a few kilobytes of mail must not keep the service busy for minutes."""
    content = email("Ours.", attach=[(f"{number}.docx", word(f"Words {number}.")) for number in range(15)])
    read = letter_reading.read("a.eml", content)
    assert ("Words 9." in read.text, "Words 10." in read.text, len(read.attached)) == (True, False, 15)


def test_characters_that_turn_words_round_are_left_out_of_an_email():
    assert letter_reading.read("a.eml", email("On\u202ely.")).text == "Only."


def test_an_attached_letter_that_cannot_be_read_keeps_the_email():
    assert (
        letter_reading.read("a.eml", email("See below.", attach=[("ours.docx", b"no Word file")])).text == "See below."
    )


@pytest.mark.parametrize("line", ["8 December 2011", "Date: 8 December 2011", "08/12/2011", "Thursday 8 December 2011"])
def test_a_letter_dated_at_its_head_proposes_that_day(line):
    head = word("Rural Justice Partnership", "1 High Street", line, "CU-1", "We agree since 2011", "Go further by 2012")
    assert letter_reading.read("a.docx", head).sent_on == date(2011, 12, 8)


def test_a_year_in_what_a_letter_says_is_not_its_day():
    assert letter_reading.read("a.docx", word("We have said so since 1 May 2010.", "Since 2010")).sent_on is None


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_letters_are_right_whatever_the_encoding(charset):
    assert letter_reading.read("a.eml", email("Café, naïve, £5.\n", charset=charset)).text == "Café, naïve, £5."


def test_an_email_of_html_alone_is_read_as_its_words():
    page = "<html><head><style>p{}</style></head><body><p>One &amp; two</p><script>x()</script><ul><li>Three</li></ul>"
    assert letter_reading.read("a.eml", email("", html=page)).text == "One & two\n\nThree"


def test_an_email_that_says_a_wrong_encoding_is_read_all_the_same():
    raw = email("Caf\u00e9").replace(b'charset="utf-8"', b'charset="no-such-thing"')
    assert "Caf" in letter_reading.read("a.eml", raw).text


def test_a_word_letter_is_read_with_what_was_inserted_and_without_what_was_deleted():
    assert letter_reading.read("a.docx", word("Dear all,", "CU-1: we agree.")).text == "Dear all,\nCU-1: we agree."


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300), st.sampled_from([".eml", ".txt", ".docx", ".odt"]))
def test_no_bytes_break_the_reading_of_letters(content, ending):
    with suppress(letter_reading.Unreadable):
        assert letter_reading.read(f"a{ending}", content).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All of it.", [("general", "All of it.")]),
        ("Hello.\nCU-1: good\nmore\nCU 2\nbad", [("general", "Hello."), ("CU-1", "good\nmore"), ("CU-2", "bad")]),
        ("1. Intention CU-3 – Work in prisons\nYes.", [("CU-3", "Yes.")]),
        ("EQ1: older people\nEquality question 2: none", [("EQ-1", "older people"), ("EQ-2", "none")]),
        ("CU-1\na\nCU-2\nb\nCU-1\nc", [("CU-1", "a\n\nc"), ("CU-2", "b")]),
        ("We like CU-1 a lot.", [("general", "We like CU-1 a lot.")]),
        ("CU-1\nx\nOther comments:\ny", [("CU-1", "x"), ("general", "y")]),
        ("CU-99\nx", [("general", "CU-99\nx")]),
    ],
)
def test_a_letter_is_split_by_the_references_that_head_its_parts(text, expected):
    assert letter_parts.split(text, PLACES) == expected
