"""What is written on the timeline is always written, however much there is to say."""

from app.extensions import db
from app.models import Entry
from app.timeline import verify
from tests import make


def test_the_longest_words_that_a_form_takes_fit_and_the_chain_holds(browser):
    someone = make.person()
    answer = browser.as_(someone).submit("/account/edit", name="N" * 200, post="P" * 200)
    assert answer.status_code == 303
    entry = db.session.query(Entry).filter_by(chain=f"person {someone.id}", action="edit").one()
    assert entry.what.startswith("N" * 200)
    assert entry.what.endswith("…")
    assert list(verify.faults()) == []
