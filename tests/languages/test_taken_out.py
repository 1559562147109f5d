"""Why words are taken out, or a response is withheld, is read in Welsh too."""

from app.extensions import db
from app.published import commands as publishing
from tests import make
from tests.answers.conftest import respond
from workflows.roles import Role
from workflows.round import RoundState

PUBLIC = "/rounds/2012-13/responses"


def published(round_, analyst):
    response = respond(round_, {"CU-1": ("disagree", "Keep it. He was beaten there.")})
    round_.state = RoundState.ANSWERING
    volume = publishing.prepare(round_, by=analyst)
    publishing.publish(volume, by=make.person(Role.ROUND_MANAGER))
    db.session.commit()
    return response


def pages(browser, round_):
    number = browser.get(PUBLIC).text.split(f"{PUBLIC}/R-")[1][:6]
    return browser.get(f"/cy{PUBLIC}/R-{number}").text, browser.get(f"{PUBLIC}/R-{number}").text, f"R-{number}"


def test_a_kind_of_reason_is_said_in_the_language_of_the_page(browser, round_, analyst):
    response = published(round_, analyst)
    publishing.take_out(response, place="CU-1", words="He was beaten there.", kind="about somebody else", by=analyst)
    db.session.commit()
    welsh, english, _ = pages(browser, round_)
    assert "[geiriau wedi&#39;u tynnu: am rywun arall]" in welsh
    assert "[words taken out: about somebody else]" in english


def test_another_reason_is_said_in_welsh_where_it_is_given(browser, round_, analyst):
    response = published(round_, analyst)
    here = f"/rounds/2012-13/feedback/responses/{response.id}/redactions/take-out/CU-1"
    sent = browser.as_(analyst).submit(
        here, words="He was beaten there.", kind="another reason", reason="a court asked", reason_in_welsh="cais llys"
    )
    assert sent.status_code == 303
    welsh, english, _ = pages(browser.signed_out(), round_)
    assert "[geiriau wedi&#39;u tynnu: cais llys]" in welsh
    assert "[words taken out: a court asked]" in english


def test_a_withheld_response_says_why_in_welsh(browser, round_, analyst):
    response = published(round_, analyst)
    number = pages(browser, round_)[2]
    browser.as_(analyst)
    here = f"/rounds/2012-13/feedback/responses/{response.id}/withhold"
    browser.submit(here, reason="Its sender asked.", reason_in_welsh="Gofynnodd yr anfonwr.")
    browser.signed_out()
    assert "Gofynnodd yr anfonwr." in browser.get(f"/cy{PUBLIC}/{number}").text
    assert "Its sender asked." in browser.get(f"{PUBLIC}/{number}").text
