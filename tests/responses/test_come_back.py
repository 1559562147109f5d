"""A receipt code brings its holder back on any device, and nobody else in."""

import re
from datetime import timedelta

from app import clock
from app.extensions import db
from app.models import WrongGuess
from tests.responses.conftest import HERE

WRONG = "0000-0000-0000-0000-0000"


def test_the_code_brings_one_back_on_another_device(ann, app):
    phone = app.test_client()
    answer = phone.submit(f"{HERE}/return", code=ann.code.lower().replace("-", " "))
    assert answer.location.endswith("/sections")
    assert "Your response to" in phone.get(f"{HERE}/sections").text


def test_a_code_misread_from_paper_still_works(ann, app):
    phone = app.test_client()
    typed = ann.code.replace("0", "O").replace("1", "l")
    assert phone.submit(f"{HERE}/return", code=typed).status_code == 303


def test_a_wrong_code_and_nonsense_get_the_same_answer(ann, browser):
    browser.signed_out()
    first, second = (browser.submit(f"{HERE}/return", code=code).text for code in (WRONG, "hello"))
    sentence = "Check the code and enter it again: no response in this round has it"
    assert sentence in first
    assert sentence in second


def test_guessing_is_slowed_more_with_each_guess(ann, browser):
    browser.signed_out()
    for _ in range(3):
        browser.submit(f"{HERE}/return", code=WRONG)
    assert "before you try another code" in browser.submit(f"{HERE}/return", code=WRONG).text
    assert "before you try another code" in browser.submit(f"{HERE}/return", code=ann.code).text
    guess = db.session.query(WrongGuess).one()
    first = guess.wait_until - clock.real_now()
    for _ in range(4):
        guess.wait_until = clock.real_now() - timedelta(seconds=1)
        db.session.commit()
        browser.submit(f"{HERE}/return", code=WRONG)
    assert guess.wait_until - clock.real_now() > 4 * first


def test_after_the_wait_the_right_code_works_and_the_count_is_forgotten(ann, browser):
    browser.signed_out()
    for _ in range(3):
        browser.submit(f"{HERE}/return", code=WRONG)
    db.session.query(WrongGuess).one().wait_until = clock.real_now() - timedelta(seconds=1)
    db.session.commit()
    assert browser.submit(f"{HERE}/return", code=ann.code).status_code == 303
    assert db.session.query(WrongGuess).count() == 0


def test_guesses_are_counted_by_a_hash_of_the_address(ann, browser):
    browser.signed_out()
    browser.submit(f"{HERE}/return", code=WRONG)
    assert "127.0.0.1" not in db.session.query(WrongGuess).one().source_hash


def test_a_forged_guess_is_not_even_looked_up(ann, browser):
    browser.signed_out()
    browser.post(f"{HERE}/return", data={"code": ann.code})
    assert browser.get(f"{HERE}/sections").status_code == 303


def test_on_a_shared_computer_the_browser_forgets_the_response(ann, browser):
    browser.press(f"{HERE}/later", f"{HERE}/leave")
    assert browser.get(f"{HERE}/sections").location.endswith("/respond/return")


def test_the_page_for_later_leads_back_by_its_whole_address(ann, browser):
    page = browser.get(f"{HERE}/later").text
    assert re.search(rf'<a class="govuk-link" href="{HERE}/return">https?://[^<]+{HERE}/return</a>', page)
