"""A team writes in Welsh: its pages, its buttons, its Word form and its letters."""

import io

from app.documents.word.package import opened
from app.documents.word.reading import read
from app.extensions import db
from app.models import Colleague, Letter, Response
from tests.responses.conftest import HERE
from tests.rooms.conftest import TEAM
from tests.work import do_jobs


def test_every_page_of_a_team_is_in_welsh_and_stays_so(ann, ben):
    ben.writes("CU-1", stance="agree", comment="Cadwch y gweithdy.")
    pages = [TEAM, *(f"{TEAM}/{page}" for page in ("history", "remarks"))]
    for page in [*pages, *(f"{HERE}/{page}" for page in ("CU-1", "sections/custodial", "word"))]:
        text = ann.browser.get(f"/cy{page}").text
        assert '<html lang="cy"' in text, page
        assert "among colleagues" not in text, page
        assert text.count('href="/rounds') == 1, "only the way to the same page in English leads there"
    assert "Mae Ben Okri yn ysgrifennu" in ann.browser.get(f"/cy{TEAM}").text


def test_the_word_form_is_in_welsh_and_comes_back_as_well(ann):
    taken = ann.browser.post(f"/cy{HERE}/word/form", data={"csrf_token": ann.browser._token()})
    words = {cell.text for row in read(opened(taken.data)).rows for cell in row.cells}
    assert "Your comment" not in words
    file = {"csrf_token": ann.browser._token(), "file": (io.BytesIO(taken.data), "ffurflen.docx")}
    assert ann.browser.post(f"{HERE}/word", data=file).status_code == 303


def letters_to(app, email):
    do_jobs(app)
    return db.session.query(Letter).filter_by(to=email).order_by(Letter.id).all()


def test_a_team_that_answers_in_welsh_is_written_to_in_welsh(app, ann):
    response = db.session.query(Response).one()
    response.language = "cy"
    response.round.welsh = {"title": "Y rownd"}
    db.session.commit()
    ann.invites("Ben Okri", "ben@elsewhere.test")
    (letter,) = letters_to(app, "ben@elsewhere.test")
    assert letter.subject == "Mae Ann Example yn gofyn i chi helpu i ysgrifennu ymateb"
    assert "ymateb i Y rownd" in letter.body
    assert f"http://localhost/cy{TEAM}/join/" in letter.body
    assert "Dear" not in letter.body


def test_whoever_certifies_is_told_in_the_language_of_the_response(app, ann, ben):
    db.session.query(Response).one().language = "cy"
    db.session.commit()
    colleague = db.session.query(Colleague).filter_by(email="ben@elsewhere.test").one()
    ann.browser.submit(f"{TEAM}/certifier", colleague=str(colleague.id))
    letter = letters_to(app, "ben@elsewhere.test")[-1]
    assert letter.subject.startswith("Chi sy'n ardystio'r ymateb")
    assert f"http://localhost/cy{TEAM}\n" in letter.body


def test_a_team_that_answers_in_english_is_written_to_in_english(app, ann):
    ann.invites("Ben Okri", "ben@elsewhere.test")
    (letter,) = letters_to(app, "ben@elsewhere.test")
    assert letter.body.startswith("Dear Ben Okri")
    assert "/cy" not in letter.body
