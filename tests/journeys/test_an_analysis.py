"""An analyst's way from a file of answers to the released report, with those who check each step."""

import csv

import pytest
from docx import Document

from app.demo import cast, consultation, equality
from app.editions import commands as editions
from app.models import Point, Round
from tests.browser import served
from tests.demonstration import Demonstration
from tests.journeys.company import Company

ROUND = "/rounds/2012-13"
FEEDBACK = f"{ROUND}/feedback"
LETTER = (
    "Keep the services for people whose risk is low. The women’s centre in our town lives on them, and nobody would "
    "open another one if it closed."
)
TWO_THINGS = "Say how many places you mean to buy. Pay the instructors more, or nobody will come."
OWN_WORDS = "My daughter goes there."
SOON = 90_000
"""Milliseconds that a job may take on a busy machine."""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    return Demonstration(f"sqlite:///{tmp_path_factory.mktemp('analysis') / 'app.sqlite'}", "consulting")


@pytest.fixture(scope="module")
def address(demonstration):
    with served(demonstration.database_url, worker=True) as address:
        yield address


def test_from_a_file_of_answers_to_the_released_report(browser_of_the_machine, demonstration, address, tmp_path):
    with Company(browser_of_the_machine, address) as company:
        the_good_rows_are_imported(company, tmp_path)
        a_campaign_is_found(company)
        a_comment_is_split_into_two_points(company)
        the_points_are_coded(company)
        a_second_analyst_codes_a_sample_blind(company)
        many_points_get_one_answer(company)
        somebody_else_approves(company)
        the_final_edition_is_published(company, demonstration)
        the_report_is_written_approved_and_released(company)
        everybody_reads_it(company, tmp_path)


def the_good_rows_are_imported(company, folder):
    answers = folder / "town-survey.csv"
    with answers.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["ID", "Your name", "Type of respondent", "Region", "May we publish?", "Received", "CU-1",
                       "CU-1 comment", "CM-3", "CM-3 comment"])  # fmt: skip
        for number in range(1, 10):
            words = f"{LETTER} {OWN_WORDS}" if number == 3 else LETTER
            rows.writerow([number, f"Person {number}", "Member of the public", "London", "Yes", "14/11/2011",
                           "Agree", "", "Disagree", words])  # fmt: skip
        rows.writerow([10, "Ada Long", "Voluntary body", "Wales", "Yes", "15/11/2011", "Disagree", TWO_THINGS, "", ""])
        rows.writerow([11, "Ned Short", "Member of the public", "London", "Yes", "31/02/2011", "Agree", "", "", ""])
    analyst = company("analyst").open(f"{FEEDBACK}/imports").attach("The file of answers", answers)
    analyst.press("Look into the file").sees("town-survey.csv").press("Check every row")
    eventually(analyst, "10 rows are good").sees("10 new responses", "Received").press("Import 10 good rows")
    eventually(analyst, "10 responses imported").sees("1 row left out")


def eventually(journey, words):
    """Wait for a job to be done: its page shows it by itself."""
    journey.page.get_by_text(words).first.wait_for(timeout=SOON)
    return journey.look()


def a_campaign_is_found(company):
    analyst = company("analyst").open(f"{FEEDBACK}/campaigns").press("Look for campaigns")
    eventually(analyst, "Keep the services").follow("Keep the services", exact=False)
    analyst.sees("9 responses", OWN_WORDS)


def a_comment_is_split_into_two_points(company):
    analyst = company("analyst").open(f"{FEEDBACK}?words=instructors").follow("Ada Long", exact=False)
    analyst.follow("Split").choose("A new point begins with piece 2", exact=False)
    analyst.press("Split it").sees("Split from")


def the_points_are_coded(company):
    analyst = company("analyst").open(f"{ROUND}/coding")
    for name, definition in (("Women’s services", "What is bought for women."), ("Pay", "What staff are paid.")):
        analyst.open(f"{ROUND}/coding").follow("Add a theme").fill("Name", name).fill("Definition", definition)
        analyst.press("Add the theme")
    analyst.open(f"{ROUND}/coding").follow("Issue the code frame").fill("Reason", "The first frame.").press("Issue it")
    analyst.open(f"{ROUND}/coding").follow("Code the next points")
    analyst.follow("Code them one after the other")
    while analyst.page.get_by_role("button", name="Save and next", exact=True).count():
        said = analyst.page.locator("main").inner_text()
        theme = "Women’s services" if "centre" in said else "Pay" if "instructors" in said else "No theme fits"
        analyst.choose(theme, exact=False)  # its key stands beside it
        analyst.press("Save and next")
    analyst.open(f"{ROUND}/coding").sees("11 of 11")


def a_second_analyst_codes_a_sample_blind(company):
    analyst = company("analyst").open(f"{ROUND}/coding").follow("Draw a sample for a second coder")
    analyst.fill("How many points", "4").pick("Second coder", "Meera Nair").fill("Seed", "7").press("Draw the sample")
    second = company("second.analyst").open("/work").follow("sample 1", exact=False)
    second.follow("Code the next point")
    while second.page.get_by_role("button", name="Save and next", exact=True).count():
        second.choose("Women’s services", exact=False).press("Save and next")
    second.open(f"{ROUND}/coding/samples/1").press("Compare", exact=False)
    second.sees("Women’s services", "Cohen’s kappa")


def many_points_get_one_answer(company):
    analyst = company("analyst").open(f"{FEEDBACK}?words=centre").follow("Do the same to all 9 points", exact=False)
    analyst.follow("In words you write now").choose("Accepted in part")
    analyst.fill("Reason", "No women’s centre closes through this.").press("See what would change")
    analyst.press("Apply to 9 points")
    eventually(analyst, "Applied")
    analyst.open(f"{FEEDBACK}?state=unanswered").follow("Ada Long", exact=False)
    saves_by_keys(analyst.choose("Already so").fill("Reason", "CU-1 gives the number."))
    assert analyst.page.evaluate("document.activeElement.type") == "radio", "the next answer is begun by keys too"
    analyst.choose("Outside remit").fill("Reason", "Each prison sets pay.").press("Save and next")


def saves_by_keys(analyst):
    """Ctrl with Enter does what "Save and next" does."""
    with analyst.page.expect_navigation():
        analyst.page.get_by_label("Reason", exact=True).press("Control+Enter")
    analyst.look().sees("saved. Nobody outside sees it until all answers are released.")


def somebody_else_approves(company):
    manager = company("manager").open(f"{FEEDBACK}?state=answered")
    manager.follow("Do the same to all 11 points", exact=False).follow("Approve", exact=False)
    manager.press("See what would change").press("Apply to 11 points")
    eventually(manager, "Applied")


def the_final_edition_is_published(company, demonstration):
    """Screening and the edition have a journey of their own, so here the commands do it."""
    company.move_the_clock(to="To the answering cut-off")

    def publish():
        from app.extensions import db

        round_ = db.session.query(Round).filter_by(slug="2012-13").one()
        manager, lead, director = map(cast.find, ("manager", "equality", "director"))
        consultation.settle_intentions(round_, manager)
        equality.screen(round_, lead, director)
        equality.assess(round_, lead, director)
        editions.publish(round_, "final", "Final edition", lint_reason="Its slips are meant.", by=manager)
        db.session.commit()
        assert {str(point.state) for point in db.session.query(Point)} == {"released", "replaced"}

    demonstration.here(publish)


def the_report_is_written_approved_and_released(company):
    analyst = company("analyst").open(f"{FEEDBACK}/report").press("Begin", exact=False)
    analyst.follow("Write Introduction", exact=False).fill("Text", "You told us what you think. Thank you.").press(
        "Save"
    )
    analyst.follow("Put into Welsh Introduction", exact=False).fill("In Welsh", "Dywedoch beth yw eich barn. Diolch.")
    analyst.press("Save the Welsh").follow("Read it in Welsh").sees("Dywedoch beth yw eich barn. Diolch.")
    manager = company("manager").open(f"{FEEDBACK}/report").press("Approve", exact=False)
    manager.follow("Release it").fill("Reason", "First report").press("Release", exact=False)


def everybody_reads_it(company, folder):
    reader = company().open(f"{ROUND}/response-report").sees("You told us what you think.", "Cohen’s kappa")
    reader.sees("No women’s centre closes through this.").sees_not("Meera Nair", "Ada Long said")
    words = "\n".join(p.text for p in Document(reader.download("Download as a Word file", folder)).paragraphs)
    assert "You told us what you think. Thank you." in words
    reader.open(f"/cy{ROUND}/response-report").sees("Dywedoch beth yw eich barn.", "Kappa Cohen", "Tabl 1")
    welsh = Document(reader.download("Lawrlwytho fel ffeil Word", folder))
    assert "Dywedoch beth yw eich barn. Diolch." in [p.text for p in welsh.paragraphs]
