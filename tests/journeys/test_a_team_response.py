"""A team of three writes one response, each signed in in a browser of their own, one of them without JavaScript."""

import re

import pytest

from app.extensions import db
from app.models import Letter
from tests.browser import Journey, served
from tests.demonstration import Demonstration, sign_in_of
from tests.word_copies.editing import Edited, run
from tests.work import do_jobs

RESPOND = "/rounds/2012-13/respond"
TEAM = f"{RESPOND}/team"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    return Demonstration(f"sqlite:///{tmp_path_factory.mktemp('team') / 'team.sqlite'}", "consulting")


@pytest.fixture(scope="module")
def address(demonstration):
    with served(demonstration.database_url) as address:
        yield address


def link_to(demonstration, email) -> str:
    """The personal link in the newest letter to this address."""

    def read() -> str:
        do_jobs(demonstration.app)
        letters = " ".join(letter.body for letter in db.session.query(Letter).filter_by(to=email))
        return re.search(r"/rounds/\S+/join/\S+", letters).group()

    return demonstration.here(read)


def test_three_colleagues_write_one_response_and_one_of_them_certifies_it(
    browser_of_the_machine, demonstration, address, tmp_path
):
    karen = Journey(browser_of_the_machine, address)
    michael = Journey(browser_of_the_machine, address)
    priya = Journey(browser_of_the_machine, address, javascript=False)
    with karen, michael, priya:
        for who, key in ((karen, "durham.negotiator"), (michael, "durham.governor"), (priya, "respondent")):
            who.sign_in(*sign_in_of(key))
        opens_the_room(karen)
        for who, key in ((michael, "durham.governor"), (priya, "respondent")):
            join(karen, who, demonstration, sign_in_of(key)[0])
        says_who_certifies(karen)
        says_who_responds(karen)
        nobody_writes_under_anothers_hands(karen, priya)
        what_is_typed_is_not_lost(karen)
        they_remark_and_read_what_was_said_before(michael, karen)
        one_of_them_writes_in_welsh(priya)
        goes_through_word(karen, tmp_path)
        is_certified_and_sent(priya, michael)
        leaves_nothing_in_the_tab(karen)
        with Journey(browser_of_the_machine, address) as analyst:
            the_commissioner_sees_only_what_was_sent(analyst)


def opens_the_room(karen):
    karen.open(RESPOND).press("Start").follow("Work on this with colleagues")
    karen.press("Start working together").sees("Your team’s response", "Nobody is named to certify it yet")


def join(karen, who, demonstration, email):
    name = {"durham": "Michael Dunn"}.get(email.split(".")[0], "Priya Shah")
    karen.open(TEAM).follow("Invite a colleague").press("Send the invitation").sees("Enter their name")
    karen.fill("Their name", name).fill("Their email address", email).press("Send the invitation")
    who.open(link_to(demonstration, email)).sees("Karen Wright asks you to work on").press("Join")
    who.sees("Your team’s response", f"{name} (you)")


def says_who_certifies(karen):
    karen.open(TEAM).follow("Say who certifies").choose("Priya Shah").press("Save")
    karen.sees("no signatory of HMP Durham").choose("Michael Dunn").press("Save")
    karen.sees("Michael Dunn certifies and sends it")


def says_who_responds(karen):
    karen.follow("Who you are").press("Write this section").fill("Your name", "HMP Durham")
    karen.choose("For an organisation or group").choose("England").choose("English", exact=True)
    karen.choose("Yes, with my name", exact=False).press("Save and continue").sees("Your team’s response")
    karen.sees("You have finished with “Who you are”: others can write it now.")


def nobody_writes_under_anothers_hands(karen, priya):
    priya.open(f"{RESPOND}/CU-1").sees("Nobody is writing this section now").press("Write this section")
    karen.open(TEAM).sees("Priya Shah is writing this section, since")
    karen.open(f"{RESPOND}/CU-1").sees_not("Save and continue").press("Ask Priya Shah for this section")
    karen.sees("Priya Shah sees on their page and in a letter that you ask for this section")
    priya.choose("I disagree").fill("Your comment", "Keep the workshops open.").press("Save and continue")
    priya.sees("Karen Wright asks for this section.").press("Finish with this section")
    karen.open(f"{RESPOND}/CU-1").sees("Keep the workshops open.").press("Write this section")


def what_is_typed_is_not_lost(karen):
    karen.open(f"{RESPOND}/CU-2").choose("I agree").fill("Your comment", "A thought that is not saved yet")
    karen.page.get_by_text("What you type is kept: last at").wait_for()
    karen.open(TEAM).open(f"{RESPOND}/CU-2").sees("You typed something here and did not save it")
    assert karen.page.get_by_label("Your comment", exact=True).input_value() == "A thought that is not saved yet"
    karen.press("Save and continue").open(f"{RESPOND}/CU-2").sees_not("You typed something here")
    karen.context.set_offline(True)
    karen.fill("Your comment", "Typed while the connection was lost")
    karen.page.get_by_role("button", name="Save and continue").click()
    karen.page.wait_for_url("chrome-error://**")
    karen.context.set_offline(False)
    karen.complaints.clear()
    karen.open(f"{RESPOND}/CU-2").sees("What you had typed here and not saved is back. Save it to keep it.")
    assert karen.page.get_by_label("Your comment", exact=True).input_value() == "Typed while the connection was lost"
    karen.press("Save and continue").open(f"{RESPOND}/CU-2").sees_not("What you had typed here and not saved is back")
    karen.press("Finish with this section")


def they_remark_and_read_what_was_said_before(michael, karen):
    michael.open(f"{RESPOND}/CU-1").follow("Add a remark").fill("Your remark", "Say which workshops.")
    michael.press("Save your remark").sees("Say which workshops.")
    michael.press("Write this section").fill("Your comment", "Keep the joinery open.").press("Save and continue")
    michael.open(f"{RESPOND}/CU-1").press("Finish with this section")
    karen.open(f"{RESPOND}/CU-1/history").sees("Priya Shah", "joinery").press("Put this wording back")
    karen.open(f"{RESPOND}/CU-1").sees("Keep the workshops open.")
    karen.open(f"{TEAM}/history").sees("Put an earlier wording back", "Named who certifies", "by Karen Wright")
    karen.open(f"{TEAM}/remarks").sees("Say which workshops.")


def one_of_them_writes_in_welsh(priya):
    priya.open(f"/cy{TEAM}").sees("Ymateb eich tîm")
    priya.open(f"/cy{RESPOND}/CM-10").press("Ysgrifennu'r adran hon")
    priya.choose("Rwy'n anghytuno").fill("Eich sylw", "Dau wely arall ym mhob hostel.").press("Cadw a pharhau")
    priya.open(f"/cy{RESPOND}/CM-10").press("Gorffen â'r adran hon")
    priya.sees("Rydych wedi gorffen â").open(f"/cy{RESPOND}/check").sees("Dau wely arall ym mhob hostel.")
    for page, words in ((f"{TEAM}/history", "Karen Wright"), (f"{TEAM}/remarks", "Say which workshops."),
                        (f"{RESPOND}/word", "Word")):  # fmt: skip
        priya.open(f"/cy{page}").sees(words)
        assert priya.page.locator("html").get_attribute("lang") == "cy"


def goes_through_word(karen, folder):
    taken = karen.open(TEAM).follow("Work on it in Word").download("Get a Word form", folder)
    edited = Edited(taken.read_bytes())
    control = edited.all("//w:sdt[w:sdtPr/w:alias[starts-with(@w:val, 'CU-2 ') and contains(@w:val, 'Evidence')]]")[0]
    inside = edited.all("./w:sdtContent", control)[0]
    for child in list(inside):
        inside.remove(child)
    inside.append(run("The inspection of 2010."))
    filled = folder / "filled in.docx"
    filled.write_bytes(edited.bytes())
    (folder / "not a form.docx").write_bytes(b"%PDF-1.4")
    karen.attach("Your filled-in form", folder / "not a form.docx").press("See what changed").sees("The file is a PDF")
    karen.attach("Your filled-in form", filled).press("See what changed")
    karen.sees("What came back from Word", "The inspection of 2010.").press("Save these in the response")
    karen.sees("1 answer is saved in the response. Nothing is sent.", "The inspection of 2010.")


def is_certified_and_sent(priya, michael):
    priya.open(f"{RESPOND}/check").sees("Michael Dunn certifies and sends this response.")
    priya.open(TEAM).press("Say that it is ready").sees("Ready to certify")
    michael.open(TEAM).sees("You certify and send it").follow("Check, certify and send")
    michael.sees("HMP Durham", "Keep the workshops open.").press("Certify and send").sees("Response sent")
    priya.open(TEAM).sees("Certified and sent", "It is sent.")


def leaves_nothing_in_the_tab(karen):
    karen.page.evaluate("sessionStorage.setItem('typed 1 /somewhere', '{}')")
    karen.sign_out().press("Sign out")
    assert karen.page.evaluate("sessionStorage.length") == 0


def the_commissioner_sees_only_what_was_sent(analyst):
    analyst.sign_in(*sign_in_of("analyst")).open("/rounds/2012-13/feedback/responses")
    analyst.follow("HMP Durham").sees("Keep the workshops open.", "The inspection of 2010.")
    analyst.sees_not("Say which workshops.", "joinery", "Priya Shah")
