"""The whole feedback journey in a browser that runs no JavaScript."""

from tests.browser import Journey

ROUND = "/rounds/2012-13"


def test_an_organisation_responds_comes_back_and_changes_its_mind(browser_of_the_machine, consulting):
    with Journey(browser_of_the_machine, consulting, javascript=False) as someone:
        someone.open("/have-your-say").follow("Respond to", exact=False).press("Start")
        code = someone.page.locator(".app-receipt__code").inner_text()
        says_who_it_is(someone)
        says_what_it_thinks(someone)
        someone.open(f"{ROUND}/respond/sections").follow("Check your answers")
        someone.sees("Eastern Housing Group", "Disagree", "Two beds more in each hostel.")
        someone.press("Send your response").sees("Response sent", code)
        someone.press("Forget it in this browser")
        someone.follow("Come back to a response").fill("Your receipt code", "ABCD-EFGH-JKMN-PQRS-TVWX")
        someone.press("Continue").sees("There is a problem")
        someone.fill("Your receipt code", code).press("Continue").sees("Your response", "Submitted")
        someone.press("Change your response")
        someone.open(f"{ROUND}/respond/CM-10")
        assert someone.page.get_by_label("Your comment", exact=True).input_value() == "Two beds more in each hostel."
        someone.choose("I agree in part").press("Save and continue")
        someone.open(f"{ROUND}/respond/check").press("Send your response again")
        someone.open(f"{ROUND}/respond/check").sees("Agree in part")


def says_who_it_is(someone):
    someone.follow("Who you are").press("Save and continue").sees("There is a problem", "Enter your name")
    someone.fill("Your name", "Ben Okri").choose("For an organisation or group").choose("Both England and Wales")
    someone.choose("English").choose("Yes, with my name or my organisation's name").press("Save and continue")
    someone.sees("Enter the name of the organisation or group")
    someone.fill("Name of the organisation or group", "Eastern Housing Group")
    someone.pick("What kind of organisation it is", "A voluntary or community body").press("Save and continue")


def says_what_it_thinks(someone):
    someone.open(f"{ROUND}/respond/CM-10").press("Save and continue").sees("Select whether you agree")
    someone.choose("I disagree").fill("Your comment", "Two beds more in each hostel.").press("Save and continue")
    someone.open(f"{ROUND}/respond/PA-1").fill("Your comment", "Plan on less.").press("Save and continue")
    someone.open(f"{ROUND}/respond/general").fill("Your comment", "Thank you for asking.").press("Save and continue")
    someone.open(f"{ROUND}/respond/EQ-2").fill("Your comment", "Ask people.").choose("Disability")
    someone.press("Save and come back later")
