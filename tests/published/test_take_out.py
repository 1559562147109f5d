"""Words are taken out of a response before and after others read it, with a reason, by a named person."""

from app.extensions import db
from app.models import Entry, Redaction
from app.published import commands
from tests import make
from tests.published.conftest import PUBLIC, STAFF, WORKSHOP, publish, words
from workflows.roles import Role

SENTENCE = "My neighbour Zebulon Quibb was beaten there."


def here(response):
    return f"{STAFF}/responses/{response.id}/redactions"


def take_out(browser, response, **fields):
    return browser.submit(f"{here(response)}/take-out/CU-1", **{"kind": "about somebody else", **fields})


def test_an_analyst_takes_a_sentence_out_without_scripts(browser, sent, analyst):
    ann = sent[0]
    page = browser.as_(analyst).get(f"{here(ann)}/take-out/CU-1")
    assert SENTENCE in words(page)
    assert take_out(browser, ann, sentences="1").status_code == 303
    (redaction,) = db.session.query(Redaction)
    assert (redaction.words, redaction.place, redaction.by_id) == (SENTENCE, "CU-1", analyst.id)
    assert WORKSHOP[redaction.begins : redaction.ends] == SENTENCE
    assert "[taken out: about somebody else]" in words(browser.get(here(ann)))


def test_words_can_be_typed_or_pasted(browser, sent, analyst):
    take_out(browser.as_(analyst), sent[0], words="zebulon  quibb")
    assert db.session.query(Redaction).one().words == "Zebulon Quibb"


def test_words_that_do_not_stand_there_are_asked_for_again(browser, sent, analyst):
    page = take_out(browser.as_(analyst), sent[0], words="Not there at all")
    assert page.status_code == 200
    assert "Copy them from the text" in words(page)
    assert "Not there at all" in page.text
    assert not db.session.query(Redaction).count()


def test_something_is_chosen_and_another_reason_is_said(browser, sent, analyst):
    assert "Choose a sentence" in words(take_out(browser.as_(analyst), sent[0]))
    assert "Enter the reason" in words(take_out(browser, sent[0], words="beaten", kind="another reason"))


def test_pressing_twice_takes_out_once(browser, sent, analyst):
    for _ in range(2):
        take_out(browser.as_(analyst), sent[0], words="Zebulon Quibb")
    assert db.session.query(Redaction).count() == 1
    assert db.session.query(Entry).filter_by(action="take_out").count() == 1


def test_the_timeline_does_not_repeat_the_words(browser, sent, analyst):
    take_out(browser.as_(analyst), sent[0], words="Zebulon Quibb")
    entry = db.session.query(Entry).filter_by(action="take_out").one()
    assert "Quibb" not in entry.what + entry.why
    assert entry.actor_id == analyst.id


def test_a_signatory_reads_what_is_taken_out_and_takes_nothing_out(browser, sent, analyst):
    director = make.person(Role.COMMISSIONER_SIGNATORY)
    assert browser.as_(director).get(here(sent[0])).status_code == 200
    assert browser.get(f"{here(sent[0])}/take-out/CU-1").status_code == 404


def test_for_everyone_else_the_page_does_not_exist(browser, sent):
    assert browser.as_(make.person(Role.COMMISSIONER_NEGOTIATOR)).get(here(sent[0])).status_code == 404


def test_names_and_addresses_found_by_rule_are_suggested_and_stay_until_somebody_decides(browser, sent, analyst):
    bert = sent[1]
    page = browser.as_(analyst).get(here(bert))
    assert "It is the sender’s own name" in words(page)
    assert "It looks like an email address" in words(page)
    assert not db.session.query(Redaction).count()
    browser.press(here(bert), f"{here(bert)}/accept")  # of nothing that stands there
    token = {"place": "CU-1", "words": "Brass", "csrf_token": browser._token()}
    browser.post(f"{here(bert)}/accept", data=token)
    assert db.session.query(Redaction).one().words == "Brass"


def test_words_taken_out_after_publishing_go_at_once_and_from_the_search(browser, round_, sent, analyst, manager):
    publish(round_, analyst, manager)
    assert "1 published response found" in words(browser.signed_out().get(f"{PUBLIC}?words=quibb"))
    take_out(browser.as_(analyst), sent[0], words="Zebulon Quibb")
    browser.signed_out()
    assert "Nothing published says that" in words(browser.get(f"{PUBLIC}?words=quibb"))
    assert "Quibb" not in browser.get(PUBLIC).text


def test_once_it_is_public_who_took_words_out_does_not_put_them_back(browser, round_, sent, analyst, manager):
    (redaction,) = commands.take_out(
        sent[0], place="CU-1", words="Zebulon Quibb", kind="about somebody else", by=analyst
    )
    publish(round_, analyst, manager)
    back = f"{here(sent[0])}/{redaction.id}/put-back"
    page = browser.as_(analyst).press(here(sent[0]), back)
    assert page.status_code == 409
    assert "Somebody else decides" in words(page)
    browser.as_(manager).press(here(sent[0]), back)
    db.session.refresh(redaction)
    assert redaction.undone_by_id == manager.id


def test_before_anything_is_public_a_slip_is_mended_by_whoever_made_it(browser, sent, analyst):
    (redaction,) = commands.take_out(sent[0], place="CU-1", words="trade", kind="personal details", by=analyst)
    db.session.commit()
    browser.as_(analyst).press(here(sent[0]), f"{here(sent[0])}/{redaction.id}/put-back")
    db.session.refresh(redaction)
    assert redaction.undone_at is not None


def test_the_reason_does_not_say_the_words_that_it_stands_in_place_of(browser, sent, analyst):
    given = {"words": "Zebulon Quibb", "kind": "another reason"}
    page = take_out(browser.as_(analyst), sent[0], **given, reason="It names Mr Quibb.")
    assert "Say it without the words themselves" in words(page)
    assert not db.session.query(Redaction).count()
    take_out(browser, sent[0], **given, reason="It names a neighbour.")
    assert db.session.query(Redaction).count() == 1
