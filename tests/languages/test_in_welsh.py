"""A round manager puts Welsh beside the English; a Welsh page shows it, and marks what has none."""

from datetime import timedelta

from app.editions import commands as editions
from app.extensions import db
from app.rounds import commands as rounds
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


def manager():
    return make.person(Role.ROUND_MANAGER)


def planned(**given):
    round_ = make.round_(title="Round of the year", introduction="What it is for.", **given)
    make.intention(round_, "CU-1", title="Have enough places", explanation="So that all fit in.")
    return round_


def put_into_welsh(browser, path, **by_label):
    """Fill in the boxes whose labels are given, as a person finds them."""
    import re

    page = browser.get(path).text
    names = {label.strip(): name for name, label in re.findall(r'<label[^>]*for="(text_\d+)">([^<]*)</label>', page)}
    return browser.submit(path, **{names[label.replace("_", " ")]: words for label, words in by_label.items()})


def test_what_is_written_in_welsh_stands_on_welsh_pages_and_the_rest_is_marked(browser):
    round_, who = planned(), manager()
    browser.as_(who)
    assert put_into_welsh(browser, f"/rounds/{round_.slug}/in-welsh", Title="Rownd y flwyddyn").status_code == 302
    put_into_welsh(browser, f"/rounds/{round_.slug}/intentions/CU-1/in-welsh", Title="Bod â digon o leoedd")
    editions.publish(round_, "discussion", "First words", lint_reason="A test.", by=who)
    db.session.commit()
    page = browser.signed_out().get(f"/cy/rounds/{round_.slug}/intentions/CU-1").text
    assert "CU-1: Bod â digon o leoedd</h1>" in page
    assert '<span lang="en">So that all fit in.</span>' in page
    assert "Nid yw rhai o&#39;r geiriau" in page or "Nid yw rhai o'r geiriau" in page
    home = browser.get("/cy/rounds").text
    assert "Rownd y flwyddyn" in home
    assert "Round of the year" not in home
    assert "<title>CU-1: Have enough places" in browser.get(f"/rounds/{round_.slug}/intentions/CU-1").text


def test_a_title_carries_no_markup(browser):
    round_ = planned()
    assert "<title>Round of the year – " in browser.get(f"/cy/rounds/{round_.slug}").text


def test_an_edition_keeps_the_welsh_it_was_published_with(browser):
    round_, who = planned(), manager()
    rounds.edit(round_, welsh={"title": "Y rownd gyntaf"}, by=who)
    edition = editions.publish(round_, "discussion", "First words", lint_reason="A test.", by=who)
    rounds.edit(round_, welsh={"title": "Enw arall"}, by=who)
    db.session.commit()
    assert edition.content["welsh"] == {"title": "Y rownd gyntaf"}
    page = browser.get(f"/cy/rounds/{round_.slug}/editions/1").text
    assert "Bwriadau comisiynu Y rownd gyntaf" in page or "Argraffiad 1: " in page


def test_welsh_is_no_change_of_what_was_screened(browser):
    from app.intentions.queries import digest_of

    round_, who = planned(), manager()
    before = digest_of(round_)
    browser.as_(who)
    put_into_welsh(browser, f"/rounds/{round_.slug}/intentions/CU-1/in-welsh", Title="Bod â digon o leoedd")
    assert digest_of(round_) == before


def test_welsh_of_words_that_have_changed_is_set_aside_and_shown_to_whoever_translates(browser):
    round_, who = planned(), manager()
    rounds.edit(round_, welsh={"title": "Rownd y flwyddyn"}, by=who)
    rounds.edit(round_, title="Round of another year", by=who)
    db.session.commit()
    assert '<span lang="en">Round of another year</span>' in browser.get("/cy/rounds").text
    page = browser.as_(who).get(f"/rounds/{round_.slug}/in-welsh").text
    assert 'since this was written in Welsh: <span lang="cy">Rownd y flwyddyn</span>' in page


def test_two_who_translate_at_once_do_not_undo_each_other(browser):
    round_, who = planned(), manager()
    browser.as_(who)
    page = browser.get(f"/rounds/{round_.slug}/in-welsh").text
    rounds.edit(round_, welsh={"title": "Teitl rhywun arall"}, by=who)
    db.session.commit()
    import re

    hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    answer = browser.post(f"/rounds/{round_.slug}/in-welsh", data={**hidden, "text_0": "Fy nheitl i"})
    assert "Somebody else saved this while you had it open." in answer.text
    assert round_.welsh == {"title": "Teitl rhywun arall"}


def test_only_round_managers_write_welsh(browser):
    round_ = planned()
    for role in (Role.ANALYST, Role.ADMINISTRATOR, Role.EQUALITY_LEAD):
        browser.as_(make.person(role))
        assert browser.get(f"/rounds/{round_.slug}/in-welsh").status_code == 404
        assert browser.get(f"/rounds/{round_.slug}/intentions/CU-1/in-welsh").status_code == 404


def test_a_response_begun_in_welsh_is_written_to_in_welsh(browser):
    round_ = make.round_(RoundState.CONSULTING)
    make.edition(round_)
    answer = browser.submit(f"/cy/rounds/{round_.slug}/respond")
    assert answer.location.startswith(f"/cy/rounds/{round_.slug}/respond")
    page = browser.get(f"/cy/rounds/{round_.slug}/respond/about-you").text
    assert 'value="cy" checked' in page
    assert "Rhowch eich enw" in browser.submit(f"/cy/rounds/{round_.slug}/respond/about-you", name="").text


def test_reasons_contacts_and_risk_factors_are_said_in_welsh(browser):
    round_, who = planned(state=RoundState.CONSULTING), manager()
    rounds.edit(round_, contact={**round_.contact, "team": "Commissioning team"}, by=who)
    factors = [{"name": "Lack of work", "percent": 40}]
    rounds.add_need_row(
        round_, setting="custody", offence="violent", factors=factors, other_factors=["Hope"],
        bands=[{"risk": "low", "percent": 100}], by=who,
    )  # fmt: skip
    rounds.explain_window(round_, "There is little time.", by=who)
    day = round_.day("feedback_closes") + timedelta(days=1)
    rounds.revise_date(round_, "feedback_closes", day, reason="More time was asked for.", by=who)
    db.session.commit()
    browser.as_(who)
    said = {
        "Team to write to": "Tîm comisiynu",
        "Why feedback is open for less than 12 weeks": "Nid oes llawer o amser.",
        "Why it moved: Feedback closes": "Gofynnwyd am fwy o amser.",
        "Risk factor: Lack of work": "Diffyg gwaith",
    }
    assert put_into_welsh(browser, f"/rounds/{round_.slug}/in-welsh", **said).status_code == 302
    make.published(round_)
    browser.signed_out()
    page = browser.get(f"/cy/rounds/{round_.slug}").text
    assert "Nid oes llawer o amser." in page
    assert "Gofynnwyd am fwy o amser." in page
    assert "Tîm comisiynu" in browser.get("/cy/help/other-ways").text
    need = browser.get(f"/cy/rounds/{round_.slug}/need").text
    assert "Diffyg gwaith" in need
    assert '<span lang="en">Hope</span>' in need
    assert "Gofynnwyd am fwy o amser." in browser.get(f"/cy/rounds/{round_.slug}/dates.ics").text.replace("\r\n ", "")


def test_a_reason_that_changes_is_in_english_again(browser):
    round_, who = planned(), manager()
    rounds.explain_window(round_, "There is little time.", by=who)
    rounds.edit(round_, welsh={"window_reason": "Nid oes llawer o amser.", "group community title": "Cymuned"}, by=who)
    rounds.explain_window(round_, "There is no time.", by=who)
    rounds.edit(round_, groups=[{**each, "title": f"New {each['title']}"} for each in round_.groups], by=who)
    assert round_.welsh == {
        "earlier window_reason": "Nid oes llawer o amser.", "earlier group community title": "Cymuned",
    }  # fmt: skip


def test_an_edition_says_in_welsh_why_it_was_issued(browser):
    round_, who = planned(), manager()
    browser.as_(who)
    sent = browser.submit(
        f"/rounds/{round_.slug}/editions/publish", kind="discussion", seen="0", reason="First words",
        reason_in_welsh="Geiriau cyntaf", lint_reason="A test.", lint_reason_in_welsh="Prawf.",
    )  # fmt: skip
    assert sent.status_code == 302, sent.text
    browser.signed_out()
    for page in ("", "/editions", "/editions/1", "/editions.atom"):
        text = browser.get(f"/cy/rounds/{round_.slug}{page}").text
        assert "Geiriau cyntaf" in text, page
        assert "First words" not in text, page
    assert "Prawf." in browser.get(f"/cy/rounds/{round_.slug}/editions/1").text
