"""An analyst has campaigns looked for, reads what each person added, and corrects what was grouped."""

import pytest

from app.campaigns import commands
from app.extensions import db
from app.models import Campaign, CampaignSearch, Entry, LeftOut
from tests import make
from tests.campaigns.conftest import HERE, OWN, POSTCARD
from tests.searching.conftest import say
from workflows.roles import Role

LIST = "/rounds/2012-13/feedback"


@pytest.fixture
def campaign(postcards, look):
    look()
    return db.session.query(Campaign).one()


def numbers(page):
    return " ".join(page.text.split())


def test_looking_groups_what_is_alike_and_records_how(browser, postcards, look, analyst, round_):
    search = look()
    assert (search.points, search.campaigns, search.grouped) == (6, 1, 4)
    assert (search.shingle, search.similarity, search.least_words, search.least_responses) == (3, 40, 8, 3)
    campaign = db.session.query(Campaign).one()
    assert campaign.text == POSTCARD
    assert [point.campaign_id for point in postcards] == [campaign.id] * 4
    page = browser.as_(analyst).get(HERE)
    assert "6 points from 6 responses say 3 distinct things" in numbers(page)
    assert "from 40% of likeness in runs of 3 words" in numbers(page)


def test_the_page_has_it_done_in_the_background(app, browser, postcards, analyst):
    from tests.work import do_jobs

    browser.as_(analyst).submit(HERE, similarity="70", least_words="8", least_responses="3")
    browser.post(f"{HERE}/look", data={"csrf_token": browser._token(), "similarity": "70", "least_words": "8",
                                       "least_responses": "3"})  # fmt: skip
    assert "wait to be looked through" in browser.get(HERE).text
    again = browser.post(f"{HERE}/look", data={"csrf_token": browser._token()})
    assert again.status_code in (200, 303)
    assert db.session.query(CampaignSearch).count() == 1
    assert do_jobs(app) == ["find_campaigns"]
    assert db.session.query(CampaignSearch).one().similarity == 70
    assert "I write to ask you" in browser.get(HERE).text


def test_thresholds_out_of_bounds_are_refused_with_the_reason(browser, postcards, analyst):
    browser.as_(analyst)
    answer = browser.post(f"{HERE}/look", data={"csrf_token": browser._token(), "similarity": "5", "least_words": "8",
                                                "least_responses": "3"})  # fmt: skip
    assert "below 20% anything is like anything" in answer.text
    assert db.session.query(CampaignSearch).count() == 0


def test_what_each_person_added_is_highlighted_the_most_first(browser, campaign, analyst):
    page = browser.as_(analyst).get(f"{HERE}/{campaign.id}")
    assert "4 points from 4 responses, counted as one distinct text; 1 of 4 added words of their own" in numbers(page)
    assert f"<ins> {OWN}</ins>" in page.text
    assert "<del>think again</del>" in page.text
    assert page.text.count("The shared text, word for word.") == 2
    assert page.text.index(OWN) < page.text.index("reconsider") < page.text.index("word for word")
    only = browser.get(f"{HERE}/{campaign.id}?own=yes").text
    assert OWN in only
    assert "reconsider" not in only


def test_the_page_of_a_point_shows_what_they_added(browser, campaign, analyst, postcards):
    page = browser.as_(analyst).get(f"{LIST}/{postcards[3].id}").text
    assert "Part of a campaign" in page
    assert "16 words of their own" in page
    assert f"<ins> {OWN}</ins>" in page


def test_the_list_is_narrowed_to_a_campaign(browser, campaign, analyst):
    assert "4 points that match" in browser.as_(analyst).get(f"{LIST}?campaign={campaign.id}").text
    assert "2 points that match" in browser.get(f"{LIST}?campaign=none").text


def test_a_point_taken_out_stands_for_itself_and_stays_out(browser, campaign, analyst, postcards, look):
    point = postcards[3]
    here = f"{HERE}/{campaign.id}"
    browser.as_(analyst).press(here, f"{here}/points/{point.id}/take-out")
    assert (point.campaign_id, point.own_words) == (None, None)
    assert "3 points from 3 responses" in browser.get(here).text
    look()
    db.session.refresh(point)
    assert point.campaign_id is None


def test_a_second_press_takes_out_once(browser, campaign, analyst, postcards):
    here = f"{HERE}/{campaign.id}"
    for _ in range(2):
        browser.as_(analyst).press(here, f"{here}/points/{postcards[0].id}/take-out")
    entries = db.session.query(Entry).filter_by(chain=f"campaign {campaign.id}", action="take_point_out")
    assert entries.count() == db.session.query(LeftOut).count() == 1


def test_a_point_is_added_by_hand_and_stays(browser, campaign, analyst, round_, look):
    point = say(round_, "Keep the workshops, as the postcard says.")
    page = browser.as_(analyst).get(f"{LIST}/{point.id}/campaign").text
    assert "% alike)" in page
    browser.submit(f"{LIST}/{point.id}/campaign", campaign=str(campaign.id))
    assert point.campaign_id == campaign.id
    look()
    db.session.refresh(point)
    assert point.campaign_id == campaign.id


def test_a_point_taken_out_can_be_put_back_by_hand(campaign, analyst, postcards):
    commands.take_point_out(campaign, postcards[0], by=analyst)
    db.session.commit()
    commands.add_point(campaign, postcards[0], by=analyst)
    db.session.commit()
    assert postcards[0].campaign_id == campaign.id
    assert db.session.query(LeftOut).count() == 0


def test_it_is_renamed(browser, campaign, analyst):
    browser.as_(analyst).submit(f"{HERE}/{campaign.id}/rename", title="The workshops postcard")
    assert "Campaign: The workshops postcard" in browser.get(f"{HERE}/{campaign.id}").text
    assert "Enter a name for the campaign" in browser.submit(f"{HERE}/{campaign.id}/rename", title="").text


def test_broken_up_its_points_stand_for_themselves_for_good(browser, campaign, analyst, postcards, round_, look):
    here = f"{HERE}/{campaign.id}"
    browser.as_(analyst).submit(f"{here}/break-up")
    assert [point.campaign_id for point in postcards] == [None] * 4
    assert "no later search groups them again" in browser.get(here).text
    for _ in range(4):
        say(round_, POSTCARD)
    assert look().campaigns == 0
    assert db.session.query(Campaign).count() == 1
    assert browser.submit(f"{here}/break-up").status_code in (302, 303)


def test_more_of_the_same_join_it_later_and_keep_its_name(campaign, analyst, round_, look):
    commands.rename(campaign, title="The postcard", by=analyst)
    db.session.commit()
    late = say(round_, POSTCARD)
    assert (look().campaigns, late.campaign_id, campaign.title) == (0, campaign.id, "The postcard")
    entry = db.session.query(Entry).filter_by(chain=f"campaign {campaign.id}", action="grow").one()
    assert entry.what == "1 point added"


def test_looking_again_changes_nothing(campaign, look):
    search = look()
    assert (search.campaigns, search.grouped) == (0, 0)


def test_new_words_leave_the_campaign(campaign, postcards, look):
    postcards[0].text = "I have changed my mind altogether, and have something else to say about it."
    db.session.commit()
    assert postcards[0].campaign_id is None
    look()
    assert postcards[0].campaign_id is None


@pytest.mark.parametrize("role", [Role.EQUALITY_LEAD, Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER])
def test_others_read_campaigns_and_cannot_change_them(browser, campaign, postcards, role):
    here = f"{HERE}/{campaign.id}"
    browser.as_(make.person(role))
    page = browser.get(here).text
    assert "Take it out" not in page
    assert "Break it up" not in page
    assert "Look for campaigns</button>" not in browser.get(HERE).text
    for address in (f"{here}/break-up", f"{here}/rename", f"{LIST}/{postcards[0].id}/campaign"):
        assert browser.get(address).status_code == 404
    assert browser.press(HERE, f"{HERE}/look").status_code == 404
    assert browser.press(here, f"{here}/points/{postcards[0].id}/take-out").status_code == 404


def test_campaigns_do_not_exist_for_those_who_see_no_responses(browser, campaign):
    browser.as_(make.person(Role.ASSURER))
    assert browser.get(HERE).status_code == browser.get(f"{HERE}/{campaign.id}").status_code == 404


def test_a_campaign_of_another_round_is_not_found_here(browser, campaign, analyst):
    other = make.round_()
    assert browser.as_(analyst).get(f"/rounds/{other.slug}/feedback/campaigns/{campaign.id}").status_code == 404
